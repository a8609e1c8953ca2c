"""A step that nobody needs is about to go.

A step of the customer on a map of the current state, all of whose touchpoints have `verdict: remove`, while no
opportunity would change it: none on it, under its pain points or with its id in `addresses`. Dismissed ones do not
count.

Why it matters: What is judged to be needless and left in place goes on to cost time on both sides. NN/g, 7 Ways to
Analyze a Customer-Journey Map, asks for interactions that can be taken away, and the Bitrix24 guide removes unnecessary
touchpoints.

How to fix: Write as an opportunity how the journey works without the step, and who sees to it. If the step has to stay,
give a touchpoint another verdict.

Example:

    - name: I call to hear whether it is ready
      touchpoints:
        - {name: Call, channel: phone, verdict: remove}

Better:

    - name: I call to hear whether it is ready
      touchpoints:
        - {name: Call, channel: phone, verdict: remove}
      opportunities: [How might we tell people before they call?]

When to ignore: Where the removal is tracked elsewhere; better give the opportunity a `ticket`.
"""

from collections.abc import Iterator

from cjm.atlas import Look, helped
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey

SEVERITY = Severity.INFO
CATEGORY = Category.ACTION


def check(journey: Journey, look: Look) -> Iterator[Remark]:
    """A remark on each step that should go and stays."""
    if journey.state != "current":
        return
    plans = helped(journey)
    for i, stage in enumerate(journey.stages):
        for j, step in enumerate(stage.steps):
            needless = bool(step.touchpoints) and all(one.verdict == "remove" for one in step.touchpoints)
            if needless and step.actor == "customer" and not plans[step.id]:
                which = "its touchpoint is" if len(step.touchpoints) == 1 else "all its touchpoints are"
                yield Remark(
                    ("stages", i, "steps", j, "touchpoints"),
                    f"step '{step.name}' is not needed ({which} to be removed), "
                    "and no opportunity says how to do without",
                    help=("write on the step, as an opportunity, how the journey goes on without it",),
                )
