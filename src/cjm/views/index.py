"""What is where on the page of a map: numbers, labels, anchors and columns, and the figures that several parts show."""

import datetime
from collections.abc import Mapping, Sequence
from functools import cached_property

from cjm import figures
from cjm.atlas import Atlas, Felt, edges
from cjm.finding import Waiver
from cjm.model import Emotion, Evidence, Journey, Metric, Opportunity, PainPoint, PersonaFields, Stage, Step
from cjm.model.metric import Sample
from cjm.views import words
from cjm.views.parts import Bit, Cell, Picture
from cjm.vocabulary import languages


class Index:
    """One map, looked at once: everything that more than one part of the page asks for."""

    def __init__(
        self,
        journey: Journey,
        file: str,
        atlas: Atlas,
        today: datetime.date,
        images: Mapping[str, str],
        links: Mapping[str, str],
        waivers: Sequence[Waiver] = (),
        language: str | None = None,
        warnings: Sequence[str] = (),
    ) -> None:
        """Look at `journey`; the report's words are said in `language`, else in that of the map."""
        self.journey, self.file, self.atlas, self.today = journey, file, atlas, today
        self.images, self.links, self.waivers, self.warnings = images, links, tuple(waivers), tuple(warnings)
        self.steps: tuple[Step, ...] = tuple(journey.steps)
        self.stage_of: tuple[Stage, ...] = tuple(stage for stage in journey.stages for _ in stage.steps)
        self.number = {step.id: index for index, step in enumerate(self.steps)}
        self.path = figures.main_path(journey)
        self.rtl = languages.primary(journey.language) in languages.RIGHT_TO_LEFT
        self.words = words.Words(language or journey.language, mirrored=self.rtl)
        self.used: dict[str, None] = {}
        self.channels: dict[int, tuple[str | None, str, str, str]] = {}

    # ---------- columns ----------

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """First column and width of each stage; a stage without steps takes one column."""
        found, at = [], 0
        for stage in self.journey.stages:
            width = max(1, len(stage.steps))
            found.append((at, width))
            at += width
        return tuple(found)

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """The column of each step."""
        return tuple(
            first + index
            for (first, _), stage in zip(self.spans, self.journey.stages, strict=True)
            for index in range(len(stage.steps))
        )

    @cached_property
    def width(self) -> int:
        """How many columns there are."""
        return sum(width for _, width in self.spans)

    # ---------- feelings ----------

    @cached_property
    def emotions(self) -> tuple[Emotion | None, ...]:
        """What each step feels like, as written: its own emotion, else its stage's."""
        found = (self.atlas.step_emotion(step, stage) for step, stage in zip(self.steps, self.stage_of, strict=True))
        return tuple(emotion if self.atlas.felt(emotion, self.journey) is not None else None for emotion in found)

    @cached_property
    def felt(self) -> tuple[Felt | None, ...]:
        """What each step feels like, on the curve."""
        return tuple(self.atlas.felt(emotion, self.journey) for emotion in self.emotions)

    @cached_property
    def scores(self) -> tuple[float | None, ...]:
        """The score of each step."""
        return tuple(felt.score if felt is not None else None for felt in self.felt)

    @cached_property
    def mood(self) -> figures.Mood | None:
        """The course of the mood along the main path."""
        return figures.mood(self.scores, self.path)

    @cached_property
    def ways(self) -> Mapping[str, list[str]]:
        """Where each step leads."""
        return edges(self.journey)

    def feeling(self, at: int) -> str:
        """The words of a step's feeling, in small letters as the author wrote them; the axis word of a bare score."""
        felt = self.felt[at]
        if felt is None:
            return ""
        return self.words.listed(felt.words) or self.words.say(words.AXIS[_whole(felt.score or 0.0)][0])

    def emoji(self, at: int) -> str:
        """The face of a step's feeling."""
        felt = self.felt[at]
        if felt is None or felt.score is None:
            return ""
        return felt.emoji or words.AXIS[_whole(felt.score)][1]

    def signed(self, score: float) -> str:
        """A score with its sign."""
        return self.words.signed(score)

    # ---------- labels ----------

    @cached_property
    def pains(self) -> tuple[tuple[int, PainPoint], ...]:
        """All pain points in page order, each with the position of its step."""
        return tuple((at, pain) for at, step in enumerate(self.steps) for pain in step.pain_points)

    @cached_property
    def opportunities(self) -> tuple[tuple[int | None, PainPoint | None, Opportunity], ...]:
        """All opportunities in page order, each with its step and the pain point that it stands under."""
        found: list[tuple[int | None, PainPoint | None, Opportunity]] = []
        for at, step in enumerate(self.steps):
            found += ((at, pain, one) for pain in step.pain_points for one in pain.opportunities)
            found += ((at, None, one) for one in step.opportunities)
        found += ((None, None, one) for one in self.journey.opportunities)
        return tuple(found)

    @cached_property
    def label(self) -> Mapping[str, str]:
        """`P1` or `O1` by the id of a pain point or opportunity."""
        return {
            **{pain.id: f"P{number}" for number, (_, pain) in enumerate(self.pains, 1)},
            **{one.id: f"O{number}" for number, (_, _, one) in enumerate(self.opportunities, 1)},
        }

    def ref(self, id: str) -> Bit:
        """A link to a step (its number), pain point or opportunity (its label); the id alone if there is none."""
        if id in self.number:
            return Bit(str(self.number[id] + 1), f"#s-{id}", "label")
        if id in self.label:
            return Bit(self.label[id], f"#s-{id}", "label")
        return Bit(id)

    def step_ref(self, at: int) -> Bit:
        """A link to a step by its number and name."""
        return Bit(f"{at + 1} {self.steps[at].name}", f"#s-{self.steps[at].id}")

    def answers(self, pain: PainPoint, at: int) -> list[Opportunity]:
        """The opportunities that address a pain point: under it, on its step, or by `addresses`."""
        step = self.steps[at]
        return [
            one
            for where, under, one in self.opportunities
            if under is pain or (under is None and where == at) or pain.id in one.addresses or step.id in one.addresses
        ]

    def solves(self, at: int | None, under: PainPoint | None, one: Opportunity) -> Cell:
        """Links to what an opportunity addresses: where it stands, and `addresses`."""
        here = [under.id] if under is not None else [self.steps[at].id] if at is not None else []
        return tuple(self.ref(id) for id in dict.fromkeys([*here, *one.addresses]))

    # ---------- evidence ----------

    @cached_property
    def personas(self) -> tuple[PersonaFields, ...]:
        """The personas of the map, as far as they are found."""
        return tuple(self.atlas.personas_of(self.journey, self.file))

    @cached_property
    def shared(self) -> Mapping[str, Evidence]:
        """The sources that the map can cite, by id."""
        return self.atlas.evidence(self.journey)

    @cached_property
    def sources(self) -> Mapping[str, tuple[str, str, Evidence]]:
        """Sources by anchor, with label and id: as the page cites them, then the map's uncited ones."""
        cited: dict[str, None] = {}
        for step, emotion in zip(self.steps, self.emotions, strict=True):
            cited.update(dict.fromkeys([*(emotion.evidence if emotion else ()), *step.evidence]))
            cited.update(dict.fromkeys(id for pain in step.pain_points for id in pain.evidence))
            cited.update(dict.fromkeys(id for gain in step.gains for id in gain.evidence))
            cited.update(dict.fromkeys(id for quote in step.quotes for id in quote.evidence))
            cited.update(dict.fromkeys(id for metric in step.metrics.values() for id in metric.evidence))
        for stage in self.journey.stages:
            cited.update(dict.fromkeys(stage.emotion.evidence if stage.emotion else ()))
            cited.update(dict.fromkeys(id for metric in stage.metrics.values() for id in metric.evidence))
        cited.update(dict.fromkeys(id for metric in self.journey.metrics.values() for id in metric.evidence))
        for persona in self.personas:
            if isinstance(persona.evidence, list):
                cited.update(dict.fromkeys(persona.evidence))
        cited.update(dict.fromkeys(self.journey.evidence))
        found = [(f"e-{id}", id, self.shared[id]) for id in cited if id in self.shared]
        for number, persona in enumerate(self.personas, 1):
            if isinstance(persona.evidence, dict):
                for id, source in persona.evidence.items():
                    found.append((f"e-{id}" if id not in self.shared else f"e-{id}.{number}", id, source))
        return {anchor: (f"E{number}", id, source) for number, (anchor, id, source) in enumerate(found, 1)}

    def cite(self, ids: Sequence[str]) -> Cell:
        """Links to sources by their labels."""
        return tuple(
            Bit(self.sources[f"e-{id}"][0], f"#e-{id}", "source") if f"e-{id}" in self.sources else Bit(id)
            for id in dict.fromkeys(ids)
        )

    @cached_property
    def claims(self) -> tuple[figures.Claim, ...]:
        """All claims in page order."""
        return figures.claims(self.journey, self.emotions, self.shared)

    @cached_property
    def claim(self) -> Mapping[tuple[str, int, int], figures.Claim]:
        """Claims by kind, step and index."""
        return {(claim.kind, claim.step, claim.index): claim for claim in self.claims}

    # ---------- what else parts share ----------

    def samples(self, metric: Metric) -> Sequence[Sample]:
        """How a metric developed, the oldest value first."""
        return self.atlas.samples(metric, self.file)

    def picture(self, file: str, alt: str | None, where: str | None = None) -> Picture:
        """An image of the map (or of the file `where`), embedded if it was given."""
        return Picture(file, alt or "", self.images.get(self.atlas.path(where or self.file, file)))

    def icon(self, name: str) -> str:
        """Note that the page uses an icon."""
        self.used[name] = None
        return name

    def other_map(self, reference: str) -> tuple[str, str | None]:
        """The title of another map (with its path), and its address if this site has one."""
        target = self.atlas.path(self.file, reference)
        journey = self.atlas.maps.get(target)
        return (f"{journey.title} ({reference})" if journey else reference), self.links.get(target)


def _whole(score: float) -> int:
    """The nearest whole score, halves away from zero."""
    return int(score + (0.5 if score >= 0 else -0.5))
