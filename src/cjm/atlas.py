"""All maps, personas and settings of a project, and the references between them.

Knows no file and no text: files are names here, relative to the folder that cjm was started in.
"""

import datetime
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import zip_longest

from cjm import vocabulary
from cjm.model import (
    Channel,
    Emotion,
    Evidence,
    InlinePersona,
    Journey,
    Lane,
    Metric,
    Opportunity,
    PainPoint,
    Persona,
    PersonaFields,
    Project,
    Stage,
    Step,
    Touchpoint,
    as_score,
    slug,
)
from cjm.model.metric import Sample
from cjm.model.texts import records, texts
from cjm.vocabulary.feelings import Feelings


@dataclass(frozen=True)
class Felt:
    """An emotion, read with the project's vocabulary."""

    score: float | None
    """From -2 to 2; `None` where nobody can tell: a gap in the curve."""
    words: tuple[str, ...] = ()
    """The feelings as they are shown, the author's own where they are unknown."""
    emoji: str | None = None
    """The first feeling's emoji."""
    unknown: tuple[str, ...] = ()
    """Feelings that the vocabulary does not know."""
    scores: tuple[float, ...] = ()
    """What each feeling that the vocabulary knows means by itself."""

    def __str__(self) -> str:
        """As messages write it: `frustrated, relieved (-0.5)`, or the score alone."""
        score = f"{self.score:+g}" if self.score else "0"
        return f"{', '.join(self.words)} ({score})" if self.words else score

    @property
    def negative(self) -> bool:
        """Whether it is bad on the whole, or one of several feelings is."""
        return any(score < 0 for score in (self.score or 0, *self.scores))


@dataclass(frozen=True, slots=True)
class Edited:
    """When a map was last changed, as far as its repository can tell."""

    map: datetime.date | None
    """The day of its latest change; `None` where that is not known."""
    stages: tuple[datetime.date | None, ...]
    """The same for each stage."""


@dataclass(frozen=True)
class Atlas:
    """All maps, personas and settings of a project."""

    project: Project | None = None
    """The settings; `None` for maps outside any project."""
    root: str = ""
    """The project's folder, relative to where cjm was started; `""` is that folder itself."""
    maps: Mapping[str, Journey] = field(default_factory=dict)
    """The maps by file."""
    personas: Mapping[str, Persona] = field(default_factory=dict)
    """The persona files by file."""
    series: Mapping[tuple[str, str], Sequence[Sample]] = field(default_factory=dict)
    """What the CSV files of metrics hold, by the map's file and the path that is written there."""
    edited: Mapping[str, Edited] = field(default_factory=dict)
    """When maps were last changed, by file; only where a rule asks for it, and a repository knows."""

    @cached_property
    def channels(self) -> dict[str, Channel]:
        """Channels by slug: the built-in ones and the project's own, which win."""
        known = {key: Channel(**entry) for key, entry in vocabulary.channels().items()}
        for key, channel in (self.project.channels if self.project else {}).items():
            base = known.get(slug(key))
            merged = (
                {**base.model_dump(exclude_none=True), **channel.model_dump(exclude_unset=True)}
                if base
                else channel.model_dump(exclude_unset=True)
            )
            merged.setdefault("title", key)
            known[slug(key)] = Channel(**merged)
        return known

    @cached_property
    def _channel_slugs(self) -> dict[str, str]:
        """Each way of writing a channel, as a slug, with the channel's slug."""
        slugs = {key: key for key in self.channels}
        for key, channel in self.channels.items():
            slugs.setdefault(slug(channel.title or key), key)
        for key, channel in self.channels.items():
            for alias in channel.aliases:
                slugs.setdefault(slug(alias), key)
        return slugs

    def channel_key(self, name: str) -> str | None:
        """The slug of the registered channel that `name` means, or `None`."""
        return self._channel_slugs.get(slug(name))

    def channel(self, name: str | None) -> Channel | None:
        """The registered channel that `name` means: by slug, title or alias."""
        key = self.channel_key(name) if name else None
        return self.channels[key] if key is not None else None

    def channel_name(self, touchpoint: Touchpoint) -> str | None:
        """The channel of a touchpoint as written; a bare text that names a registered channel is one itself."""
        if touchpoint.bare:
            return touchpoint.name if self.channel(touchpoint.name) else None
        return touchpoint.channel

    def is_channel(self, touchpoint: Touchpoint) -> bool:
        """Whether a touchpoint is nothing but the name of a registered channel: `phone`."""
        return touchpoint.bare and self.channel(touchpoint.name) is not None

    @cached_property
    def feelings(self) -> Feelings:
        """The vocabulary of feelings."""
        own = self.project.emotions if self.project else {}
        return Feelings({word: (entry.score, entry.emoji) for word, entry in own.items()})

    def language(self, journey: Journey | None) -> str:
        """The language of a map's texts (`en`, `pt-BR`): its own, else the project's, else English."""
        if journey is not None and journey.given("language"):
            return journey.language
        own = self.project.language if self.project else None
        return own or (journey.language if journey is not None else "en")

    def felt(self, emotion: Emotion | None, journey: Journey | None) -> Felt | None:
        """What an emotion of a map means on the curve; `None` where there is none.

        Words are looked up in the language of the map, then in English. A score given beside a word wins; several
        feelings are averaged (FORMAT: Emotion).
        """
        if emotion is None:
            return None
        key = id(emotion), self.language(journey)
        if key not in self._felt:
            self._felt[key] = emotion, self._feel(emotion, key[1])
        return self._felt[key][1]

    @cached_property
    def _felt(self) -> dict[tuple[int, str], tuple[Emotion, Felt | None]]:
        """Emotions that were read before, by identity and language; each is kept so that its identity stays its own."""
        return {}

    def _feel(self, emotion: Emotion, language: str) -> Felt | None:
        if not _says_something(emotion):
            return None
        words, scores, unknown = [], [], []
        emoji: str | None = None
        for word in emotion.feeling:
            number = as_score(word)
            if number is not None:
                scores.append(number)
                continue
            if not word.strip():
                continue
            feeling = self.feelings.find(word, language)
            if feeling is None:
                unknown.append(word)
                words.append(word)
            else:
                scores.append(feeling.score)
                words.append(feeling.word if feeling.emoji_only else word)
                emoji = emoji or feeling.emoji
        if emotion.score is not None:
            score: float | None = emotion.score
        elif scores and not unknown:
            score = round(sum(scores) / len(scores), 2)
        else:
            score = None
        return Felt(score, tuple(words), emoji, tuple(unknown), tuple(scores))

    def step_emotion(self, step: Step, stage: Stage) -> Emotion | None:
        """A step's emotion, or its stage's where the step has none."""
        if step.emotion is not None and _says_something(step.emotion):
            return step.emotion
        return stage.emotion if not step.given("emotion") else step.emotion

    def evidence(self, journey: Journey) -> dict[str, Evidence]:
        """The sources that a map can cite: the project's and its own, which win."""
        return {**(self.project.evidence if self.project else {}), **journey.evidence}

    def sources(self, journey: Journey) -> dict[str, Evidence]:
        """The sources that a map rests on: its own, and those of the project that it cites."""
        shared = self.project.evidence if self.project else {}
        if not shared:
            return dict(journey.evidence)
        lists = (getattr(record, "evidence", None) for _, record in records(journey))
        cited = {source for ids in lists if isinstance(ids, list) for source in ids}
        return {**{key: source for key, source in shared.items() if key in cited}, **journey.evidence}

    def samples(self, metric: Metric, file: str) -> Sequence[Sample]:
        """How a metric of the map in `file` developed, the oldest value first; empty if nobody says."""
        series = metric.series
        found = self.series.get((file, series), ()) if isinstance(series, str) else series or ()
        return sorted(found, key=lambda sample: sample.date.first)

    def lanes(self, journey: Journey) -> dict[str, Lane]:
        """Own rows by id: the project's, then the map's."""
        return {lane.id: lane for lane in (*(self.project.lanes if self.project else ()), *journey.lanes)}

    def path(self, file: str, reference: str) -> str:
        """The file that a path written in `file` names."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(file), reference.replace("\\", "/")))

    def persona_file(self, reference: str, file: str) -> str | None:
        """The persona file that a map's reference (an id, or a path from `file`) means, or `None`."""
        if is_path(reference):
            path = self.path(file, reference)
            return path if path in self.personas else None
        return self.persona_ids.get(reference)

    @cached_property
    def persona_ids(self) -> dict[str, str]:
        """The persona files by id; the first file wins where two have one id."""
        return {persona.id or file_id(file): file for file, persona in reversed(list(self.personas.items()))}

    def personas_of(self, journey: Journey, file: str) -> list[PersonaFields]:
        """The personas of a map, as far as they are found."""
        entries = ([journey.persona] if journey.persona is not None else []) + journey.personas
        found: list[PersonaFields] = []
        for entry in entries:
            if isinstance(entry, InlinePersona):
                found.append(entry)
            elif (at := self.persona_file(entry, file)) is not None:
                found.append(self.personas[at])
        return found

    def maps_of(self, persona_file: str) -> list[str]:
        """The files of the maps that name a persona file."""
        return [
            file
            for file, journey in self.maps.items()
            if any(
                isinstance(entry, str) and self.persona_file(entry, file) == persona_file
                for entry in ([journey.persona] if journey.persona is not None else []) + journey.personas
            )
        ]


def _says_something(emotion: Emotion) -> bool:
    """Whether an emotion has a score or any word at all."""
    return emotion.score is not None or any(word.strip() for word in emotion.feeling)


def is_path(reference: str) -> bool:
    """Whether a reference to a persona or map is a path rather than an id."""
    return "/" in reference or reference.endswith((".yaml", ".yml"))


def file_id(file: str) -> str:
    """The id of a map or persona file that writes none: its name without its ending."""
    name = posixpath.basename(file)
    for ending in (".cjm.yaml", ".cjm.yml", ".persona.yaml", ".persona.yml", ".yaml", ".yml"):
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name


@dataclass(frozen=True)
class Look:
    """What a rule is told beside the thing that it looks at."""

    atlas: Atlas
    file: str
    """The file that the thing stands in."""
    today: datetime.date
    journey: Journey | None = None
    """The map that the thing belongs to; `None` in persona files."""
    stage: Stage | None = None
    step: Step | None = None
    key: str | None = None
    """The id of a thing that stands under a key of its own, such as evidence."""

    @property
    def map(self) -> Journey:
        """The map that the thing belongs to, for rules that look below a map only."""
        assert self.journey is not None
        return self.journey

    @property
    def language(self) -> str:
        """The language of the texts (`en`, `pt-BR`): the map's, else the project's, else English."""
        return self.atlas.language(self.journey)

    @property
    def personas(self) -> list[PersonaFields]:
        """The personas of the map."""
        return self.atlas.personas_of(self.map, self.file)

    def personas_say(self, words: re.Pattern[str]) -> bool:
        """Whether a persona of the map uses one of some words in what it wants, does or says."""
        return any(
            words.search(text)
            for persona in self.personas
            for path, text in texts(persona)
            if path[0] not in ("name", "segment", "evidence", "image")
        )

    def felt(self, step: Step, stage: Stage | None = None) -> Felt | None:
        """What a step feels like, its stage's emotion standing in."""
        stage = stage or self.stage
        assert stage is not None
        return self.atlas.felt(self.atlas.step_emotion(step, stage), self.journey)

    def answers(self, pain: PainPoint, step: Step) -> list[Opportunity]:
        """The opportunities that address a pain point: under it, on its step, or by `addresses`."""
        found = [*pain.opportunities, *step.opportunities]
        for opportunity in self.opportunities():
            if opportunity not in found and (pain.id in opportunity.addresses or step.id in opportunity.addresses):
                found.append(opportunity)
        return found

    def opportunities(self) -> Iterator[Opportunity]:
        """All opportunities of the map, in file order."""
        for step in self.map.steps:
            for pain in step.pain_points:
                yield from pain.opportunities
            yield from step.opportunities
        yield from self.map.opportunities


def helped(journey: Journey) -> dict[str, list[Opportunity]]:
    """By the id of each step, what would make it better: opportunities on it, under its pain points, or by `addresses`.

    Those that were dismissed are left out.
    """
    found: dict[str, list[Opportunity]] = {step.id: [] for step in journey.steps}
    owner = {id: step.id for step in journey.steps for id in (step.id, *(pain.id for pain in step.pain_points))}
    places = [
        (step.id, opportunity)
        for step in journey.steps
        for opportunity in (*(one for pain in step.pain_points for one in pain.opportunities), *step.opportunities)
    ]
    for at, opportunity in [*places, *((None, one) for one in journey.opportunities)]:
        if opportunity.status != "dismissed":
            for id in dict.fromkeys((at, *(owner.get(named) for named in opportunity.addresses))):
                if id is not None:
                    found[id].append(opportunity)
    return found


def edges(journey: Journey) -> dict[str, list[str]]:
    """Where each step leads: its `next`, else the following step; nothing after an outcome or at the end."""
    steps = list(journey.steps)
    ways: dict[str, list[str]] = {}
    for step, following in zip_longest(steps, steps[1:]):
        if step.given("next"):
            ways[step.id] = [branch.to for branch in step.next]
        elif step.outcome is not None or following is None:
            ways[step.id] = []
        else:
            ways[step.id] = [following.id]
    return ways


def reach(starts: Iterable[str], ways: Mapping[str, list[str]]) -> set[str]:
    """All steps that can be reached from `starts`, themselves among them."""
    reached: set[str] = set()
    waiting = list(starts)
    while waiting:
        step = waiting.pop()
        if step in ways and step not in reached:
            reached.add(step)
            waiting.extend(ways[step])
    return reached
