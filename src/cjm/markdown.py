"""Printing a map as a Markdown document (CommonMark with GitHub's tables).

Authors' texts are texts: whatever they hold, it reads as they wrote it and marks nothing up. Only characters that could
act where they stand are escaped, so that ordinary text stays as it is: `snake_case`, `AT&T`, `5 * 3`, `a < b`.
A mail address stays as it is too, because no escape keeps all git hosts from making it a link to itself.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cjm import resources
from cjm.views.document import WORDS, Document
from cjm.views.parts import Bit
from cjm.views.site import Entry, SiteView

_SPACES = re.compile("[ \t-\r\x1c-\x1e\x85\u2028\u2029]+")
_ACTIVE = re.compile(
    r"""
      (?P<idle> (?<=[^\W_])_+(?=[^\W_])        # inside a word
              | (?<=\s)[*_]+(?=\s)             # between spaces
              | (?<!\S)~(?=[0-9]) )            # about: ~5
    | [`*_~\[]
    | \\(?=[!-/:-@\[-`{-~]|$)                  # what a backslash would escape
    | <(?=[A-Za-z/!?]|[^\s<>]*@)               # tags, comments, addresses
    | &(?=\#[0-9]{1,7};|\#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][A-Za-z0-9]*;)
    | (?:(?<=http)|(?<=https)|(?<=ftp)):(?=//) # addresses that git hosts link by themselves
    | (?<=www)\.(?=\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SUSPECT = re.compile(r"[`*_~\[\\<&]|//|www", re.IGNORECASE)
"""A text without any of these has nothing to escape: most have none, and this is quick to see."""
_OPENING = re.compile(r"[-+](?=\s|$)|#{1,6}(?=\s|$)|>|[-=:|](?=[-=:|\s]*$)|[0-9]{1,9}(?P<mark>[.)])(?=\s|$)")
_CLOSING = re.compile(r"(?<!\S)#(?=#*$)")
_UNSAFE = re.compile(r"""[\s<>\\|`"^{}\x00-\x20\x7f]""")


def inline(text: str) -> str:
    """A text in the middle of a line, on one line."""
    plain = _SPACES.sub(" ", text).strip()
    if _SUSPECT.search(plain) is None:
        return plain
    return _ACTIVE.sub(lambda found: found[0] if found["idle"] else "\\" + found[0], plain)


def opening(text: str) -> str:
    """A text that opens a paragraph or list item, where a number or dash could begin a list."""
    found = inline(text)
    start = _OPENING.match(found)
    if start is None:
        return found
    at = start.start("mark") if start["mark"] else 0
    return found[:at] + "\\" + found[at:]


def heading(text: str) -> str:
    """A text that ends a heading, where `#` would be taken off."""
    return _CLOSING.sub(r"\\#", inline(text))


def link(text: str, href: str) -> str:
    """A link; an address that is its own text stands alone."""
    address = _UNSAFE.sub(lambda found: quote(found[0]), href)
    if text == href:
        return f"<{address}>"
    label = inline(text).replace("]", "\\]")
    return f"[{label}]({address})" if href.startswith("#") else f"[{label}](<{address}>)"


def bit(one: Bit, start: bool = False) -> str:
    """A piece of text; pieces that lead to places of the page are text only."""
    kind = one.style.partition(" ")[0]
    if one.href and (kind == "place" or not one.href.startswith("#")):
        return link(one.text, one.href)
    if kind == "strong":
        return f"**{inline(one.text)}**"
    if kind in ("missing", "assumption"):
        return f"*{inline(one.text)}*"
    return opening(one.text) if start else inline(one.text)


def cell(bits: Sequence[Bit], start: bool = False) -> str:
    """Pieces in a line: labels in a row with commas, notes in brackets behind what they belong to."""
    found = ""
    before: Bit | None = None
    for noted, run in groupby((one for one in bits if one.text.strip()), key=lambda one: one.style.startswith("note")):
        if noted:
            notes = " · ".join(bit(one, start and not found) for one in run)
            found += f" ({notes})" if found else notes
            continue
        for one in run:
            if found:
                found += ", " if before is not None and _refers(before) and _refers(one) else " "
            found += bit(one, start and not found)
            before = one
    return found


def _refers(one: Bit) -> bool:
    return one.href is not None and one.style in ("label", "source")


def sentence(bits: Sequence[Bit]) -> str:
    """Pieces that bring their own spaces."""
    return "".join(_spaced(one) for one in bits).strip()


def _spaced(one: Bit) -> str:
    before = " " if one.text[:1].isspace() else ""
    after = " " if one.text[-1:].isspace() else ""
    return before + bit(one) + after if one.text.strip() else " "


def column(content: str | Sequence[Bit]) -> str:
    """What stands in a cell of a table."""
    text = inline(content) if isinstance(content, str) else cell(content)
    return text.replace("|", "\\|")


def title(one: Entry) -> str:
    """The title of a map in an index, as a link to its document."""
    return link(one.title, one.href)


# ---------- the templates ----------


def _printed(value: object) -> object:
    """Text that no filter has made ready is a text in the middle of a line."""
    return Markup(inline(value)) if isinstance(value, str) and not isinstance(value, Markup) else value


def _filter(write: Callable[..., str]) -> Callable[..., Markup]:
    """What `write` writes is ready to be printed."""
    return lambda *given: Markup(write(*given))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resources.folder("templates")), autoescape=True, finalize=_printed, auto_reload=False,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    for write in (bit, cell, column, heading, opening, sentence, title):
        environment.filters[write.__name__] = _filter(write)
    return environment


def markdown(document: Document) -> str:
    """The document of a map. The same view gives the same text."""
    text: str = _environment().get_template("map.md.j2").render(map=document)
    return text


def index(view: SiteView) -> str:
    """The index of several maps, with links to their documents."""
    text: str = _environment().get_template("site.md.j2").render(view=view, w=WORDS)
    return text
