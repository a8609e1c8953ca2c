"""The geometry of the emotion curve: a field of 100 units per column across and 100 down."""

import itertools
from collections.abc import Sequence

Point = tuple[int, float | None]
"""A column and the score that stands there."""


def level(score: float) -> float:
    """A score as a height between 0 (score -2) and 1 (score 2)."""
    return min(1.0, max(0.0, (score + 2) / 4))


def short(value: float) -> str:
    """A number with at most one decimal: `12`, `12.5`."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def _x(column: int) -> float:
    return (column + 0.5) * 100


def _y(score: float) -> float:
    return 100 * (1 - level(score))


def tangents(xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """Slopes at the points after Steffen (1990): monotone on every interval, so that the curve never overshoots."""
    if len(xs) < 2:
        return [0.0] * len(xs)
    widths = [b - a for a, b in itertools.pairwise(xs)]
    slopes = [(ys[i + 1] - ys[i]) / widths[i] for i in range(len(widths))]
    if len(xs) == 2:
        return [slopes[0], slopes[0]]
    found = [0.0] * len(xs)
    for i in range(1, len(xs) - 1):
        before, after = slopes[i - 1], slopes[i]
        parabola = (before * widths[i] + after * widths[i - 1]) / (widths[i - 1] + widths[i])
        signs = _sign(before) + _sign(after)
        found[i] = signs * min(abs(before), abs(after), abs(parabola) / 2)
    found[0] = _end(slopes[0], (3 * slopes[0] - found[1]) / 2)
    found[-1] = _end(slopes[-1], (3 * slopes[-1] - found[-2]) / 2)
    return found


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _end(slope: float, tangent: float) -> float:
    if tangent * slope <= 0:
        return 0.0
    return 3 * slope if abs(tangent) > 3 * abs(slope) else tangent


def runs(points: Sequence[Point]) -> list[list[tuple[int, float]]]:
    """Stretches of points that all have a score."""
    found: list[list[tuple[int, float]]] = [[]]
    for column, score in points:
        if score is None:
            found.append([])
        else:
            found[-1].append((column, score))
    return [run for run in found if run]


def paths(points: Sequence[Point]) -> tuple[str, str, str]:
    """The line, the area between line and neutral, and the dotted bridges over gaps, as SVG paths.

    `points` stand in the order of their columns. A single point between gaps is a short flat line.
    """
    line, area, stretches = [], [], runs(points)
    for run in stretches:
        xs, ys = [_x(column) for column, _ in run], [_y(score) for _, score in run]
        if len(run) == 1:
            path = f"M{short(xs[0] - 30)} {short(ys[0])}h60"
            area.append(f"{path}V50h-60Z")
        else:
            slopes = tangents(xs, ys)
            path = f"M{short(xs[0])} {short(ys[0])}"
            for i in range(len(run) - 1):
                third = (xs[i + 1] - xs[i]) / 3
                path += (
                    f"C{short(xs[i] + third)} {short(ys[i] + slopes[i] * third)}"
                    f" {short(xs[i + 1] - third)} {short(ys[i + 1] - slopes[i + 1] * third)}"
                    f" {short(xs[i + 1])} {short(ys[i + 1])}"
                )
            area.append(f"{path}V50H{short(xs[0])}Z")
        line.append(path)
    bridges = [straight(before[-1], after[0]) for before, after in itertools.pairwise(stretches)]
    return "".join(line), "".join(area), "".join(bridges)


def straight(start: tuple[int, float], end: tuple[int, float]) -> str:
    """A straight line from one point to another."""
    return f"M{short(_x(start[0]))} {short(_y(start[1]))}L{short(_x(end[0]))} {short(_y(end[1]))}"


def upright(column: int, start: float, end: float) -> str:
    """An upright line in a column, from one score to another."""
    return f"M{short(_x(column))} {short(_y(start))}V{short(_y(end))}"


def polyline(points: Sequence[Point]) -> str:
    """Straight lines through the points that have a score."""
    known = [(column, score) for column, score in points if score is not None]
    return "".join(
        f"{'L' if i else 'M'}{short(_x(column))} {short(_y(score))}" for i, (column, score) in enumerate(known)
    )


NEAR = 1.5
"""How far from a marker its label may reach, in points of the scale."""


def side(scores: Sequence[float | None], at: int, expected: float | None = None) -> str:
    """Where the label of a marker stands: `t`op or `b`ottom, away from the line between its neighbours.

    A score that was expected nearby has its ring there, and the label gives way to that.
    """
    score = scores[at]
    if score is not None and expected is not None and 0 < abs(expected - score) <= NEAR:
        return "b" if expected > score else "t"
    beside = [known for i in (at - 1, at + 1) if 0 <= i < len(scores) and (known := scores[i]) is not None]
    if score is None or not beside:
        return "t"
    chord = sum(beside) / len(beside)
    return "t" if score > chord or (score == chord and score >= 0) else "b"


def clear(scores: Sequence[float | None], at: int, anchor: str) -> tuple[bool, float]:
    """Whether a label of the small curve stands above the line, and at the height of which score it clears it.

    A label covers about 17 % of the width; `anchor` says which way it reaches: `s`tarts here, `e`nds here, `m`iddle.
    """
    reach = max(1, -(-len(scores) * 17 // 200))
    low, high = {"e": (at - 2 * reach, at), "s": (at, at + 2 * reach), "m": (at - reach, at + reach)}[anchor]
    near = [score for score in scores[max(0, low) : high + 1] if score is not None]
    here = scores[at]
    if here is None or not near:
        return True, 0.0
    up, down = max(near), min(near)
    return (True, up) if up - here <= here - down else (False, down)


def spark(values: Sequence[float], width: int = 60, height: int = 16) -> str:
    """A small line through values, the lowest at the bottom; of more values than it is wide it leaves some out."""
    if len(values) < 2:
        return ""
    if len(values) > width:
        values = [values[i * (len(values) - 1) // (width - 1)] for i in range(width)]
    low, high = min(values), max(values)
    step = (width - 4) / (len(values) - 1)
    return "".join(
        f"{'L' if i else 'M'}{short(2 + i * step)}"
        f" {short(height - 2 - (height - 4) * ((value - low) / (high - low) if high > low else 0.5))}"
        for i, value in enumerate(values)
    )


def arcs(ways: Sequence[tuple[int, int]]) -> tuple[str, int]:
    """Branches as one path from the foot of a column's cell to the head of another, and how many levels it takes.

    Arcs that overlap across lie on levels of their own, 9 units apart; the field is `9 x (levels + 1)` high. An arc
    leaves on the side that it leads to and arrives in the middle, so that ways out and ways in are told apart.
    """
    taken: list[list[tuple[int, int]]] = []
    placed: list[tuple[int, int, int]] = []
    for start, end in sorted(ways, key=lambda way: (abs(way[1] - way[0]), way)):
        low, high = min(start, end), max(start, end)
        for number, level_ways in enumerate(taken):
            if all(high < other_low or low > other_high for other_low, other_high in level_ways):
                level_ways.append((low, high))
                placed.append((start, end, number))
                break
        else:
            taken.append([(low, high)])
            placed.append((start, end, len(taken) - 1))
    levels, foot = len(taken), 9 * (len(taken) + 1)
    path = ""
    for start, end, number in placed:
        y = foot - 9 * (number + 1)
        turn = 12 if end > start else -12
        x1, x2 = _x(start) + turn, _x(end)
        path += (
            f"M{short(x1)} {foot}V{y + 6}Q{short(x1)} {y} {short(x1 + turn)} {y}H{short(x2 - turn)}"
            f"Q{short(x2)} {y} {short(x2)} {max(y - 6, 0)}V0"
        )
    return path, levels
