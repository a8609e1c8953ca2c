"""Own templates: files that take the place of cjm's, run where they can do no harm.

Whatever stands in a map is printed as text: an own template can place it, and cannot let it become an element, an
attribute, a style or a script. A template runs without files, network, clock and chance, and sees only what it is
given.
"""

import math
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sized
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.loaders import BaseLoader, ChoiceLoader, FunctionLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from cjm import resources
from cjm.elements import Elements, Misplaced
from cjm.errors import CjmError
from cjm.files import content
from cjm.vocabulary.aliases import closest

_LARGEST_PRODUCT, _HIGHEST_POWER = 10_000_000, 100
"""What templates may multiply: numbers, or letters of a text."""
_LARGEST = 1024 * 1024
"""Bytes that a template may hold."""
_LIKE_TEMPLATES = (".j2", ".jinja", ".jinja2", ".html", ".htm", ".css", ".js")
"""Endings of files that somebody means for cjm; pictures and notes may lie beside them."""
_MARKS = ("<!doctype html>", "<!-- cjm")
"""With these a page and a document begin."""
_WITHOUT = {
    "safe": "texts of a map stay texts; print them without `safe`",
    "urlize": "it would make links of texts of a map",
    "xmlattr": "write the attributes out",
    "tojson": "a report has no script that could read it",
    "random": "the same map always gives the same report",
}
"""Filters that templates go without, and why."""


@dataclass(frozen=True)
class Templates:
    """Templates that take the place of cjm's."""

    folder: str
    """Where they lie, as messages name it."""
    sources: tuple[tuple[str, str], ...]
    """Name and text of each."""

    def shown(self, name: str) -> str:
        """A template's file, as messages name it."""
        return f"{self.folder}/{name}"


@cache
def names() -> tuple[str, ...]:
    """The templates that may be replaced: parts of pages, and documents."""
    return tuple(name for name in _all() if not _is_frame(name))


@cache
def _all() -> tuple[str, ...]:
    folder = resources.folder("templates")
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.j2")))


def _is_frame(name: str) -> bool:
    """Whether a template makes a page as a whole."""
    return "<!doctype" in (resources.folder("templates") / name).read_text(encoding="utf-8")


def read(folder: Path, shown: str) -> Templates:
    """The templates of a folder; `shown` is the folder as messages name it.

    Raises `CjmError` for files that cjm would never look at, because a misspelt name must not go unnoticed.
    """
    found: list[tuple[str, str]] = []
    real = os.path.realpath(folder)
    for path in sorted(_files(folder, shown)):
        name = path.relative_to(folder).as_posix()
        if not Path(os.path.realpath(path)).is_relative_to(real):
            raise CjmError(f"`{shown}/{name}` is a link that leads out of `{shown}`", "put the file itself there")
        if name in names():
            found.append((name, _text(path, f"{shown}/{name}")))
        elif name in _all():
            raise CjmError(
                f"`{shown}/{name}` cannot take the place of cjm's: it is the frame of a page, with its only style and "
                "script and with what keeps texts of a map from becoming either",
                f"replace what stands in it, such as {_listed(_parts(name))}",
            )
        elif name.endswith((".css", ".js")):
            raise CjmError(
                f"`{shown}/{name}` would not be looked at: style and script of a report are cjm's own",
                "colours and fonts are set with `theme`",
            )
        elif name.lower().endswith(_LIKE_TEMPLATES) or f"{name}.j2" in _all():
            near = closest(name, names())
            raise CjmError(
                f"`{shown}/{name}` would not be looked at: cjm has no template of this name",
                f"did you mean `{near[0]}`?" if near else f"there are {_listed(names())}",
            )
    return Templates(shown, tuple(found))


def _files(folder: Path, shown: str) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in folders:
            if (Path(parent) / name).is_symlink():
                inner = (Path(parent) / name).relative_to(folder).as_posix()
                raise CjmError(f"`{shown}/{inner}` is a link to a folder", "put the folder itself there")
        yield from (Path(parent) / name for name in files if not name.startswith("."))


def _text(path: Path, shown: str) -> str:
    try:
        data = content(path, _LARGEST)
        if len(data) > _LARGEST:
            raise CjmError(f"`{shown}` is larger than 1 MB", "a template needs a few kilobytes")
        text = re.sub("\r\n?", "\n", data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CjmError(f"`{shown}` is not UTF-8 text", "save it as UTF-8") from None
    except OSError as problem:
        raise CjmError(f"`{shown}` cannot be read: {problem.strerror}") from problem
    return text


def _parts(frame: str) -> tuple[str, ...]:
    """The templates that a frame uses."""
    text = (resources.folder("templates") / frame).read_text(encoding="utf-8")
    used = re.findall(r"""\{%-?\s*include\s+"([^"]+)\"""", text)
    return tuple(dict.fromkeys((*used, *(name for name in names() if name.startswith(frame.partition(".")[0] + "/")))))


def _listed(some: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in some) or "its parts"


# ---------- running ----------


class Workshop(ImmutableSandboxedEnvironment):
    """Where own templates run, together with those of cjm that they leave as they are."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, own: Templates, **options: Any) -> None:
        """`options` are those of Jinja; there is no cache, so that nobody's template is kept."""
        super().__init__(
            loader=ChoiceLoader([_loader(own), FileSystemLoader(resources.folder("templates"))]),
            undefined=_Missing, autoescape=True, auto_reload=False, **options,
        )  # fmt: skip
        self.own = own
        self.add_extension(_Careful)
        self.globals.pop("lipsum")
        for name in _WITHOUT:
            del self.filters[name]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Text that is ready to be printed has no tools that could change it."""
        return not isinstance(obj, Markup) and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Multiply within bounds: a text a billion times over would fill the memory."""
        sizes = [len(one) if isinstance(one, Sized) else one for one in (left, right)]
        numbers = [abs(size) for size in sizes if isinstance(size, int | float)]
        if (operator == "**" and max(numbers, default=0) > _HIGHEST_POWER) or math.prod(numbers) > _LARGEST_PRODUCT:
            raise TemplateRuntimeError(f"what `{operator}` gives here is far too large")
        return super().call_binop(context, operator, left, right)


def _loader(own: Templates) -> BaseLoader:
    sources = dict(own.sources)

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        return (sources[name], own.shown(name), lambda: True) if name in sources else None

    return FunctionLoader(load)


class _Careful(Extension):
    """Refuses in own templates what could let a text of a map become more than a text."""

    environment: Workshop

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Look at a template piece by piece; values in attributes are escaped whatever they are."""
        if stream.name not in dict(self.environment.own.sources):
            yield from stream
            return
        page = Elements() if str(stream.name).endswith(".html.j2") else None
        line, inside, block = 1, "", list[Token]()
        try:
            for token in stream:
                line = token.lineno
                if token.type == "data" and page is not None:
                    page.text(token.value)
                elif token.type == "variable_begin":
                    inside = "value" if page is not None and page.value() else "text"
                    yield token
                    if inside == "value":
                        yield Token(line, "lparen", "(")
                    continue
                elif token.type == "variable_end":
                    if inside == "value":
                        yield from (Token(line, kind, text) for kind, text in _QUOTED)
                    inside = ""
                elif token.type == "block_begin":
                    inside, block = "block", []
                elif token.type == "block_end":
                    inside = ""
                    _judge(block, page)
                elif inside == "block":
                    block.append(token)
                if token.type == "tilde" and page is None:
                    raise Misplaced("`~` is not there in documents; write one piece behind the other")
                yield token
            if page is not None:
                page.end()
        except Misplaced as problem:
            at = line + problem.lines
            raise TemplateSyntaxError(str(problem), at, stream.name, stream.filename) from None


_QUOTED = (("rparen", ")"), ("pipe", "|"), ("name", "forceescape"))
"""What is marked up already could end an attribute too, so there it is escaped once more."""


def _judge(block: list[Token], page: Elements | None) -> None:
    tag = block[0].value if block else ""
    if tag == "autoescape":
        raise Misplaced("texts of a map are always escaped; leave out `autoescape`")
    if page is not None:
        kept = tag == "set" and all(token.type != "assign" for token in block)
        page.block("capture" if kept else tag)


class _Lost(UndefinedError):
    """Something that a template asked for and that is not there."""

    def __init__(self, obj: object, name: object, message: str | None) -> None:
        super().__init__(message)
        self.obj, self.name = obj, name


class _Missing(StrictUndefined):
    """Remembers what was asked of whom."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        raised: Any = partial(_Lost, obj, name) if exc is UndefinedError else exc
        super().__init__(hint, obj, name, raised)


# ---------- what went wrong ----------


def printed(environment: Environment, name: str, **given: object) -> str:
    """What a template says of what it is given.

    Raises `CjmError` with file, line and what was missing where an own template cannot say it.
    """
    if not isinstance(environment, Workshop):
        return environment.get_template(name).render(**given)
    with _explained_for(environment.own):
        text = environment.get_template(name).render(**given)
    if not text.lstrip().startswith(_MARKS):
        raise CjmError(
            f"`{environment.own.shown(name)}` does not begin as a file of cjm, and cjm writes over its own files only",
            f"begin it as cjm's `{name}` begins",
        )
    return text


@contextmanager
def _explained_for(own: Templates) -> Iterator[None]:
    try:
        yield
    except CjmError:
        raise
    except Exception as problem:
        raise _explained(problem, own) from problem


def _explained(problem: Exception, own: Templates) -> CjmError:
    at = _place(problem, own)
    match problem:
        case TemplateSyntaxError():
            message, help = _syntax(problem)
        case TemplateNotFound():
            near = closest(str(problem.name), _all())
            message = f"there is no template `{problem.name}`"
            help = f"did you mean `{near[0]}`?" if near else None
        case _Lost():
            message, help = _lost(problem, at)
        case SecurityError():
            message, help = "this reaches for what templates have no use for", None
        case RecursionError():
            message, help = "this goes on without end", None
        case _:
            message, help = f"this cannot be worked out: {problem}", None
    return CjmError(f"{at.shown}, line {at.line}: {message}", help)


@dataclass(frozen=True)
class _At:
    """A line of a template."""

    shown: str
    line: int
    source: str
    known: tuple[str, ...]
    """What has a name there."""


def _place(problem: Exception, own: Templates) -> _At:
    """The innermost line of an own template, else of one of cjm's."""
    files = {own.shown(name): (f"`{own.shown(name)}`", text) for name, text in own.sources}
    folder = resources.folder("templates")
    if isinstance(problem, TemplateSyntaxError) and problem.filename in files:
        shown, text = files[problem.filename]
        return _At(shown, problem.lineno, _line(text, problem.lineno), ())
    found = theirs = None
    for file, line, known in _frames(problem.__traceback__):
        if file in files:
            shown, text = files[file]
            found = _At(shown, line, _line(text, line), known)
        elif Path(file).is_relative_to(folder):
            name = Path(file).relative_to(folder).as_posix()
            theirs = _At(f"`{name}` of cjm, which is used with the templates in `{own.folder}`", line, "", known)
    return found or theirs or _At(f"`{own.folder}`", 1, "", ())


def _frames(traceback: TracebackType | None) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    while traceback is not None:
        frame = traceback.tb_frame
        known = tuple(str(name) for name in frame.f_locals if not str(name).startswith(("_", "l_")))
        yield frame.f_code.co_filename, traceback.tb_lineno, known
        traceback = traceback.tb_next


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _syntax(problem: TemplateSyntaxError) -> tuple[str, str | None]:
    message = str(problem.message)
    if named := re.match(r"No (filter|test) named '(.*?)'", message):
        if named[2] in _WITHOUT:
            return f"there is no `{named[2]}` in own templates", _WITHOUT[named[2]]
        return f"there is no {named[1]} `{named[2]}`", None
    return message[:1].lower() + message[1:].rstrip("."), None


def _lost(problem: _Lost, at: _At) -> tuple[str, str | None]:
    if isinstance(problem.name, int) and isinstance(problem.obj, Sized):
        return f"this asks for entry {problem.name} of {len(problem.obj)}, counted from 0", None
    name = str(problem.name)
    top = problem.obj is missing
    written = re.search(rf"([\w.\[\]'\"]+\.)(?={re.escape(name)}\b)", at.source)
    before = written[1] if written and not top else ""
    near = [other for other in closest(name, at.known if top else _members(problem.obj)) if other != name]
    return f"there is no `{before}{name}`", f"did you mean `{before}{near[0]}`?" if near else None


def _members(thing: object) -> tuple[str, ...]:
    if isinstance(thing, Mapping):
        return tuple(str(key) for key in thing)
    return tuple(name for name in dir(thing) if not name.startswith("_"))
