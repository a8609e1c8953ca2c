"""A pain point that several journeys share is known to be one.

Compares the words of the pain points of all current maps of a project, without small words such as "the" and "my".
Fires where at least three words count and as many of them are the same as `threshold` says, in `min_maps` maps or more.
Pain points with the same written `id`, or with a `tag` in common, are tied together already. Maps are compared within
one language; archived maps and maps of the future do not count. Off unless somebody selects it.

Why it matters: A problem that several journeys meet is the best case for putting money into it, and in each map alone
it looks like a detail. TheyDo treats what hurts as one building block that journeys share, and UXPressia keeps such
things in one repository.

How to fix: Give the pain point the same `id` in each map, or a `tag` in common, and one opportunity with one owner. If
they only sound alike, say what differs.

Example:

    pain_points: [The form forgets my address]

Better:

    pain_points: [{id: forgets-address, text: The form forgets my address}]

When to ignore: Where two systems happen to have the same fault.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.finding import Category, Pointer, Remark, Severity
from cjm.likeness import first_alike
from cjm.model import Record
from cjm.model.base import Count, Number
from cjm.portfolio import Hurt, MapEntry, Portfolio
from cjm.vocabulary.languages import primary

SEVERITY = Severity.INFO
CATEGORY = Category.PORTFOLIO
OPT_IN = True

_NAMED = 3
"""How many maps a message names."""


class Options(Record):
    """How alike and how common."""

    threshold: Annotated[Number, Field(gt=0.5, le=1)] = 0.8
    """Part of all words of two pain points that both share, from 0.5 to 1."""
    min_maps: Annotated[Count, Field(ge=2)] = 2
    """In how many maps it appears."""


def check(portfolio: Portfolio, options: Options) -> Iterator[tuple[str, Remark]]:
    """Report pain points that appear in several maps, once in each of them."""
    by_language: dict[str, list[tuple[MapEntry, Hurt]]] = {}
    for entry in portfolio.live:
        if entry.state == "current":
            by_language.setdefault(primary(entry.language), []).extend((entry, pain) for pain in entry.pains)
    for language, pains in by_language.items():
        alike = first_alike([pain.text for _, pain in pains], language, options.threshold)
        groups: dict[int, list[int]] = {}
        group_of: list[int] = []
        for at, first in enumerate(alike):
            group_of.append(at if first is None else group_of[first])
            groups.setdefault(group_of[at], []).append(at)
        for group in groups.values():
            yield from _shared([pains[at] for at in group], options)


def _shared(pains: list[tuple[MapEntry, Hurt]], options: Options) -> Iterator[tuple[str, Remark]]:
    """Remarks on pain points that are all alike, unless they are few or tied together."""
    first: dict[str, tuple[MapEntry, Hurt]] = {}
    for entry, pain in pains:
        first.setdefault(entry.file, (entry, pain))
    if len(first) < options.min_maps or _tied([pain for _, pain in pains]):
        return
    titles = [f"'{entry.title}'" for entry, _ in first.values()]
    listed = ", ".join(titles[:_NAMED]) + (", …" if len(titles) > _NAMED else "")
    (where, there), (second, other) = list(first.values())[:2]
    for file, (_, pain) in first.items():
        at, which = (where, there) if file != where.file else (second, other)
        yield (
            file,
            Remark(
                pain.path,
                f"pain point '{pain.text}' appears in {len(titles)} maps ({listed})",
                help=("give it the same `id` or a common tag in each, and fix it once",),
                related=(Pointer("here too", which.path, at.file),),
            ),
        )


def _tied(pains: list[Hurt]) -> bool:
    """Whether ids and tags tie pain points together, each to the others directly or by way of one between."""
    groups: list[set[str]] = []
    for pain in pains:
        names = {f"tag {tag}" for tag in pain.tags} | ({f"id {pain.id}"} if pain.id else set())
        if not names:
            return False
        near = [group for group in groups if not group.isdisjoint(names)]
        groups = [group for group in groups if group.isdisjoint(names)] + [names.union(*near)]
    return len(groups) == 1
