"""The columns of the map: stages, steps and what stands in their cells."""

from collections.abc import Callable, Mapping
from typing import Any

from cjm import figures
from cjm.model import Expectation, Metric, PainPoint, Stage, Step, slug
from cjm.model import Opportunity as OpportunityModel
from cjm.model import Touchpoint as TouchpointModel
from cjm.views import curve, parts, words
from cjm.views.index import Index
from cjm.views.parts import Bit, Cell
from cjm.views.prose import prose, said
from cjm.views.words import N_, NC_
from cjm.vocabulary import channels

CHANNEL_ICONS = frozenset(
    {
        "web",
        "app",
        "search",
        "mail",
        "sms",
        "phone",
        "video",
        "social",
        "ad",
        "tv",
        "meet",
        "store",
        "post",
        "delivery",
        "doc",
        "review",
        "talk",
        "event",
        "partner",
        "room",
        "portal",
        "sign",
        "cal",
        "desk",
        "chat",
    }
)
"""Icons that channels may name; any other is drawn as a dot."""

NONE = (
    ("pain", "pain_points", NC_("pain points", "None found")),
    ("tpnt", "touchpoints", N_("No contact")),
    ("thnk", "thoughts", N_("Nothing of note")),
    ("gain", "gains", NC_("gains", "None found")),
    ("oppo", "opportunities", NC_("opportunities", "None")),
    ("does", "actions", NC_("actions", "None")),
    ("says", "quotes", NC_("quotes", "None")),
)
"""What a row says of a step where its author looked and found nothing: row, key of the step, text."""


def stages(index: Index, own: Mapping[str, str]) -> tuple[parts.Stage, ...]:
    """The stages with their steps; `own` holds the class of each own lane by its id."""
    arrivals = {end for _, end in arcs(index)}
    owned = any(_owner(step, stage) for step, stage in zip(index.steps, index.stage_of, strict=True))
    found, at = [], 0
    for stage, (column, width) in zip(index.journey.stages, index.spans, strict=True):
        numbers = range(at, at + len(stage.steps))
        mood = figures.mean([index.scores[i] for i in numbers])
        found.append(
            parts.Stage(
                anchor=f"s-{stage.id}",
                name=stage.name,
                goal=prose(stage.goal),
                mood=index.signed(mood) if mood is not None else None,
                column=column,
                span=width,
                steps=tuple(_step(index, i, own, owned, index.columns[i] in arrivals) for i in numbers),
            )
        )
        at += len(stage.steps)
    return tuple(found)


def arcs(index: Index) -> list[tuple[int, int]]:
    """Branches that do not simply lead to the following step, from column to column."""
    return list(
        dict.fromkeys(
            (index.columns[at], index.columns[target])
            for at, step in enumerate(index.steps)
            for branch in step.next
            if (target := index.number.get(branch.to)) is not None and target not in (at, at + 1)
        )
    )


def _step(index: Index, at: int, own: Mapping[str, str], owned: bool, arrives: bool) -> parts.Step:
    step, stage = index.steps[at], index.stage_of[at]
    owner = _owner(step, stage)
    if step.gains:
        index.icon("plus")
    return parts.Step(
        anchor=f"s-{step.id}",
        number=at + 1,
        name=step.name,
        column=index.columns[at],
        on_path=at in index.path,
        when=step.when or (index.words.duration(step.duration) if step.duration is not None else None),
        importance=step.importance,
        moment=_moment(index, step),
        marks=_marks(index, step),
        journey=_zoom(index, step),
        picture=index.picture(step.image.file, step.image.alt) if step.image else None,
        branches=branches(index, at, index.ref),
        arrives=arrives,
        feeling=feeling(index, at),
        touchpoints=tuple(touchpoint(index, one) for one in step.touchpoints),
        pains=tuple(_pain(index, at, number, pain) for number, pain in enumerate(step.pain_points)),
        gains=tuple(
            parts.Gain(prose(gain.text), *_proof(index, "gain", at, number)) for number, gain in enumerate(step.gains)
        ),
        quotes=tuple(
            parts.Quote(said(quote.text), quote.by, *_proof(index, "quote", at, number))
            for number, quote in enumerate(step.quotes)
        ),
        opportunities=tuple(
            opportunity(index, one)
            for one in (*(one for pain in step.pain_points for one in pain.opportunities), *step.opportunities)
        ),
        metrics=_metrics(index, step),
        owner=parts.Owner(owner, words.initials(owner))
        if owner
        else parts.Owner(index.words.say("No owner"), "?", True)
        if owned
        else None,
        texts=_texts(index, step, own),
        none={
            lane: index.words.say(text)
            for lane, key, text in NONE
            if step.given(key)
            and not getattr(step, key)
            and not (key == "opportunities" and any(pain.opportunities for pain in step.pain_points))
        },
        pictures=_pictures(index, step, own),
    )


def _owner(step: Step, stage: Stage) -> str | None:
    return step.owner or stage.owner


def _moment(index: Index, step: Step) -> str | None:
    if isinstance(step.moment_of_truth, str) and step.moment_of_truth.strip():
        return prose(step.moment_of_truth)
    return index.words.say("Moment of truth") if step.moment_of_truth is True else None


def _marks(index: Index, step: Step) -> tuple[Bit, ...]:
    say, found = index.words.say, []
    if step.actor in words.ACTORS:
        found.append(Bit(say(words.ACTORS[step.actor]), style="mark"))
    if step.attention is not None:
        found.append(Bit(say(words.ATTENTION[step.attention]), style="mark"))
    if step.entry:
        found.append(Bit(say("May start here"), style="mark", icon=index.icon("enter")))
    if step.outcome is not None:
        icon, word = words.OUTCOMES[step.outcome]
        found.append(Bit(say(word), style="mark " + step.outcome, icon=index.icon(icon)))
    return tuple(found)


def _zoom(index: Index, step: Step) -> Bit | None:
    if step.journey is None:
        return None
    title, href = index.other_map(step.journey)
    return Bit(index.words.label(index.words.say("Zooms in"), title), href, icon=index.icon("zoom"))


def branches(index: Index, at: int, named: Callable[[str], Bit]) -> tuple[parts.Branch, ...]:
    """Where a step leads, if not simply to the next one; `named` names a step by its id."""
    step, tell = index.steps[at], index.words.tell
    if step.given("next") and not step.next:
        return () if step.outcome else (parts.Branch(index.icon("exit"), "", "", tell("ends here")),)
    found = []
    for branch in step.next:
        leads = named(branch.to)
        target = index.number.get(branch.to)
        if target == at + 1 and len(step.next) == 1 and branch.when is None and branch.share is None:
            continue
        back = target is not None and target <= at
        found.append(
            parts.Branch(
                icon=index.icon("ret" if back else "on"),
                when=branch.when or "",
                share=index.words.share(branch.share) if branch.share is not None else "",
                words=tell("back to {step}", step=leads) if back else tell("on to {step}", step=leads),
            )
        )
    return tuple(found)


def feeling(index: Index, at: int) -> parts.Feeling | None:
    """What the customer feels at a step."""
    felt, emotion = index.felt[at], index.emotions[at]
    if felt is None or emotion is None:
        return None
    claim = index.claim["emotion", at, 0]
    score, mood = felt.score, index.mood
    flag = None
    if mood is not None:
        say = index.words.say
        flag = {mood.end: say("End"), mood.lowest: say("Lowest"), mood.highest: say("Highest")}.get(at)
    return parts.Feeling(
        words=index.feeling(at),
        score=index.signed(score) if score is not None else None,
        level=round(curve.level(score), 3) if score is not None else None,
        sign=sign(score),
        emoji=index.emoji(at),
        side=curve.side(index.scores, at, emotion.expected),
        flag=flag,
        assumption=not claim.backed,
        evidence=index.cite(claim.sources),
        expected=index.signed(emotion.expected) if emotion.expected is not None else None,
        expected_level=round(curve.level(emotion.expected), 3) if emotion.expected is not None else None,
        because=prose(emotion.because),
        cause=index.words.say(words.CAUSES[emotion.cause]) if emotion.cause else None,
        engagement=index.words.say("{n} of 5", n=emotion.engagement) if emotion.engagement is not None else None,
    )


def sign(score: float | None) -> str:
    """Whether a score is good, bad or neither: `pos`, `neg`, `neu`."""
    return "neu" if score is None or abs(score) <= 0.15 else "pos" if score > 0 else "neg"


def channel(index: Index, one: TouchpointModel) -> tuple[str | None, str, str, str]:
    """A touchpoint's channel: title (with the written name where that differs), slug, icon and mode."""
    known = index.channels.get(id(one))
    if known is None:
        known = index.channels[id(one)] = _channel(index, one)
    return known


def _channel(index: Index, one: TouchpointModel) -> tuple[str | None, str, str, str]:
    name = index.atlas.channel_name(one)
    if not name:
        return None, "", "dot", ""
    known = index.atlas.channel(name)
    if known is None:
        return name, slug(name), "dot", ""
    key = index.atlas.channel_key(name) or slug(name)
    own = known.title or name
    title = index.words.say(words.CHANNELS[key]) if own == channels().get(key, {}).get("title") else own
    if slug(name) not in (slug(own), slug(title)) and not index.atlas.is_channel(one):
        title = f"{title} ({name})"
    icon = known.icon if known.icon in CHANNEL_ICONS else "dot"
    return (
        title,
        key,
        icon,
        {"online": "on", "offline": "off"}.get(known.mode or "", ""),
    )


def touchpoint(index: Index, one: TouchpointModel) -> parts.Touchpoint:
    """A touchpoint as a cell shows it."""
    title, key, icon, mode = channel(index, one)
    return parts.Touchpoint(
        name=one.name,
        channel=title if title and slug(title) != slug(one.name) else None,
        key=key,
        icon=index.icon(icon),
        mode=mode,
        verdict=one.verdict,
    )


def _proof(index: Index, kind: figures.ClaimKind, at: int, number: int) -> tuple[Cell, bool]:
    claim = index.claim[kind, at, number]
    return index.cite(claim.sources), not claim.backed


def _pain(index: Index, at: int, number: int, pain: PainPoint) -> parts.Pain:
    level, word = words.SEVERITIES[pain.severity]
    return parts.Pain(
        f"s-{pain.id}",
        index.label[pain.id],
        prose(pain.text),
        index.words.say(word),
        level,
        index.icon(f"s{level}") if level else None,
        pain_marks(index, pain),
        prose(pain.accepted),
        *_proof(index, "pain point", at, number),
    )


def pain_marks(index: Index, pain: PainPoint) -> tuple[str, ...]:
    """Kind and side of a pain point, where they are not the usual ones."""
    kind = index.words.say(words.PAIN_KINDS[pain.kind]) if pain.kind not in (None, "friction") else None
    side = index.words.say("Ours") if pain.side == "business" else None
    return tuple(mark for mark in (kind, side) if mark)


def opportunity(index: Index, one: OpportunityModel) -> parts.Opportunity:
    """An opportunity as a cell shows it."""
    impact = index.words.say(words.IMPACTS[figures.third(one.impact)]) if one.impact is not None else None
    return parts.Opportunity(f"s-{one.id}", index.label[one.id], prose(one.text), impact)


def _metrics(index: Index, step: Step) -> tuple[parts.Metric, ...]:
    language = index.words
    found = [metric(index, name, one) for name, one in step.metrics.items()]
    if step.conversion is not None:
        found.append(parts.Metric(language.share(step.conversion), language.say("go on"), None, None, None))
    if step.duration is not None and step.when:
        found.append(parts.Metric(language.duration(step.duration), language.say("in this step"), None, None, None))
    return tuple(found)


def metric(index: Index, name: str, one: Metric) -> parts.Metric:
    """A measured figure as a cell shows it."""
    language, progress = index.words, None
    if one.value is not None and one.target is not None and one.value.size > 0 and one.target.size > 0:
        ratio = one.value.size / one.target.size
        progress = round(100 * min(1.0, ratio if ratio <= 1 else 1 / ratio))
    return parts.Metric(
        value=language.measured(name, one, one.value),
        label=language.metric_name(name),
        target=language.say("target {value}", value=language.measured(name, one, one.target))
        if one.target is not None
        else None,
        progress=progress,
        spark=curve.spark([sample.value.size for sample in index.samples(one)]) or None,
    )


def expectation(index: Index, one: Expectation) -> Cell:
    """An expectation, and by what it would be measured."""
    measure = index.words.label(one.measure, one.target) if one.measure and one.target else one.measure or one.target
    text = Bit(prose(one.text))
    return (text, Bit(measure, style="note")) if measure else (text,)


def _texts(index: Index, step: Step, own: Mapping[str, str]) -> Mapping[str, Cell]:
    needs = step.requirements
    found: dict[str, Cell] = {
        "situ": _lines([step.situation]),
        "goal": _lines([step.goal]),
        "does": _lines(step.actions),
        "thnk": tuple(Bit(said(text)) for text in step.thoughts if text.strip()),
        "expc": tuple(bit for one in step.expectations for bit in expectation(index, one)),
        "need": (*_lines(needs.customer), *_captioned(index.words.say("For us"), needs.business)) if needs else (),
        "fron": _lines(step.frontstage),
        "back": _lines(step.backstage),
        "supp": _lines(step.support),
        "syst": tuple(Bit(name) for name in step.systems if name.strip()),
        "poli": _lines(step.policies),
        "phys": _lines(step.physical_evidence),
    }
    for id, value in step.custom.items():
        if id in own and value is not None:
            found[own[id]] = custom(index, id, value)
    return {lane: cell for lane, cell in found.items() if cell}


def _lines(texts: list[str] | list[str | None]) -> Cell:
    return tuple(Bit(prose(text)) for text in texts if text and text.strip())


def _captioned(caption: str, texts: list[str]) -> Cell:
    lines = _lines(texts)
    return (Bit(caption, style="caption"), *lines) if lines else ()


def custom(index: Index, id: str, value: Any) -> Cell:
    """What a step says in an own lane."""
    lane = index.atlas.lanes(index.journey)[id]
    if lane.kind == "image":
        file, alt = _image(value)
        return (Bit(alt or file),) if index.picture(file, alt).source is None else ()
    values = value if isinstance(value, list) else [value]
    found = []
    for one in values:
        text = plain(index, one)
        link = (
            text.strip()
            if lane.kind == "link" and text.strip().lower().startswith(("http://", "https://", "mailto:"))
            else None
        )
        if text.strip():
            said = (
                _number(index, one) if lane.kind == "number" else prose(text) if lane.kind in ("text", "list") else text
            )
            found.append(Bit(said, link))
    return tuple(found)


def _number(index: Index, value: Any) -> str:
    return index.words.number(value) if type(value) in (int, float) else plain(index, value)


def plain(index: Index, value: Any) -> str:
    """A value of the author's own as text."""
    if isinstance(value, dict):
        return index.words.parted(index.words.label(str(key), plain(index, one)) for key, one in value.items())
    if isinstance(value, list):
        return index.words.listed(plain(index, one) for one in value)
    if isinstance(value, bool):
        return index.words.say("yes") if value else index.words.say("no")
    return str(value)


def _image(value: Any) -> tuple[str, str | None]:
    if isinstance(value, dict):
        return str(value.get("file", "")), str(value["alt"]) if value.get("alt") else None
    return str(value), None


def _pictures(index: Index, step: Step, own: Mapping[str, str]) -> Mapping[str, parts.Picture]:
    lanes = index.atlas.lanes(index.journey)
    found = {}
    for id, value in step.custom.items():
        if id in own and value is not None and lanes[id].kind == "image":
            picture = index.picture(*_image(value))
            if picture.source is not None:
                found[own[id]] = picture
    return found
