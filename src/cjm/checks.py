"""What makes sense across the keys and maps of a project: references, ids, shares and figures.

Each check yields the id of the finding and a `Remark` whose path starts at the top of the file.
"""

import dataclasses
import re
from collections.abc import Collection, Iterator, Sequence

from cjm import theme
from cjm.atlas import Atlas, is_path
from cjm.finding import Change, Path, Pointer, Remark
from cjm.model import (
    Amount,
    InlinePersona,
    Journey,
    Lane,
    Metric,
    PainPoint,
    Persona,
    Project,
    Record,
    Stage,
    Step,
    addressable,
)
from cjm.model.metric import NPS_RANGE, Sample, canonical
from cjm.model.texts import records
from cjm.vocabulary.aliases import closest

Problem = tuple[str, Remark]

_SHARES = frozenset({"conversion", "retention", "churn"})


def check_journey(journey: Journey, file: str, atlas: Atlas, mended: Collection[Path] = ()) -> Iterator[Problem]:
    """All that is wrong with a map beyond its shape.

    `mended` holds the paths whose content could not be read: what refers to something there is not
    reported, since the fault has been.
    """
    parts = records(journey)
    suggest = _Suggestions()
    yield from _ids(journey)
    if not any(_hides_ids(path) for path in mended):
        yield from _targets(journey, suggest)
    if not any(path[:1] == ("evidence",) and len(path) <= 2 for path in mended):
        yield from _citations(parts, journey, atlas, suggest)
    yield from _personas(journey, file, atlas, suggest)
    yield from _lanes(journey, atlas, mended, suggest)
    yield from _shares(journey)
    for path, record in parts:
        if isinstance(record, Journey | Stage | Step):
            for name, metric in record.metrics.items():
                yield from _metric((*path, "metrics", name), name, metric)
                if isinstance(metric.series, str):
                    yield from _series((*path, "metrics", name, "series"), name, metric, atlas.samples(metric, file))


def check_persona(persona: Persona, atlas: Atlas) -> Iterator[Problem]:
    """All that is wrong with a persona file beyond its shape."""
    if isinstance(persona.evidence, list):
        known = atlas.project.evidence if atlas.project else {}
        suggest = _Suggestions()
        for index, name in enumerate(persona.evidence):
            if name not in known:
                yield _unknown(
                    suggest, ("evidence", index), f"there is no evidence `{name}` in the project file", name, known
                )


def check_project(project: Project) -> Iterator[Problem]:
    """All that is wrong with a project file beyond its shape."""
    yield from _twice([(("lanes", i, "id"), lane.id) for i, lane in enumerate(project.lanes)], "lane")
    if project.render.theme is not None:
        for remark in theme.check(project.render.theme):
            yield "invalid-value", dataclasses.replace(remark, path=("render", "theme", *remark.path))


def _hides_ids(path: Path) -> bool:
    """Whether ids of stages, steps, pain points or opportunities may have been lost with this path."""
    return path[:1] in (("stages",), ("opportunities",)) and (
        (isinstance(path[-1], int) and path[-2] in ("stages", "steps", "pain_points", "opportunities"))
        or path[-1] in ("id", "stages", "steps", "pain_points", "opportunities")
    )


def _ids(journey: Journey) -> Iterator[Problem]:
    written = [((*path, "id"), thing.id) for path, thing in addressable(journey) if thing.given("id")]
    yield from _twice(written, "")
    yield from _twice([(("lanes", i, "id"), lane.id) for i, lane in enumerate(journey.lanes)], "lane")


def _twice(ids: list[tuple[Path, str]], kind: str) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, name in ids:
        if name in first:
            message = f"the {kind + ' ' if kind else ''}id `{name}` is taken"
            related = (Pointer("first given here", first[name]),)
            help = ("give each its own id; links and the diff go by it",)
            yield "duplicate-id", Remark(path, message, help, related=related)
        else:
            first[name] = path


def _targets(journey: Journey, suggest: "_Suggestions") -> Iterator[Problem]:
    """`next` names steps; `addresses` names pain points or steps."""
    places = {thing.id: path for path, thing in addressable(journey)}
    steps = {thing.id: path for path, thing in addressable(journey) if isinstance(thing, Step)}
    helped = {thing.id: path for path, thing in addressable(journey) if isinstance(thing, Step | PainPoint)}
    for path, thing in addressable(journey):
        if isinstance(thing, Step):
            for index, branch in enumerate(thing.next):
                if branch.to not in steps:
                    at = (*path, "next", index, "to")
                    if branch.to in places:
                        yield (
                            "unknown-reference",
                            Remark(
                                at,
                                f"`{branch.to}` is no step",
                                ("`next` names the id of a step",),
                                related=(Pointer("defined here", places[branch.to]),),
                            ),
                        )
                    else:
                        yield _unknown(suggest, at, f"there is no step `{branch.to}`", branch.to, steps, steps)
        for index, name in enumerate(getattr(thing, "addresses", ())):
            if name not in helped:
                at = (*path, "addresses", index)
                yield _unknown(suggest, at, f"there is no pain point or step `{name}`", name, helped, helped)


def _citations(
    parts: list[tuple[Path, Record]], journey: Journey, atlas: Atlas, suggest: "_Suggestions"
) -> Iterator[Problem]:
    known = atlas.evidence(journey)
    places: dict[str, Path] = {name: ("evidence", name) for name in journey.evidence}
    for path, record in parts:
        cited = record.__dict__.get("evidence")
        if not cited or not isinstance(cited, list):
            continue
        for index, name in enumerate(cited):
            if name not in known:
                where = "" if known else "; the map has none: add it under `evidence:`"
                yield _unknown(
                    suggest, (*path, "evidence", index), f"there is no evidence `{name}`{where}", name, known, places
                )


class _Suggestions:
    """Nearest names for the first unknown references of a file: looking for them takes time, and a reader is served."""

    def __init__(self) -> None:
        self._left = 50

    def __call__(self, name: str, known: Collection[str]) -> list[str]:
        self._left -= 1
        return closest(name, known) if self._left >= 0 else []


def _unknown(
    suggest: "_Suggestions",
    path: Path,
    message: str,
    name: str,
    known: Collection[str],
    places: dict[str, Path] | None = None,
    extra: tuple[str, ...] = (),
) -> Problem:
    """A reference to nothing, with the nearest names and where the nearest is defined."""
    near = suggest(name, known)
    help = (f"did you mean {' or '.join(f'`{other}`' for other in near)}?",) if near else ()
    related = (Pointer("defined here", places[near[0]]),) if near and places and near[0] in places else ()
    allowed = tuple(sorted(known)) if not near and len(known) <= 12 else ()
    change = Change("replace", path, near[0], name) if len(near) == 1 else None
    return "unknown-reference", Remark(path, message, (*help, *extra), allowed, related=related, change=change)


def _personas(journey: Journey, file: str, atlas: Atlas, suggest: "_Suggestions") -> Iterator[Problem]:
    """A persona given by id is one of the project's; paths are looked up when files are."""
    entries = [(("persona",), journey.persona)] if journey.persona is not None else []
    several = [(("personas", index), entry) for index, entry in enumerate(journey.personas)]
    paths: list[tuple[Path, str | InlinePersona]] = [*entries, *several]
    for path, entry in paths:
        if isinstance(entry, InlinePersona):
            if isinstance(entry.evidence, list):
                known = atlas.evidence(journey)
                for index, name in enumerate(entry.evidence):
                    if name not in known:
                        yield _unknown(
                            suggest, (*path, "evidence", index), f"there is no evidence `{name}`", name, known
                        )
        elif not is_path(entry) and atlas.persona_file(entry, file) is None:
            known_ids = atlas.persona_ids
            if known_ids:
                yield _unknown(suggest, path, f"there is no persona `{entry}` in this project", entry, known_ids)
            else:
                file_name = f"personas/{entry}.persona.yaml"
                help = (f"write the persona out (`persona: {{name: …}}`), or add a file such as `{file_name}`",)
                message = f"there is no persona `{entry}`, for there are no persona files"
                yield "unknown-reference", Remark(path, message, help)


def _lanes(journey: Journey, atlas: Atlas, mended: Collection[Path], suggest: "_Suggestions") -> Iterator[Problem]:
    lanes = atlas.lanes(journey)
    hidden = any(path[:1] == ("lanes",) for path in mended)
    for path, thing in addressable(journey):
        if not isinstance(thing, Step):
            continue
        for name, value in thing.custom.items():
            at = (*path, "custom", name)
            lane = lanes.get(name)
            if lane is not None:
                yield from _cell(at, lane, value)
            elif not hidden:
                extra = () if lanes else ("declare it under `lanes:` with an id and a title",)
                yield _unknown(suggest, at, f"there is no lane `{name}`", name, lanes, extra=extra)


def _cell(path: Path, lane: Lane, value: object) -> Iterator[Problem]:
    """A value fits the kind of its lane."""
    entries = value if isinstance(value, list) else [value]
    if lane.kind == "number" and not re.fullmatch(r"-?[0-9]+(?:[.,][0-9]+)?", str(value)):
        yield "wrong-type", Remark(path, f"the lane `{lane.id}` holds numbers, and this is none")
    elif lane.kind == "link":
        for index, entry in enumerate(entries):
            if not re.match(r"\s*(?:https?://|mailto:)\S", str(entry), re.IGNORECASE):
                at = (*path, index) if isinstance(value, list) else path
                help = ("it has to begin with https://, http:// or mailto:",)
                yield "unsafe-url", Remark(at, f"`{entry}` is not a web or mail address", help)
    elif any(isinstance(entry, dict | list) for entry in entries) and lane.kind != "image":
        held = "texts" if lane.kind == "list" else "text"
        yield "wrong-type", Remark(path, f"the lane `{lane.id}` holds {held}, and this has keys of its own")


def _shares(journey: Journey) -> Iterator[Problem]:
    for path, thing in addressable(journey):
        if isinstance(thing, Step):
            total = sum(branch.share.percent for branch in thing.next if branch.share is not None)
            if total > 100 + 1e-6:
                start = "this step" if thing.name == "…" else f"`{thing.name}`"
                message = f"the shares under `next` of {start} add up to {total:g} %"
                yield "out-of-range", Remark((*path, "next"), message, ("together they cannot be more than 100 %",))


def _metric(path: Path, name: str, metric: Metric) -> Iterator[Problem]:
    """Figures lie on their scale, and effort scores say which one that is."""
    kind = canonical(name)
    if kind == "ces" and metric.scale is None and (metric.unit or "").strip() != "%":
        help = ("write for example `ces: {value: 5.2, scale: 1-7}`; 1-7 means high is good, 1-5 means low is good",)
        yield "missing-key", Remark(path, f"`{name}` does not say its scale", help)
    low, high = _range(kind, metric)
    for key in ("value", "target", "baseline"):
        amount = getattr(metric, key)
        if amount is None:
            continue
        if amount.number is None:
            wanted = _wanted_kind(kind, amount)
            if wanted is not None:
                at = (*path, key) if metric.given(key) else path
                yield "wrong-type", Remark(at, f"{amount} is not a possible {_named(kind, name)}", (f"write {wanted}",))
            continue
        size = amount.size
        if (low is not None and size < low) or (high is not None and size > high):
            hint: tuple[str, ...] = ()
            if low is not None and high is not None:
                called = name.upper() if kind in ("nps", "csat", "ces") else name
                hint = (f"the {called} lies between {low:g} and {high:g}",)
            at = (*path, key) if metric.given(key) else path
            yield "out-of-range", Remark(at, f"{amount} is not a possible {_named(kind, name)}", hint)
    for index, sample in enumerate(metric.series if isinstance(metric.series, list) else ()):
        size = sample.value.size
        if sample.value.number is not None and ((low is not None and size < low) or (high is not None and size > high)):
            message = f"{sample.value} is not a possible {_named(kind, name)}"
            yield "out-of-range", Remark((*path, "series", index, "value"), message)


def _series(path: Path, name: str, metric: Metric, samples: Sequence[Sample]) -> Iterator[Problem]:
    """The values of a CSV file lie on the metric's scale; the first that does not is named."""
    kind = canonical(name)
    low, high = _range(kind, metric)
    for sample in samples:
        size = sample.value.size
        if sample.value.number is not None and ((low is not None and size < low) or (high is not None and size > high)):
            message = f"`{metric.series}`: {sample.value} ({sample.date}) is not a possible {_named(kind, name)}"
            yield "out-of-range", Remark(path, message)
            return


def _wanted_kind(kind: str, amount: Amount) -> str | None:
    """What a known metric wants instead of a share or a duration; `None` where it may be one."""
    if kind == "time":
        return "how long it takes, such as `14 days`" if amount.share is not None else None
    if kind == "nps" or (kind in ("csat", "ces", "cost", "volume", *_SHARES) and amount.duration is not None):
        return "a number" if kind not in _SHARES else "a share, such as `35%`"
    return None


def _named(kind: str, name: str) -> str:
    return name.upper() if kind in ("nps", "csat", "ces") else f"value of `{name}`"


def _range(kind: str, metric: Metric) -> tuple[float | None, float | None]:
    """The smallest and largest value that a metric can have, as far as they are known."""
    if kind == "nps":
        return NPS_RANGE
    if (metric.unit or "").strip() == "%":
        return (0.0, 100.0) if kind in ("csat", "ces") or kind in _SHARES else (None, None)
    if metric.scale is not None:
        return metric.scale.low, metric.scale.high
    if kind in _SHARES or kind == "csat":
        return 0.0, 100.0
    return None, None
