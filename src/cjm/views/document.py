"""The report of one map as a document to read from top to bottom: headings, labelled lines and tables.

It says what the page says (see `cjm.views.map`), in the order of the page. Where the page draws, the document tells:
the curve is a row of signs and a table, the columns of the map are an outline of stages and steps.
"""

import datetime
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cjm.atlas import Atlas
from cjm.finding import Waiver
from cjm.model import Journey
from cjm.model import Opportunity as OpportunityModel
from cjm.model import Stage as StageModel
from cjm.model import Step as StepModel
from cjm.model import Touchpoint as TouchpointModel
from cjm.views import head, parts, steps, tables, words
from cjm.views.index import Index
from cjm.views.map import view as page_of
from cjm.views.parts import Bit, Cell, Fact, MapView, Row, Table
from cjm.views.prose import Prose, apart, prose, sentences, within

__all__ = ["Document", "view"]

SPARKS = "▁▂▃▄▅▆▇█"
"""The mood of a step, from -2 to 2: the lower four are below zero."""
ORDER = (
    "situ", "goal", "does", "thnk", "says", "expc", "emo", "tpnt", "pain", "oppo", "gain", "need", "metr", "own",
    "fron", "back", "supp", "syst", "poli", "phys", "path", "ownr",
)  # fmt: skip
"""The rows of the map in the order in which a step tells them; `own` is where the map's own rows stand."""
IN_OUTLINE = frozenset({"stages", "moments"})
"""Tables of the page that the outline tells."""
GAP = "·"
"""A step of which nobody can tell how it feels."""


@dataclass(frozen=True, slots=True)
class Line:
    """A fact: what it is, what it says, and what belongs to it."""

    label: str
    """`Goal`, `Thinks`; may be empty."""
    text: Cell = ()
    below: tuple["Line", ...] = ()


@dataclass(frozen=True, slots=True)
class Persona:
    """Whose journey it is."""

    name: str
    quote: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """The journey at a glance."""

    sentence: Cell
    spark: str
    """One sign for each step of the main path, a space between stages."""
    before: str
    """The same for the map that this one improves; may be empty."""
    scope: tuple[Line, ...]
    """Where it starts and ends."""
    columns: tuple[str, ...]
    moments: tuple[tuple[Cell, ...], ...]
    """A row for each step: its stage (at the stage's first step), number and name with the address of its heading,
    feeling, score, score of the same step on the map that this one improves (if there is one), and marks."""


@dataclass(frozen=True, slots=True)
class Step:
    """One moment of the journey."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the journey."""

    heading: str
    lines: tuple[Line, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What stands below the map: a table, or lines where a table would be too wide to read."""

    title: str
    lead: Cell
    table: Table | None
    lines: tuple[Line, ...]
    """What stands below the table, or in its place."""


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that the report of one map says, from top to bottom."""

    title: str
    what: str
    """`Current state. Customer journey map, First Loop`."""
    contents: Cell
    """The main headings with their addresses."""
    band: str | None
    """What the status says about how far to trust the map."""
    facts: tuple[Line, ...]
    """Status, reviewed, next review."""
    summary: str | None
    want: tuple[Line, ...]
    """Scenario, goal, expectations."""
    personas: tuple[Persona, ...]
    glance: Glance | None
    figures: tuple[Line, ...]
    stages: tuple[Stage, ...]
    sections: tuple[Section, ...]
    about: tuple[Line, ...]
    footer: tuple[str, ...]
    """File, owner, reviewed, as of which day."""
    words: Mapping[str, str]
    """The report's own words, by a short key."""


def view(
    journey: Journey,
    file: str,
    atlas: Atlas,
    today: datetime.date,
    *,
    links: Mapping[str, str] | None = None,
    waivers: Sequence[Waiver] = (),
    warnings: Sequence[str] = (),
    language: str | None = None,
) -> Document:
    """Everything that the report of `journey` says; for the arguments see `cjm.views.map.view`."""
    page = page_of(journey, file, atlas, today, links=links, waivers=waivers, warnings=warnings, language=language)
    index = Index(journey, file, atlas, today, {}, links or {}, waivers, language)
    return Document(
        title=page.title,
        contents=tuple(_contents(index, page)),
        what=index.words.say("{state}. {what}", state=page.kind, what=page.what),
        band=page.band,
        facts=(Line(index.words.terms["status"], _bit(page.status)), *_facts(page.top)),
        summary=page.summary,
        want=_facts(page.want),
        personas=tuple(_persona(index, card) for card in page.personas),
        glance=_glance(index, page),
        figures=tuple(_figure(figure) for figure in page.ledger),
        stages=tuple(_stages(index, page)),
        sections=tuple(_sections(index, page)),
        about=_facts(page.about),
        footer=page.footer,
        words=index.words.terms,
    )


# ---------- pieces ----------


def _bit(text: str | None, style: str = "") -> Cell:
    return (Bit(text, style=style),) if text else ()


def _line(label: str, text: str | None) -> tuple[Line, ...]:
    return (_entry(label, _bit(text)),) if text and text.strip() else ()


def _entry(label: str, cell: Cell) -> Line:
    """A line; the lists of a text that stands in it alone are lines below."""
    if len(cell) != 1 or not isinstance(cell[0].text, Prose):
        return Line(label, cell)
    text, below = apart(cell[0].text)
    return Line(label, _bit(text, cell[0].style), tuple(_entry("", _bit(one)) for one in below))


def _texts(label: str, texts: Sequence[str]) -> tuple[Line, ...]:
    return _list(label, [_bit(text) for text in texts if text.strip()])


def _list(label: str, items: Sequence[Cell]) -> tuple[Line, ...]:
    """A line for one item, lines below for more."""
    if len(items) == 1:
        return (_entry(label, items[0]),)
    return (Line(label, below=tuple(_entry("", item) for item in items)),) if items else ()


def _items(cell: Cell) -> list[Cell]:
    """The values of a cell, each with the notes that follow it; references in a row are one value."""
    found: list[Cell] = []
    for bit in cell:
        if found and (bit.style == "note" or (_refers(bit) and _refers(found[-1][-1]))):
            found[-1] = (*found[-1], bit)
        else:
            found.append((bit,))
    return found


def _refers(bit: Bit) -> bool:
    return bit.href is not None and bit.style in ("label", "source")


def _facts(facts: Sequence[Fact]) -> tuple[Line, ...]:
    return tuple(line for fact in facts for line in _list(fact.label, _items(fact.values)))


def _proof(index: Index, evidence: Cell, assumption: bool) -> Cell:
    """What a claim rests on, as notes behind it."""
    cited = _bit(index.words.listed(bit.text for bit in evidence), "note")
    return (*cited, Bit(index.words.terms["assumption"], style="assumption")) if assumption else cited


def _quoted(index: Index, text: str) -> Bit:
    return Bit(within(index.words.quoted, text))


# ---------- head ----------


def _persona(index: Index, card: parts.PersonaCard) -> Persona:
    terms = index.words.terms
    traits = [_bit(index.words.say("{name}: {level} of 5", name=name, level=level)) for name, level in card.traits]
    return Persona(card.name, card.quote, (
        *_line(terms["who"], index.words.listed(card.lines)),
        *_facts(card.facts),
        *_texts(terms["wants"], card.wants),
        *_texts(terms["tired"], card.tired_of),
        *_facts(card.more),
        *_list(terms["traits"], traits),
        *(_line(terms["picture"], _picture(card.picture)) if card.picture else ()),
    ))  # fmt: skip


def _picture(picture: parts.Picture) -> str:
    return f"{picture.alt} ({picture.file})" if picture.alt else picture.file


def _figure(figure: parts.Figure) -> Line:
    value = f"{figure.value}{figure.gap}{figure.unit}" if figure.unit else figure.value
    return Line("", (Bit(value, style="strong"), Bit(figure.label)))


def _contents(index: Index, page: MapView) -> Iterator[Bit]:
    terms = index.words.terms
    sections = (table for table in (page.opportunities, *page.tables) if table and table.key not in IN_OUTLINE)
    titles = [terms["map"], *(table.title for table in sections)]
    for title in [terms["glance"], *titles] if page.profile else titles:
        yield Bit(title, f"#{anchor(title)}", "place")


# ---------- the curve ----------


def _glance(index: Index, page: MapView) -> Glance | None:
    terms = index.words.terms
    if page.profile is None:
        return None
    before = head.before(index)
    improves = any(score is not None for score in before)
    keys = ("stage", "step", "feeling", "score", *(("today",) if improves else ()), "marks")
    return Glance(
        sentence=page.profile.sentence,
        spark=spark(index, index.scores),
        before=spark(index, before) if improves else "",
        scope=(*_line(terms["starts"], page.profile.starts), *_line(terms["ends"], page.profile.ends)),
        columns=tuple(terms[key] for key in keys),
        moments=tuple(_moments(index, page, before if improves else ())),
    )


def spark(index: Index, scores: Sequence[float | None]) -> str:
    """The curve as a row of signs: one for each step of the main path, a space between stages."""
    found: dict[str, str] = {}
    for at in sorted(index.path):
        score, stage = scores[at], index.stage_of[at].id
        found[stage] = found.get(stage, "") + (GAP if score is None else SPARKS[min(7, int((score + 2) * 2))])
    return " ".join(found.values())


def _moments(index: Index, page: MapView, before: Sequence[float | None]) -> Iterator[tuple[Cell, ...]]:
    for stage in page.stages:
        for step in stage.steps:
            felt, link = step.feeling, Bit(_heading(step), f"#{anchor(_heading(step))}", "place")
            first = _bit(stage.name if step is stage.steps[0] else None)
            feels = (*_bit(felt.emoji, "face"), *_bit(felt.words)) if felt else ()
            score = _bit(felt.score if felt else None)
            old = before[step.number - 1] if before else None
            today = (_bit(index.signed(old) if old is not None else None),) if before else ()
            yield first, (link,), feels or tables.NOTHING, score or tables.NOTHING, *today, _marks(index, step)
        if not stage.steps:
            yield _bit(stage.name), _bit(index.words.terms["empty"]), *((),) * (4 if before else 3)


def _marks(index: Index, step: parts.Step) -> Cell:
    """What sets a step apart in the table of the curve."""
    terms = index.words.terms
    felt = step.feeling
    moment = terms["moment"] if step.moment else None
    marks = (felt.flag if felt else None, moment, None if step.on_path else terms["beside"])
    said = _bit(index.words.listed(mark for mark in marks if mark))
    return (*said, Bit(terms["assumption"], style="assumption")) if felt and felt.assumption else said


def _heading(step: parts.Step) -> str:
    return f"{step.number}. {step.name}"


def anchor(heading: str) -> str:
    """The address that git hosts give a heading: small letters, hyphens for spaces, other signs left out.

    The number at the front of a step's heading keeps it unique.
    """
    letters = " ".join(heading.split()).lower()
    return "".join(
        "-" if letter in " -" else letter
        for letter in letters
        if letter in " -" or unicodedata.category(letter) in ("Nd", "Pc") or unicodedata.category(letter)[0] in "LM"
    )


# ---------- the outline ----------


def _stages(index: Index, page: MapView) -> Iterator[Stage]:
    for stage, model in zip(page.stages, index.journey.stages, strict=True):
        told = _stage(index, model, stage.mood)
        yield Stage(stage.name, told, tuple(_step(index, page.lanes, step) for step in stage.steps))


def _stage(index: Index, model: StageModel, mood: str | None) -> tuple[Line, ...]:
    terms = index.words.terms
    felt = index.atlas.felt(model.emotion, index.journey)
    feels: tuple[Line, ...] = ()
    if felt is not None and model.emotion is not None:
        score = index.signed(felt.score) if felt.score is not None else None
        proof = _proof(index, index.cite(model.emotion.evidence), False)
        text = (*_bit(felt.emoji, "face"), *_bit(index.words.listed(felt.words)), *_bit(score, "strong"), *proof)
        feels = (Line(terms["feels"], text, _line(terms["because"], prose(model.emotion.because))),)
    say = index.words.say
    return (
        *_line(terms["role"], say(words.ROLES[model.role]) if model.role else None),
        *_line(terms["summary"], prose(model.summary)),
        *_line(terms["goal"], prose(model.goal)),
        *_line(terms["importance"], say(words.IMPORTANCES[model.importance]) if model.importance else None),
        *_line(terms["takes"], index.words.duration(model.duration) if model.duration else None),
        *_line(terms["owner"], model.owner),
        *_texts(terms["mapped_by"], model.mapped_by),
        *_texts(terms["success"], sentences(model.success)),
        *_texts(terms["support"], sentences(model.support)),
        *_texts(terms["backstage"], sentences(model.backstage)),
        *feels,
        *_line(terms["mood"], mood),
    )


def _told(index: Index, table: Table, row: Row) -> tuple[Line, ...]:
    """What a row of a table says, without the cell that names it: ideas, notes, and each column with content."""
    notes = [bit for bit in row.cells[table.head] if bit.style.startswith("note")]
    ideas = [_bit(bit.text) for bit in notes if "idea" in bit.style]
    found = [*_list(index.words.terms["ideas"], ideas)]
    found += (Line("", (Bit(bit.text, bit.href),)) for bit in notes if "idea" not in bit.style)
    for number, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        if number != table.head and cell != tables.NOTHING:
            found.append(Line(column, tuple(_told_step(index, bit) for bit in cell)))
    return tuple(found)


def _told_step(index: Index, bit: Bit) -> Bit:
    """A reference to a step by its number alone says that it is a step."""
    at_step = _refers(bit) and bit.text.isdigit()
    return Bit(index.words.say("step {n}", n=bit.text), bit.href, bit.style) if at_step else bit


def _step(index: Index, lanes: Sequence[parts.Lane], step: parts.Step) -> Step:
    model = index.steps[step.number - 1]
    lines = [*_first(index, model, step)]
    for lane in sorted(lanes, key=_place):
        lines += _lane(index, lane, step, model)
    if model.outcome is not None:
        lines += _line(index.words.terms["outcome"], index.words.say(words.OUTCOMES[model.outcome][1]))
    return Step(_heading(step), tuple(lines))


def _place(lane: parts.Lane) -> int:
    return ORDER.index(lane.key if lane.key in ORDER else "own")


def _first(index: Index, model: StepModel, step: parts.Step) -> Iterator[Line]:
    terms = index.words.terms
    say = index.words.say
    yield from _line(terms["when"], model.when)
    yield from _line(terms["takes"], index.words.duration(model.duration) if model.duration else None)
    yield from _line(terms["actor"], say(words.ACTORS[model.actor]) if model.actor in words.ACTORS else None)
    yield from _line(terms["importance"], say(words.IMPORTANCES[step.importance]) if step.importance else None)
    if step.moment:
        moment = terms["moment"]
        said = isinstance(model.moment_of_truth, str)
        yield Line(moment, _bit(step.moment)) if said else Line("", _bit(moment, "strong"))
    yield from _line(terms["attention"], say(words.ATTENTION[model.attention]) if model.attention else None)
    if model.entry:
        yield from _line("", terms["entry"])
    if not step.on_path:
        yield from _line("", terms["off_path"])
    if step.journey:
        yield Line("", (step.journey,))
    if step.picture:
        yield from _line(terms["picture"], _picture(step.picture))


def _lane(index: Index, lane: parts.Lane, step: parts.Step, model: StepModel) -> tuple[Line, ...]:
    """What a step says in a row of the map."""
    key, title = lane.key, lane.title
    if key in step.none:
        return (Line(title, (Bit(step.none[key], style="muted"),)),)
    match key:
        case "path":
            return _list(title, [_branch(branch) for branch in steps.branches(index, step.number - 1, _name(index))])
        case "emo":
            return _feels(index, step.feeling)
        case "thnk":
            return _list(title, [(_quoted(index, bit.text),) for bit in step.texts.get(key, ())])
        case "says":
            return _list(title, [
                (_quoted(index, one.text), *_bit(one.by, "note"), *_proof(index, one.evidence, one.assumption))
                for one in step.quotes
            ])  # fmt: skip
        case "gain":
            return _list(title, [(Bit(one.text), *_proof(index, one.evidence, one.assumption)) for one in step.gains])
        case "need":
            return tuple(_needs(title, step.texts.get(key, ())))
        case "tpnt":
            return _list(title, [_touchpoint(index, one) for one in model.touchpoints])
        case "pain":
            pains = tuple(_pain(index, pain, at, step) for at, pain in enumerate(step.pains))
            return (Line(title, below=pains),) if pains else ()
        case "oppo":
            own = tuple(_opportunity(index, one) for one in model.opportunities)
            return (Line(title, below=own),) if own else ()
        case "metr":
            goes_on = index.words.share(model.conversion) if model.conversion is not None else None
            measured = [_metric(index, steps.metric(index, name, one)) for name, one in model.metrics.items()]
            return (*_list(title, measured), *_line(index.words.terms["conversion"], goes_on))
        case "ownr":
            return (Line(title, _bit(step.owner.name, "missing" if step.owner.missing else "")),) if step.owner else ()
        case _:
            return _list(title, _items(step.texts.get(key, ())))


def _branch(branch: parts.Branch) -> Cell:
    return (*branch.words, *_bit(branch.when, "note"), *_bit(branch.share, "note"))


def _name(index: Index) -> Callable[[str], Bit]:
    return lambda step: index.step_ref(index.number[step]) if step in index.number else Bit(step)


def _feels(index: Index, felt: parts.Feeling | None) -> tuple[Line, ...]:
    terms = index.words.terms
    if felt is None:
        return ()
    below = (
        *_line(terms["because"], felt.because), *_line("", felt.cause), *_line(terms["was_expected"], felt.expected),
        *_line(terms["stake"], felt.engagement),
    )  # fmt: skip
    text = (
        *_bit(felt.emoji, "face"), Bit(felt.words), *_bit(felt.score, "strong"), *_bit(felt.flag, "note"),
        *_proof(index, felt.evidence, felt.assumption),
    )  # fmt: skip
    return (Line(terms["feels"], text, below),)


def _needs(title: str, cell: Cell) -> Iterator[Line]:
    """What the customer needs, and below its caption what the business needs."""
    label, items = title, list[Cell]()
    for bit in cell:
        if bit.style == "caption":
            yield from _list(label, items)
            label, items = bit.text, []
        else:
            items.append((bit,))
    yield from _list(label, items)


def _touchpoint(index: Index, model: TouchpointModel) -> Cell:
    terms = index.words.terms
    one = steps.touchpoint(index, model)
    mode = terms[f"is_{one.mode}line"] if one.mode else None
    verdict = terms[one.verdict] if one.verdict else None
    where = index.words.listed(part for part in (one.channel, mode) if part)
    return (Bit(one.name), *_bit(where, "note"), *_bit(verdict, "note"))


def _pain(index: Index, pain: parts.Pain, at: int, step: parts.Step) -> Line:
    model = index.steps[step.number - 1].pain_points[at]
    kind = index.words.say(words.PAIN_KINDS[model.kind]) if model.kind else None
    often = index.words.say(words.FREQUENCIES[model.frequency]) if model.frequency else None
    marks = (mark for mark in pain.marks if mark != kind)
    weight = " · ".join(part for part in (pain.severity, kind, often, *marks) if part)
    return Line(
        "", (Bit(pain.label, style="strong"), Bit(pain.text), *_proof(index, pain.evidence, pain.assumption)),
        (
            *_line("", weight), *_line(index.words.terms["accepted"], pain.accepted),
            *(_opportunity(index, one) for one in model.opportunities),
        ),
    )  # fmt: skip


def _opportunity(index: Index, model: OpportunityModel) -> Line:
    one = steps.opportunity(index, model)
    return Line("", (Bit(one.label, style="strong"), Bit(one.text), *_bit(one.impact, "note")))


def _metric(index: Index, one: parts.Metric) -> Cell:
    return (Bit(index.words.label(one.label, one.value)), *_bit(one.target, "note"))


# ---------- sections ----------


def _sections(index: Index, page: MapView) -> Iterator[Section]:
    best = page.opportunities
    if best is not None:
        ranked = tuple(Line("", _named(best, row), _told(index, best, row)) for row in best.rows)
        yield Section(best.title, (*best.lead, Bit(index.words.terms["best"])), None, ranked)
    for table in page.tables:
        after = _facts(table.after)
        if table.key == "evidence":
            yield Section(table.title, table.lead[:1], table if table.rows else None, (*_assumptions(index), *after))
        elif table.key not in IN_OUTLINE:
            yield Section(table.title, table.lead, table, after)


def _named(table: Table, row: Row) -> Cell:
    """The cell that names a row, without its notes; its label stands out."""
    return tuple(
        Bit(bit.text, bit.href, "strong" if bit.style == "label" else bit.style)
        for bit in row.cells[table.head]
        if not bit.style.startswith("note")
    )


def _assumptions(index: Index) -> tuple[Line, ...]:
    """The claims that no research backs, each kind on a line: by label, else by the step's number."""
    found: dict[str, dict[str, None]] = {}
    for claim in index.claims:
        if not claim.backed:
            step = index.steps[claim.step]
            pain = claim.kind == "pain point"
            title = index.words.say(words.ASSUMED[claim.kind])
            label = index.label[step.pain_points[claim.index].id] if pain else str(claim.step + 1)
            found.setdefault(title, {})[label] = None
    lines = tuple(Line(title, _bit(index.words.listed(labels))) for title, labels in found.items())
    return (Line(index.words.terms["assumptions"], below=lines),) if lines else ()
