"""The report of one map as a document to read from top to bottom: headings, labelled lines and tables.

It says what the page says (see `cjm.views.map`), in the order of the page. Where the page draws, the document tells:
the curve is a row of signs and a table, the columns of the map are an outline of stages and steps.
"""

import datetime
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
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
WORDS = {**words.PAGE, **words.DOCUMENT}


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
) -> Document:
    """Everything that the report of `journey` says; for the arguments see `cjm.views.map.view`."""
    page = page_of(journey, file, atlas, today, links=links, waivers=waivers)
    index = Index(journey, file, atlas, today, {}, links or {}, waivers)
    return Document(
        title=page.title,
        contents=tuple(_contents(page)),
        what=f"{page.kind}. {page.what}",
        band=page.band,
        facts=(Line(WORDS["status"], _bit(page.status)), *_facts(page.top)),
        summary=page.summary,
        want=_facts(page.want),
        personas=tuple(_persona(card) for card in page.personas),
        glance=_glance(index, page),
        figures=tuple(_figure(figure) for figure in page.ledger),
        stages=tuple(_stages(index, page)),
        sections=tuple(_sections(index, page)),
        about=_facts(page.about),
        footer=page.footer,
        words=WORDS,
    )


# ---------- pieces ----------


def _bit(text: str | None, style: str = "") -> Cell:
    return (Bit(text, style=style),) if text else ()


def _line(label: str, text: str | None) -> tuple[Line, ...]:
    return (Line(label, _bit(text)),) if text and text.strip() else ()


def _texts(label: str, texts: Sequence[str]) -> tuple[Line, ...]:
    return _list(label, [_bit(text) for text in texts if text.strip()])


def _list(label: str, items: Sequence[Cell]) -> tuple[Line, ...]:
    """A line for one item, lines below for more."""
    if len(items) == 1:
        return (Line(label, items[0]),)
    return (Line(label, below=tuple(Line("", item) for item in items)),) if items else ()


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


def _proof(evidence: Cell, assumption: bool) -> Cell:
    """What a claim rests on, as notes behind it."""
    cited = _bit(", ".join(bit.text for bit in evidence), "note")
    return (*cited, Bit(WORDS["assumption"], style="assumption")) if assumption else cited


def _quoted(text: str) -> Bit:
    return Bit(WORDS["open"] + text.strip() + WORDS["close"])


# ---------- head ----------


def _persona(card: parts.PersonaCard) -> Persona:
    traits = [_bit(WORDS["trait"].format(name=name, level=level)) for name, level in card.traits]
    return Persona(card.name, card.quote, (
        *_line(WORDS["who"], ", ".join(card.lines)),
        *_facts(card.facts),
        *_texts(WORDS["wants"], card.wants),
        *_texts(WORDS["tired"], card.tired_of),
        *_facts(card.more),
        *_list(WORDS["traits"], traits),
        *(_line(WORDS["picture"], _picture(card.picture)) if card.picture else ()),
    ))  # fmt: skip


def _picture(picture: parts.Picture) -> str:
    return f"{picture.alt} ({picture.file})" if picture.alt else picture.file


def _figure(figure: parts.Figure) -> Line:
    value = f"{figure.value}{words.NBSP}{figure.unit}" if figure.unit else figure.value
    return Line("", (Bit(value, style="strong"), Bit(figure.label)))


def _contents(page: MapView) -> Iterator[Bit]:
    sections = (table for table in (page.opportunities, *page.tables) if table and table.key not in IN_OUTLINE)
    titles = [WORDS["map"], *(table.title for table in sections)]
    for title in [WORDS["glance"], *titles] if page.profile else titles:
        yield Bit(title, f"#{anchor(title)}", "place")


# ---------- the curve ----------


def _glance(index: Index, page: MapView) -> Glance | None:
    if page.profile is None:
        return None
    before = head.before(index)
    improves = any(score is not None for score in before)
    keys = ("stage", "step", "feeling", "score", *(("today",) if improves else ()), "marks")
    return Glance(
        sentence=page.profile.sentence,
        spark=_spark(index, index.scores),
        before=_spark(index, before) if improves else "",
        scope=(*_line(WORDS["starts"], page.profile.starts), *_line(WORDS["ends"], page.profile.ends)),
        columns=tuple(WORDS[key] for key in keys),
        moments=tuple(_moments(index, page, before if improves else ())),
    )


def _spark(index: Index, scores: Sequence[float | None]) -> str:
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
            feels = (*_bit(felt.emoji), *_bit(felt.words)) if felt else ()
            score = _bit(felt.score if felt else None)
            old = before[step.number - 1] if before else None
            today = (_bit(index.signed(old) if old is not None else None),) if before else ()
            yield first, (link,), feels or tables.NOTHING, score or tables.NOTHING, *today, _marks(step)
        if not stage.steps:
            yield _bit(stage.name), _bit(WORDS["empty"]), *((),) * (4 if before else 3)


def _marks(step: parts.Step) -> Cell:
    """What sets a step apart in the table of the curve."""
    felt = step.feeling
    moment = WORDS["moment"].strip(": ") if step.moment else None
    marks = (felt.flag if felt else None, moment, None if step.on_path else WORDS["beside"])
    said = ", ".join(mark for mark in marks if mark)
    if felt is None or not felt.assumption:
        return _bit(said)
    return (*_bit(said + "," if said else None), Bit(WORDS["assumption"], style="assumption"))


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
    felt = index.atlas.felt(model.emotion)
    feels: tuple[Line, ...] = ()
    if felt is not None and model.emotion is not None:
        score = index.signed(felt.score) if felt.score is not None else None
        proof = _proof(index.cite(model.emotion.evidence), False)
        text = (*_bit(felt.emoji), *_bit(", ".join(felt.words)), *_bit(score, "strong"), *proof)
        feels = (Line(WORDS["feels"], text, _line(WORDS["because"], model.emotion.because)),)
    return (
        *_line(WORDS["role"], words.ROLES.get(model.role or "")),
        *_line(WORDS["summary"], model.summary),
        *_line(WORDS["goal"], model.goal),
        *_line(WORDS["importance"], words.IMPORTANCES.get(model.importance or "")),
        *_line(WORDS["takes"], words.duration(model.duration) if model.duration else None),
        *_line(WORDS["owner"], model.owner),
        *_texts(WORDS["mapped_by"], model.mapped_by),
        *_texts(WORDS["success"], model.success),
        *_texts(WORDS["support"], model.support),
        *_texts(WORDS["backstage"], model.backstage),
        *feels,
        *_line(WORDS["mood"], mood),
    )


def _told(table: Table, row: Row) -> tuple[Line, ...]:
    """What a row of a table says, without the cell that names it: ideas, notes, and each column with content."""
    notes = [bit for bit in row.cells[table.head] if bit.style.startswith("note")]
    ideas = [_bit(bit.text) for bit in notes if "idea" in bit.style]
    found = [*_list(WORDS["ideas"], ideas)]
    found += (Line("", (Bit(bit.text, bit.href),)) for bit in notes if "idea" not in bit.style)
    for number, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
        if number != table.head and cell != tables.NOTHING:
            found.append(Line(column, tuple(_told_step(bit) for bit in cell)))
    return tuple(found)


def _told_step(bit: Bit) -> Bit:
    """A reference to a step by its number alone says that it is a step."""
    at_step = _refers(bit) and bit.text.isdigit()
    return Bit(WORDS["at_step"].format(n=bit.text), bit.href, bit.style) if at_step else bit


def _step(index: Index, lanes: Sequence[parts.Lane], step: parts.Step) -> Step:
    model = index.steps[step.number - 1]
    lines = [*_first(model, step)]
    for lane in sorted(lanes, key=_place):
        lines += _lane(index, lane, step, model)
    if model.outcome is not None:
        lines += _line(WORDS["outcome"], words.OUTCOMES[model.outcome][1])
    return Step(_heading(step), tuple(lines))


def _place(lane: parts.Lane) -> int:
    return ORDER.index(lane.key if lane.key in ORDER else "own")


def _first(model: StepModel, step: parts.Step) -> Iterator[Line]:
    yield from _line(WORDS["when"], model.when)
    yield from _line(WORDS["takes"], words.duration(model.duration) if model.duration else None)
    yield from _line(WORDS["actor"], words.ACTORS.get(model.actor))
    yield from _line(WORDS["importance"], words.IMPORTANCES.get(step.importance or ""))
    if step.moment:
        moment = WORDS["moment"].strip(": ")
        said = isinstance(model.moment_of_truth, str)
        yield Line(moment, _bit(step.moment)) if said else Line("", _bit(moment, "strong"))
    yield from _line(WORDS["attention"], words.ATTENTION.get(model.attention or ""))
    if model.entry:
        yield from _line("", WORDS["entry"])
    if not step.on_path:
        yield from _line("", WORDS["off_path"])
    if step.journey:
        yield Line("", (step.journey,))
    if step.picture:
        yield from _line(WORDS["picture"], _picture(step.picture))


def _lane(index: Index, lane: parts.Lane, step: parts.Step, model: StepModel) -> tuple[Line, ...]:
    """What a step says in a row of the map."""
    key, title = lane.key, lane.title
    if key in step.none:
        return (Line(title, (Bit(step.none[key], style="muted"),)),)
    match key:
        case "path":
            return _list(title, [_branch(index, branch) for branch in step.branches])
        case "emo":
            return _feels(step.feeling)
        case "thnk":
            return _list(title, [(_quoted(bit.text),) for bit in step.texts.get(key, ())])
        case "says":
            return _list(title, [
                (_quoted(one.text), *_bit(one.by, "note"), *_proof(one.evidence, one.assumption)) for one in step.quotes
            ])  # fmt: skip
        case "gain":
            return _list(title, [(Bit(one.text), *_proof(one.evidence, one.assumption)) for one in step.gains])
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
            goes_on = words.share(model.conversion) if model.conversion is not None else None
            measured = [_metric(steps.metric(name, one)) for name, one in model.metrics.items()]
            return (*_list(title, measured), *_line(WORDS["conversion"], goes_on))
        case "ownr":
            return (Line(title, _bit(step.owner.name, "missing" if step.owner.missing else "")),) if step.owner else ()
        case _:
            return _list(title, _items(step.texts.get(key, ())))


def _branch(index: Index, branch: parts.Branch) -> Cell:
    notes = (*_bit(branch.when, "note"), *_bit(branch.share, "note"))
    target = branch.target
    if target is None:
        return (Bit(branch.words), *notes)
    at = index.number.get((target.href or "").removeprefix("#s-"))
    return (Bit(branch.words), Bit(target.text), *_bit(index.steps[at].name if at is not None else None), *notes)


def _feels(felt: parts.Feeling | None) -> tuple[Line, ...]:
    if felt is None:
        return ()
    below = (
        *_line(WORDS["because"], felt.because), *_line("", felt.cause), *_line(WORDS["was_expected"], felt.expected),
        *_line(WORDS["stake"], felt.engagement),
    )  # fmt: skip
    text = (
        *_bit(felt.emoji), Bit(felt.words), *_bit(felt.score, "strong"), *_bit(felt.flag, "note"),
        *_proof(felt.evidence, felt.assumption),
    )  # fmt: skip
    return (Line(WORDS["feels"], text, below),)


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
    one = steps.touchpoint(index, model)
    mode = WORDS["online" if one.mode == "on" else "offline"].lower() if one.mode else None
    verdict = WORDS[one.verdict] if one.verdict else None
    where = ", ".join(part for part in (one.channel, mode) if part)
    return (Bit(one.name), *_bit(where, "note"), *_bit(verdict, "note"))


def _pain(index: Index, pain: parts.Pain, at: int, step: parts.Step) -> Line:
    model = index.steps[step.number - 1].pain_points[at]
    kind, often = words.PAIN_KINDS.get(model.kind or ""), words.FREQUENCIES.get(model.frequency or "")
    marks = (mark for mark in pain.marks if mark != kind)
    weight = " · ".join(part for part in (pain.severity, kind, often, *marks) if part)
    return Line(
        "", (Bit(pain.label, style="strong"), Bit(pain.text), *_proof(pain.evidence, pain.assumption)),
        (
            *_line("", weight), *_line(WORDS["accepted"], pain.accepted),
            *(_opportunity(index, one) for one in model.opportunities),
        ),
    )  # fmt: skip


def _opportunity(index: Index, model: OpportunityModel) -> Line:
    one = steps.opportunity(index, model)
    return Line("", (Bit(one.label, style="strong"), Bit(one.text), *_bit(one.impact, "note")))


def _metric(one: parts.Metric) -> Cell:
    target = f"{WORDS['target']} {one.target}" if one.target else None
    return (Bit(f"{one.label}: {one.value}"), *_bit(target, "note"))


# ---------- sections ----------


def _sections(index: Index, page: MapView) -> Iterator[Section]:
    best = page.opportunities
    if best is not None:
        ranked = tuple(Line("", _named(best, row), _told(best, row)) for row in best.rows)
        yield Section(best.title, (*best.lead, Bit(WORDS["best"])), None, ranked)
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
            title = words.ASSUMED[claim.kind]
            label = index.label[step.pain_points[claim.index].id] if pain else str(claim.step + 1)
            found.setdefault(title, {})[label] = None
    lines = tuple(Line(title, _bit(", ".join(labels))) for title, labels in found.items())
    return (Line(WORDS["assumptions"], below=lines),) if lines else ()
