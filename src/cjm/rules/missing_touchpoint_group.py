"""A journey shows what happens online and what happens offline, or says which of them it leaves out.

Looks at journeys from end to end and at lifecycles with at least `min_touchpoints` touchpoints, all in channels of
which is known whether they are online or offline. Fires where all are online, or all are offline. Silent where
`scope.excludes` mentions the group that is missing (`Visits to the shop`, `Everything offline`), and where the persona
lists `channels` and has none in that group either: then the map is true to the persona. What happens after the purchase
is the business of another rule.

Why it matters: Teams see the channel that they look after, and customers walk from one to the other. First Loop's
article on customer journey maps looks for touchpoints in each group: online, offline and after the purchase; the
Bitrix24 guide divides them all into online and offline.

How to fix: Ask customers what happened before, between and after: the call, the letter, the advice of a friend, the
search on the phone. If there is nothing, or another map shows it, say so under `scope.excludes`.

Example:

    - name: I order
      touchpoints: [Shop @ website, Basket @ website, Confirmation @ email]
    - name: I get help
      touchpoints: [Help centre @ website]

Better:

    - name: I order
      touchpoints: [Shop @ website, Basket @ website, Confirmation @ email]
    - name: I unpack
      touchpoints: [Courier @ delivery]
    - name: I get help
      touchpoints: [Help centre @ website]

When to ignore: Where there is nothing of the kind; better say so under `scope.excludes`, so that readers know it too.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record
from cjm.model.base import Count, Many
from cjm.vocabulary.wording import wording, words

SEVERITY = Severity.INFO
CATEGORY = Category.COMPLETENESS


class Options(Record):
    """Which maps are looked at."""

    min_touchpoints: Count = 4
    """How many touchpoints a map needs before a group can be missing."""
    levels: Annotated[list[Literal["lifecycle", "end-to-end", "episode"]], Many] = Field(
        default=["lifecycle", "end-to-end"]
    )
    """Only maps of these levels."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a map that shows only one side."""
    if journey.level not in options.levels:
        return
    channels = [look.atlas.channel(look.atlas.channel_name(one)) for step in journey.steps for one in step.touchpoints]
    modes = {channel.mode if channel is not None else None for channel in channels}
    if len(channels) < options.min_touchpoints or len(modes) != 1 or None in modes:
        return
    missing = "offline" if "online" in modes else "online"
    if not _left_out(missing, journey, look) and not _unused(missing, look):
        there = "online" if missing == "offline" else "offline"
        yield Remark(
            ("stages",),
            f"map '{journey.title}' has {there} touchpoints only ({len(channels)}); "
            f"add what happens {missing}, or say under `scope.excludes` that it is left out",
        )


def _unused(group: str, look: Look) -> bool:
    """Whether the personas say which channels they use, and none of them is in a group."""
    channels = [look.atlas.channel(name) for persona in look.personas for name in persona.channels]
    return bool(channels) and all(channel is not None and channel.mode not in (None, group) for channel in channels)


def _left_out(group: str, journey: Journey, look: Look) -> bool:
    """Whether a map says that it leaves a group out; in a language that is not known, anything it says may be that."""
    excludes = journey.scope.excludes if journey.scope is not None else []
    known = wording("touchpoint-groups", look.language)
    if not known:
        return bool(excludes)
    names = {*known[group]}
    for key, channel in look.atlas.channels.items():
        if channel.mode == group:
            names |= {" ".join(words(name)) for name in (key, channel.title or key, *channel.aliases)}
    texts = [f" {' '.join(words(text))} " for text in excludes]
    return any(f" {name}{ending} " in text for text in texts for name in names if name for ending in ("", "s"))
