"""From text to a tree of nodes, by PyYAML's parser: in C where libyaml is there, else in Python.

PyYAML would call Python three times for each node to find out its tag. cjm reads plain scalars by
rules of its own, so these calls are made to do nothing, which halves the time of loading a map.
"""

import operator
import re
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

DEEPEST = 64
"""How many collections may be nested."""

MOST = 50_000
"""How many keys, values and collections a file may hold; a map of 200 steps has 5,000."""

_RISKY_OPENERS = 2_000
_RISKY_INDENT = re.compile(r"^[ \t?:-]{400}", re.MULTILINE)


_ENDS = "\0\r\n\x85\u2028\u2029"
_BLANK = _ENDS + " \t"


class _Untagged:
    """Answers PyYAML's questions about tags with builtins: no Python code runs for a node."""

    descend_resolver = staticmethod(operator.is_)
    ascend_resolver = staticmethod(tuple)
    resolve = staticmethod(slice)


class _PurePython(_Untagged, Reader, Scanner, Parser, Composer):
    """PyYAML without libyaml, made to read what libyaml reads: question marks in `[ ]`, tabs between words."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)

    def scan_plain(self) -> yaml.ScalarToken:
        """Read a text without quotes as libyaml does: `[Why?]` is one text, and `[a:]` is refused."""
        chunks: list[str] = []
        start = end = self.get_mark()
        indent = self.indent + 1
        spaces: list[str] | None = []
        while self.peek() != "#":
            length = 0
            while (character := self.peek(length)) not in _BLANK:
                if character == ":":
                    after = self.peek(length + 1)
                    if self.flow_level and after in ",?[]{}":
                        self.forward(length)
                        here = self.get_mark()
                        raise ScannerError("while scanning a plain scalar", start, "found unexpected ':'", here)
                    if after in _BLANK:
                        break
                elif self.flow_level and character in ",[]{}":
                    break
                length += 1
            if length == 0:
                break
            self.allow_simple_key = False
            chunks += [*(spaces or ()), self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return yaml.ScalarToken("".join(chunks), True, start, end)

    def scan_to_next_token(self) -> None:
        """Pass over spaces, comments and line breaks, and over tabs where they indent nothing."""
        while True:
            while self.peek() == " " or (self.peek() == "\t" and (self.flow_level or not self.allow_simple_key)):
                self.forward()
            if self.peek() == "#":
                while self.peek() not in _ENDS:
                    self.forward()
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain_spaces(self, indent: int, start_mark: yaml.Mark) -> list[str] | None:
        """The spaces, tabs and line breaks inside a text without quotes; `None` where the document ends."""
        length = 0
        while self.peek(length) in " \t":
            length += 1
        blank = self.prefix(length)
        self.forward(length)
        if self.peek() not in _ENDS[1:]:
            return [blank] if blank else []
        ended = self.scan_line_break()  # type: ignore[no-untyped-call]
        self.allow_simple_key = True
        breaks: list[str] = []
        while not self._document_ends():
            if self.peek() == "\t" and self.column < indent:
                raise ScannerError(
                    "while scanning a plain scalar",
                    start_mark,
                    "found a tab character that violates indentation",
                    self.get_mark(),
                )
            if self.peek() in " \t":
                self.forward()
            elif self.peek() in _ENDS[1:]:
                breaks.append(self.scan_line_break())  # type: ignore[no-untyped-call]
            else:
                return [*([ended] if ended != "\n" else [] if breaks else [" "]), *breaks]
        return None

    def _document_ends(self) -> bool:
        return self.column == 0 and self.prefix(3) in ("---", "...") and self.peek(3) in _BLANK

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: yaml.Mark) -> list[str]:
        """The words of a quoted text; escapes that stand for no character are refused."""
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
            "".join(chunks).encode()
        except ValueError:
            problem = "found invalid Unicode character escape code"
            raise ScannerError("while parsing a quoted scalar", start_mark, problem, self.get_mark()) from None
        return chunks


if yaml.__with_libyaml__:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]

    class _Libyaml(_Untagged, CParser):
        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)

    _Loader: Any = _Libyaml
else:
    _Loader = _PurePython


class TooDeep(Exception):
    """Collections are nested deeper than anybody writes; `mark` is where."""

    def __init__(self, mark: Any) -> None:
        super().__init__()
        self.mark = mark


class TooMany(TooDeep):
    """There is more in a file than anybody writes; `mark` is where it is too much."""


def compose(text: str) -> yaml.Node | None:
    """The tree of nodes of the one document in `text`, `None` if there is none.

    Raises `yaml.YAMLError` for what is no YAML, `TooDeep` and `TooMany`.
    """
    openers = text.count("[") + text.count("{")
    entries = openers + text.count("\n") + text.count(",")
    if openers > _RISKY_OPENERS or _RISKY_INDENT.search(text) or entries > MOST / 2:
        _measure(text)
    loader = _Loader(text)
    try:
        return loader.get_single_node()  # type: ignore[no-any-return]
    finally:
        loader.dispose()


def _measure(text: str) -> None:
    """Count over events: composing a very deep tree would overflow the C stack, a very large one takes long."""
    depth = nodes = 0
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.NodeEvent):
            nodes += 1
            if nodes > MOST:
                raise TooMany(event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise TooDeep(event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
