"""The index of several maps as plain data: what there is, where it stands, and how each journey feels."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cjm.atlas import Atlas
from cjm.model import Journey
from cjm.views import words


@dataclass(frozen=True, slots=True)
class Entry:
    """One map in the index."""

    title: str
    href: str
    """Its page, relative to the index."""
    personas: str
    """Whose journey it is; empty where nobody says."""
    kind: str
    """Current or future state."""
    future: bool
    status: str
    steps: str
    """`18 steps in 7 stages`."""
    pains: str
    """`11 pain points, 2 high`."""
    summary: str | None
    review: str | None
    """`Next review 1 March 2027`; `None` where none is planned."""
    overdue: bool


@dataclass(frozen=True, slots=True)
class SiteView:
    """The index of a folder of reports."""

    language: str
    direction: str
    title: str
    lead: str
    entries: tuple[Entry, ...]


def view(maps: Sequence[tuple[Journey, str, Atlas]], pages: Mapping[str, str], today: datetime.date) -> SiteView:
    """The index of maps, given with their files and atlases; `pages` holds each file's page."""
    names = {atlas.project.name if atlas.project else None for _, _, atlas in maps}
    languages = {journey.language for journey, _, _ in maps}
    language = languages.pop() if len(languages) == 1 else "en"
    return SiteView(
        language=language,
        direction="rtl" if language.split("-")[0].lower() in words.RIGHT_TO_LEFT else "ltr",
        title=(names.pop() if len(names) == 1 else None) or "Customer journey maps",
        lead=f"{words.plural(len(maps), 'journey map', 'journey maps')}, as of {words.day(today)}",
        entries=tuple(_entry(journey, file, atlas, pages[file], today) for journey, file, atlas in maps),
    )


def _entry(journey: Journey, file: str, atlas: Atlas, page: str, today: datetime.date) -> Entry:
    steps = list(journey.steps)
    pains = [pain for step in steps for pain in step.pain_points]
    severe = sum(pain.severe for pain in pains)
    counted = words.plural(len(pains), "pain point", "pain points")
    due: datetime.date | None = journey.review_by
    if due is None and journey.reviewed and journey.review_every:
        due = journey.review_every.after(journey.reviewed)
    return Entry(
        title=journey.title,
        href=page,
        personas=", ".join(persona.name for persona in atlas.personas_of(journey, file)),
        kind=words.STATES[journey.state],
        future=journey.state == "future",
        status=words.STATUSES[journey.status],
        steps=f"{words.plural(len(steps), 'step', 'steps')} in {words.plural(len(journey.stages), 'stage', 'stages')}",
        pains=f"{counted}, {severe} high" if severe else counted,
        summary=journey.summary,
        review=f"Next review {words.day(due)}" if due else None,
        overdue=bool(due and due < today and journey.status != "archived"),
    )
