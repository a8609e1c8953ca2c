"""The report of one map on one page, for those who decide.

It says what the customer wants, where it hurts most, what everything hangs on, what to do first, and how far all this
can be trusted. The values are those of the whole report (see `cjm.views.map`); labels such as P3 and O1 lead there.
"""

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cjm import figures
from cjm.atlas import Atlas
from cjm.finding import Waiver
from cjm.model import Journey, Opportunity, PainPoint
from cjm.views import document, parts, priorities
from cjm.views.carries import carries
from cjm.views.index import Index
from cjm.views.map import view as page_of
from cjm.views.paper import letters
from cjm.views.parts import Bit, Cell, Fact
from cjm.views.prose import prose
from cjm.views.words import BASES

__all__ = ["Brief", "view"]

MOMENTS = 3
"""How many of the worst moments a page has room for."""
TRUTHS = 5
"""How many moments of truth."""
ACTIONS = 5
"""How many actions."""
PAINS = 2
"""How many pain points, and how many answers, a moment names."""


@dataclass(frozen=True, slots=True)
class Action:
    """An opportunity that somebody could take up."""

    label: str
    """`O1`, as on the page of the map."""
    text: str
    named: Cell
    """Both together."""
    against: Cell
    """What it would help: the pain point that it answers, else the step."""
    when: str
    """Its place in the matrix: `Do now`; empty where it is not weighed."""
    weight: str
    """`Impact 5 of 5, effort 2 of 5`."""
    owner: Bit
    due: Bit
    status: Bit


@dataclass(frozen=True, slots=True)
class Moment:
    """A step that stands out, for good or bad."""

    number: int
    name: str
    stage: str
    feeling: parts.Feeling | None
    why: str | None
    """Why it is a moment of truth, if the map says so."""
    pains: tuple[parts.Pain, ...]
    """What goes wrong, the most severe first."""
    more: str
    """What else goes wrong there: `2 more pain points`; may be empty."""
    answers: tuple[Action, ...]
    """What could be done against it: what is planned, else the best ideas."""
    planned: bool
    """Whether somebody means to do it."""
    others: str
    """What else is meant: `2 more opportunities`; may be empty."""


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that the brief of one map says, from top to bottom."""

    language: str
    direction: str
    """`ltr` or `rtl`."""
    title: str
    kind: str
    """`Current state` or `Future state`."""
    future: bool
    what: str
    """`Brief of a customer journey map, First Loop`."""
    status: str
    band: str | None
    """What the status says about how far to trust the map."""
    archived: bool
    top: tuple[Fact, ...]
    """Baseline and parent."""
    summary: str | None
    want: tuple[Fact, ...]
    """Persona, scenario, goal."""
    quote: str | None
    """What the persona says."""
    profile: parts.Profile | None
    curve: parts.Curve | None
    columns: int
    stages: tuple[parts.Stage, ...]
    spark: str
    """The curve as a row of signs, for text; empty where nobody says how a step feels."""
    worst: tuple[Moment, ...]
    truths: tuple[Moment, ...]
    """Moments of truth in the order of the journey."""
    more_truths: str
    """How many more there are; may be empty."""
    actions: tuple[Action, ...]
    more_actions: str
    verdict: str
    """How far the map can be trusted, in a sentence."""
    trust: tuple[Fact, ...]
    """What speaks for it and against it."""
    footer: tuple[str, ...]
    style: str
    """CSS rules of this map. Numbers only, never an author's text."""
    icons: tuple[str, ...]
    says: Mapping[str, str]
    """Headings, labels and what stands where there is nothing, by a short key."""
    words: Mapping[str, str]
    """The report's own words, by a short key."""


def view(
    journey: Journey, file: str, atlas: Atlas, today: datetime.date, *,
    links: Mapping[str, str] | None = None, waivers: Sequence[Waiver] = (), warnings: Sequence[str] = (),
    language: str | None = None,
) -> Brief:  # fmt: skip
    """What the brief of `journey` says; for the arguments see `cjm.views.map.view`."""
    page = page_of(
        journey, file, atlas, today, links=links, waivers=waivers, warnings=warnings, language=language
    )  # fmt: skip
    index = Index(journey, file, atlas, today, {}, links or {}, waivers, language, warnings)
    shown = [(stage.name, step) for stage in page.stages for step in stage.steps]
    worst, decisive = _worst(index), _truths(index)
    first = [one for one in _ranked(index) if one[2].status not in ("done", "dismissed")]
    company, words = atlas.project.brand if atlas.project else None, index.words
    what = (
        words.say("Brief of a customer journey map, {company}", company=company)
        if company
        else words.say("Brief of a customer journey map")
    )
    more_truths, more_actions = len(decisive) - TRUTHS, len(first) - ACTIONS
    reviews = [fact for fact in page.top if fact.label in (words.say("Reviewed"), words.say("Next review"))]
    moments = tuple(_moment(index, at, *shown[at]) for at in worst)
    actions = tuple(_action(index, *one) for one in first[:ACTIONS])
    found = Brief(
        language=page.language,
        direction=page.direction,
        title=page.title,
        kind=page.kind,
        future=page.future,
        what=what,
        status=page.status,
        band=page.band,
        archived=page.archived,
        top=tuple(fact for fact in page.top if fact not in reviews),
        summary=page.summary,
        want=(*_who(index, page.personas), *_want(index, page.want)),
        quote=page.personas[0].quote if page.personas else None,
        profile=page.profile,
        curve=page.curve,
        columns=page.columns,
        stages=page.stages,
        spark=document.spark(index, index.scores) if page.profile else "",
        worst=moments,
        truths=tuple(_moment(index, at, *shown[at]) for at in sorted(decisive[:TRUTHS])),
        more_truths=words.count("{n} more moment of truth", "{n} more moments of truth", more_truths)
        if more_truths > 0
        else "",
        actions=actions,
        more_actions=words.count("{n} more opportunity", "{n} more opportunities", more_actions)
        if more_actions > 0
        else "",
        verdict=_verdict(index),
        trust=tuple(_trust(index, worst, reviews)),
        footer=page.footer,
        style="",
        icons=tuple(sorted(_icons(moments, actions))),
        says={**_says(index), "state": words.say("{state}. {what}", state=page.kind, what=what)},
        words=page.words,
    )
    stages = " ".join(f"{stage.span}fr" for stage in page.stages)
    return replace(found, style=f":root{{--st:{stages};--bz:{_zoom(found):g}}}")


# ---------- what to look at ----------


def _worst(index: Index) -> list[int]:
    """The steps that hurt most: by the lowest mood, then by the most friction. One without a score counts as level."""
    hurting = [
        at for at, step in enumerate(index.steps) if (index.scores[at] or 0.0) < 0 or step.pain_points
    ]  # fmt: skip
    return sorted(hurting, key=lambda at: (index.scores[at] or 0.0, -figures.friction(index.steps[at]), at))[:MOMENTS]


def _truths(index: Index) -> list[int]:
    """The moments of truth, those with the lowest mood first."""
    found = [at for at, step in enumerate(index.steps) if step.moment_of_truth]
    return sorted(found, key=lambda at: (index.scores[at] or 0.0, at))


Entry = tuple[int | None, PainPoint | None, Opportunity]
"""An opportunity with its step and the pain point that it stands under."""


def _ranked(index: Index) -> list[Entry]:
    """All opportunities, the best first."""
    return [index.opportunities[at] for at in figures.rank([one for _, _, one in index.opportunities])]


# ---------- pieces ----------


def _moment(index: Index, at: int, stage: str, step: parts.Step) -> Moment:
    pains = sorted(step.pains, key=lambda pain: -pain.level)
    ideas = [one for one in _ranked(index) if one[2].status != "dismissed" and _answers(index, at, one)]
    planned = [one for one in ideas if priorities.in_plan(one[2])]
    meant = planned or ideas
    more, others = len(pains) - PAINS, len(meant) - PAINS
    reason = index.steps[at].moment_of_truth
    return Moment(
        number=step.number,
        name=step.name,
        stage=stage,
        feeling=step.feeling,
        why=prose(reason) if isinstance(reason, str) and reason.strip() else None,
        pains=tuple(pains[:PAINS]),
        more=index.words.count("{n} more pain point", "{n} more pain points", more) if more > 0 else "",
        answers=tuple(_action(index, *one) for one in meant[:PAINS]),
        planned=bool(planned),
        others=index.words.count("{n} more opportunity", "{n} more opportunities", others) if others > 0 else "",
    )


def _answers(index: Index, at: int, entry: Entry) -> bool:
    """Whether an opportunity is meant for a step: it stands there, or addresses it or one of its pain points."""
    where, _, one = entry
    step = index.steps[at]
    return where == at or not {step.id, *(pain.id for pain in step.pain_points)}.isdisjoint(one.addresses)


def _action(index: Index, at: int | None, under: PainPoint | None, one: Opportunity) -> Action:
    words, when = index.words, figures.quadrant(one)
    return Action(
        label=index.label[one.id],
        text=prose(one.text),
        named=(Bit(index.label[one.id], style="strong"), Bit(prose(one.text))),
        against=_against(index, at, under, one),
        when=words.say(when) if when else "",
        weight=words.say("Impact {impact} of 5, effort {effort} of 5", impact=one.impact, effort=one.effort)
        if when
        else words.say("Not weighed yet"),
        owner=Bit(one.owner) if one.owner else Bit(words.say("No owner"), style="missing"),
        due=Bit(words.day(one.due), style="number") if one.due else Bit(words.say("No date"), style="muted"),
        status=priorities.status(index, one),
    )


def _against(index: Index, at: int | None, under: PainPoint | None, one: Opportunity) -> Cell:
    """The most severe of the pain points that an opportunity answers; the step, where it answers none."""
    named = {under.id if under else "", *one.addresses}
    pains = [pain for _, pain in index.pains if pain.id in named]
    if pains:
        worst = max(pains, key=lambda pain: figures.SEVERITY_WEIGHT.get(pain.severity or "", 0))
        return Bit(index.label[worst.id], style="label"), Bit(prose(worst.text))
    steps = [number for id, number in index.number.items() if id in named] or ([at] if at is not None else [])
    return (Bit(str(steps[0] + 1), style="label"), Bit(index.steps[steps[0]].name)) if steps else ()


def _who(index: Index, personas: Sequence[parts.PersonaCard]) -> Iterator[Fact]:
    named: Cell = ()
    for card in personas:
        named += (Bit(card.name, style="strong"), *(Bit(line, style="note") for line in card.lines))
    if named:
        yield Fact(index.words.count("Persona", "Personas", len(personas)), named)


def _want(index: Index, want: Sequence[Fact]) -> Iterator[Fact]:
    """Scenario and goal; a missing goal is said, because all that follows is measured by it."""
    goal, scenario = index.words.say("Goal"), index.words.say("Scenario")
    facts = {fact.label: fact for fact in want}
    if scenario in facts:
        yield facts[scenario]
    yield facts.get(goal, Fact(goal, (Bit(index.words.say("Not said"), style="missing"),)))


# ---------- trust ----------


def _verdict(index: Index) -> str:
    """What the share of claims with evidence means for those who decide."""
    proof, say = figures.coverage(index.claims), index.words.say
    if not proof.claims:
        return say("The map says nothing yet about what customers feel, or what goes wrong for them.")
    if not proof.backed:
        return say("None of this is backed by research yet: a start for asking customers, not for large decisions.")
    if proof.share < 0.5:
        return say("Most of this is assumption: ask customers before you spend much on it.")
    if proof.backed < proof.claims:
        return say("Most of this rests on research; what is assumption is marked.")
    return say("All of this rests on research.")


def _trust(index: Index, worst: Sequence[int], reviews: Sequence[Fact]) -> Iterator[Fact]:
    words, journey = index.words, index.journey
    proof = figures.coverage(index.claims)
    if proof.claims:
        told = words.count(
            "{backed} of {n} claim rests on research", "{backed} of {n} claims rest on research", proof.claims,
            backed=words.number(proof.backed),
        )  # fmt: skip
        yield Fact(words.say("Evidence"), (Bit(words.percent(proof.share), style="strong"), Bit(told, style="note")))
    there = [claim for claim in index.claims if claim.step in worst]
    if there:
        assumed = sum(not claim.backed for claim in there)
        told = words.count(
            "{assumed} of {n} claim is an assumption", "{assumed} of {n} claims are assumptions", len(there),
            assumed=words.number(assumed),
        ) if assumed else words.say("No claim is an assumption")  # fmt: skip
        yield Fact(words.say("Worst moments"), (Bit(told, style="missing" if assumed * 2 > len(there) else ""),))
    basis = Bit(words.say(BASES[journey.basis])) if journey.basis else Bit(words.say("Not said"), style="missing")
    yield Fact(words.say("Basis"), (basis,))
    if journey.reviewed is None:
        yield Fact(words.say("Reviewed"), (Bit(words.say("Never"), style="missing"),))
    yield from reviews
    if level := _maturity(index):
        yield Fact(words.say("Maturity"), level)


def _maturity(index: Index) -> Cell:
    """The maturity level and what the next one asks for, as the map's page says it."""
    carried, name = carries(index), index.words.say("Maturity")
    return next((row.cells[1] for row in carried.rows if row.cells[0][0].text == name), ()) if carried else ()


# ---------- the page ----------


def _icons(moments: Sequence[Moment], actions: Sequence[Action]) -> Iterator[str]:
    yield from {"sun", "moon"}
    yield from {pain.icon for moment in moments for pain in moment.pains if pain.icon}
    yield from {one.status.icon for one in actions if one.status.icon}
    yield from {one.status.icon for moment in moments for one in moment.answers if one.status.icon}


def _says(index: Index) -> Mapping[str, str]:
    say = index.words.say
    return {
        "worst": say("The worst moments"),
        "no_worst": say("No step has a pain point or a low mood."),
        "wrong": say("What goes wrong"),
        "no_pains": say("No pain point is named"),
        "answer": say("What is planned against it"),
        "ideas": say("Ideas against it, none of them planned"),
        "no_answer": say("Nothing is planned against it"),
        "truths": say("Moments of truth"),
        "no_truths": say("The map names no moment of truth."),
        "no_feeling": say("Nobody has said how it feels"),
        "feels": say("Feels"),
        "actions": say("What to do first"),
        "no_actions": say("The map names no opportunity that is still open."),
        "action": say("Action"),
        "against": say("Against"),
        "weight": say("Impact and effort"),
        "owner": say("Owner"),
        "due": say("Due"),
        "status": say("Status"),
        "trust": say("How far it can be trusted"),
        "edit": index.words.terms["edit"],
        "scale": index.words.terms["scale"],
        "stage": say("Stage"),
    }


# ---------- paper ----------

SHEET = 1030
"""How much fits on a sheet of A4, in pixels; texts are counted rather too long, for fonts that are wider than ours."""
SMALLEST = 0.7
"""The smallest zoom that can be read; a brief that needs less takes a second sheet."""


def _zoom(brief: Brief) -> float:
    """The zoom with which a brief fits on one sheet, by how many lines its texts take: smaller lines hold more."""
    return min(1.0, max(SMALLEST, math.floor(100 * math.sqrt(SHEET / _height(brief))) / 100))


def _height(brief: Brief) -> float:
    """About how high a brief is in print, in pixels; widths are in letters."""
    who = sum(15 + _lines(15, 33, fact.values) for fact in brief.want) + _lines(16, 30, brief.quote)
    cards = [
        40 + _lines(15, 28, one.name, one.stage)
        + sum(2 + _lines(14, 30, pain.text, pain.severity, pain.accepted) for pain in one.pains)
        + sum(2 + _lines(14, 34, answer.text) + 28 * one.planned for answer in one.answers)
        + 17 * (bool(one.pains) + bool(one.answers)) + 14 * (bool(one.more) + bool(one.others))
        for one in brief.worst
    ]  # fmt: skip
    truths = sum(24 + _lines(15, 38, one.name) + _lines(14, 46, one.why) for one in brief.truths)
    trust = 60 + _lines(14, 46, brief.verdict) + sum(4 + _lines(13, 30, fact.values) for fact in brief.trust)
    first = sum(38 + _lines(15, 58, one.text) + _lines(14, 58, one.against) for one in brief.actions)
    head = 85 + 24 * bool(brief.band) + _lines(15, 118, brief.summary)
    return head + max(215, 30 + who) + max(cards, default=30) + 30 + max(truths + trust + 60, first + 50) + 60


def _lines(height: int, width: int, *texts: str | Cell | None) -> int:
    """How high texts are that share a line, in pixels; notes stand on lines of their own."""
    cells = [(Bit(text),) if isinstance(text, str) else text or () for text in texts]
    plain = sum(letters(bit.text) + 1 for cell in cells for bit in cell if bit.style != "note")
    notes = [letters(bit.text) for cell in cells for bit in cell if bit.style == "note"]
    return height * sum(math.ceil(length / width) for length in (plain, *notes))
