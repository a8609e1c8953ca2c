"""What a journey, a persona and a project are. Knows no file, no line, no screen and no YAML."""

from cjm.model.amounts import Amount, Scale, Share
from cjm.model.base import Record, slug
from cjm.model.dates import PartialDate
from cjm.model.duration import Duration
from cjm.model.emotion import Emotion, as_score
from cjm.model.evidence import Evidence, Image
from cjm.model.journey import (
    Addressable,
    Branch,
    Expectation,
    Gain,
    Journey,
    Lane,
    Opportunity,
    PainPoint,
    Quote,
    Stage,
    Step,
    Touchpoint,
    addressable,
)
from cjm.model.metric import Metric
from cjm.model.persona import InlinePersona, Persona, PersonaFields
from cjm.model.project import Channel, Project
from cjm.model.settings import LintLevels, LintOptions, LintSettings

__all__ = [
    "Addressable",
    "Amount",
    "Branch",
    "Channel",
    "Duration",
    "Emotion",
    "Evidence",
    "Expectation",
    "Gain",
    "Image",
    "InlinePersona",
    "Journey",
    "Lane",
    "LintLevels",
    "LintOptions",
    "LintSettings",
    "Metric",
    "Opportunity",
    "PainPoint",
    "PartialDate",
    "Persona",
    "PersonaFields",
    "Project",
    "Quote",
    "Record",
    "Scale",
    "Share",
    "Stage",
    "Step",
    "Touchpoint",
    "addressable",
    "as_score",
    "slug",
]
