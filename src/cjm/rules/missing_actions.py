"""Every step says what the customer does.

A step of the customer without `actions` whose name is a single word, as in `Checkout`. A name of two words or
more (`Compare plans`) tells what is done and counts as an action. An empty list passes: `actions: []` says that
the customer does nothing but wait. Steps that the organisation or a partner does (`actor`) are passed over, and so
are names in scripts that put no spaces between words.

Why it matters: What people do can be observed, so research can confirm or refute it. The Bitrix24 guide wants in
detail everything that the customer does at each step, the ServiceNow guide to customer journeys asks for action
steps in each phase, and NN/g, Journey Mapping 101, has actions among the parts that every map shares.

How to fix: List what somebody standing beside the customer would see, one sentence each, in the first person if
you can: `I type my card number`.

Example:

    - name: Checkout
      emotion: annoyed

Better:

    - name: Checkout
      actions: [I type my card number, I wait for the bank's code]
      emotion: annoyed

When to ignore: In overviews in which a step is only the heading of a map of its own.
"""

import re
from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Record, Step
from cjm.model.base import Truth, Whole

SEVERITY = Severity.WARNING
CATEGORY = Category.COMPLETENESS
SKETCH = True

_UNSPACED = re.compile(r"[\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Letters of Thai, Lao, Tibetan, Burmese, Khmer, Japanese and Chinese, which are written without spaces."""


class Options(Record):
    """What counts as an action."""

    name_counts: Truth = True
    """Whether a name of two words or more counts as an action."""
    min: Whole = 1
    """How many actions a step has at least."""


def check(step: Step, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a step of which nobody can tell what the customer does."""
    if step.actor != "customer" or (step.given("actions") and not step.actions):
        return
    actions = sum(1 for action in step.actions if action.strip())
    if options.name_counts and _tells(step.name):
        actions += 1
    if actions >= options.min:
        return
    if actions:
        message = (
            f"step '{step.name}' says little about what the customer does; "
            f"list more under `actions`, at least {options.min} are wanted"
        )
    else:
        message = (
            f"step '{step.name}' says nothing about what the customer does; add at least one entry under `actions`"
        )
    yield Remark(("actions",), message)


def _tells(name: str) -> bool:
    """Whether a name has two words or more, as far as spaces can show it."""
    words = [word for word in name.split() if any(letter.isalnum() for letter in word)]
    return len(words) > 1 or _UNSPACED.search(name) is not None
