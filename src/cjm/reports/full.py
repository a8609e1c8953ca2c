"""Each finding with the line it stands in, what would be right and what to do: for people.

error[invalid-value]: `hihg` is not a severity
  --> maps/shoes.cjm.yaml:13:21  (stages[0].steps[0].pain_points[0].severity)
   |
13 |           severity: hihg
   |                     ^^^^
   = allowed: low, medium, high, critical
   = help: did you mean `high`?
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from cjm.finding import Finding, Place, Run
from cjm.reports import Style
from cjm.reports._ansi import painter
from cjm.reports._text import address, cells, lines, visible, wrapped

_NARROWEST = 20
"""Columns that a line of the map gets even in a very narrow terminal."""


def report(run: Run, style: Style) -> str:
    """All findings, with an empty line between two of them."""
    paint = painter(style)
    lines_of = cache(lambda file: lines(run.texts[file]) if file in run.texts else [])
    return "\n".join(_finding(finding, lines_of, style.width, paint) for finding in run.findings)


@dataclass(frozen=True)
class _Mark:
    """A stretch of one line with a sign below it."""

    file: str
    place: Place
    sign: str
    role: str
    caption: str = ""


def _finding(
    finding: Finding, lines_of: Callable[[str], list[str]], columns: int, paint: Callable[[str, str], str]
) -> str:
    main = _Mark(finding.file, finding.place, "^", finding.severity, _reach(finding.place))
    others = [_Mark(other.file, other.place, "-", "related", visible(other.message)) for other in finding.related]
    nearby = [mark for mark in others if mark.file == main.file and lines_of(main.file)]
    here = sorted([main, *nearby], key=lambda mark: mark.place.line)
    elsewhere = [mark for mark in others if mark not in nearby]

    gutter = max(len(str(mark.place.line)) for mark in (main, *others))
    room = max(columns - gutter - 3, _NARROWEST)
    bar = paint(f"{'':{gutter}} |", "frame")

    where = address(finding)
    rows = [
        paint(f"{finding.severity}[{finding.rule}]", finding.severity)
        + paint(f": {visible(finding.message)}", "strong"),
        _arrow(main, gutter, paint) + (f"  ({visible(where)})" if where else ""),
    ]
    rows += _snippets(here, lines_of(main.file), gutter, room, paint)
    for mark in elsewhere:
        rows += [bar, _arrow(mark, gutter, paint), *_snippets([mark], lines_of(mark.file), gutter, room, paint)]
        if not lines_of(mark.file):
            rows.append(f"{bar} {mark.caption}")

    notes = [("allowed", ", ".join(finding.allowed))] if finding.allowed else []
    notes += [("help", help) for help in finding.help]
    for label, text in notes:
        first, *more = wrapped(visible(text), max(room - len(label) - 2, _NARROWEST))
        rows.append(f"{'':{gutter}} {paint('=', 'frame')} {paint(f'{label}:', 'strong')} {first}")
        rows += [f"{'':{gutter + len(label) + 5}}{row}" for row in more]
    return "\n".join(rows) + "\n"


def _arrow(mark: _Mark, gutter: int, paint: Callable[[str, str], str]) -> str:
    where = f"{visible(mark.file)}:{mark.place.line}:{mark.place.column}"
    return f"{'':{gutter}}{paint('-->', 'frame')} {where}"


def _reach(place: Place) -> str:
    """What to say below a stretch of several lines, of which only the first is shown."""
    return f"to line {place.last_line}" if place.last_line > place.line else ""


def _snippets(
    marks: list[_Mark], text: list[str], gutter: int, room: int, paint: Callable[[str, str], str]
) -> list[str]:
    """The marked lines of one file, from the top down, each with its marks below it."""
    by_line: dict[int, list[_Mark]] = {}
    for mark in marks:
        if mark.place.line <= len(text):
            by_line.setdefault(mark.place.line, []).append(mark)
    bar = paint(f"{'':{gutter}} |", "frame")
    rows: list[str] = []
    for number, marked in by_line.items():
        shown, stretches = _cut(text[number - 1], [mark.place for mark in marked], room)
        rows += [bar, f"{paint(f'{number:>{gutter}} |', 'frame')} {shown}".rstrip()]
        for mark, (start, length) in zip(marked, stretches, strict=True):
            sign = paint(f"{mark.sign * length} {mark.caption}".rstrip(), mark.role)
            rows.append(f"{bar} {'':{start}}{sign}")
    return rows


def _cut(line: str, places: list[Place], room: int) -> tuple[str, list[tuple[int, int]]]:
    """The part of a line that fits into `room` columns, and start and length of each place in it."""
    if len(line) <= room and line.isascii() and line.isprintable():  # nearly every line, so it is worth a short cut
        return line, [_stretch(place, place.column - 1, place.end_column - 1, len(line)) for place in places]

    characters, edges = _measured(line)

    def edge(column: int) -> int:
        """The terminal column of a text column, which may lie behind the end of the line."""
        past = max(column - len(edges), 0)
        return edges[min(column, len(edges)) - 1] + past

    spans = [_stretch(place, edge(place.column), edge(place.end_column), edges[-1]) for place in places]
    total = edges[-1]
    if total <= room:
        return "".join(shown for shown, _ in characters), spans

    # Keep a third of the room in front of the first mark, so that it is seen what it belongs to.
    first = min(start for start, _ in spans)
    left = max(0, min(first - room // 3, total - room))
    right = left + room
    first = bisect_left(edges, left + (left > 0), hi=len(characters))
    last = bisect_right(edges, right - (right < total), lo=first) - 1
    inside = [(characters[at][0], edges[at]) for at in range(first, last)]
    before = "…" if left > 0 else ""
    after = "…" if right < total else ""
    begin = inside[0][1] - len(before) if inside else left  # a wide letter may have been cut in half
    stretches = []
    for start, length in spans:
        shown_start = min(max(start - begin, len(before)), room - 1)
        shown_end = min(max(start + length - begin, shown_start + 1), room)
        stretches.append((shown_start, shown_end - shown_start))
    return before + "".join(shown for shown, _ in inside) + after, stretches


@lru_cache(maxsize=8)  # a thousand findings may stand in one long line
def _measured(line: str) -> tuple[list[tuple[str, int]], list[int]]:
    """The characters of a line as they are shown, and the terminal column at which each begins and the last ends."""
    characters = cells(line)
    return characters, [0, *accumulate(columns for _, columns in characters)]


def _stretch(place: Place, start: int, end: int, total: int) -> tuple[int, int]:
    """Start and length of a mark: at least one column; of several lines, the first to its end."""
    return start, max((end if place.end_line == place.line else total) - start, 1)
