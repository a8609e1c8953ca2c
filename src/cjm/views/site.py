"""The index of several maps as plain data: what there is, where it stands, and how each journey feels."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cjm.atlas import Atlas
from cjm.model import Journey
from cjm.views import words
from cjm.views.prose import prose
from cjm.views.words import NN_, Words
from cjm.vocabulary import languages


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
    words: Mapping[str, str]
    """The report's own words, by a short key."""


def view(
    maps: Sequence[tuple[Journey, str, Atlas]],
    pages: Mapping[str, str],
    today: datetime.date,
    language: str | None = None,
) -> SiteView:
    """The index of maps, given with their files and atlases; `pages` holds each file's page.

    The words are in `language`, else in the language of the maps, if they have the same.
    """
    names = {atlas.project.brand if atlas.project else None for _, _, atlas in maps}
    spoken = {journey.language for journey, _, _ in maps}
    written = spoken.pop() if len(spoken) == 1 else language or "en"
    mirrored = languages.primary(written) in languages.RIGHT_TO_LEFT
    own = Words(language or written, mirrored=mirrored)
    count = own.count("{n} journey map, as of {date}", "{n} journey maps, as of {date}", len(maps), date=own.day(today))
    return SiteView(
        language=written,
        direction="rtl" if mirrored else "ltr",
        title=(names.pop() if len(names) == 1 else None) or own.say("Customer journey maps"),
        lead=count,
        entries=tuple(_entry(own, journey, file, atlas, pages[file], today) for journey, file, atlas in maps),
        words=own.terms,
    )


def _entry(own: Words, journey: Journey, file: str, atlas: Atlas, page: str, today: datetime.date) -> Entry:
    steps = list(journey.steps)
    pains = [pain for step in steps for pain in step.pain_points]
    severe = sum(pain.severe for pain in pains)
    if severe:
        one, many = NN_("{n} pain point, {severe} high", "{n} pain points, {severe} high")
        counted = own.count(one, many, len(pains), severe=severe)
    else:
        counted = own.count("{n} pain point", "{n} pain points", len(pains))
    size = own.count("{n} step", "{n} steps", len(steps))
    due: datetime.date | None = journey.review_by
    if due is None and journey.reviewed and journey.review_every:
        due = journey.review_every.after(journey.reviewed)
    return Entry(
        title=journey.title,
        href=page,
        personas=own.listed(persona.name for persona in atlas.personas_of(journey, file)),
        kind=own.say(words.STATES[journey.state]),
        future=journey.state == "future",
        status=own.say(words.STATUSES[journey.status]),
        steps=own.count("{steps} in {n} stage", "{steps} in {n} stages", len(journey.stages), steps=size),
        pains=counted,
        summary=prose(journey.summary),
        review=own.say("Next review {date}", date=own.day(due)) if due else None,
        overdue=bool(due and due < today and journey.status != "archived"),
    )
