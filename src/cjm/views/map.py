"""The report of one map as plain data, for a page, a document or anything else that prints.

`view` decides everything: which rows the map has and in which order, how things are called, numbered and worded, where
the points of the curve stand, how it fits on paper. `MapView` and the values that it is made of are described in
`cjm.views.parts`; all that the map says is somewhere in it.
"""

import dataclasses
import datetime
from collections.abc import Iterator, Mapping, Sequence

from cjm.atlas import Atlas
from cjm.finding import Waiver
from cjm.model import InlinePersona, Journey
from cjm.views import background, curve, head, paper, parts, passage, priorities, proof, sides, steps, words
from cjm.views.carries import carries
from cjm.views.index import Index
from cjm.views.parts import Bit, Fact, MapView, Table
from cjm.views.prose import prose
from cjm.views.words import N_
from cjm.vocabulary import languages

__all__ = ["MapView", "pictures", "view"]

LANES: tuple[tuple[str, str], ...] = (
    ("path", N_("Branches")),
    ("pict", N_("Picture")),
    ("emo", N_("Emotion")),
    ("situ", N_("Situation")),
    ("goal", N_("Goal")),
    ("does", N_("Does")),
    ("thnk", N_("Thinks")),
    ("says", N_("Says")),
    ("expc", N_("Expects")),
    ("gain", N_("Gains")),
    ("need", N_("Needs")),
    ("tpnt", N_("Touchpoints")),
    ("pain", N_("Pain points")),
    ("oppo", N_("Opportunities")),
    ("metr", N_("Metrics")),
    ("own", ""),
    ("fron", N_("Frontstage")),
    ("back", N_("Backstage")),
    ("supp", N_("Support")),
    ("syst", N_("Systems")),
    ("poli", N_("Policies")),
    ("phys", N_("Physical evidence")),
    ("ownr", N_("Responsible")),
)
"""The rows in the order of the page; `own` is where the map's own rows stand."""
BELOW = frozenset({"back", "supp", "syst", "poli", "phys"})
"""Rows below the line of visibility."""
TELLING = frozenset({
    "path", "situ", "goal", "expc", "need", "fron", "back", "supp", "syst", "poli", "phys", "ownr",
})  # fmt: skip
"""Rows that have to be named where they stand below one another, as on a phone."""
SPEAKING = frozenset({"does", "thnk", "says", "gain", "tpnt", "pain", "oppo"})
"""Rows that show what they are, unless they say that nothing was found."""
FIRST = ("emo", "does", "tpnt", "pain", "oppo", "thnk", "path", "says", "expc", "back", "ownr", "metr", "fron", "gain")
"""The rows that are shown first, by priority; then the order of the page."""
SHOWN = 12
"""How many rows are switched on at first."""
FLAG_LINE = 22
"""How many letters of a moment of truth stand in one line."""


def view(
    journey: Journey, file: str, atlas: Atlas, today: datetime.date, *,
    images: Mapping[str, str] | None = None, links: Mapping[str, str] | None = None, waivers: Sequence[Waiver] = (),
    warnings: Sequence[str] = (), language: str | None = None,
) -> MapView:  # fmt: skip
    """Everything that the report of `journey` says.

    `file` is the map's file as the atlas names it. `today` is the day against which due dates and reviews are judged.
    `images` holds `data:` addresses by file (see `pictures`); a picture that is not there is told in words. `links`
    holds addresses of the pages of other maps by their file, for a site; without it other maps are named as text.
    `waivers` is what the linter was told to keep silent about, `warnings` the rules by which it misses something in the
    map, each as often as it does. `language` is that of the report's own words, by default
    the map's. The page as a whole is in the map's language, and runs in its direction: authors' texts make up most of
    it, are what hyphenation and voices have to get right, and do not change when a reader asks for other words.
    """
    index = Index(journey, file, atlas, today, images or {}, links or {}, waivers, language, warnings)
    say = index.words.say
    own = _own_lanes(index)
    stages = steps.stages(index, own)
    lanes = _lanes(index, own, [step for stage in stages for step in stage.steps])
    ways, levels = _arcs(index)
    course = head.line(index)
    summary = prose(journey.summary)
    want, personas = _want(index), head.personas(index)
    opportunities, matrix = priorities.opportunities(index)
    tables = _tables(index)
    named = {lane.key for lane in lanes}
    company = atlas.project.brand if atlas.project else None
    lane_titles = atlas.lanes(journey)
    stage_height = 54 if any(stage.goal for stage in stages) else 36
    found = MapView(
        language=journey.language,
        direction="rtl" if index.rtl else "ltr",
        title=journey.title,
        kind=say(words.STATES[journey.state]),
        future=journey.state == "future",
        what=say("Customer journey map, {company}", company=company) if company else say("Customer journey map"),
        status=say(words.STATUSES[journey.status]),
        band=say(words.BANDS[journey.status]) if journey.status in words.BANDS else None,
        archived=journey.status == "archived",
        top=_top(index),
        summary=summary,
        want=want,
        personas=personas,
        profile=head.profile(index),
        ledger=head.ledger(index),
        columns=index.width,
        steps=len(index.steps),
        lanes=lanes,
        stages=stages,
        curve=course,
        arcs=ways,
        arc_levels=levels,
        caption=_caption(index),
        channels=_channels(index),
        severities=_severities(index),
        legend=_legend(index, lanes, stages),
        matrix=matrix,
        opportunities=opportunities,
        tables=tables,
        about=background.about(index, [lane_titles[id].title for id, key in own.items() if key not in named]),
        footer=_footer(index),
        style=_style(index, stages, lanes, stage_height, levels) + _columns((opportunities, *tables)),
        grid=_grid(lanes),
        icons=(),
        paper=paper.fit(
            [step for stage in stages for step in stage.steps], index.width, lanes, stage_height,
            paper.head(journey.title, summary, want, personas),
        ),
        words=index.words.page(len(index.steps)),
        spoken=index.words.language if index.words.language != languages.primary(journey.language) else None,
    )  # fmt: skip
    return _with_icons(found, index)


def pictures(journey: Journey, file: str, atlas: Atlas) -> tuple[str, ...]:
    """The image files that the report of a map would embed: what `view` looks for in `images`."""
    lanes = atlas.lanes(journey)

    def named() -> Iterator[str]:
        for step in journey.steps:
            if step.image is not None:
                yield atlas.path(file, step.image.file)
            for id, value in step.custom.items():
                if id in lanes and lanes[id].kind == "image":
                    path = value.get("file") if isinstance(value, dict) else value
                    if isinstance(path, str) and path.strip():
                        yield atlas.path(file, path)
        for entry in ([journey.persona] if journey.persona is not None else []) + journey.personas:
            where = file if isinstance(entry, InlinePersona) else atlas.persona_file(entry, file)
            persona = (
                entry if isinstance(entry, InlinePersona) else atlas.personas[where] if where is not None else None
            )
            if persona is not None and where is not None and persona.image is not None:
                yield atlas.path(where, persona.image.file)

    return tuple(dict.fromkeys(named()))


def _tables(index: Index) -> tuple[Table, ...]:
    """The sections below the map after what to fix first, as far as they say something."""
    found = (
        priorities.pains(index), priorities.actions(index), priorities.before(index),
        background.moments(index), background.touchpoints(index), sides.sides(index), sides.owners(index),
        background.stages(index), passage.numbers(index), passage.funnel(index),
        proof.evidence(index) or _bare_evidence(index), proof.metrics(index), carries(index),
    )  # fmt: skip
    return tuple(table for table in found if table is not None)


# ---------- the head ----------


def _top(index: Index) -> tuple[Fact, ...]:
    journey, say, day = index.journey, index.words.say, index.words.day
    found = []
    if journey.parent:
        title, href = index.other_map(journey.parent)
        found.append(Fact(say("Part of"), (Bit(title, href),)))
    if journey.baseline:
        title, href = index.other_map(journey.baseline)
        found.append(Fact(say("Improves"), (Bit(title, href),)))
    if journey.reviewed:
        found.append(Fact(say("Reviewed"), (Bit(day(journey.reviewed)),)))
    due = journey.review_by
    if due is None and journey.reviewed and journey.review_every:
        due = journey.review_every.after(journey.reviewed)  # type: ignore[assignment]
    if due is not None:
        found.append(Fact(say("Next review"), (Bit(day(due)),)))
        if due < index.today and journey.status != "archived":
            found[-1] = Fact(say("Next review"), (Bit(day(due)), Bit(say("overdue"), style="missing")))
    return tuple(found)


def _want(index: Index) -> tuple[Fact, ...]:
    journey, say = index.journey, index.words.say
    found = [
        Fact(label, (Bit(prose(text)),))
        for label, text in ((say("Scenario"), journey.scenario), (say("Goal"), journey.goal)) if text
    ]  # fmt: skip
    if journey.expectations:
        bits = tuple(bit for one in journey.expectations for bit in steps.expectation(index, one))
        found.append(Fact(index.words.count("Expectation", "Expectations", len(journey.expectations)), bits))
    return tuple(found)


def _caption(index: Index) -> str:
    say, count = index.words.say, index.words.count
    steps = count("{n} step", "{n} steps", len(index.steps))
    stages = count("{n} stage", "{n} stages", len(index.journey.stages))
    rows = say("One row for each step, one column for each lane.")
    if not index.personas:
        return say("{steps}, {stages}. {rows}", steps=steps, stages=stages, rows=rows)
    who = index.personas[0].name
    return say("Journey of {persona}: {steps}, {stages}. {rows}", persona=who, steps=steps, stages=stages, rows=rows)


def _footer(index: Index) -> tuple[str, ...]:
    journey, say, day = index.journey, index.words.say, index.words.day
    found = [index.file]
    if journey.owner:
        found.append(say("Map owner {name}", name=journey.owner))
    if journey.reviewed:
        found.append(say("Reviewed {date}", date=day(journey.reviewed)))
    return (*found, say("As of {date}", date=day(index.today)))


# ---------- the rows ----------


def _own_lanes(index: Index) -> dict[str, str]:
    """The class of each own row by its id."""
    return {id: f"x{number}" for number, id in enumerate(index.atlas.lanes(index.journey), 1)}


def _lanes(index: Index, own: Mapping[str, str], columns: Sequence[parts.Step]) -> tuple[parts.Lane, ...]:
    say = index.words.say
    titles = {key: say(title) for key, title in LANES if title}
    titles |= {own[id]: lane.title for id, lane in index.atlas.lanes(index.journey).items()}
    if not any(step.feeling for step in columns):
        titles["emo"] = say("Moment of truth")
    order = [key for lane, _ in LANES for key in (own.values() if lane == "own" else [lane])]
    kept = [key for key in order if key == "does" or any(_has(step, key) for step in columns)]
    first = sorted(kept, key=lambda key: FIRST.index(key) if key in FIRST else len(FIRST) + kept.index(key))[:SHOWN]
    severe = sum(pain.severe for _, pain in index.pains)
    number = index.words.number
    pains = number(len(index.pains))
    notes = {
        "pain": say("{n}, {severe} high", n=pains, severe=number(severe)) if severe else pains,
        "oppo": number(len(index.opportunities)),
    }
    line = next((key for key in kept if key in BELOW), None)
    return tuple(parts.Lane(key, titles[key], notes.get(key, ""), key in first, key == line) for key in kept)


def _has(step: parts.Step, lane: str) -> bool:
    """Whether a step has something to show in a lane; to have looked and found nothing is something."""
    return lane in step.texts or lane in step.none or lane in step.pictures or bool({
        "path": step.branches, "pict": step.picture, "emo": step.feeling or step.moment, "says": step.quotes,
        "gain": step.gains, "tpnt": step.touchpoints, "pain": step.pains, "oppo": step.opportunities,
        "metr": step.metrics,
        "ownr": step.owner,
    }.get(lane))  # fmt: skip


def _arcs(index: Index) -> tuple[str, int]:
    ways = steps.arcs(index)
    return curve.arcs(ways) if ways else ("", 0)


def _channels(index: Index) -> tuple[parts.Channel, ...]:
    found: dict[str, str] = {}
    for step in index.steps:
        for one in step.touchpoints:
            title, key, _, _ = steps.channel(index, one)
            if title and key:
                found.setdefault(key, title)
    return tuple(parts.Channel(key, title) for key, title in sorted(found.items(), key=lambda entry: entry[1].lower()))


def _severities(index: Index) -> tuple[tuple[str, str], ...]:
    highest = max((words.SEVERITIES[pain.severity][0] for _, pain in index.pains), default=-1)
    say = index.words.say
    entries = (
        ("0", say("With pain points")), ("2", say("Medium and above")), ("3", say("High and above")),
        ("4", say("Critical only")),
    )  # fmt: skip
    return tuple((level, text) for level, text in entries if int(level) <= highest)


def _legend(index: Index, lanes: Sequence[parts.Lane], stages: Sequence[parts.Stage]) -> tuple[Bit, ...]:
    say = index.words.say
    columns = [step for stage in stages for step in stage.steps]
    keys = {lane.key for lane in lanes}
    feelings = [step.feeling for step in columns if step.feeling]
    modes = {one.mode for step in columns for one in step.touchpoints}
    levels = sorted({pain.level for step in columns for pain in step.pains if pain.level}, reverse=True)
    found = [
        (say("Moment of truth"), "dm", any(step.moment for step in columns)),
        (say("High importance"), "ii", any(step.importance == "high" for step in columns)),
        (say("Low importance"), "ii lo", any(step.importance == "low" for step in columns)),
        (say("Emotion is an assumption"), "rg", any(one.assumption and one.score for one in feelings)),
        (say("What was expected"), "xk", any(one.expected for one in feelings)),
        (say("Online"), "ch on", "on" in modes), (say("Offline"), "ch off", "off" in modes),
    ]  # fmt: skip
    bits = [Bit(text, style=style) for text, style, there in found if there]
    bits += [Bit(say(words.SEVERE_PAINS[level]), style=f"sev sev{level}", icon=f"s{level}") for level in levels]
    if "path" in keys:
        bits.append(Bit(say("Branch"), icon=index.icon("ret")))
    if head.baseline(index):
        bits.append(Bit(say("Today"), style="ky"))
    if "on" in modes:
        index.icon("mail")
    if "off" in modes:
        index.icon("meet")
    return tuple(bits)


def _bare_evidence(index: Index) -> Table | None:
    """The evidence section of a map that names no source."""
    lead, after = proof.unproven(index)
    return Table("evidence", index.words.say("Evidence"), lead, (), (), after=after) if lead or after else None


# ---------- style ----------


def _style(
    index: Index, stages: Sequence[parts.Stage], lanes: Sequence[parts.Lane], stage_height: int, levels: int
) -> str:
    """Rules that only this map needs. Classes are numbers of stages and steps, never an author's text."""
    columns = [step for stage in stages for step in stage.steps]
    lines = max((-(-paper.letters(step.moment) // FLAG_LINE) for step in columns if step.moment), default=1)
    head_room = paper.above(columns, 164, 166, 200, 96 + 15 * (min(3, lines) - 1))
    fractions = " ".join(f"{stage.span}fr" for stage in stages)
    rules = [f":root{{--n:{index.width};--h-st:{stage_height}px;--e-top:{head_room}px;--pl:{levels};--st:{fractions}}}"]
    terms = index.words.terms
    ours = {"colon": "colon", "rests": "evidence", "pain": "pain", "oppo": "opportunity"}
    rules.append(":root{" + ";".join(f"--{name}:{_quoted(terms[key])}" for name, key in ours.items()) + "}")
    named = {lane.key: _quoted(lane.title) for lane in lanes}
    none = {key for step in columns for key in step.none}
    rules += (f".{key}{{--l:{title}}}" for key, title in named.items() if key in TELLING)
    rules += (f".{key}:has(>.nil){{--l:{title}}}" for key, title in named.items() if key in SPEAKING & none)
    switches = [lane.key for lane in lanes] + ["engt"]
    off = ",".join(f"#map:has(#l-{key}:not(:checked)) .{key}" for key in switches)
    rules.append(f"{off}{{display:none!important}}")
    rules += (f".g{number}{{--c:{stage.column + 2};--k:{stage.span}}}" for number, stage in enumerate(stages, 1))
    levels_of = [step.feeling.level if step.feeling else None for step in columns]
    for number, (step, level) in enumerate(zip(columns, levels_of, strict=True)):
        if level is not None:
            following = levels_of[number + 1] if number + 1 < len(columns) else None
            wanted = step.feeling.expected_level if step.feeling else None
            rules.append(
                f".n{step.number}{{--v:{_short(level)};--w:{_short(level if following is None else following)}"
                + (f";--x:{_short(wanted)}" if wanted is not None else "")
                + "}"
            )
    return "".join(rules)


def _columns(tables: Sequence[Table | None]) -> str:
    """What stands before each cell on a phone, where a table has no head: the words of its columns, by their number."""
    there = [table for table in tables if table is not None]
    numbered = [
        (table.key, {number: title for number, title in enumerate(table.columns, 1) if number != table.head + 1})
        for table in there
    ]
    numbers = sorted({number for _, titles in numbered for number in titles})
    rules = [f'.tbl td:nth-child({number})::before{{content:var(--{number})" "}}' for number in numbers]
    for key, titles in numbered:
        names = ";".join(f"--{number}:{_quoted(title)}" for number, title in titles.items())
        rules.append(f".t-{key}{{{names}}}" if names else "")
    return f"@media screen and (max-width:700px){{{''.join(rules)}}}" if rules else ""


def _quoted(text: str) -> str:
    """A word of ours as CSS prints it: letters of all scripts, nothing that could end the text."""
    return '"' + text.replace("\\", "").replace('"', "").replace("<", "") + '"'


def _short(level: float) -> str:
    """A number from 0 to 1 as CSS reads it."""
    return f"{level:g}".removeprefix("0") or "0"


def _grid(lanes: Sequence[parts.Lane]) -> str:
    heights = {"emo": "minmax(calc(var(--e-top) + var(--e-h) + var(--e-bot)),auto)"}
    rows = " ".join(f"[{lane.key}] {heights.get(lane.key, 'auto')}" for lane in lanes)
    rules = [f".map{{grid-template-rows:[stage] var(--h-st) [step] minmax(var(--h-sp),auto) {rows} [end]}}"]
    within = [f".{lane.key}{{grid-row:{lane.key}}}" for lane in lanes]
    within += (f".{lane.key}{{border-top:2px dashed var(--ink3)}}" for lane in lanes if lane.hidden_from_customer)
    rules.append(f".map{{{''.join(within)}}}")
    return "".join(rules)


def _with_icons(found: MapView, index: Index) -> MapView:
    """The view with the icons that its parts asked for, and those of the page itself."""
    fixed = ["prev", "next", "sun", "moon"]
    if any(step.moment for stage in found.stages for step in stage.steps):
        fixed.append("mot")
    return dataclasses.replace(found, icons=tuple(sorted({*index.used, *fixed})))
