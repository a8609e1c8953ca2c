"""Printing views with templates, and writing what was printed.

Templates, CSS, script and icons are read and made small once per process; nothing edits a page after it was printed.
The page has no clock and no chance in it: the same view gives the same bytes.
"""

import base64
import contextlib
import hashlib
import re
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from markupsafe import Markup

from cjm import resources, stylesheet, theme
from cjm.design import PLAIN, Design
from cjm.errors import CjmError
from cjm.files import content, replace, replace_all
from cjm.sandbox import Templates, Workshop, printed
from cjm.views.brief import Brief
from cjm.views.parts import MapView
from cjm.views.prose import Prose
from cjm.views.site import SiteView
from cjm.views.worksheet import Worksheet

GENERATOR = '<meta name="generator" content="cjm">'
"""By this mark in its head cjm knows an HTML page of its own."""
COMMENT = "<!-- cjm"
"""With this the first line of a Markdown document of its own begins."""
OUTLINE = "cjm outline: "
"""With this the first line of an outline of its own begins."""
GRID = "(min-width:821px)"
"""From this width on the map is drawn as a grid."""
LABELS, LEGIBLE, FEW = 136, 52, 13
"""In the overview names run upright where a column, beside that of the labels, would be narrower than is legible; so
few columns never are."""


# ---------- templates ----------


class _Small(Extension):
    """Makes the static text of a template small when it is loaded: no breaks between tags, no optional end tags."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """The text of a template, small; text that an author may write never passes here."""
        source = re.sub(r"\{#.*?#\}", lambda found: "\n" * found[0].count("\n"), source, flags=re.DOTALL)
        pieces = re.split(r"(\{[{%].*?[%}]\})", source, flags=re.DOTALL)
        for number in range(0, len(pieces), 2):
            piece = re.sub(r"\s*\n\s*", self._counted if self.environment.sandboxed else _left, pieces[number])
            piece = re.sub(r"</(?:td|th|tr|tbody|thead|li|dd|dt|option)>", "", piece)
            pieces[number] = re.sub(r' ([A-Za-z][A-Za-z-]*)="([A-Za-z0-9_#.%:+-]+)"(?=[ >])', r" \1=\2", piece)
        return "".join(pieces)

    def _counted(self, found: re.Match[str]) -> str:
        """The same, and a comment that keeps the number of lines: faults in own templates are told by line."""
        left = _left(found)
        lost = found[0].count("\n") - len(left)
        return left + ("{#" + "\n" * lost + "#}" if lost else "")


def _left(found: re.Match[str]) -> str:
    """What is left of a break in static text: nothing at its ends and between tags."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return "" if not before or not after or before == ">" or after == "<" else "\n"


@cache
def _made_small_by() -> str:
    """What changes when this module does: templates that an older one made small are not used again."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]


class _Compiled(BytecodeCache):
    """Keeps compiled templates beside the templates, as Python does with modules; a read-only folder is fine."""

    def _file(self, bucket: Bucket) -> Path:
        name = f"{bucket.key[:16]}-{_made_small_by()}.{sys.implementation.cache_tag}.pyc"
        return resources.folder("templates") / "__pycache__" / name

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            bucket.bytecode_from_string(self._file(bucket).read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with contextlib.suppress(OSError):
                file = self._file(bucket)
                file.parent.mkdir(exist_ok=True)
                replace(file, bucket.bytecode_to_string())


@cache
def _environment(own: Templates | None) -> Environment:
    if own is None:
        environment = Environment(
            loader=FileSystemLoader(resources.folder("templates")), autoescape=True, undefined=StrictUndefined,
            extensions=[_Small], bytecode_cache=_Compiled(), auto_reload=False,
        )  # fmt: skip
    else:
        environment = Workshop(own, extensions=[_Small])
    environment.tests["prose"] = lambda text: type(text) is Prose
    return environment


@cache
def _text(name: str) -> str:
    return (resources.folder("templates") / name).read_text(encoding="utf-8")


@cache
def _css(name: str) -> str:
    """A style sheet, small."""
    return stylesheet.small(_text(name))


@cache
def _script(name: str) -> str:
    """A script without its comments, its indentation and the spaces around its signs."""
    lines = (line.strip() for line in _text(name).splitlines())
    text = "\n".join(line for line in lines if line and not line.startswith("//"))
    return re.sub(r"('[^'\n]*'|`[^`\n]*`)| *([=+*/<>!&|?:,;(){}-]+) *", lambda found: found[1] or found[2], text)


@cache
def _symbols() -> dict[str, str]:
    """Icons by name."""
    found = re.findall(r'<symbol id="i-([a-z0-9]+)".*?</symbol>', _text("icons.svg"))
    lines = (line.strip() for line in _text("icons.svg").splitlines() if line.strip())
    return dict(zip(found, lines, strict=True))


def _ready(text: str, what: str) -> Markup:
    """A text that goes into `<style>` or `<script>` as it is."""
    if "</" in text or "<!--" in text:
        raise CjmError(f"the {what} of the report holds `</` or `<!--`, which would end it early")
    return Markup(text)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _base(design: Design) -> str:
    """What all pages have: tokens and common parts, with the colours and fonts of an own look after cjm's."""
    light, dark, more = "", _css("dark.css"), ""
    if design.theme is not None:
        light, dark = theme.style(design.theme, "light"), f"{dark};{theme.style(design.theme, 'dark')}"
    if design.logo is not None:
        dark, more = f"{dark};--logo:#fff", _css("logo.css")
    return _css("base.css").replace("@@DARK@@", dark) + (f":root{{{light}}}" if light else "") + more


def _map_style(view: MapView, design: Design) -> list[str]:
    """The style sheets of a map's page; what depends on how the map is drawn and printed is decided here."""
    media = f"screen and {GRID}" if view.paper.form == "table" else f"print,{GRID}"
    parts = [_base(design), _css("profile.css"), _css("map.css"), view.style]
    parts += (
        f"@media {media}{{@supports (grid-template-rows:subgrid) and selector(&){{{part}}}}}"
        for part in (_css("grid.css"), view.grid)
    )
    fit = view.paper
    paper = f":root{{--pz:{fit.zoom:g};--pp:{fit.plot}px;--pc:{fit.curve}px;--pt:{fit.above}px}}"
    parts += [_css("fit.css"), _css("below.css"), _css("print.css"), paper]
    if view.columns > 24:
        parts.append(_css("many.css"))
    elif view.columns > FEW:
        narrow = LABELS + LEGIBLE * view.columns
        parts.append(f"@media (max-width:{narrow}px){{{_css('many.css')}}}")
    if view.paper.form == "table":
        parts.append(_css("sheet.css"))
    if view.paper.form == "own":
        parts.append(_css("own.css"))
    if view.curve is None:
        parts.append(_css("plain.css"))
    if view.curve is not None and view.curve.baseline:
        parts.append(_css("baseline.css"))
    return parts


def html(view: MapView, design: Design = PLAIN) -> str:
    """The page of a map: one file without any request."""
    rules, script = [rule for part in _map_style(view, design) for rule in stylesheet.rules(part)], _script("map.js")
    others = {"html", "body", *re.findall(r"createElement\('(\w+)'", script)}
    others.update(f".{name}" for name in re.findall(r"classList\.toggle\('([\w-]+)'", script))
    if view.direction == "rtl":
        others.add("[dir=rtl]")

    def styled(page: str) -> tuple[Markup, str]:
        """The rules that a page needs, and by what its policy knows them."""
        style = stylesheet.used(rules, stylesheet.names(page) | others)
        return _ready(style, "style"), _hash(style)

    symbols = _symbols()
    text = printed(
        _environment(design.templates), "map.html.j2", view=view, logo=design.logo, styled=styled,
        script=_ready(script, "script"), script_hash=_hash(script),
        icons=Markup("".join(symbols[name] for name in view.icons)),
    )  # fmt: skip
    return text.strip() + "\n"


def index_html(view: SiteView, design: Design = PLAIN) -> str:
    """The page that leads to the reports of several maps."""
    style = _base(design) + _css("site.css")
    text = printed(
        _environment(design.templates), "site.html.j2", view=view, logo=design.logo,
        style=_ready(style, "style"), style_hash=_hash(style),
    )  # fmt: skip
    return text.strip() + "\n"


def brief(view: Brief, design: Design = PLAIN) -> str:
    """The page for those who decide: one file without any request and without a script."""
    baseline = _css("baseline.css") if view.curve is not None and view.curve.baseline else ""
    style = _css("profile.css") + baseline + _css("brief.css") + view.style
    return _sheet("brief.html.j2", view, design, style, view.icons)


def worksheet(view: Worksheet, design: Design = PLAIN) -> str:
    """Empty sheets to print for a workshop."""
    return _sheet("worksheet.html.j2", view, design, _css("worksheet.css"), ())


def _sheet(template: str, view: Brief | Worksheet, design: Design, style: str, icons: Sequence[str]) -> str:
    """A page in the frame of those that need no script, and no picture but a logo."""
    style = _base(design) + style
    symbols = _symbols()
    text = printed(
        _environment(design.templates), template, view=view, logo=design.logo,
        style=_ready(style, "style"), style_hash=_hash(style),
        icons=Markup("".join(symbols[name] for name in icons)),
    )  # fmt: skip
    return text.strip() + "\n"


# ---------- files ----------


def ours(text: str) -> bool:
    """Whether a file was written by cjm: by the mark in the head of a page, or in the first line of a document."""
    head = text[:4096]
    return head.startswith((COMMENT, OUTLINE)) or bool(re.search(r'<meta name="?generator"? content="?cjm"?>', head))


def refuse_foreign(path: Path, shown: str) -> None:
    """Raise `CjmError` if there is a file that cjm did not write. `shown` is the path as messages name it."""
    try:
        if path.is_file() and not ours(path.read_bytes()[:8192].decode("utf-8", errors="replace")):
            raise CjmError(
                f"`{shown}` is there already and was not written by cjm",
                "use --force to write over it, or -o for another place",
            )
    except OSError as problem:
        raise CjmError(f"`{shown}` cannot be written: {problem.strerror or problem}") from problem


def write(path: Path, text: str, shown: str, *, force: bool) -> bool:
    """Write a file whole or not at all; whether its bytes changed.

    A file that cjm did not write stays as it is, unless `force`: `CjmError`. Equal bytes are not written again.
    `shown` is the path as messages name it.
    """
    if not force and not _holds(path, _bytes(text)):
        refuse_foreign(path, shown)
    return write_all({path: text}, shown)


def write_all(texts: Mapping[Path, str], shown: str) -> bool:
    """Write all of some files or none; whether their bytes changed. Equal bytes are not written again.

    `shown` names what is written as messages do. Raises `CjmError`.
    """
    new = {path: _bytes(text) for path, text in texts.items() if not _holds(path, _bytes(text))}
    try:
        for path in new:
            if path.exists() and not path.is_file():
                raise CjmError(f"`{shown}` is no ordinary file")
            path.parent.mkdir(parents=True, exist_ok=True)
        replace_all(new.items())
    except OSError as problem:
        raise CjmError(f"`{shown}` cannot be written: {problem.strerror or problem}") from problem
    return bool(new)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")  # a file's name need not be text


def _holds(path: Path, data: bytes) -> bool:
    """Whether a file is there and holds these bytes."""
    try:
        return content(path, len(data)) == data
    except OSError:
        return False
