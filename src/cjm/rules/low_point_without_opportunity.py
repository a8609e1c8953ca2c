"""Every low point has an opportunity, or says why it will stay low.

Fires on maps of the current state at a step that feels bad (`threshold` or less) and that no opportunity would make
better: none stands on the step or under one of its pain points, and none names either in `addresses`. Dismissed ones do
not count. Silent where all pain points of the step are `accepted`, and where the situation itself causes the feeling
(`cause: situation`). A mild low point, above -1.5, passes where somebody has weighed its pain points and found each of
them `low`: not everything that annoys is worth working on. Low points that nothing explains, severe pain points and the
end of the journey have rules of their own, and are passed over here. A stage's emotion that stands for its steps is
reported once, on the stage.

Why it matters: A map is drawn for its low points. The Bitrix24 guide puts a recommendation next to each of them that
smooths the feeling out, and the ServiceNow guide to customer journeys looks for opportunities wherever the experience
falls short.

How to fix: Ask what would make this moment bearable, and write it as an opportunity on the step or under its pain
point. If one elsewhere helps here too, name the step in its `addresses`.

Example:

    - name: I wait for the bus home
      emotion: annoyed
      pain_points: [The next bus leaves in forty minutes]

Better:

    - name: I wait for the bus home
      emotion: annoyed
      pain_points: [The next bus leaves in forty minutes]
      opportunities: [How might we bring people home?]

When to ignore: Where nothing can be done: give the pain point an `accepted` with the reason, which readers then see.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cjm.atlas import Felt, Look, helped
from cjm.finding import Category, Remark, Severity
from cjm.model import Emotion, Journey, Record, Step
from cjm.model.base import Number

SEVERITY = Severity.INFO
CATEGORY = Category.ACTION

_DEEP = -1.5
"""Up to which score a low point asks for an opportunity however its pain points are weighed."""


class Options(Record):
    """What is a low point."""

    threshold: Annotated[Number, Field(ge=-2, lt=0)] = -1
    """Up to which score a step is a low point."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each low point that nobody works on."""
    if journey.state != "current":
        return
    plans, ends = helped(journey), _ends(journey)
    for i, stage in enumerate(journey.stages):
        stands_in = [look.atlas.step_emotion(step, stage) is stage.emotion for step in stage.steps]
        settled = [bool(plans[step.id]) or step.id in ends or _answered(step) for step in stage.steps]
        if any(stands_in) and not any(settled):
            felt = _low(stage.emotion, stage.steps, look, options)
            if felt is not None:
                yield _remark(("stages", i, "emotion"), f"stage '{stage.name}'", felt)
        for j, step in enumerate(stage.steps):
            if not stands_in[j] and not settled[j]:
                felt = _low(step.emotion, [step], look, options)
                if felt is not None:
                    yield _remark(("stages", i, "steps", j, "emotion"), f"step '{step.name}'", felt)


def _low(emotion: Emotion | None, steps: list[Step], look: Look, options: Options) -> Felt | None:
    """What an emotion of some steps feels like, if that is bad, explained, and not the situation's doing."""
    felt = look.atlas.felt(emotion, look.journey)
    if emotion is None or felt is None or felt.score is None or felt.score > options.threshold:
        return None
    pains = [pain for step in steps for pain in step.pain_points if pain.side == "customer"]
    if pains and felt.score > _DEEP and all(pain.severity == "low" for pain in pains):
        return None
    explained = pains or (emotion.because or "").strip()
    return felt if explained and emotion.cause != "situation" else None


def _answered(step: Step) -> bool:
    """Whether a step needs no answer here: its pain points are accepted, or one is severe, which has its own rule."""
    unsettled = [pain for pain in step.pain_points if not (pain.accepted or "").strip()]
    return (bool(step.pain_points) and not unsettled) or any(pain.severe for pain in unsettled)


def _ends(journey: Journey) -> set[str]:
    """The steps at which a journey ends well, or else the last one, unless the path fails there."""
    steps = list(journey.steps)
    marked = {step.id for step in steps if step.outcome == "success"}
    return marked or {step.id for step in steps[-1:] if step.outcome is None}


def _remark(path: tuple[str | int, ...], what: str, felt: Felt) -> Remark:
    return Remark(
        path,
        f"{what} feels {felt}, and no opportunity would make it better",
        help=("add one to the step or its pain point, or name the step in the `addresses` of one that helps here too",),
    )
