"""Comments that speak to cjm: `# cjm: ignore[rule] reason`."""

import re
from bisect import bisect
from dataclasses import dataclass

import yaml

from cjm.finding import Path, Place
from cjm.source.reading import Source

_DIRECTIVE = re.compile(r"#\s*cjm:\s*(?P<verb>[\w-]+)\s*(?:\[(?P<names>[^\]]*)\])?(?P<reason>.*)")


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that silences rules for a part of a file."""

    names: tuple[str, ...]
    """Rules and categories, as written; empty where the brackets are missing."""
    reason: str
    path: Path | None
    """What it stands for with all below; `()` is the whole file, `None` where nothing follows it."""
    place: Place
    verb: str = "ignore"
    """`ignore`, `ignore-file`, or whatever was written instead."""


def ignores(source: Source) -> list[Ignore]:
    """The comments of a source that speak to cjm, in order."""
    if source.root is None or not _DIRECTIVE.search(source.text):
        return []
    candidates = [
        (number, match)
        for number, line in enumerate(source.lines)
        if "#" in line and (match := _DIRECTIVE.search(line))
    ]
    if not candidates:
        return []
    spans: list[tuple[tuple[int, int], tuple[int, int]]] = []
    items: dict[int, Path] = {}
    for path, node, key in source.nodes():
        start = (key or node).start_mark
        if isinstance(node, yaml.ScalarNode):
            end = node.end_mark
            spans.append(((node.start_mark.line, node.start_mark.column), (end.line, end.column)))
        if path:
            items.setdefault(start.line, path)
    spans.sort()
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    rows = sorted(items)
    found = []
    for number, match in candidates:
        index = bisect(starts, (number, match.start())) - 1
        if index >= 0 and (number, match.start()) < ends[index]:
            continue  # inside a text
        before = source.lines[number][: match.start()]
        if before and not before[-1].isspace():
            continue
        names = tuple(name.strip() for name in (match["names"] or "").split(",") if name.strip())
        place = Place(number + 1, match.start() + 1, number + 1, len(match[0].rstrip()) + match.start() + 1)
        scope: Path | None
        if match["verb"] == "ignore-file":
            scope = ()
        elif before.strip():
            scope = items.get(number)
        else:
            following = bisect(rows, number)
            scope = items[rows[following]] if following < len(rows) else None
        found.append(Ignore(names, match["reason"].strip(), scope, place, match["verb"]))
    return found
