"""Comments that speak to cjm: `# cjm: ignore[rule] reason`."""

import re
from dataclasses import dataclass

import yaml

from cjm.finding import Path, Place
from cjm.source.reading import Source

_DIRECTIVE = re.compile(r"#\s*cjm:\s*(?P<verb>[\w-]+)\s*(?:\[(?P<names>[^\]]*)\])?(?P<reason>[^#]*)")


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
    if "cjm:" not in source.text or source.root is None:
        return []
    candidates = [
        (number, match)
        for number, line in enumerate(source.lines)
        if "#" in line and (match := _DIRECTIVE.search(line))
    ]
    if not candidates:
        return []
    scalars: list[tuple[yaml.Mark, yaml.Mark]] = []
    items: dict[int, Path] = {}
    for path, node, key in source.nodes():
        start = (key or node).start_mark
        if isinstance(node, yaml.ScalarNode):
            scalars.append((node.start_mark, node.end_mark))
        if path:
            items.setdefault(start.line, path)
    found = []
    for number, match in candidates:
        if any((s.line, s.column) <= (number, match.start()) < (e.line, e.column) for s, e in scalars):
            continue
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
            following = [line for line in items if line > number]
            scope = items[min(following)] if following else None
        found.append(Ignore(names, match["reason"].strip(), scope, place, match["verb"]))
    return found
