"""Customers need not change between online and offline just where it feels bad.

Follows the main path of a map of the current state from one step of the customer to the next. Fires where one is only
online and the other only offline, and the step of arrival feels bad (`max_score` or less) and has no pain point. All
touchpoints of both steps have to be in channels of which is known whether they are online or offline.

Why it matters: At a change of channel things get lost: what was typed has to be said again, and nobody knows the case.
NN/g, 7 Ways to Analyze a Customer-Journey Map, looks for transitions between channels that go with friction, and the
Bitrix24 guide thinks of the channels as one system.

How to fix: Ask what customers had to repeat, look up or wait for when they changed, and write it as a pain point. If
the change is not the trouble, write what is.

Example:

    - {name: I send the form, touchpoints: [Form @ website], emotion: hopeful}
    - {name: I explain it all again, touchpoints: [Call @ phone], emotion: annoyed}

Better:

    - {name: I send the form, touchpoints: [Form @ website], emotion: hopeful}
    - name: I explain it all again
      touchpoints: [Call @ phone]
      emotion: annoyed
      pain_points: [The hotline does not see what I have sent]

When to ignore: Where the change has nothing to do with the feeling; better say what has, under `pain_points`.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from cjm import figures
from cjm.atlas import Look
from cjm.finding import Category, Path, Remark, Severity
from cjm.model import Journey, Record, Stage, Step
from cjm.model.base import Number

SEVERITY = Severity.INFO
CATEGORY = Category.STRUCTURE


class Options(Record):
    """What feels bad."""

    max_score: Annotated[Number, Field(ge=-2, lt=0)] = -1
    """Up to which score the step of arrival feels bad."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each change of channel at a low point."""
    if journey.state != "current":
        return
    steps: list[tuple[Path, Stage, Step]] = [
        (("stages", i, "steps", j), stage, step)
        for i, stage in enumerate(journey.stages)
        for j, step in enumerate(stage.steps)
    ]
    for before, at in pairwise(figures.main_path(journey)):
        _, _, earlier = steps[before]
        path, stage, step = steps[at]
        felt = look.felt(step, stage)
        if felt is None or felt.score is None or felt.score > options.max_score or step.pain_points:
            continue
        one, other = _modes(earlier, look), _modes(step, look)
        if {earlier.actor, step.actor} == {"customer"} and one and other and one.isdisjoint(other):
            yield Remark(
                (*path, "touchpoints"),
                f"from step '{earlier.name}' to '{step.name}' the customer has to change "
                f"from {one.pop()} to {other.pop()}, and then feels {felt}; is the change the trouble?",
                help=("if so, write what gets lost on the way as a pain point; if not, what else goes wrong",),
            )


def _modes(step: Step, look: Look) -> set[str]:
    """Where a step happens: online, offline or both; empty where that is not known of each touchpoint."""
    channels = [look.atlas.channel(look.atlas.channel_name(one)) for one in step.touchpoints]
    modes = {channel.mode for channel in channels if channel is not None and channel.mode is not None}
    known = all(channel is not None and channel.mode is not None for channel in channels)
    return {str(mode) for mode in modes} if known else set()
