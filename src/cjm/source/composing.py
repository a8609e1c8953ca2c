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
from yaml.scanner import Scanner

DEEPEST = 64
"""How many collections may be nested."""

_RISKY_OPENERS = 2_000
_RISKY_INDENT = re.compile(r"^[ \t?:-]{400}", re.MULTILINE)


class _Untagged:
    """Answers PyYAML's questions about tags with builtins: no Python code runs for a node."""

    descend_resolver = staticmethod(operator.is_)
    ascend_resolver = staticmethod(tuple)
    resolve = staticmethod(slice)


class _PurePython(_Untagged, Reader, Scanner, Parser, Composer):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)  # type: ignore[no-untyped-call]
        Parser.__init__(self)  # type: ignore[no-untyped-call]
        Composer.__init__(self)  # type: ignore[no-untyped-call]


if yaml.__with_libyaml__:
    from yaml.cyaml import CParser

    class _Libyaml(_Untagged, CParser):  # type: ignore[misc]
        def __init__(self, text: str) -> None:
            CParser.__init__(self, text)

    _Loader: Any = _Libyaml
else:
    _Loader = _PurePython


class TooDeep(Exception):
    """Collections are nested deeper than anybody writes; `mark` is where."""

    def __init__(self, mark: yaml.Mark) -> None:
        super().__init__()
        self.mark = mark


def compose(text: str) -> yaml.Node | None:
    """The tree of nodes of the one document in `text`, `None` if there is none.

    Raises `yaml.YAMLError` for what is no YAML, and `TooDeep`.
    """
    if text.count("[") + text.count("{") > _RISKY_OPENERS or _RISKY_INDENT.search(text):
        _measure(text)
    loader = _Loader(text)
    try:
        return loader.get_single_node()  # type: ignore[no-any-return]
    finally:
        loader.dispose()


def _measure(text: str) -> None:
    """Count the depth over events: composing a very deep tree would overflow the C stack."""
    depth = 0
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise TooDeep(event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
