"""A step that takes most of the time, or longer than expected, is worth it to the customer or is worked on.

Looks at steps of the customer on maps of the current state. Fires on a step that takes more than `share` of the time of
all steps together and feels bad or neutral, on maps with at least `min_steps` steps that have a `duration`; and on a
step that takes longer than its own expectation allows (`target: 10 min`). Silent where the step has a pain point or an
opportunity: then somebody has noticed; and where the feeling is not the company's doing (`cause: situation`).

Why it matters: Time is what customers notice and teams do not, for nobody sees the days between two departments. NN/g,
7 Ways to Analyze a Customer-Journey Map, compares the time of the steps and asks whether it is in proportion; the
Bitrix24 guide puts the time of each step on the map.

How to fix: Find out what the customer waits for, and write it as a pain point, or an opportunity to make it shorter. If
the time is well spent, the emotion should show it.

Example:

    - {name: I bring the bike in, duration: 10 min, emotion: hopeful}
    - {name: I wait for the repair, duration: 9 days, emotion: neutral}
    - {name: I fetch the bike, duration: 10 min, emotion: happy}
    - {name: I pay, duration: 2 min, emotion: neutral}

Better:

    - {name: I bring the bike in, duration: 10 min, emotion: hopeful}
    - {name: I wait for the repair, duration: 9 days, emotion: neutral, pain_points: [Spare parts take a week]}
    - {name: I fetch the bike, duration: 10 min, emotion: happy}
    - {name: I pay, duration: 2 min, emotion: neutral}

When to ignore: Where the time is the service itself, such as a night at a hotel or a year of insurance.
"""

from collections.abc import Iterator

from cjm.atlas import Felt, Look, helped
from cjm.finding import Category, Path, Remark, Severity
from cjm.model import Duration, Emotion, Journey, Record, Share, Step
from cjm.model.base import Count

SEVERITY = Severity.INFO
CATEGORY = Category.ACTION


class Options(Record):
    """How long is too long."""

    share: Share = Share(0.5)
    """Which part of the whole time a step may take."""
    min_steps: Count = 4
    """How many steps need a duration before their parts are compared."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on each step that takes too long and that nobody has noticed."""
    if journey.state != "current":
        return
    plans = helped(journey)
    timed = [step.duration.days for step in journey.steps if step.duration is not None]
    whole = sum(timed) if len(timed) >= options.min_steps else 0.0
    for i, stage in enumerate(journey.stages):
        for j, step in enumerate(stage.steps):
            if step.duration is None or step.actor != "customer" or step.pain_points or plans[step.id]:
                continue
            path: Path = ("stages", i, "steps", j, "duration")
            advice = "say what the customer waits for, as a pain point, or how it could be shorter"
            emotion = look.atlas.step_emotion(step, stage)
            felt = look.felt(step, stage)
            if limit := _expected(step):
                message = f"step '{step.name}' takes {step.duration}, and the customer expects {limit}; {advice}"
                yield Remark(path, message)
            elif whole and step.duration.days > options.share.fraction * whole and _flat(felt, emotion):
                part = f"{int(100 * step.duration.days / whole)} % of the time of all steps"
                yield Remark(path, f"step '{step.name}' takes {part} and feels {felt}; {advice}")


def _flat(felt: Felt | None, emotion: Emotion | None) -> bool:
    """Whether something is known to feel bad or neutral, and not by the doing of the situation itself."""
    situation = emotion is not None and emotion.cause == "situation"
    return felt is not None and felt.score is not None and felt.score <= 0 and not situation


def _expected(step: Step) -> Duration | None:
    """The shortest time that the customer allows for a step, if it takes longer."""
    assert step.duration is not None
    limits = []
    for expectation in step.expectations:
        try:
            limits.append(Duration.parse(expectation.target or ""))
        except ValueError:
            continue  # something else than a length of time
    return min((one for one in limits if one.days < step.duration.days), key=lambda one: one.days, default=None)
