"""What a map rests on is recent.

Fires where the newest source of a map is more than `max_age_months` old: of its own sources and of those that it cites
from the project. A source counts from the day on which it was collected or last `confirmed`; sources without a date
are passed over. A persona in use is stale when it was `reviewed` more than `persona_max_age_months` ago. With
`per_claim` each severe pain point needs a recent source of its own, where it or its step cites any.

Why it matters: Habits, products and competitors change, and old evidence does not say that it has expired. Bitrix24,
How to Create a Customer Journey Map, counts forgetting this among its six mistakes, and NN/g, Are Your Personas
Outdated?, found that most teams look at their personas again every one to four years. The 24 months are our middle.

How to fix: Ask a few customers whether it is still so. If it is, set `confirmed` on the source, or `reviewed` on the
persona, to the month of asking; if not, list the new source and correct the map.

Example:

    evidence:
      interviews: {type: interview, date: 2022-05, n: 8, title: Calls with riders}

Better:

    evidence:
      interviews: {type: interview, date: 2022-05, confirmed: 2026-05, n: 8, title: Calls with riders}

When to ignore: In trades that change slowly, such as mortgages or funerals; better raise the limit there.
"""

import datetime
from collections.abc import Iterable, Iterator

from cjm.atlas import Look
from cjm.finding import Category, Path, Remark, Severity
from cjm.model import Evidence, Journey, PersonaFields, Record
from cjm.model.base import Count, Truth
from cjm.model.dates import PartialDate
from cjm.model.texts import records

SEVERITY = Severity.WARNING
CATEGORY = Category.EVIDENCE


class Options(Record):
    """How long things hold."""

    max_age_months: Count = 24
    """How old the newest source of a map may be."""
    persona_max_age_months: Count = 24
    """How long ago a persona may have been reviewed."""
    per_claim: Truth = False
    """Whether each severe pain point needs a recent source too."""


def check(thing: Journey | PersonaFields, look: Look, options: Options) -> Iterator[Remark]:
    """Report maps and personas that rest on the past."""
    if isinstance(thing, PersonaFields):
        yield from _persona(thing, look, options)
        return
    sources = look.atlas.sources(thing)
    newest = _newest(sources.values())
    if newest is None:
        return
    age = _months(newest, look.today)
    if age > options.max_age_months:
        key = next(key for key, source in sources.items() if newest in (source.date, source.confirmed))
        path = ("evidence", key) if key in thing.evidence else _citation(thing, key)
        yield _remark(path, f"the newest evidence of map '{thing.title}' (`{key}`)", age, options.max_age_months)
    elif options.per_claim:
        yield from _claims(thing, sources, look, options)


def _claims(journey: Journey, sources: dict[str, Evidence], look: Look, options: Options) -> Iterator[Remark]:
    for i, stage in enumerate(journey.stages):
        for j, step in enumerate(stage.steps):
            for k, pain in enumerate(step.pain_points):
                cited = {*pain.evidence, *step.evidence}
                newest = _newest(source for key, source in sources.items() if key in cited)
                if pain.severe and newest is not None:
                    age = _months(newest, look.today)
                    if age > options.max_age_months:
                        path = ("stages", i, "steps", j, "pain_points", k)
                        what = f"the newest evidence for pain point '{pain.text}'"
                        yield _remark(path, what, age, options.max_age_months)


def _persona(persona: PersonaFields, look: Look, options: Options) -> Iterator[Remark]:
    used_by = [look.atlas.maps[file] for file in look.atlas.maps_of(look.file)]
    in_use = look.journey is not None or any(journey.status != "archived" for journey in used_by)
    if persona.reviewed is None or not in_use:
        return
    age = _months(persona.reviewed, look.today)
    if age > options.persona_max_age_months:
        yield Remark(
            ("reviewed",),
            f"persona '{persona.name}' was reviewed {age} months ago (limit {options.persona_max_age_months})",
            help=(f"compare it with customers of today, then set `reviewed: {look.today:%Y-%m}`",),
        )


def _remark(path: Path, what: str, age: int, limit: int) -> Remark:
    return Remark(
        path,
        f"{what} is {age} months old (limit {limit})",
        help=("ask customers again, or set `confirmed:` on the source to when somebody checked that it still holds",),
    )


def _newest(sources: Iterable[Evidence]) -> PartialDate | None:
    """The last date on which one of the sources was collected or confirmed."""
    dates = [date for source in sources for date in (source.date, source.confirmed) if date is not None]
    return max(dates, key=lambda date: date.last, default=None)


def _months(date: PartialDate, today: datetime.date) -> int:
    """The whole months since the last day that a date can mean."""
    then = date.last
    return (today.year - then.year) * 12 + today.month - then.month - (today.day < then.day)


def _citation(journey: Journey, key: str) -> Path:
    """Where the map first cites a source."""
    for path, record in records(journey):
        cited = getattr(record, "evidence", None)
        if isinstance(cited, list) and key in cited:
            return (*path, "evidence", cited.index(key))
    return ()
