"""Somebody keeps the map true.

Fires where a map has no `owner`: a warning once the map is published, an info before. With `require` it also asks for
owners of stages, and of touchpoints on channels that the project marks as `owned`; the owner of the step counts for its
touchpoints, and an owner given once counts for every touchpoint with the same `id`.

Why it matters: Everybody's map is nobody's map: it ages, and nobody notices. Bitrix24, How to Create a Customer Journey
Map, lists undivided responsibility among its six mistakes, and Forrester wants an owner for every journey map.

How to fix: Write the person or team who will look at the map again. One name is enough, and it may be the author's.

Example:

    title: I get my bike repaired
    status: published

Better:

    title: I get my bike repaired
    status: published
    owner: Lea

When to ignore: Where ownership is written down elsewhere, for example in the file that names the owners of a
repository.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Path, Remark, Severity
from cjm.model import Journey, Record
from cjm.model.base import Many

SEVERITY = Severity.WARNING
ALSO = (Severity.INFO,)
CATEGORY = Category.UPKEEP


class Options(Record):
    """What needs an owner."""

    require: Annotated[list[Literal["map", "stages", "touchpoints"]], Many] = Field(default=["map"])
    """`map`, `stages`, and `touchpoints` on channels of your own."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """Report a map, and on demand its stages and touchpoints, that nobody owns."""
    for path, what, task in _ownerless(journey, look, options):
        yield Remark(
            path,
            f"{what} has no owner",
            help=(f"set `owner:` to the person or team who {task}",),
            severity=None if journey.status == "published" else Severity.INFO,
        )


def _ownerless(journey: Journey, look: Look, options: Options) -> Iterator[tuple[Path, str, str]]:
    """What nobody owns: the path of the missing key, the words for the thing, and what an owner would do."""
    if "map" in options.require and not _filled(journey.owner):
        yield ("owner",), f"map '{journey.title}'", "keeps the map true"
    touchpoints = [touchpoint for step in journey.steps for touchpoint in step.touchpoints]
    owned_elsewhere = {touchpoint.id for touchpoint in touchpoints if touchpoint.id and _filled(touchpoint.owner)}
    for stage_index, stage in enumerate(journey.stages):
        if "stages" in options.require and not _filled(stage.owner):
            yield ("stages", stage_index, "owner"), f"stage '{stage.name}'", "is responsible for it"
        if "touchpoints" not in options.require:
            continue
        for step_index, step in enumerate(stage.steps):
            if _filled(step.owner):
                continue
            for index, touchpoint in enumerate(step.touchpoints):
                channel = look.atlas.channel(look.atlas.channel_name(touchpoint))
                ours = channel is not None and channel.owned
                if ours and not _filled(touchpoint.owner) and touchpoint.id not in owned_elsewhere:
                    path = ("stages", stage_index, "steps", step_index, "touchpoints", index, "owner")
                    yield path, f"touchpoint '{touchpoint.name}' in step '{step.name}'", "is responsible for it"


def _filled(text: str | None) -> bool:
    return bool(text and text.strip())
