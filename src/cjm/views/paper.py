"""How the map fits on paper: the largest zoom at which it stands on one A3 sheet."""

import math
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from cjm.views.parts import Fact, Lane, Paper, PersonaCard, Step
from cjm.views.prose import Prose

LARGEST, SMALLEST, TIGHTEST, PACE = 0.72, 0.56, 0.52, 0.005
"""Zooms that are readable: cell text of 7.3 to 5.7 points, or 5.3 where a rich map has a sheet to itself."""
MANY = 24
"""More steps than this are printed as a table, one row per step."""

SHEET_WIDTH, SHEET_HEIGHT, HEAD, LEGEND = 1519, 1054, 199, 30
"""Printable CSS pixels of A3 landscape with 9 mm margins; heights of the page's head and of the legend."""
RAGGED = 1.01
"""Reserve for what the estimate does not see."""
COLUMN = 120
"""The least width of a column at which words and labels have room; a smaller zoom is better than a narrower column."""
LETTER = 6.55
"""Mean width of a letter at 13.5 px."""
HALF_LINE = 12
"""How many letters a line that ends early lacks."""
LOSS = 2.4
"""How many letters a line loses on average because words are not split."""
CURVE, TALLEST, ABOVE, BELOW = 120, 280, 74, 74
"""The least and the greatest height of the emotion curve, and what its row needs above (at least) and below it."""
FLAG = 26
"""By how much the flag of a moment of truth may stand out of its column on either side."""
SMALL = 0.78
"""The zoom of all that is not the map."""
LEAST, VISIBILITY = 40.0, 61.0
"""Heights of a row's label, and of that with the line of visibility above it."""

Box = tuple[float, float, float, int]
"""A piece of a cell: fixed height, height of a line, width that is not for text, how many letters."""


@lru_cache(maxsize=8192, typed=True)
def letters(text: str) -> int:
    """The width of a text in mean letters; East Asian wide characters count 1.85, a new line in prose half a line."""
    if isinstance(text, Prose):
        return letters(str(text)) + HALF_LINE * text.count("\n")
    if text.isascii():
        return len(text)
    return math.ceil(sum(1.85 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text))


def fit(steps: Sequence[Step], columns: int, lanes: Sequence[Lane], stage_height: int, head: int) -> Paper:
    """The zoom and form in which the map is printed; `head` is by how much the page's head is higher than usual."""
    if columns > MANY or not steps:
        return Paper(SMALLEST, "table" if columns > MANY else "shared")
    shown = {lane.key: VISIBILITY if lane.hidden_from_customer else LEAST for lane in lanes if lane.shown}
    rows = [
        (least, [_boxes(step, key) for step in steps])
        for key, least in {"step": VISIBILITY, **shown}.items()
        if key not in ("emo", "ownr")
    ]
    extra = stage_height + (41 if "ownr" in shown else 0) + (BELOW + CURVE if "emo" in shown else 0)
    widest = SHEET_WIDTH / (112 + COLUMN * columns)

    def column(zoom: float) -> float:
        return (SHEET_WIDTH / zoom - 112) / columns

    def top(zoom: float) -> int:
        width = column(zoom)
        return above(steps, width + 18, width + 2 * FLAG, CURVE, ABOVE)

    def height(zoom: float) -> float:
        width = column(zoom) - 13
        total = float(extra) + (top(zoom) if "emo" in shown else 0)
        for least, row in rows:
            total += max(least, max((_height(boxes, width) for boxes in row), default=0.0))
        return total * zoom

    for form, smallest, room in (
        ("shared", SMALLEST, SHEET_HEIGHT - HEAD - head - LEGEND),
        ("own", TIGHTEST, SHEET_HEIGHT - LEGEND),
    ):
        if height(smallest) <= room / RAGGED:
            low, high = 0, max(0, int((min(LARGEST, widest) - smallest) / PACE + 0.01))
            while low < high:  # the page grows with the zoom, so halves can be ruled out
                middle = (low + high + 1) // 2
                if height(smallest + middle * PACE) <= room / RAGGED:
                    low = middle
                else:
                    high = middle - 1
            zoom = round(smallest + low * PACE, 3)
            left = (room / RAGGED - height(zoom)) / zoom
            return Paper(zoom, form, _plot(head) if form == "own" else 300, min(TALLEST, int(CURVE + left)), top(zoom))
    return Paper(SMALLEST, "table")


def above(steps: Sequence[Step], label: float, flag: float, curve: float, least: int) -> int:
    """How high the room over a curve of the height `curve` is, so that no label runs into what stands above it.

    Above a label stands the flag of a moment of truth, or the row before. `label` and `flag` are the widths that both
    may take, in pixels.
    """
    found = float(least)
    for step in steps:
        feeling = step.feeling
        if feeling is None or feeling.level is None or feeling.side != "t":
            continue
        text = _wider(feeling.words, 1.1) + len(feeling.score or "") + 1
        text += letters(feeling.flag) + 3 if feeling.flag else 0
        room = 25.0 + 17 * _lines(text, label / LETTER) + (20 if feeling.assumption else 0)
        if step.moment:
            room += 13 + 15 * min(3, _lines(letters(step.moment) + 3, flag / LETTER))
        found = max(found, room - (1 - feeling.level) * curve)
    return math.ceil(found)


def _plot(head: int) -> int:
    """How high the journey at a glance may be to fill the sheet that it shares with the head."""
    return max(300, min(600, round((SHEET_HEIGHT - HEAD - head - 130) / SMALL)))


def head(title: str, summary: str | None, want: Sequence[Fact], personas: Sequence[PersonaCard]) -> int:
    """By how many pixels the head of the printed page is higher than with three lines of scenario and one persona."""
    left = 30 * -(-letters(title) // 38) + (4 + 17 * -(-letters(summary) // 84) if summary else 0)
    right = 20 + 18 * max(
        (
            sum(max(1, -(-letters(bit.text) // width)) for bit in fact.values if bit.style != "note")
            + sum(letters(bit.text) for bit in fact.values if bit.style == "note") // width
            for fact, width in zip(want, (66, 48, 80), strict=False)
        ),
        default=0,
    )
    found = SMALL * max(0, left - 74, right - 74)
    for number, persona in enumerate(personas):
        rows = max(len(persona.facts), len(persona.wants), len(persona.tired_of), 3)
        found += 14 * (rows - 4) if number == 0 else 14 * rows + 16
        if persona.more or persona.traits:
            lines = sum(
                1 + sum(max(1, -(-letters(bit.text) // 42)) for bit in fact.values) for fact in persona.more
            ) + (len(persona.traits) + 1 if persona.traits else 0)
            found += SMALL * (24 + 18 * (lines // 6 + 2))
    return max(0, math.ceil(found))


def _height(boxes: Sequence[Box], width: float) -> float:
    return (11.0 if boxes else 0.0) + sum(
        fixed + line * _lines(count, (width - inset) / LETTER) for fixed, line, inset, count in boxes
    )


def _lines(count: int, letters_in_line: float) -> int:
    """How many lines a text of so many letters takes."""
    if count <= letters_in_line:
        return 1 if count else 0
    return math.ceil(count / max(3.0, letters_in_line - LOSS))


def _boxes(step: Step, key: str) -> list[Box]:
    if key in _CELLS:
        return _CELLS[key](step)
    bits = step.texts.get(key, ())
    found = [(5.0 if number else 0.0, 17.6, 0.0, letters(bit.text)) for number, bit in enumerate(bits)]
    return found + ([(90.0, 0.0, 0.0, 0)] if key in step.pictures else [])


def _thoughts(step: Step) -> list[Box]:
    """Thoughts stand in quotation marks, and their letters are wider."""
    bits = step.texts.get("thnk", ())
    return [(5.0 if number else 0.0, 18.9, 0.0, _wider(bit.text, 1.1) + 2) for number, bit in enumerate(bits)]


def _quotes(step: Step) -> list[Box]:
    found: list[Box] = []
    for quote in step.quotes:
        found.append((4.0, 18.9, 0.0, _wider(quote.text, 1.1) + 2))
        found.append((0.0, 16.0, 0.0, _small(quote.by or "", len(quote.evidence), quote.assumption)))
    return found


def _pains(step: Step) -> list[Box]:
    found: list[Box] = []
    for pain in step.pains:
        note = ", ".join(pain.marks) + (f"Accepted: {pain.accepted}" if pain.accepted else "")
        found.append((34.0, 17.6, 12.0, letters(pain.text)))
        found.append((0.0, 15.5, 12.0, _small(note, len(pain.evidence), pain.assumption)))
    return found


def _metrics(step: Step) -> list[Box]:
    return [
        (
            (21.0 if one.target else 0.0) + (16.0 if one.spark else 0.0), 19.5, 0.0,
            _wider(one.value, 1.3) + letters(one.label) + 1,
        )
        for one in step.metrics
    ]  # fmt: skip


def _wider(text: str, factor: float) -> int:
    return math.ceil(factor * letters(text))


def _small(note: str, sources: int, assumption: bool) -> int:
    """The length of a line in small type: a note, its sources, and the mark of an assumption."""
    return math.ceil(0.86 * letters(note)) + 3 * sources + (11 if assumption else 0)


_CELLS: dict[str, Callable[[Step], list[Box]]] = {
    "step": lambda step: [(40.0 + 17 * len(step.marks), 18.0, 0.0, _wider(step.name, 1.16))],
    "pict": lambda step: [(110.0, 0.0, 0.0, 0)] if step.picture else [],
    "path": lambda step: [
        (0.0 if number else 18.0, 17.0, 0.0, math.ceil(0.93 * (letters(branch.when) + letters(branch.share) + 14)))
        for number, branch in enumerate(step.branches)
    ],
    "thnk": _thoughts,
    "says": _quotes,
    "gain": lambda step: [(24.0, 17.6, 12.0, letters(gain.text)) for gain in step.gains],
    "tpnt": lambda step: [
        (10.4, 17.6, 32.0, letters(one.name) + (10 if one.verdict in ("improve", "remove") else 0))
        for one in step.touchpoints
    ],
    "pain": _pains,
    "oppo": lambda step: [(36.0, 17.6, 12.0, letters(one.text)) for one in step.opportunities],
    "metr": _metrics,
}
