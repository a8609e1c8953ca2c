"""A source says how many people it rests on, and these are enough.

Looks at interviews, usability tests, diary and field studies, surveys and analytics: reports those without `n`, and
those with fewer cases than their type needs. Of interviews and usability tests that is 5, of surveys 30, of the others
one.

Why it matters: One loud customer and sixty quiet ones look the same in a map unless the number is written down. NN/g,
in its three types of personas, begins with as few as five interviews for each group of users; the thirty answers are a
judgement of our own.

How to fix: Write how many people, answers or sessions it was: `n: 8`. If they are few, ask some more, or say why these
few count.

Example:

    calls: {type: interview, date: 2026-03, n: 1, title: Call with Bob}

Better:

    calls: {type: interview, date: 2026-03, n: 1, title: Call with Bob}  # cjm: ignore[sample-size] our only such client

When to ignore: Where there are no more customers of the kind, as in business with few large clients; the comment keeps
the reason, or set a smaller minimum.
"""

from collections.abc import Iterator

from pydantic import Field

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Evidence, Record
from cjm.model.base import Count

SEVERITY = Severity.INFO
CATEGORY = Category.EVIDENCE


class Minimum(Record):
    """The least number of cases of each type; 0 asks for no number."""

    interview: Count = 5
    """People who were interviewed."""
    usability_test: Count = Field(default=5, alias="usability-test")
    """People who tried it."""
    diary_study: Count = Field(default=1, alias="diary-study")
    """People who kept a diary."""
    field_study: Count = Field(default=1, alias="field-study")
    """People who were watched."""
    survey: Count = 30
    """Answers."""
    analytics: Count = 1
    """Sessions or cases."""


class Options(Record):
    """How many are enough."""

    min: Minimum = Field(default_factory=Minimum)
    """The least number for each type: `{interview: 5, usability-test: 5, survey: 30}`."""


_CASES = {"survey": ("answer", "answers"), "analytics": ("case", "cases")}


def check(source: Evidence, look: Look, options: Options) -> Iterator[Remark]:
    """Report a source that rests on too few, or on nobody knows how many."""
    least: int = getattr(options.min, (source.type or "").replace("-", "_"), 0)
    if least == 0 or (source.n is not None and source.n >= least):
        return
    one, more = _CASES.get(source.type or "", ("person", "people"))
    known = f"evidence '{look.key}' ({source.type})"
    if source.n is None:
        yield Remark(("n",), f"{known} does not say on how many {more} it rests; add `n:`")
    else:
        rests_on = f"{source.n} {one if source.n == 1 else more}"
        yield Remark(
            ("n",),
            f"{known} rests on {rests_on} only (minimum {least})",
            help=("ask some more, or say why these count: `# cjm: ignore[sample-size] reason`",),
        )
