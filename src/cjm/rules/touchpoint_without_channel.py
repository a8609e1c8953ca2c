"""Every touchpoint says through which channel it happens.

A touchpoint without `channel`, or one written as a plain text that is neither a known channel (`phone`) nor
holds one after the sign ` @ ` (`Complaint @ phone`). The channels of the project file count as known, with their
titles and aliases.

Why it matters: A touchpoint is the moment, a channel the medium; one moment can happen in several media, and
whoever mixes the two overlooks where one is missing. UXPressia draws this line, and the Bitrix24 guide sorts all
points of contact into online and offline, which only a channel can tell.

How to fix: Add `channel:`, or write the touchpoint in short as `Complaint @ chat`. Where the text is a channel of
your own, register it under `channels` in `cjm.yaml`.

Example:

    - name: Ask for help
      touchpoints:
        - name: Complaint

Better:

    - name: Ask for help
      touchpoints:
        - name: Complaint
          channel: live chat

When to ignore: Early on, as long as it is open through which medium something will happen.
"""

from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Remark, Severity
from cjm.model import Record, Touchpoint
from cjm.model.base import Truth

SEVERITY = Severity.WARNING
CATEGORY = Category.COMPLETENESS
SKETCH = True


class Options(Record):
    """What is asked of a channel."""

    require: Truth = True
    """Whether every touchpoint needs a channel."""
    known_channels_only: Truth = False
    """Whether a channel has to be a built-in one or one of the project file."""


def check(touchpoint: Touchpoint, look: Look, options: Options) -> Iterator[Remark]:
    """A remark on a touchpoint whose medium is missing, or unknown where only known ones will do."""
    assert look.step is not None
    where = f"'{touchpoint.name}' in step '{look.step.name}'"
    channel = (look.atlas.channel_name(touchpoint) or "").strip()
    if not channel and options.require:
        advice = _known(look)
        if (key := look.atlas.channel_key(touchpoint.name)) is not None:
            advice = f"`{touchpoint.name}` names a channel: add `channel: {key}`"
        yield Remark(("channel",), f"touchpoint {where} has no channel; add `channel:`", help=(advice,))
    elif channel and options.known_channels_only and look.atlas.channel(channel) is None:
        yield Remark(
            ("channel",),
            f"the channel '{channel}' of touchpoint {where} is not known here; "
            "register it under `channels` in `cjm.yaml`, or write a known one",
            help=(_known(look),),
        )


def _known(look: Look) -> str:
    return f"channels known here: {', '.join(look.atlas.channels)}"
