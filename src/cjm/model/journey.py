"""What a journey is: stages in the order in which the customer lives them, steps, and what hangs on them."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError

from cjm.model.amounts import Share
from cjm.model.base import (
    Id,
    Many,
    Markup,
    OneToFive,
    Plain,
    Prose,
    Record,
    Required,
    RequiredProse,
    Sentences,
    Text,
    Texts,
    Truth,
    _number,
    _text,
    slug,
)
from cjm.model.dates import Day
from cjm.model.duration import Duration
from cjm.model.emotion import Emotion
from cjm.model.evidence import Evidence, Image, Ticket
from cjm.model.metric import Metric
from cjm.model.persona import InlinePersona
from cjm.model.settings import LintLevels
from cjm.model.version import Versioned

Importance = Literal["low", "medium", "high"]
PainSeverity = Literal["low", "medium", "high", "critical"]
SEVERITIES: tuple[str, ...] = ("low", "medium", "high", "critical")
"""Severities of pain points, the mildest first."""


def _reason(value: Any) -> bool | str:
    if isinstance(value, Plain) and isinstance(value.value, bool):
        return value.value
    if isinstance(value, bool):
        return value
    text: str = _text(value)
    if text.strip().lower() in ("yes", "no", "on", "off"):
        raise PydanticCustomError("wrong-type", "this should be {wanted}", {"wanted": "true, false, or the reason"})
    return text


TruthOrReason = Annotated[
    bool | str,
    BeforeValidator(_reason),
    WithJsonSchema(
        {
            "type": ["boolean", "string", "number"],
            "pattern": r"^(?!\s*(?:[yY][eE][sS]|[nN][oO]|[oO][nN]|[oO][fF][fF])\s*$)",
            "patternErrorMessage": "write true, false, or the reason",
        }
    ),
]

_LANGUAGE = r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$"


def _language(value: Any) -> Any:
    if not isinstance(value, str) or isinstance(value, Plain) or not re.match(_LANGUAGE, value):
        problem = f"`{value}` is not a language tag; write for example `en`, `de` or `pt-BR`"
        raise PydanticCustomError("invalid-value", "{problem}", {"problem": problem})
    return value


Language = Annotated[
    str,
    BeforeValidator(_language),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": _LANGUAGE,
            "patternErrorMessage": "write a language tag, for example `en`, `de` or `pt-BR`",
        }
    ),
]
"""A language tag (BCP 47): `en`, `de`, `pt-BR`."""


class Expectation(Record):
    """What the customer assumes will happen; with a number where there is one."""

    short_form: ClassVar[str | None] = "text"

    text: RequiredProse
    """What is expected, in the customer's words."""
    measure: Text | None = None
    """What would be measured: `time to date`."""
    target: Text | None = None
    """From which value on the expectation is met: `14 days`."""


class Scope(Record):
    """Where the journey begins and ends."""

    start: Prose | None = None
    """The moment in which it begins, ideally before the first contact."""
    end: Prose | None = None
    """The moment in which it ends."""
    excludes: Sentences = Field(default_factory=list)
    """What is left out on purpose."""


class Contributor(Record):
    """Somebody who worked on the map; a plain text is the name."""

    short_form: ClassVar[str | None] = "name"

    name: Required
    """Who."""
    role: Text | None = None
    """As what: process owner, end user, ux, marketing …"""


class Feedback(Record):
    """A key user who has seen the map; a plain text is the name."""

    short_form: ClassVar[str | None] = "from"

    from_: Required = Field(alias="from")
    """Who."""
    on: Day | None = None
    """When."""
    verdict: Text | None = None
    """What they said of it, in a word or two."""
    note: Prose | None = None
    """What they corrected or added."""


class Recipient(Record):
    """Somebody to whom the findings went; a plain text is the name."""

    short_form: ClassVar[str | None] = "who"

    who: Required
    """Who."""
    on: Day | None = None
    """When."""


class Lane(Record):
    """A row of one's own in the map; steps fill it under `custom`."""

    id: Id
    """The name under which steps fill it."""
    title: Required
    """What stands at the row's head."""
    kind: Literal["text", "list", "number", "link", "image"] = "text"
    """What its cells hold."""


class Quote(Record):
    """What a customer said, word for word; a plain text is the quote."""

    short_form: ClassVar[str | None] = "text"

    text: RequiredProse
    """The words."""
    by: Text | None = None
    """Who said it."""
    evidence: Texts = Field(default_factory=list)
    """Sources, by id."""


class Gain(Record):
    """What goes notably well, what would make customers say "wow"; a plain text is enough."""

    short_form: ClassVar[str | None] = "text"

    text: RequiredProse
    """What goes well."""
    evidence: Texts = Field(default_factory=list)
    """Sources, by id."""


class Touchpoint(Record):
    """A contact between customer and organisation: `Follow-up mail @ email`, a channel alone, or a mapping."""

    short_form: ClassVar[str | None] = "name"

    name: Required
    """What the customer meets: `Plan comparison page`."""
    id: Id | None = None
    """Names the same touchpoint across steps and maps."""
    channel: Text | None = None
    """The medium: `website`, `email`, `store` …"""
    owner: Text | None = None
    """Who is responsible for it."""
    importance: Importance | None = None
    """How much it matters for overall satisfaction."""
    satisfaction: Annotated[float, Field(ge=1, le=5), BeforeValidator(_number)] | None = None
    """How satisfied customers are with it, 1 to 5."""
    verdict: Literal["keep", "improve", "remove"] | None = None
    """What should become of it."""

    @classmethod
    def lift(cls, text: str) -> dict[str, Any]:
        """`name @ channel`, split at the last ` @ `; without one `channel` is empty, as the text may be one itself."""
        name, at, channel = text.rpartition(" @ ")
        return {"name": name, "channel": channel} if at else {"name": text, "channel": ""}

    @classmethod
    def short_schema(cls) -> JsonSchemaValue:
        """Any text with something before the ` @ `."""
        return {**super().short_schema(), "pattern": r"^(?!\s* @ (?!.* @ )).*\S"}

    @property
    def bare(self) -> bool:
        """Whether it was written as one plain text, which may be the name of a channel."""
        return self.channel == ""


class Opportunity(Record):
    """A need worth solving, with the ideas for it and who acts by when."""

    short_form: ClassVar[str | None] = "text"

    text: RequiredProse
    """The need: `How might we …?`"""
    id: Id = ""
    """Its address; by default made of the first eight words."""
    kind: Literal["process", "follow-up", "feedback", "expectation", "strategy", "technology", "training"] | None = None
    """What kind of change it is."""
    addresses: Texts = Field(default_factory=list)
    """Ids of pain points or steps that it helps, beside the one under which it stands."""
    ideas: Sentences = Field(default_factory=list)
    """Concrete ways to do it."""
    impact: OneToFive | None = None
    """How much it helps the customer, 1 to 5."""
    effort: OneToFive | None = None
    """How much it costs us, 1 to 5."""
    confidence: Share | None = None
    """How sure we are: `80%`."""
    reach: Text | None = None
    """How many customers per period: `2000`, or a text with one number, `300 a month`."""
    aim: Literal["retention", "acquisition", "referral", "upsell", "cost", "compliance"] | None = None
    """What the business gets from it."""
    process: Text | None = None
    """The internal process that it changes."""
    owner: Text | None = None
    """Who sees to it."""
    status: Literal["open", "planned", "in-progress", "done", "dismissed"] | None = None
    """Where it stands."""
    due: Day | None = None
    """By when."""
    ticket: Ticket | None = None
    """Where it is tracked: a key or an http(s) address."""
    result: Prose | None = None
    """What came out of it."""
    tags: Texts = Field(default_factory=list)
    """Words that tie the same opportunity of several maps together."""


class PainPoint(Record):
    """A problem of the customer, or of the business; a plain text is enough."""

    short_form: ClassVar[str | None] = "text"

    text: RequiredProse
    """What goes wrong, concretely: who, where, what blocks."""
    id: Id = ""
    """Its address; by default made of the first eight words."""
    kind: Literal["friction", "barrier", "challenge", "unmet-expectation", "missing-information", "error"] | None = None
    """What kind of problem it is."""
    side: Literal["customer", "business"] = "customer"
    """Whose problem it is."""
    severity: PainSeverity | None = None
    """How much it matters."""
    frequency: Literal["rare", "sometimes", "often"] | None = None
    """How often it happens."""
    evidence: Texts = Field(default_factory=list)
    """Sources, by id."""
    accepted: Prose | None = None
    """Why nothing will be done about it."""
    tags: Texts = Field(default_factory=list)
    """Words that tie the same problem of several maps together."""
    opportunities: Annotated[list[Opportunity], Many] = Field(default_factory=list)
    """What could be done."""

    @property
    def severe(self) -> bool:
        """Whether its severity is high or critical."""
        return self.severity in ("high", "critical")


class Requirements(Record):
    """What each side needs here."""

    customer: Sentences = Field(default_factory=list)
    """What the customer needs."""
    business: Sentences = Field(default_factory=list)
    """What the business needs."""


class Branch(Record):
    """A way on from a step; a plain text is the id of the next step."""

    short_form: ClassVar[str | None] = "to"

    to: Required
    """Id of the step that it leads to."""
    when: Text | None = None
    """When customers take it."""
    share: Share | None = None
    """How many take it: `35%`."""


class Step(Record):
    """One moment of the journey: what the customer does, and how it feels."""

    name: Required
    """What the customer does, in the first person if possible: `I compare plans`."""
    id: Id = ""
    """Its address; by default made of the name."""
    actor: Literal["customer", "organisation", "partner"] = "customer"
    """Who does it."""
    situation: Prose | None = None
    """The circumstances in which it happens."""
    goal: Prose | None = None
    """What the customer wants to get out of this step."""
    expectations: Annotated[list[Expectation], Many] = Field(default_factory=list)
    """What the customer assumes will happen here."""
    actions: Sentences = Field(default_factory=list)
    """What the customer does, observably."""
    thoughts: Sentences = Field(default_factory=list)
    """What the customer thinks and asks, in their words; `[]`: nothing of note."""
    quotes: Annotated[list[Quote], Many] = Field(default_factory=list)
    """What customers said, word for word."""
    touchpoints: Annotated[list[Touchpoint], Many] = Field(default_factory=list)
    """Where customer and organisation meet; `[]`: no contact."""
    emotion: Emotion | None = None
    """How it feels."""
    pain_points: Annotated[list[PainPoint], Many] = Field(default_factory=list)
    """What goes wrong; `[]`: looked, and found nothing."""
    gains: Annotated[list[Gain], Many] = Field(default_factory=list)
    """What goes notably well."""
    opportunities: Annotated[list[Opportunity], Many] = Field(default_factory=list)
    """What could become better here."""
    requirements: Requirements | None = None
    """What each side needs here."""
    importance: Importance | None = None
    """How much this step matters for overall satisfaction."""
    moment_of_truth: Annotated[TruthOrReason, Markup] | None = None
    """Whether this moment decides how the customer sees the organisation; better still, why."""
    attention: Literal["pilot", "autopilot"] | None = None
    """Considered for the first time (pilot), or done by habit (autopilot)."""
    when: Text | None = None
    """On the customer's clock: `Day 0`, `Week 2`."""
    duration: Duration | None = None
    """How long it takes the customer."""
    conversion: Share | None = None
    """Of those who get here, how many go on."""
    metrics: dict[Text, Metric] = Field(default_factory=dict)
    """Measured figures, by name."""
    owner: Text | None = None
    """Who is responsible for this step."""
    evidence: Texts = Field(default_factory=list)
    """Sources that cover all that this step claims, by id."""
    frontstage: Sentences = Field(default_factory=list)
    """What staff or systems do in sight of the customer."""
    backstage: Sentences = Field(default_factory=list)
    """What the organisation does unseen."""
    support: Sentences = Field(default_factory=list)
    """Processes and people behind it."""
    systems: Texts = Field(default_factory=list)
    """Programs and tools that carry it."""
    policies: Sentences = Field(default_factory=list)
    """Rules that shape it."""
    physical_evidence: Sentences = Field(default_factory=list)
    """Things that the customer can touch: a letter, a card, a room."""
    image: Image | None = None
    """A storyboard picture."""
    next: Annotated[list[Branch], Many] = Field(default_factory=list)
    """Where it goes on; by default to the following step; `[]`: the path ends here."""
    entry: Truth = False
    """Whether journeys may start here too."""
    outcome: Literal["success", "failure", "abandoned"] | None = None
    """How a path ends here."""
    journey: Text | None = None
    """Path of the map that zooms into this step."""
    custom: dict[Text, Any] = Field(default_factory=dict)
    """Values for own lanes, by lane id."""


Role = Literal[
    "need", "awareness", "consider", "buy", "deliver", "onboard", "use", "support", "loyalty", "advocate", "leave"
]


class Stage(Record):
    """A part of the journey that groups steps."""

    name: Required
    """What it is called."""
    id: Id = ""
    """Its address; by default made of the name."""
    role: Role | None = None
    """What the stage is in a journey: awareness, buy, use …"""
    summary: Prose | None = None
    """What happens in this stage, in a sentence or two."""
    goal: Prose | None = None
    """What the customer wants to reach in this stage."""
    importance: Importance | None = None
    """How much it matters for overall satisfaction."""
    owner: Text | None = None
    """Who is responsible for it."""
    mapped_by: Texts = Field(default_factory=list)
    """Who filled in this part of the map."""
    duration: Duration | None = None
    """How long it takes the customer."""
    metrics: dict[Text, Metric] = Field(default_factory=dict)
    """Measured figures, by name."""
    success: Sentences = Field(default_factory=list)
    """Criteria by which it goes well."""
    support: Sentences = Field(default_factory=list)
    """Content and help offered here."""
    backstage: Sentences = Field(default_factory=list)
    """Processes and resources that serve this stage."""
    emotion: Emotion | None = None
    """How it feels, for steps that say nothing themselves."""
    steps: Annotated[list[Step], Many] = Field(default_factory=list)
    """The moments of this stage, in order."""


def _persona_kind(value: Any) -> str:
    return "~inline" if isinstance(value, dict | InlinePersona) else "~reference"


PersonaEntry = Annotated[
    Annotated[InlinePersona, Tag("~inline")] | Annotated[Required, Tag("~reference")], Discriminator(_persona_kind)
]
"""A persona written out, or its id or path."""


def _some(stages: list[Stage]) -> list[Stage]:
    if not stages:
        problem = "a map needs at least one stage"
        raise PydanticCustomError("missing-key", "{problem}", {"problem": problem})
    return stages


class Journey(Versioned):
    """A customer journey map: what a persona goes through to reach a goal, and how it feels."""

    title: Required
    """What the map is called, in the customer's words."""
    stages: Annotated[list[Stage], AfterValidator(_some), Many, Field(json_schema_extra={"minItems": 1})]
    """The parts of the journey, in the order in which the customer lives them."""
    id: Id | None = None
    """Its address; by default the file's name without its ending."""
    summary: Prose | None = None
    """One paragraph for readers in a hurry."""
    persona: PersonaEntry | None = None
    """Whose journey it is: a persona's id, its path, or the persona written out."""
    personas: Annotated[list[PersonaEntry], Many] = Field(default_factory=list)
    """Several personas; better one map for each."""
    state: Literal["current", "future"] = "current"
    """Lived today, or intended."""
    baseline: Text | None = None
    """On a future map: path of the current map that it improves."""
    level: Literal["lifecycle", "end-to-end", "episode"] = "end-to-end"
    """The zoom: a whole relationship, one journey from need to result, or one episode of it."""
    parent: Text | None = None
    """Path of the map that this one zooms into."""
    status: Literal["draft", "in-review", "published", "archived"] = "draft"
    """Where the map stands; decides how strict lint is."""
    basis: Literal["hypothesis", "mixed", "research"] | None = None
    """What the whole rests on: guesses, some research, or research."""
    scenario: Prose | None = None
    """The situation in which the journey takes place."""
    goal: Prose | None = None
    """What the customer wants."""
    expectations: Annotated[list[Expectation], Many] = Field(default_factory=list)
    """What the customer assumes will happen, with a number where there is one."""
    scope: Scope | None = None
    """Where the journey begins and ends."""
    question: Prose | None = None
    """The question that the map must answer."""
    purpose: Prose | None = None
    """What the map is for: launch, experience, marketing, service, digital, retention …"""
    business_goal: Prose | None = None
    """The aim of the business that it serves."""
    influences: Sentences = Field(default_factory=list)
    """Factors around the journey: market, season, regulation."""
    owner: Text | None = None
    """Who keeps the map true."""
    contributors: Annotated[list[Contributor], Many] = Field(default_factory=list)
    """Who worked on it."""
    feedback: Annotated[list[Feedback], Many] = Field(default_factory=list)
    """Key users who have seen it."""
    shared_with: Annotated[list[Recipient], Many] = Field(default_factory=list)
    """To whom the findings went."""
    reviewed: Day | None = None
    """When the map was last found to be true."""
    review_every: Duration | None = None
    """How often it should be looked at again: `6 months`."""
    review_by: Day | None = None
    """By when it should be looked at again."""
    language: Language = "en"
    """The language of the map; the report's words, hyphenation and direction follow it."""
    preset: Text | None = None
    """The stage list that it started from."""
    tags: Texts = Field(default_factory=list)
    """Words by which maps are found and grouped."""
    evidence: dict[Id, Evidence] = Field(default_factory=dict)
    """The sources that claims rest on, by id."""
    metrics: dict[Text, Metric] = Field(default_factory=dict)
    """Figures of the whole journey, by name."""
    lanes: Annotated[list[Lane], Many] = Field(default_factory=list)
    """Own rows of the map."""
    opportunities: Annotated[list[Opportunity], Many] = Field(default_factory=list)
    """Those that belong to no single step."""
    lint: LintLevels | None = None
    """Lint settings for this map only."""

    @model_validator(mode="after")
    def _derive_ids(self) -> "Journey":
        """Give each stage, step, pain point and opportunity without a written id the one made of its name."""
        things = [thing for _, thing in addressable(self)]
        taken = {thing.id for thing in things if thing.given("id")}
        counts: Counter[str] = Counter()
        for thing in things:
            if thing.given("id"):
                continue
            base = (
                slug(thing.name) if isinstance(thing, Stage | Step) else slug(" ".join(thing.text.split()[:8]))
            ) or _NAMELESS[type(thing)]
            derived = base
            while derived in taken:
                counts[base] += 1
                derived = f"{base}-{counts[base] + 1}"
            taken.add(derived)
            thing.__dict__["id"] = derived
        return self

    @cached_property
    def things(self) -> "list[tuple[Path, Addressable]]":
        """What `addressable` says, gathered once: nearly everything that looks at a map asks for it."""
        return list(_addressable(self))

    @property
    def steps(self) -> Iterator[Step]:
        """All steps in file order, across stages."""
        for stage in self.stages:
            yield from stage.steps


Addressable = Stage | Step | PainPoint | Opportunity
_NAMELESS: dict[type, str] = {Stage: "stage", Step: "step", PainPoint: "pain-point", Opportunity: "opportunity"}
Path = tuple[str | int, ...]


def addressable(journey: Journey) -> list[tuple[Path, Addressable]]:
    """Everything of a map that has an id of the one namespace, with its path, in file order."""
    return journey.things


def _addressable(journey: Journey) -> Iterator[tuple[Path, Addressable]]:
    for i, stage in enumerate(journey.stages):
        at: Path = ("stages", i)
        yield at, stage
        for j, step in enumerate(stage.steps):
            yield from _addressable_step((*at, "steps", j), step)
    for i, opportunity in enumerate(journey.opportunities):
        yield ("opportunities", i), opportunity


def _addressable_step(at: Path, step: Step) -> Iterator[tuple[Path, Addressable]]:
    yield at, step
    for i, pain in enumerate(step.pain_points):
        yield (*at, "pain_points", i), pain
        for j, opportunity in enumerate(pain.opportunities):
            yield (*at, "pain_points", i, "opportunities", j), opportunity
    for i, opportunity in enumerate(step.opportunities):
        yield (*at, "opportunities", i), opportunity
