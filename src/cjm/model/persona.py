"""Whose journey it is."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Discriminator, Field, Tag

from cjm.model.amounts import Share
from cjm.model.base import Id, Many, OneToFive, Prose, Record, Required, Sentences, Text, Texts, Whole
from cjm.model.dates import PartialDate
from cjm.model.evidence import Evidence, Image
from cjm.model.version import Versioned


def _evidence_kind(value: Any) -> str:
    return "~own" if isinstance(value, dict) else "~ids"


PersonaEvidence = Annotated[
    Annotated[dict[Id, Evidence], Tag("~own")] | Annotated[Annotated[list[Text], Many], Tag("~ids")],
    Discriminator(_evidence_kind),
]


class PersonaFields(Record):
    """A named representative of one segment of customers."""

    name: Required
    """Who it is, as the team calls them: `Kim, who commutes by bike`."""
    id: Id | None = None
    """The id by which maps name this persona; by default the file's name."""
    segment: Text | None = None
    """The group of customers that this persona stands for."""
    job: Text | None = None
    """Occupation or role."""
    age: Text | None = None
    """Age or age band, `35-44`."""
    gender: Text | None = None
    """Only where it matters for the journey."""
    location: Text | None = None
    """Where this persona lives or works."""
    quote: Prose | None = None
    """A sentence that this persona would say."""
    bio: Prose | None = None
    """A short story of this persona's situation."""
    image: Image | None = None
    """A picture."""
    goals: Sentences = Field(default_factory=list)
    """What this persona wants to get done."""
    needs: Sentences = Field(default_factory=list)
    """What this persona needs for that."""
    expectations: Sentences = Field(default_factory=list)
    """What this persona takes for granted."""
    frustrations: Sentences = Field(default_factory=list)
    """What gets in the way."""
    behaviours: Sentences = Field(default_factory=list)
    """What this persona habitually does."""
    preferences: Sentences = Field(default_factory=list)
    """What this persona likes better than something else."""
    interests: Texts = Field(default_factory=list)
    """What this persona cares about beside the journey."""
    technology: Texts = Field(default_factory=list)
    """Devices and programs that this persona uses."""
    channels: Texts = Field(default_factory=list)
    """Where this persona can be met."""
    traits: dict[Text, OneToFive] = Field(default_factory=dict)
    """Qualities with a level from 1 to 5."""
    audience: Literal["new", "returning", "at-risk", "lost"] | None = None
    """Where this persona stands with the organisation."""
    basis: Literal["hypothesis", "mixed", "research"] | None = None
    """What this persona rests on."""
    evidence: PersonaEvidence = Field(default_factory=list)
    """Ids of shared evidence, or sources of its own."""
    share: Share | None = None
    """How many of all customers are like this: `34%`."""
    reviewed: PartialDate | None = None
    """When somebody last checked that this persona is true."""
    vocabulary: Texts = Field(default_factory=list)
    """Words of the trade that this persona uses too."""


class InlinePersona(PersonaFields):
    """A persona written out inside a map."""

    model_config = ConfigDict(title="Persona")

    cjm: Whole | None = None
    """May be left out inside a map."""


class Persona(Versioned, PersonaFields):
    """A named representative of one segment of customers, used by any number of maps."""
