"""A channel has one name throughout the project.

Two names of channels that differ in more than case, spaces and hyphens, and yet mean the same by all appearance: they
are alike once separators and a plural are taken off (`e-mail` and `email`), they are everyday words for one medium
(`phone` and `telephone`), or long names that differ by one letter. The name that the project registers is the right
one, else the one that is used most. Names that `cjm.yaml` registers, as channels or as `aliases` of one, are fine.

Why it matters: Filters and counts by channel fall apart on spelling, and nobody notices that half of the phone calls
are missing. UXPressia recommends one repository so that channels stay comparable across maps, and Uxcel naming
conventions; the Bitrix24 guide thinks of channels as one system.

How to fix: Write the same name everywhere, or register the other as an alias:
`channels: {website: {aliases: [web page]}}`.

Example:

    touchpoints: [Price list @ web page]

Better:

    touchpoints: [Price list @ website]

When to ignore: Two media that only sound alike, such as an `app` of your own beside a partner's `mobile app`.
Register both as channels, and cjm takes them apart.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from cjm.finding import Category, Change, Pointer, Remark, Severity
from cjm.likeness import distance
from cjm.model import Record, slug
from cjm.model.base import Count, Many, Texts
from cjm.portfolio import Portfolio, Said

SEVERITY = Severity.WARNING
CATEGORY = Category.PORTFOLIO
FIX = "safe"

_LONG = 6
"""From how many letters on one wrong letter is taken for a slip."""


class Options(Record):
    """What counts as one channel."""

    synonyms: Annotated[list[Texts], Many] = Field(
        default=[
            ["e-mail", "email", "mail"],
            ["web", "website", "web site", "web page", "webpage", "site", "homepage"],
            ["phone", "telephone", "call", "phone call"],
            ["shop", "store", "branch"],
            ["app", "mobile app"],
            ["chat", "live chat"],
        ]
    )
    """Groups of everyday words for one medium."""
    max_edit_distance: Count = 1
    """How many letters may differ in names of six letters and more; 0 to compare no spellings."""


def check(portfolio: Portfolio, options: Options) -> Iterator[tuple[str, Remark]]:
    """Report names of channels that look like another one, once in each map that uses them."""
    uses: dict[str, list[tuple[str, Said]]] = {}
    for entry in portfolio.live:
        for said in entry.channels:
            uses.setdefault(slug(said.text), []).append((entry.file, said))
    registered = _registered(portfolio)
    for group in _groups(sorted(uses), registered, options):
        right = _right(group, uses, registered)
        name = Counter(said.text for _, said in uses[right]).most_common(1)[0][0]
        where, first = uses[right][0]
        for variant in sorted(group - {right} - registered.keys()):
            seen: set[str] = set()
            for file, said in uses[variant]:
                if file not in seen:
                    seen.add(file)
                    message = f"channel '{said.text}' looks like '{name}' ({_times(len(uses[right]))})"
                    help = (f"write `{name}`, or register `{said.text}` as an alias under `channels` in `cjm.yaml`",)
                    related = (Pointer(f"'{name}' stands here", first.path, where),)
                    change = Change("replace", said.path, name, said.text)
                    yield file, Remark(said.path, f"{message}; use one spelling", help, related=related, change=change)


def _times(count: int) -> str:
    return "1 use" if count == 1 else f"{count} uses"


def _registered(portfolio: Portfolio) -> Mapping[str, str]:
    """Each name that the project registers, with the channel that it stands for."""
    found = {}
    for key, channel in (portfolio.project.channels if portfolio.project else {}).items():
        for name in (key, channel.title or key, *channel.aliases):
            found[slug(name)] = slug(key)
    return found


def _groups(names: list[str], registered: Mapping[str, str], options: Options) -> Iterator[set[str]]:
    """Names that seem to mean one channel, two or more at a time."""
    common = {slug(word): slug(words[0]) for words in options.synonyms for word in words}
    left = dict.fromkeys(names)
    while left:
        group = {next(iter(left))}
        grown = True
        while grown:
            near = {
                name for name in left if name not in group and any(_alike(name, one, common, options) for one in group)
            }
            grown = bool(near)
            group |= near
        for name in group:
            del left[name]
        if len(group - registered.keys()) + len({registered[name] for name in group & registered.keys()}) > 1:
            yield group


def _alike(a: str, b: str, common: Mapping[str, str], options: Options) -> bool:
    if _bare(a) == _bare(b) or (a in common and common[a] == common.get(b)):
        return True
    return min(len(a), len(b)) >= _LONG and distance(a, b) <= options.max_edit_distance


def _bare(name: str) -> str:
    """A name without separators and the `s` of a plural."""
    joined = name.replace("-", "")
    return joined.removesuffix("s") if len(joined) > 4 else joined


def _right(group: set[str], uses: Mapping[str, list[tuple[str, Said]]], registered: Mapping[str, str]) -> str:
    """The name that the project registers, else the one that is used most, else the one that is used first."""
    names = [name for name in uses if name in group]
    return max(names, key=lambda name: (name in registered, len(uses[name]), -names.index(name)))
