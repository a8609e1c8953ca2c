"""Findings as text for people and documents for machines, one module per format.

The module's name is the format's name, and its `report(run, style)` a pure function that returns
the whole text. A further module in this folder is a further format; nothing else has to know of it.
Modules that begin with an underscore are shared by the formats.
"""

import pkgutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module

from cjm.finding import Finding, Run, Severity


@dataclass(frozen=True, slots=True)
class Style:
    """How a report for people should look; formats for machines pass it over."""

    colour: bool = False
    """Whether terminal colours may be used. If not, the report holds not one escape sequence."""
    width: int = 100
    """Columns of the terminal: longer lines of a map are cut around what is marked."""


def formats() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name[0] != "_"))


def report(format: str, run: Run, style: Style) -> str:
    """The findings of a run in one of the `formats()`.

    For people it is empty if there are none, and for machines always a whole document.
    """
    made: Callable[[Run, Style], str] = import_module(f"{__name__}.{format}").report
    return made(run, style)


def tally(findings: Iterable[Finding]) -> str:
    """Findings in numbers: `2 errors, 1 info`; empty if there are none."""
    numbers = Counter(finding.severity for finding in findings)
    return ", ".join(counted(numbers[level], level) for level in Severity if numbers[level])


def counted(number: int, thing: str) -> str:
    """A number of things in words: `1 error`, `3 errors`."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
