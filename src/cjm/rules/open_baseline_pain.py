"""The journey that you intend has an answer to what hurts most today.

On a map of the future state with a `baseline`: a pain point that is high or critical there and still stands here, with
the same written `id` or the same text, and is neither `accepted` on one of the two maps nor addressed by an opportunity
here. One that is gone, or whose severity is low or medium here, counts as solved.

Why it matters: A future that carries the worst of today along is no improvement. The customer service article on
journey mapping compares the journey with what was found before and turns each chance to improve into an action; the
ServiceNow guide to customer journeys has maps evolve from one to the next.

How to fix: Add the opportunity that takes the pain away and remove it, or lower its severity to what will be left. If
it has to stay, say why with `accepted`.

Example:

    pain_points:
      - {text: The queue goes around the corner, severity: high}

Better:

    pain_points:
      - text: The queue goes around the corner
        severity: high
        accepted: On Saturdays people like to talk there

When to ignore: Rarely; `accepted` keeps the reason in the map, where readers see it.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Pointer, Remark, Severity
from cjm.model import Journey
from cjm.vocabulary.wording import words

SEVERITY = Severity.WARNING
CATEGORY = Category.ACTION


def check(journey: Journey, look: Look) -> Iterator[Remark]:
    """Report severe pain points of today that a future map still has."""
    if journey.state != "future" or not journey.baseline:
        return
    file = look.atlas.path(look.file, journey.baseline)
    today = look.atlas.maps.get(file)
    if today is None:
        return
    severe = [
        (("stages", i, "steps", j, "pain_points", k), pain)
        for i, stage in enumerate(today.stages)
        for j, step in enumerate(stage.steps)
        for k, pain in enumerate(step.pain_points)
        if pain.severe and not (pain.accepted or "").strip()
    ]
    by_id = {pain.id: (path, pain) for path, pain in severe if pain.given("id")}
    by_text = {tuple(words(pain.text)): (path, pain) for path, pain in severe}
    for i, stage in enumerate(journey.stages):
        for j, step in enumerate(stage.steps):
            for k, pain in enumerate(step.pain_points):
                found = (by_id.get(pain.id) if pain.given("id") else None) or by_text.get(tuple(words(pain.text)))
                if found is None or pain.severity in ("low", "medium") or (pain.accepted or "").strip():
                    continue
                if any(one.status != "dismissed" for one in look.answers(pain, step)):
                    continue
                path, before = found
                yield Remark(
                    ("stages", i, "steps", j, "pain_points", k),
                    f"pain point '{pain.text}' ({before.severity} today) still stands in this future, "
                    "and nothing is done about it",
                    help=(
                        f"add an opportunity under it, or one with `addresses: {pain.id}`, and lower its `severity`",
                        "if it has to stay, say why: `accepted: <reason>`",
                    ),
                    related=(Pointer("on the map of today", path, file),),
                )
