"""What rules across maps are told of each map and persona: little enough to be sent between processes.

A project may have thousands of maps, which several processes read. None of them sees all maps, so each makes a short
entry of what it read, and the entries together are the portfolio that rules across maps look at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cjm.atlas import Atlas, file_id
from cjm.finding import Path
from cjm.model import InlinePersona, Journey, Project


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a file, and where it stands."""

    text: str
    path: Path


@dataclass(frozen=True, slots=True)
class Hurt:
    """A pain point, as far as others can be compared with it."""

    text: str
    path: Path
    id: str | None
    """As the author wrote it; `None` where cjm made one up."""
    tags: frozenset[str]


@dataclass(frozen=True, slots=True)
class MapEntry:
    """A map in the portfolio."""

    file: str
    title: str
    status: str
    state: str
    language: str
    baseline: str | None
    """The file of the map that it improves."""
    personas: tuple[str, ...]
    """The persona files that it names."""
    segments: tuple[str, ...]
    """The segments of the personas that are written out in it."""
    channels: tuple[Said, ...]
    """The channels of its touchpoints, as written."""
    pains: tuple[Hurt, ...]
    cites: frozenset[str]
    """The ids of sources that it cites anywhere."""
    sources: tuple[str, ...]
    """The ids of its own sources."""

    @property
    def archived(self) -> bool:
        """Whether it is kept for the record only."""
        return self.status == "archived"


@dataclass(frozen=True, slots=True)
class PersonaEntry:
    """A persona file in the portfolio."""

    file: str
    id: str
    name: str
    segment: str | None
    cites: frozenset[str]
    """The ids of shared sources that it rests on."""


Entry = MapEntry | PersonaEntry


@dataclass(frozen=True)
class Portfolio:
    """All maps and personas of a project, or those that were asked for where there is no project."""

    project: Project | None = None
    project_file: str | None = None
    """The file of the settings, for remarks about them."""
    maps: Mapping[str, MapEntry] = field(default_factory=dict)
    """By file, in the order of their names."""
    personas: Mapping[str, PersonaEntry] = field(default_factory=dict)
    """By file, in the order of their names."""

    @property
    def live(self) -> list[MapEntry]:
        """The maps that are not archived."""
        return [one for one in self.maps.values() if not one.archived]

    @property
    def mapped_personas(self) -> frozenset[str]:
        """The persona files that a map which is not archived names."""
        return frozenset(file for one in self.live for file in one.personas)


def entries(atlas: Atlas) -> Iterator[Entry]:
    """What the portfolio keeps of the maps and personas of an atlas."""
    for file, journey in atlas.maps.items():
        yield _map(journey, file, atlas)
    for file, persona in atlas.personas.items():
        cites = frozenset(persona.evidence) if isinstance(persona.evidence, list) else frozenset()
        yield PersonaEntry(file, persona.id or file_id(file), persona.name, persona.segment, cites)


def _map(journey: Journey, file: str, atlas: Atlas) -> MapEntry:
    personas = ([journey.persona] if journey.persona is not None else []) + journey.personas
    named = (atlas.persona_file(one, file) for one in personas if isinstance(one, str))
    return MapEntry(
        file=file,
        title=journey.title,
        status=journey.status,
        state=journey.state,
        language=atlas.language(journey),
        baseline=atlas.path(file, journey.baseline) if journey.baseline else None,
        personas=tuple(one for one in named if one is not None),
        segments=tuple(one.segment for one in personas if isinstance(one, InlinePersona) and one.segment),
        channels=tuple(_channels(journey, atlas)),
        pains=tuple(_pains(journey)),
        cites=frozenset(_cites(journey)),
        sources=tuple(journey.evidence),
    )


def _channels(journey: Journey, atlas: Atlas) -> Iterator[Said]:
    for i, stage in enumerate(journey.stages):
        for j, step in enumerate(stage.steps):
            for k, touchpoint in enumerate(step.touchpoints):
                name = atlas.channel_name(touchpoint)
                if name:
                    at: Path = ("stages", i, "steps", j, "touchpoints", k)
                    yield Said(name, at if touchpoint.bare else (*at, "channel"))


def _pains(journey: Journey) -> Iterator[Hurt]:
    for i, stage in enumerate(journey.stages):
        for j, step in enumerate(stage.steps):
            for k, pain in enumerate(step.pain_points):
                at: Path = ("stages", i, "steps", j, "pain_points", k)
                yield Hurt(pain.text, at, pain.id if pain.given("id") else None, frozenset(pain.tags))


def _cites(journey: Journey) -> Iterator[str]:
    for metric in journey.metrics.values():
        yield from metric.evidence
    for one in (journey.persona, *journey.personas):
        if isinstance(one, InlinePersona) and isinstance(one.evidence, list):
            yield from one.evidence
    for stage in journey.stages:
        if stage.emotion is not None:
            yield from stage.emotion.evidence
        for metric in stage.metrics.values():
            yield from metric.evidence
    for step in journey.steps:
        yield from step.evidence
        if step.emotion is not None:
            yield from step.emotion.evidence
        for pain in step.pain_points:
            yield from pain.evidence
        for gain in step.gains:
            yield from gain.evidence
        for quote in step.quotes:
            yield from quote.evidence
        for metric in step.metrics.values():
            yield from metric.evidence


def portfolio(project: Project | None, project_file: str | None, found: Iterator[Entry]) -> Portfolio:
    """Put entries together; a file that several processes read counts once."""
    by_file = {one.file: one for one in found}
    ordered = [by_file[file] for file in sorted(by_file)]
    return Portfolio(
        project,
        project_file,
        {one.file: one for one in ordered if isinstance(one, MapEntry)},
        {one.file: one for one in ordered if isinstance(one, PersonaEntry)},
    )
