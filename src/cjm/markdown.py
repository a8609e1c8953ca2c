"""Printing a map as a Markdown document (CommonMark with GitHub's tables).

Authors' texts are texts: whatever they hold, it reads as they wrote it and marks nothing up, except for the light
markup of prose (see `cjm.views.prose`), which is written anew from its pieces. Only characters that could
act where they stand are escaped, so that ordinary text stays as it is: `snake_case`, `AT&T`, `5 * 3`, `a < b`.
A mail address stays as it is too, because no escape keeps all git hosts from making it a link to itself.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, wraps
from itertools import groupby
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup

from cjm import resources
from cjm.sandbox import Templates, Workshop, printed
from cjm.views.brief import Brief
from cjm.views.document import Document
from cjm.views.parts import Bit
from cjm.views.prose import Piece, Prose, made, read
from cjm.views.site import Entry, SiteView
from cjm.views.words import between
from cjm.views.worksheet import Worksheet

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
_ENDS = " \u00a0\u202f"
_ENTITY = re.compile("&(?=#?[A-Za-z0-9]+;)")
_UNSAFE = re.compile(r"""[\s<>\\|`"^{}\x00-\x20\x7f]""")


def inline(text: str) -> str:
    """A text in the middle of a line, on one line."""
    return _marked(text) if isinstance(text, Prose) else _escaped(_SPACES.sub(" ", text).strip())


def _escaped(text: str) -> str:
    plain = _SPACES.sub(" ", text)
    if _SUSPECT.search(plain) is None:
        return plain
    return _ACTIVE.sub(lambda found: found[0] if found["idle"] else "\\" + found[0], plain)


# ---------- prose with markup ----------


def _marked(text: Prose) -> str:
    """Prose with its markup; where no signs for emphasis would be read as what is meant, without it."""
    meant = _seen(text.lines)
    for signs in ("*_", "**", "_*"):
        found = _written(text.lines, signs).strip()
        if _seen(read(found)) == meant:
            return found
    return inline(str(text))


def _written(pieces: Sequence[Piece], signs: str, escape: Callable[[str], str] = _escaped) -> str:
    """Pieces as Markdown; emphasis within emphasis takes the other one of two signs."""
    found = ""
    for piece in pieces:
        match piece.kind:
            case "em" | "strong":
                sign = signs[0] * (1 if piece.kind == "em" else 2)
                found += sign + _written(piece.within, signs[::-1], escape) + sign
            case "code":
                found += _code(piece.text)
            case "br":
                found += " "
            case "a":
                if found.endswith("!"):  # with a link behind it, it would show a picture
                    found = found[:-1] + "\\!"
                found += _linked(piece, signs)
            case _:
                found += escape(piece.text)
    return found


def _linked(piece: Piece, signs: str) -> str:
    if piece.within == (Piece(text=piece.href),):
        return link(piece.href, piece.href)
    label = _written(piece.within, signs, lambda text: _escaped(text).replace("]", "\\]"))
    return f"[{label}](<{_address(piece.href)}>)"


def _code(text: str) -> str:
    fence = "`"
    while fence in text:
        fence += "`"
    return f"{fence} {text} {fence}" if text[:1] in " `" or text[-1:] in " `" else fence + text + fence


def _seen(pieces: Sequence[Piece], inside: frozenset[str] = frozenset()) -> list[tuple[str, frozenset[str]]]:
    """Each letter with what it stands in: what a reader sees."""
    found: list[tuple[str, frozenset[str]]] = []
    for piece in pieces:
        around = inside | {piece.href or piece.kind} if piece.kind else inside
        letters = " " if piece.kind == "br" else _SPACES.sub(" ", piece.text)
        found += ((letter, around if letter != " " else frozenset()) for letter in letters)
        found += _seen(piece.within, around)
    if inside:
        return found
    single = [one for at, one in enumerate(found) if one[0] != " " or (at and found[at - 1][0] != " ")]
    return single[:-1] if single and single[-1][0] == " " else single


# ---------- texts, links and pieces ----------


def opening(text: str) -> str:
    """A text that opens a paragraph or list item, where a number or dash could begin a list."""
    found = inline(text)
    start = _OPENING.match(found)
    if start is None:
        return found
    at = start.start("mark") if start["mark"] else 0
    return found[:at] + "\\" + found[at:]


def kept(text: str) -> str:
    """A text with the spaces at its ends, also those that do not break."""
    rest = text.lstrip(_ENDS)
    before, after = text[: len(text) - len(rest)], rest[len(rest.rstrip(_ENDS)) :]
    return before + inline(text) + after


def block(text: str) -> str:
    """A text on lines of its own: its paragraphs and lists, with a sign that sets them apart from lists around it."""
    if not isinstance(text, Prose):
        return opening(text)
    found: list[str] = []
    for kind, run in groupby(text.pieces, key=lambda piece: piece.kind if piece.kind in ("ul", "ol", "br") else ""):
        pieces = tuple(run)
        if kind in ("ul", "ol"):
            items = [(item.mark if kind == "ol" else "*", made(item.within)) for one in pieces for item in one.within]
            found.append("\n".join(f"{mark} {opening(words)}" for mark, words in items))
        elif kind == "":
            found.append(opening(made(pieces)))
    return "\n\n".join(found)


def heading(text: str) -> str:
    """A text that ends a heading, where `#` would be taken off."""
    return _CLOSING.sub(r"\\#", inline(text))


def link(text: str, href: str) -> str:
    """A link; an address that is its own text stands alone."""
    if text == href:
        return f"<{_quoted(href)}>"
    label = inline(text).replace("]", "\\]")
    return f"[{label}]({_address(href)})" if href.startswith("#") else f"[{label}](<{_address(href)}>)"


def _quoted(href: str) -> str:
    return _UNSAFE.sub(lambda found: quote(found[0]), href)


def _address(href: str) -> str:
    """An address as the target of a link, where `&copy;` would be read as a sign."""
    return _ENTITY.sub(r"\\&", _quoted(href))


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
                found += ", " if before is not None and _refers(before) and _refers(one) else between(found)
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


def _joined(texts: Iterable[object], between: str = "") -> str:
    """Texts in a row, each a text of its own."""
    return kept(between).join(str(_printed(one)) for one in texts)


class _Documents(Workshop):
    """Where own templates of documents run.

    What Jinja does to texts that are ready escapes what it adds to them as HTML, which would let signs of Markdown
    through. So such texts are texts like any other as soon as something is done to them.
    """

    intercepted_binops = Workshop.intercepted_binops | {"+", "%"}

    def __init__(self, own: Templates, **options: Any) -> None:
        super().__init__(own, **options)
        self.filters = {name: _on_plain(filter) for name, filter in self.filters.items()}
        self.filters |= dict.fromkeys(("e", "escape", "forceescape"), _filter(inline))
        self.filters["join"] = _filter(_joined)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Put two values together."""
        return super().call_binop(context, operator, _plain(left), _plain(right))


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Markup) else value


def _on_plain(filter: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(filter)
    def filtered(*given: Any, **named: Any) -> Any:
        return filter(*map(_plain, given), **{name: _plain(value) for name, value in named.items()})

    return filtered


@cache
def _environment(own: Templates | None) -> Environment:
    options: dict[str, Any] = {
        "finalize": _printed, "trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True
    }  # fmt: skip
    if own is None:
        environment = Environment(
            loader=FileSystemLoader(resources.folder("templates")), autoescape=True, auto_reload=False,
            undefined=StrictUndefined, **options,
        )  # fmt: skip
    else:
        environment = _Documents(own, **options)
    for write in (bit, block, cell, column, heading, kept, opening, sentence, title):
        environment.filters[write.__name__] = _filter(write)
    return environment


def markdown(document: Document, own: Templates | None = None) -> str:
    """The document of a map. The same view gives the same text."""
    return printed(_environment(own), "map.md.j2", map=document)


def brief(view: Brief, own: Templates | None = None) -> str:
    """The page for those who decide, as a document."""
    return printed(_environment(own), "brief.md.j2", view=view)


def worksheet(view: Worksheet, own: Templates | None = None) -> str:
    """Empty tables for a workshop, a table for each stage."""
    return printed(_environment(own), "worksheet.md.j2", view=view)


def index(view: SiteView, own: Templates | None = None) -> str:
    """The index of several maps, with links to their documents."""
    return printed(_environment(own), "site.md.j2", view=view, w=view.words)
