"""What people type, read into values; what cannot be meant is answered with what can."""

import datetime
import os
import re
from collections.abc import Iterable, Sequence

from cjm.errors import CjmError
from cjm.finding import Severity

LEVELS = tuple(str(level) for level in Severity)


def choice(value: str, allowed: Sequence[str], what: str) -> str:
    """One of the allowed words. `what` completes "… is not": `an output format`. Raises `CjmError`."""
    if value in allowed:
        return value
    raise CjmError(f"`{value}` is not {what}", help=suggestion(value, allowed))


def suggestion(value: str, allowed: Sequence[str]) -> str:
    """What may have been meant, and what there is."""
    from cjm.vocabulary.aliases import closest

    short = [word for word in allowed if len(value) > 2 and word.startswith(value.lower())]
    near = closest(value, allowed) or short
    listed = ", ".join(f"`{word}`" for word in allowed)
    return f"did you mean `{near[0]}`? There are {listed}" if near else f"choose from {listed}"


def language(value: str | None) -> str | None:
    """A language tag. Raises `CjmError`."""
    if value is not None and not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*", value):
        raise CjmError(f"`{value}` is not a language tag", help="write for example `en`, `de` or `pt-BR`")
    return value


def severity(value: str, option: str) -> Severity:
    """A severity by its name. Raises `CjmError`."""
    return Severity(choice(value, LEVELS, f"a level of {option}"))


def threshold(value: str, option: str) -> Severity | None:
    """A severity, or `None` for `never`. Raises `CjmError`."""
    return None if choice(value, (*LEVELS, "never"), f"a level of {option}") == "never" else Severity(value)


def listed(values: Iterable[str] | None) -> tuple[str, ...]:
    """The words of an option that is given several times, or once with commas, or both."""
    return tuple(word.strip() for value in values or () for word in value.split(",") if word.strip())


def severities(values: Iterable[str] | None) -> dict[str, Severity]:
    """`RULE=LEVEL` as given, several times or with commas. Raises `CjmError`."""
    levels = {}
    for value in listed(values):
        rule, equals, level = value.partition("=")
        if not (rule and equals and level):
            raise CjmError(f"`{value}` is not a severity for a rule", help="write it as `missing-emotion=error`")
        levels[rule.strip()] = severity(level.strip(), "--severity")
    return levels


def day(value: str | None) -> datetime.date:
    """The date to count from: the one given as YYYY-MM-DD, else SOURCE_DATE_EPOCH, else today. Raises `CjmError`.

    SOURCE_DATE_EPOCH holds seconds since 1970 and makes builds repeatable (reproducible-builds.org).
    """
    if value is None:
        if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdecimal():
            return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
        return datetime.date.today()  # noqa: DTZ011  # the day on the wall of the one who asks
    try:
        if len(value) != len("2026-12-31"):
            raise ValueError
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise CjmError(f"`{value}` is not a date", help="write --today as year-month-day, such as 2026-12-31") from None
