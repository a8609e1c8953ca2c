"""The project file: what all maps of a team share."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from cjm.model.base import Id, Many, Record, Required, Text, Texts, Truth
from cjm.model.emotion import Score
from cjm.model.evidence import Evidence, Image
from cjm.model.journey import Lane, Language
from cjm.model.settings import LintSettings
from cjm.model.theme import Theme
from cjm.model.version import Versioned


class Channel(Record):
    """A medium in which touchpoints happen."""

    title: Text | None = None
    """What it is called, for readers."""
    mode: Literal["online", "offline"] | None = None
    """Whether it is online or offline."""
    owned: Truth | None = None
    """Whether it belongs to the organisation."""
    aliases: Texts = Field(default_factory=list)
    """Other spellings of it."""
    icon: Text | None = None
    """The name of a built-in icon."""


class Group(Record):
    """A segment of customers or a team; a plain text is the name."""

    short_form: ClassVar[str | None] = "name"

    name: Required
    """What it is called."""
    description: Text | None = None
    """Who belongs to it."""


class OwnFeeling(Record):
    """A feeling of the team's own vocabulary; a plain number is the score."""

    short_form: ClassVar[str | None] = "score"

    score: Score
    """How good or bad it feels, from -2 to 2."""
    emoji: Text | None = None
    """The emoji shown with it."""

    @classmethod
    def lift(cls, text: str) -> dict[str, Any]:
        """A number alone is the score."""
        return {"score": text}

    @classmethod
    def short_schema(cls) -> dict[str, Any]:
        """The score alone."""
        from pydantic import TypeAdapter

        return TypeAdapter(Score).json_schema()


class Glossary(Record):
    """Words of the trade."""

    jargon: dict[Text, Text] = Field(default_factory=dict)
    """Company words, each with what customers would say."""


class Render(Record):
    """How reports look."""

    theme: Theme | None = None
    """Colours and fonts."""
    templates: Required | None = None
    """A folder of the project with own templates, seen from this file."""
    logo: Image | None = None
    """A picture for the head of reports: PNG, JPEG, WebP or SVG."""
    brand: Text | None = None
    """The name that reports carry, instead of the project's."""


class Project(Versioned):
    """The project file `cjm.yaml`: marks the root of a project; shared vocabulary, lint and render settings."""

    name: Text | None = None
    """What the project or organisation is called."""
    language: Language | None = None
    """The language of maps that name none."""
    maps: Texts = Field(default_factory=list)
    """Patterns of map files; by default all that are found."""
    personas: Texts = Field(default_factory=list)
    """Patterns of persona files; by default all that are found."""
    channels: dict[Text, Channel] = Field(default_factory=dict)
    """The channels of the organisation, by id."""
    segments: Annotated[list[Group], Many] = Field(default_factory=list)
    """Segments of customers."""
    teams: Annotated[list[Group], Many] = Field(default_factory=list)
    """Teams that own steps and opportunities."""
    lanes: Annotated[list[Lane], Many] = Field(default_factory=list)
    """Own rows that all maps share."""
    emotions: dict[Text, OwnFeeling] = Field(default_factory=dict)
    """Feelings beside the built-in ones, with their scores."""
    evidence: dict[Id, Evidence] = Field(default_factory=dict)
    """Sources that all maps share, by id."""
    glossary: Glossary | None = None
    """Words of the trade."""
    lint: LintSettings = Field(default_factory=LintSettings)
    """Lint settings for all maps."""
    render: Render = Field(default_factory=Render)
    """How reports look."""

    @property
    def brand(self) -> str | None:
        """The name that reports carry."""
        return self.render.brand or self.name
