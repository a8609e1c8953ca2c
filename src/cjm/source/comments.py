"""Comments that speak to cjm: `# cjm: ignore[rule] reason`."""

import re
from bisect import bisect
from dataclasses import dataclass

import yaml

from cjm.finding import Path, Place
from cjm.source.reading import Source

_DIRECTIVE = re.compile(r"#\s*cjm:\s*(?P<verb>[\w-]+)\s*(?:\[(?P<names>[^\]]*)\])?(?P<reason>(?:(?!\s#\s*cjm:).)*)")
"""A reason ends where the next comment to cjm begins: one line may hold several."""
_NAME = re.compile(r"[^,\s](?:[^,]*[^,\s])?")


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that silences rules for a part of a file."""

    names: tuple[str, ...]
    """Rules and categories, as written; empty where the brackets are missing."""
    reason: str
    path: Path | None
    """What it stands for with all below; `()` is the whole file, `None` where nothing follows it."""
    place: Place
    verb: str
    """`ignore`, `ignore-file`, or whatever was written instead."""
    verb_place: Place
    name_places: tuple[Place, ...]
    """Where each of the names stands."""


def ignores(source: Source) -> list[Ignore]:
    """The comments of a source that speak to cjm, in order."""
    if source.root is None:
        return []
    candidates = [
        (number, match)
        for number, line in enumerate(source.lines if _DIRECTIVE.search(source.text) else ())
        if "#" in line
        for match in _DIRECTIVE.finditer(line)
    ]
    if not candidates:
        return []
    around = _Surroundings(source)
    found = []
    for number, match in candidates:
        before = source.lines[number][: match.start()]
        if around.is_text(number, match.start()) or (before and not before[-1].isspace()):
            continue
        scope: Path | None
        if match["verb"] == "ignore-file":
            scope = ()
        elif not before.strip() or before.lstrip().startswith("#"):
            scope = around.next_item(number)
        else:
            scope = around.item(number)
        names = list(_NAME.finditer(match["names"] or ""))
        first = match.start("names")
        found.append(
            Ignore(
                tuple(name[0] for name in names),
                match["reason"].strip().lstrip(":–—- "),
                scope,
                _stretch(number, match.start(), match.start() + len(match[0].rstrip())),
                match["verb"],
                _stretch(number, *match.span("verb")),
                tuple(_stretch(number, first + name.start(), first + name.end()) for name in names),
            )
        )
    return found


def _stretch(number: int, start: int, end: int) -> Place:
    return Place(number + 1, start + 1, number + 1, end + 1)


class _Surroundings:
    """What stands where in a source: the items that lines begin and end, and the texts in which `#` is a letter."""

    def __init__(self, source: Source) -> None:
        spans: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self._begun: dict[int, Path] = {}
        self._ended: dict[int, Path] = {}
        for path, node, key in source.nodes():
            first = (key or node).start_mark.line
            for text in (key, node):
                if isinstance(text, yaml.ScalarNode):
                    # Behind the sign of a text in lines of its own, `|` or `>`, there may be a comment.
                    own_lines = text.style in ("|", ">")
                    begins = (text.start_mark.line + 1, 0) if own_lines else _at(text.start_mark)
                    spans.append((begins, _at(text.end_mark)))
            if path:
                self._begun.setdefault(first, path)
                if not isinstance(node, yaml.CollectionNode) or node.flow_style:
                    self._ended.setdefault(node.end_mark.line, path)
        spans.sort()
        self._starts, self._ends = [start for start, _ in spans], [end for _, end in spans]
        self._rows = sorted(self._begun)

    def is_text(self, line: int, column: int) -> bool:
        """Whether a place lies inside a text of the map."""
        index = bisect(self._starts, (line, column)) - 1
        return index >= 0 and (line, column) < self._ends[index]

    def item(self, line: int) -> Path | None:
        """What begins in a line, or else ends there: the closing bracket of a list stands for the list."""
        return self._begun.get(line, self._ended.get(line))

    def next_item(self, line: int) -> Path | None:
        """What begins below a line; `None` at the end of the file."""
        following = bisect(self._rows, line)
        return self._begun[self._rows[following]] if following < len(self._rows) else None


def _at(mark: yaml.Mark) -> tuple[int, int]:
    return mark.line, mark.column
