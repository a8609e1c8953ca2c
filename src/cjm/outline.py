"""Printing a map as an outline: text without any markup, for screen readers, mails and whatever shows only text.

It says what the document says (see `cjm.views.document`). One fact stands on one line, however long it is: a line is
what a screen reader reads at a time, and what a comparison of two versions shows. What belongs to something stands
below it, further in. Faces and rows of signs are left out: read aloud they are noise, and words say the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from cjm.views import tables
from cjm.views.document import Document, Glance, Line, Section
from cjm.views.parts import Bit, Row, Table
from cjm.views.prose import Piece, Prose
from cjm.views.site import SiteView
from cjm.views.words import between

Words = Mapping[str, str]
"""The report's own words by their short keys, among them what stands after a label and between the items of a list."""
MARK = "cjm outline: "
"""With this the first line begins, so that cjm knows an outline of its own."""
_IN = "  "


def text(bits: Sequence[Bit], words: Words) -> str:
    """Pieces in a line: references in a row with commas, notes in brackets behind what they belong to."""
    found = ""
    before: Bit | None = None
    spoken = (one for one in bits if one.text.strip() and one.style != "face")
    for noted, run in groupby(spoken, key=_aside):
        if noted:
            notes = words["semicolon"].join(map(_bit, run))
            found += f" ({notes})" if found else notes
            continue
        for one in run:
            if found:
                found += words["comma"] if before is not None and _refers(before) and _refers(one) else between(found)
            found += _bit(one)
            before = one
    return found


def _bit(one: Bit) -> str:
    """A piece on one line; an address that is not its own text follows it."""
    href = one.href if one.href and not one.href.startswith("#") else ""
    return " ".join(_addressed(_written(one.text), href).split())


def _written(words: str) -> str:
    """A text without its markup."""
    return "".join(map(_piece, words.lines)) if isinstance(words, Prose) else words


def _piece(piece: Piece) -> str:
    if piece.kind == "br":
        return "\n"
    return _addressed(piece.text + "".join(map(_piece, piece.within)), piece.href)


def _addressed(said: str, href: str) -> str:
    return f"{said} <{href}>" if href and href != said else said


def _aside(one: Bit) -> bool:
    """Whether a piece stands behind what it belongs to."""
    return one.style == "assumption" or one.style.startswith("note")


def _refers(one: Bit) -> bool:
    return one.href is not None and one.style in ("label", "source")


def _further(lines: Iterable[str], by: int = 1) -> Iterator[str]:
    """Lines further in."""
    return (_IN * by + line for line in lines)


def _labelled(label: str, said: str, words: Words) -> str:
    return f"{label}{words['after_label']}{said}".rstrip()


def _lines(some: Iterable[Line], words: Words) -> Iterator[str]:
    for line in some:
        said = text(line.text, words)
        yield _labelled(line.label, said, words) if line.label else said
        yield from _further(_lines(line.below, words))


def _glance(glance: Glance, words: Words) -> Iterator[str]:
    if glance.sentence:
        yield " ".join("".join(_written(one.text) for one in glance.sentence).split())
    yield from _lines(glance.scope, words)
    for stage, step, *rest in glance.moments:
        if stage:
            yield text(stage, words)
        values = words["comma"].join(text(cell, words) for cell in rest if cell and cell != tables.NOTHING)
        yield _IN + (_labelled(text(step, words), values, words) if values else text(step, words))


def _row(table: Table, row: Row, words: Words) -> Iterator[str]:
    """A row as what it is about, and below it what each column says."""
    yield text(row.cells[table.head], words)
    for number, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        if number != table.head and cell and cell != tables.NOTHING:
            yield _IN + _labelled(column, text(cell, words), words)


def _section(section: Section, words: Words) -> Iterator[str]:
    if section.lead:
        yield text(section.lead, words)
    if section.table:
        for row in section.table.rows:
            yield from _row(section.table, row, words)
    yield from _lines(section.lines, words)


def _blocks(map: Document) -> Iterator[tuple[str, ...]]:
    """What stands between empty lines, from top to bottom."""
    w = map.words
    yield (f"{MARK}{w['edit']}",)
    yield tuple(one for one in (map.title, map.what, map.band) if one)
    yield (*_lines(map.facts, w), *([_bit(Bit(map.summary))] if map.summary else ()), *_lines(map.want, w))
    for persona in map.personas:
        quote = [_bit(Bit(f"{w['open']}{_written(persona.quote)}{w['close']}"))] if persona.quote else []
        yield w["persona"].replace("{name}", persona.name), *_further([*quote, *_lines(persona.lines, w)])
    if map.glance:
        yield w["glance"], *_further(_glance(map.glance, w))
    yield w["figures"], *_further(_lines(map.figures, w))
    yield (w["map"],)
    for stage in map.stages:
        yield tuple(_further([_labelled(w["stage"], stage.heading, w), *_further(_lines(stage.lines, w))]))
        for step in stage.steps:
            yield tuple(_further([_labelled(w["step"], step.heading, w), *_further(_lines(step.lines, w))], 2))
        if not stage.steps:
            yield (_IN * 2 + w["empty"],)
    for section in map.sections:
        yield section.title, *_further(_section(section, w))
    if map.about:
        yield w["about"], *_further(_lines(map.about, w))
    yield map.footer


def outline(document: Document) -> str:
    """The outline of a map. The same view gives the same text."""
    return "\n\n".join("\n".join(block) for block in _blocks(document) if block) + "\n"


def index(view: SiteView) -> str:
    """The index of several maps, with the names of their outlines."""
    blocks = [f"{MARK}{view.title}", view.lead]
    for one in view.entries:
        facts = (one.href, one.personas, one.kind, one.status, one.steps, one.pains, one.review, one.summary)
        blocks.append("\n".join([one.title, *_further(_bit(Bit(fact)) for fact in facts if fact)]))
    return "\n\n".join(blocks) + "\n"
