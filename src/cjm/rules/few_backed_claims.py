"""Most of what a researched map claims rests on research.

Looks at maps of the current state with `basis: research` or `mixed` and at least `min_claims` claims: emotions, pain
points, gains and quotes. Fires where less than `min_share` of them, or of their steps, cite evidence that is the
customers' own: interviews, surveys, analytics. Workshops, desk research and internal sources do not count.

Why it matters: A map is called research because of one survey, and the rest of it was made up in a room. First Loop's
article on customer journey maps advises to use real data, and the Bitrix24 guide counts hypotheses instead of analytics
among the mistakes; the half is a judgement of our own.

How to fix: Cite your sources where they belong: `evidence: its-id` on a claim, or on the whole step. What nobody has
asked customers about is a guess: say `basis: mixed` or `hypothesis`, or ask.

Example:

    basis: research

Better:

    basis: hypothesis

When to ignore: While the sources are being entered one by one.
"""

from collections.abc import Iterator

from cjm import figures
from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Journey, Record, Share
from cjm.model.base import Count

SEVERITY = Severity.INFO
CATEGORY = Category.EVIDENCE


class Options(Record):
    """How much is enough."""

    min_claims: Count = 5
    """How many claims a map needs before they are counted."""
    min_share: Share = Share(0.5)
    """Which part of them rests on research."""


def check(journey: Journey, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a map that claims more than it can show."""
    if journey.state != "current" or journey.basis not in ("research", "mixed"):
        return
    found = (look.atlas.step_emotion(step, stage) for stage in journey.stages for step in stage.steps)
    emotions = [emotion if look.atlas.felt(emotion, journey) is not None else None for emotion in found]
    proven = figures.coverage(figures.claims(journey, emotions, look.atlas.evidence(journey)))
    if proven.claims >= max(1, options.min_claims) and proven.share < options.min_share.fraction:
        rest = "rests" if proven.backed == 1 else "rest"
        yield Remark(
            ("basis",),
            f"{proven.backed or 'none'} of {proven.claims} claims {rest} on what customers said or did, "
            f"but the map says `basis: {journey.basis}`",
            help=(
                "cite sources with `evidence:` on feelings, pain points, gains and quotes, or on whole steps",
                "if much of the map is a guess, say so with `basis: hypothesis`",
            ),
        )
