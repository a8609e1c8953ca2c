"""How the map fits on paper: the largest zoom at which it stands on one A3 sheet."""

import math
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from cjm.views.parts import Fact, Lane, Paper, PersonaCard, Step

LARGEST, SMALLEST, PACE = 0.72, 0.56, 0.005
"""Zooms that are readable: cell text of 7.3 to 5.7 points."""
MANY = 24
"""More steps than this are printed as a table, one row per step."""

SHEET_WIDTH, SHEET_HEIGHT, HEAD, LEGEND = 1519, 1054, 199, 22
"""Printable CSS pixels of A3 landscape with 9 mm margins; heights of the page's head and of the legend."""
RAGGED = 1.08
"""Reserve for lines that break earlier than the mean letter says."""
LETTER = 6.55
"""Mean width of a letter at 13.5 px."""

Box = tuple[float, float, float, int]
"""A piece of a cell: fixed height, height of a line, width that is not for text, how many letters."""


@lru_cache(maxsize=8192)
def letters(text: str) -> int:
    """The width of a text in mean letters; East Asian wide characters count 1.85."""
    if text.isascii():
        return len(text)
    return math.ceil(sum(1.85 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text))


def fit(steps: Sequence[Step], columns: int, lanes: Sequence[Lane], stage_height: int, head: int) -> Paper:
    """The zoom and form in which the map is printed; `head` is by how much the page's head is higher than usual."""
    if columns > MANY or not steps:
        return Paper(SMALLEST, "table" if columns > MANY else "shared")
    shown = [lane.key for lane in lanes if lane.shown]
    rows = [[_boxes(step, key) for step in steps] for key in ("step", *shown) if key not in ("emo", "ownr")]
    extra = stage_height + (35 if "ownr" in shown else 0) + (260 if "emo" in shown else 0)

    def height(zoom: float) -> float:
        width = (SHEET_WIDTH / zoom - 112) / columns - 13
        total = float(extra)
        for row in rows:
            total += max((_height(boxes, width) for boxes in row), default=0.0)
        return total * zoom

    for form, room in (("shared", SHEET_HEIGHT - HEAD - head - LEGEND), ("own", SHEET_HEIGHT - LEGEND)):
        if height(SMALLEST) <= room / RAGGED:
            low, high = 0, round((LARGEST - SMALLEST) / PACE)
            while low < high:  # the page grows with the zoom, so halves can be ruled out
                middle = (low + high + 1) // 2
                if height(SMALLEST + middle * PACE) <= room / RAGGED:
                    low = middle
                else:
                    high = middle - 1
            return Paper(round(SMALLEST + low * PACE, 3), form)
    return Paper(SMALLEST, "table")


def head(summary: str | None, want: Sequence[Fact], personas: Sequence[PersonaCard]) -> int:
    """By how many pixels the head of the printed page is higher than with three lines of scenario and one persona."""
    widths = (150, 60, 90)
    lines = [
        sum(max(1, -(-letters(bit.text) // width)) for bit in fact.values if bit.style != "note")
        for fact, width in zip(want, widths, strict=False)
    ]
    found = 14 * max(0, max(lines, default=0) - 3)
    found += 16 * -(-letters(summary) // 210) if summary else 0
    for number, persona in enumerate(personas):
        rows = max(len(persona.facts), len(persona.wants), len(persona.tired_of), 3)
        found += 14 * (rows - 4) if number == 0 else 14 * rows + 16
    return max(0, found)


def _height(boxes: Sequence[Box], width: float) -> float:
    total = 11.0 if boxes else 0.0
    for fixed, line, inset, count in boxes:
        total += fixed + (line * math.ceil(count / max(4.0, (width - inset) / LETTER)) if count else 0)
    return total


def _boxes(step: Step, key: str) -> list[Box]:
    if key in _CELLS:
        return _CELLS[key](step)
    bits = step.texts.get(key, ())
    found = [(0.0, 17.6, 0.0, letters(bit.text)) for bit in bits]
    return found + ([(90.0, 0.0, 0.0, 0)] if key in step.pictures else [])


def _pains(step: Step) -> list[Box]:
    return [
        (62.0, 17.6, 12.0, letters(pain.text) + (letters(pain.accepted) if pain.accepted else 0)) for pain in step.pains
    ]


_CELLS: dict[str, Callable[[Step], list[Box]]] = {
    "step": lambda step: [(50.0 + 14 * len(step.marks), 18.0, 0.0, round(1.16 * letters(step.name)))],
    "pict": lambda step: [(110.0, 0.0, 0.0, 0)] if step.picture else [],
    "path": lambda step: [
        (30.0, 17.0, 0.0, letters(branch.when) + letters(branch.share) + 12) for branch in step.branches
    ],
    "says": lambda step: [(20.0 if quote.by else 4.0, 19.0, 0.0, letters(quote.text)) for quote in step.quotes],
    "gain": lambda step: [(24.0, 17.6, 12.0, letters(gain.text)) for gain in step.gains],
    "tpnt": lambda step: [(10.4, 17.6, 32.0, letters(one.name)) for one in step.touchpoints],
    "pain": _pains,
    "oppo": lambda step: [(36.0, 17.6, 12.0, letters(one.text)) for one in step.opportunities],
    "metr": lambda step: [(26.0 if one.target else 20.0, 17.0, 0.0, letters(one.label)) for one in step.metrics],
}
