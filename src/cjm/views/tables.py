"""What the sections below the map are built with: tables without empty columns, and cells."""

from collections.abc import Sequence
from functools import partial
from operator import itemgetter

from cjm import figures
from cjm.views.index import Index
from cjm.views.parts import Bit, Cell, Fact, Row, Table
from cjm.views.prose import within

NOTHING: Cell = (Bit("–", style="none"),)
"""What an empty cell says; on a page the style sheet does."""


def table(
    key: str,
    title: str,
    lead: Cell,
    columns: Sequence[str],
    rows: Sequence[Row],
    head: int = 0,
    after: tuple[Fact, ...] = (),
) -> Table | None:
    """A table without the columns that no row fills; `None` if it has no row."""
    if not rows:
        return None
    kept = [i for i in range(len(columns)) if i == head or any(row.cells[i] for row in rows)]
    pick = itemgetter(*kept) if len(kept) > 1 else lambda cells: (cells[kept[0]],)
    return Table(
        key,
        title,
        lead,
        tuple(columns[i] for i in kept),
        tuple(Row(tuple(cell or NOTHING for cell in pick(row.cells)), row.anchor) for row in rows),
        kept.index(head),
        after,
    )


def bit(text: str | None, style: str = "") -> Cell:
    """A cell with one text; nothing where there is none."""
    return (Bit(text, style=style),) if text else ()


def notes(index: Index, *pairs: tuple[str, str | None]) -> Cell:
    """A small line for each text that is there, with its label."""
    label = index.words.label
    return tuple(
        Bit(within(partial(label, name), text) if name else text, style="note") for name, text in pairs if text
    )


def note(*parts: str | None) -> Cell:
    """One line of small facts."""
    text = " · ".join(part for part in parts if part)
    return (Bit(text, style="note"),) if text else ()


def backing(index: Index, claim: figures.Claim) -> Cell:
    """What a claim rests on; marked where that is no research."""
    mark = () if claim.backed else (Bit(index.words.say("assumption"), style="assumption"),)
    return (*index.cite(claim.sources), *mark)


def link(text: str) -> str | None:
    """The address that a text is, if it is one."""
    return text if text.lower().startswith(("http://", "https://", "mailto:")) else None
