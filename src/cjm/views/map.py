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
from cjm.views import background, curve, head, paper, parts, priorities, proof, steps, words
from cjm.views.index import Index
from cjm.views.parts import Bit, Fact, MapView, Table

__all__ = ["MapView", "pictures", "view"]

LANES: tuple[tuple[str, str], ...] = (
    ("path", "Branches"), ("pict", "Picture"), ("emo", "Emotion"), ("situ", "Situation"), ("goal", "Goal"), ("does",
    "Does"),
    ("thnk", "Thinks"), ("says", "Says"), ("expc", "Expects"), ("gain", "Gains"), ("need", "Needs"), ("tpnt",
    "Touchpoints"),
    ("pain", "Pain points"), ("oppo", "Opportunities"), ("metr", "Metrics"), ("own", ""), ("fron", "Frontstage"),
    ("back", "Backstage"), ("supp", "Support"), ("syst", "Systems"), ("poli", "Policies"), ("phys",
    "Physical evidence"),
    ("ownr", "Responsible"),
)  # fmt: skip
"""The rows in the order of the page; `own` is where the map's own rows stand."""
BELOW = frozenset({"back", "supp", "syst", "poli", "phys"})
"""Rows below the line of visibility."""
FIRST = ("emo", "does", "tpnt", "pain", "oppo", "thnk", "path", "says", "expc", "back", "ownr", "metr", "fron", "gain")
"""The rows that are shown first, by priority; then the order of the page."""
SHOWN = 12
"""How many rows are switched on at first."""
FLAG_LINE = 22
"""How many letters of a moment of truth stand in one line."""


def view(
    journey: Journey, file: str, atlas: Atlas, today: datetime.date, *,
    images: Mapping[str, str] | None = None, links: Mapping[str, str] | None = None, waivers: Sequence[Waiver] = (),
) -> MapView:  # fmt: skip
    """Everything that the report of `journey` says.

    `file` is the map's file as the atlas names it. `today` is the day against which due dates and reviews are judged.
    `images` holds `data:` addresses by file (see `pictures`); a picture that is not there is told in words. `links`
    holds addresses of the pages of other maps by their file, for a site; without it other maps are named as text.
    `waivers` is what the linter was told to keep silent about.
    """
    index = Index(journey, file, atlas, today, images or {}, links or {}, waivers)
    own = _own_lanes(index)
    stages = steps.stages(index, own)
    lanes = _lanes(index, own, [step for stage in stages for step in stage.steps])
    ways, levels = _arcs(index)
    course = head.line(index)
    want, personas = _want(journey), head.personas(index)
    opportunities, matrix = priorities.opportunities(index)
    named = {lane.key for lane in lanes}
    company = atlas.project.name if atlas.project else None
    lane_titles = atlas.lanes(journey)
    stage_height = 54 if any(stage.goal for stage in stages) else 36
    found = MapView(
        language=journey.language,
        direction="rtl" if index.rtl else "ltr",
        title=journey.title,
        kind=words.STATES[journey.state],
        future=journey.state == "future",
        what=f"Customer journey map, {company}" if company else "Customer journey map",
        status=words.STATUSES[journey.status],
        band=words.BANDS.get(journey.status),
        archived=journey.status == "archived",
        top=_top(index),
        summary=journey.summary,
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
        tables=_tables(index),
        about=background.about(index, [lane_titles[id].title for id, key in own.items() if key not in named]),
        footer=_footer(index),
        style=_style(index, stages, lanes, stage_height, levels),
        grid=_grid(lanes),
        icons=(),
        paper=paper.fit(
            [step for stage in stages for step in stage.steps], index.width, lanes, stage_height,
            paper.head(journey.title, journey.summary, want, personas),
        ),
        words=words.page(journey.language, len(index.steps)),
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
        background.moments(index), background.touchpoints(index), background.stages(index),
        proof.evidence(index) or _bare_evidence(index), proof.metrics(index), proof.carries(index),
    )  # fmt: skip
    return tuple(table for table in found if table is not None)


# ---------- the head ----------


def _top(index: Index) -> tuple[Fact, ...]:
    journey, found = index.journey, []
    if journey.parent:
        title, href = index.other_map(journey.parent)
        found.append(Fact("Part of", (Bit(title, href),)))
    if journey.baseline:
        title, href = index.other_map(journey.baseline)
        found.append(Fact("Improves", (Bit(title, href),)))
    if journey.reviewed:
        found.append(Fact("Reviewed", (Bit(words.day(journey.reviewed)),)))
    due = journey.review_by
    if due is None and journey.reviewed and journey.review_every:
        due = journey.review_every.after(journey.reviewed)  # type: ignore[assignment]
    if due is not None:
        found.append(Fact("Next review", (Bit(words.day(due)),)))
        if due < index.today and journey.status != "archived":
            found[-1] = Fact("Next review", (Bit(words.day(due)), Bit("overdue", style="missing")))
    return tuple(found)


def _want(journey: Journey) -> tuple[Fact, ...]:
    found = [
        Fact(label, (Bit(text),)) for label, text in (("Scenario", journey.scenario), ("Goal", journey.goal)) if text
    ]
    if journey.expectations:
        bits = tuple(bit for one in journey.expectations for bit in steps.expectation(one))
        found.append(Fact("Expectation" if len(journey.expectations) == 1 else "Expectations", bits))
    return tuple(found)


def _caption(index: Index) -> str:
    count = words.plural(len(index.steps), "step", "steps")
    stages = words.plural(len(index.journey.stages), "stage", "stages")
    who = f"Journey of {index.personas[0].name}: " if index.personas else ""
    return f"{who}{count} in {stages}. One row for each step, one column for each lane."


def _footer(index: Index) -> tuple[str, ...]:
    journey = index.journey
    return tuple(
        text
        for text in (
            index.file, f"Map owner {journey.owner}" if journey.owner else None,
            f"Reviewed {words.day(journey.reviewed)}" if journey.reviewed else None, f"As of {words.day(index.today)}",
        )
        if text
    )  # fmt: skip


# ---------- the rows ----------


def _own_lanes(index: Index) -> dict[str, str]:
    """The class of each own row by its id."""
    return {id: f"x{number}" for number, id in enumerate(index.atlas.lanes(index.journey), 1)}


def _lanes(index: Index, own: Mapping[str, str], columns: Sequence[parts.Step]) -> tuple[parts.Lane, ...]:
    titles = {**dict(LANES), **{own[id]: lane.title for id, lane in index.atlas.lanes(index.journey).items()}}
    if not any(step.feeling for step in columns):
        titles["emo"] = "Moment of truth"
    order = [key for lane, _ in LANES for key in (own.values() if lane == "own" else [lane])]
    kept = [key for key in order if key == "does" or any(_has(step, key) for step in columns)]
    first = sorted(kept, key=lambda key: FIRST.index(key) if key in FIRST else len(FIRST) + kept.index(key))[:SHOWN]
    severe = sum(pain.severe for _, pain in index.pains)
    pains = str(len(index.pains))
    notes = {"pain": f"{pains}, {severe} high" if severe else pains, "oppo": str(len(index.opportunities))}
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
    entries = (("0", "With pain points"), ("2", "Medium and above"), ("3", "High and above"), ("4", "Critical only"))
    return tuple((level, text) for level, text in entries if int(level) <= highest)


def _legend(index: Index, lanes: Sequence[parts.Lane], stages: Sequence[parts.Stage]) -> tuple[Bit, ...]:
    columns = [step for stage in stages for step in stage.steps]
    keys = {lane.key for lane in lanes}
    feelings = [step.feeling for step in columns if step.feeling]
    modes = {one.mode for step in columns for one in step.touchpoints}
    levels = sorted({pain.level for step in columns for pain in step.pains if pain.level}, reverse=True)
    found = [
        ("Moment of truth", "dm", any(step.moment for step in columns)),
        ("High importance", "ii", any(step.importance == "high" for step in columns)),
        ("Low", "ii lo", any(step.importance == "low" for step in columns)),
        ("Emotion is an assumption", "rg", any(one.assumption and one.score for one in feelings)),
        ("What was expected", "xk", any(one.expected for one in feelings)),
        ("Online", "ch on", "on" in modes), ("Offline", "ch off", "off" in modes),
    ]  # fmt: skip
    bits = [Bit(text, style=style) for text, style, there in found if there]
    bits += [
        Bit(f"{tuple(words.SEVERITIES.values())[level][1]} pain point", style=f"sev sev{level}", icon=f"s{level}")
        for level in levels
    ]
    if "path" in keys:
        bits.append(Bit("Branch", icon=index.icon("ret")))
    if head.baseline(index):
        bits.append(Bit("Today", style="ky"))
    if "on" in modes:
        index.icon("mail")
    if "off" in modes:
        index.icon("meet")
    return tuple(bits)


def _bare_evidence(index: Index) -> Table | None:
    """The evidence section of a map that names no source."""
    lead, after = proof.unproven(index)
    return Table("evidence", "Evidence", lead, (), (), after=after) if lead or after else None


# ---------- style ----------


def _style(
    index: Index, stages: Sequence[parts.Stage], lanes: Sequence[parts.Lane], stage_height: int, levels: int
) -> str:
    """Rules that only this map needs. Classes are numbers of stages and steps, never an author's text."""
    columns = [step for stage in stages for step in stage.steps]
    lines = max((-(-paper.letters(step.moment) // FLAG_LINE) for step in columns if step.moment), default=1)
    head_room = 96 + 15 * (min(3, lines) - 1)
    fractions = " ".join(f"{stage.span}fr" for stage in stages)
    rules = [f":root{{--n:{index.width};--h-st:{stage_height}px;--e-top:{head_room}px;--pl:{levels};--st:{fractions}}}"]
    switches = [lane.key for lane in lanes] + ["engt"]
    rules += (f"body:has(#l-{key}:not(:checked)) .map .{key}{{display:none!important}}" for key in switches)
    rules += (f".g{number}{{--c:{stage.column + 2};--k:{stage.span}}}" for number, stage in enumerate(stages, 1))
    levels_of = [step.feeling.level if step.feeling else None for step in columns]
    for number, (step, level) in enumerate(zip(columns, levels_of, strict=True)):
        if level is not None:
            following = levels_of[number + 1] if number + 1 < len(columns) else None
            wanted = step.feeling.expected_level if step.feeling else None
            rules.append(
                f".n{step.number}{{--v:{level:g};--w:{level if following is None else following:g}"
                + (f";--x:{wanted:g}" if wanted is not None else "")
                + "}"
            )
    return "".join(rules)


def _grid(lanes: Sequence[parts.Lane]) -> str:
    heights = {"emo": "minmax(calc(var(--e-top) + var(--e-h) + var(--e-bot)),auto)"}
    rows = " ".join(f"[{lane.key}] {heights.get(lane.key, 'auto')}" for lane in lanes)
    rules = [f".map{{grid-template-rows:[stage] var(--h-st) [step] minmax(var(--h-sp),auto) {rows} [end]}}"]
    rules += (f".map .{lane.key}{{grid-row:{lane.key}}}" for lane in lanes)
    rules += (
        f".map .{lane.key}{{border-block-start:2px dashed var(--ink3)}}" for lane in lanes if lane.hidden_from_customer
    )
    return "".join(rules)


def _with_icons(found: MapView, index: Index) -> MapView:
    """The view with the icons that its parts asked for, and those of the page itself."""
    fixed = ["prev", "next", "sun", "moon"]
    if any(step.moment for stage in found.stages for step in stage.steps):
        fixed.append("mot")
    return dataclasses.replace(found, icons=tuple(sorted({*index.used, *fixed})))
