"""What the claims of a map rest on: sources, pictures and links."""

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from cjm.model.base import Count, Prose, Record, Required, Text
from cjm.model.dates import PartialDate

EvidenceType = Literal[
    "interview",
    "survey",
    "feedback-form",
    "usability-test",
    "field-study",
    "diary-study",
    "analytics",
    "call-log",
    "support-tickets",
    "reviews",
    "desk-research",
    "workshop",
    "internal",
    "other",
]
"""Kinds of sources."""
INTERNAL: frozenset[EvidenceType] = frozenset({"internal", "workshop", "desk-research"})
"""Types of evidence that are not the customer's: a claim that rests on these alone is an assumption."""


def _safe(url: str) -> str:
    if not re.match(r"\s*(?:https?://|mailto:)", url, re.IGNORECASE):
        problem = f"`{url}` is not a web or mail address; it has to begin with https://, http:// or mailto:"
        raise PydanticCustomError("unsafe-url", "{problem}", {"problem": problem})
    return url.strip()


def _ticket(ticket: str) -> str:
    scheme = re.match(r"\s*([A-Za-z][A-Za-z0-9+.-]*):(?=\S)", ticket)
    if scheme and scheme[1].lower() not in ("http", "https"):
        problem = f"`{ticket}` is neither a ticket key nor a web address; an address begins with https:// or http://"
        raise PydanticCustomError("unsafe-url", "{problem}", {"problem": problem})
    return ticket.strip()


Url = Annotated[
    Text,
    AfterValidator(_safe),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\s*(?:[hH][tT][tT][pP][sS]?://|[mM][aA][iI][lL][tT][oO]:)",
            "patternErrorMessage": "an address begins with https://, http:// or mailto:",
        }
    ),
]
"""A web or mail address: http, https or mailto."""

Ticket = Annotated[
    Text,
    AfterValidator(_ticket),
    WithJsonSchema(
        {
            "type": ["string", "number", "boolean"],
            "pattern": r"^(?!\s*[A-Za-z][A-Za-z0-9+.-]*:\S)|^\s*[hH][tT][tT][pP][sS]?:\S",
            "patternErrorMessage": "write a ticket's key (`CX-12`) or its web address",
        }
    ),
]
"""A ticket's key (`CX-12`) or its http(s) address."""


class Evidence(Record):
    """A source that claims rest on, such as interviews, a survey or call logs."""

    type: EvidenceType | None = None
    """What kind of source it is; `internal`, `workshop` and `desk-research` do not count as the customer's voice."""
    title: Text | None = None
    """What it is called, for readers."""
    date: PartialDate | None = None
    """When it was collected: `2026`, `2026-05` or `2026-05-14`."""
    n: Count | None = None
    """How many people, answers or sessions."""
    url: Url | None = None
    """Where it can be read: http(s) or mailto."""
    file: Text | None = None
    """A file of the project that holds it."""
    confirmed: PartialDate | None = None
    """When somebody last checked that it still holds."""
    note: Prose | None = None
    """What a reader should know about it."""

    @property
    def internal(self) -> bool:
        """Whether it is the organisation's own voice rather than the customer's."""
        return self.type in INTERNAL


class Image(Record):
    """A picture, with the words for those who cannot see it; a plain text is its path."""

    short_form: ClassVar[str | None] = "file"

    file: Required
    """Path of the picture, inside the project."""
    alt: Text | None = None
    """What the picture shows."""
