"""Lint settings, as they stand in a map and in `cjm.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import Field

from cjm.finding import Severity
from cjm.model.base import Record, Required, Text, Texts

Level = Literal["error", "warning", "info"]
Profile = Literal["sketch", "default", "strict"]


class LintLevels(Record):
    """Which rules are silent or weigh differently, and why."""

    ignore: dict[Text, Required] = Field(default_factory=dict)
    """Rules or categories that are silent, each with the reason."""
    severity: dict[Text, Level] = Field(default_factory=dict)
    """Rules that weigh more or less than by default."""
    options: dict[Text, dict[Text, Any]] = Field(default_factory=dict)
    """Options of rules, by rule."""


class LintSettings(LintLevels):
    """The lint settings of a project."""

    profile: Profile = "default"
    """How much is asked: sketch, default or strict."""
    select: Texts = Field(default_factory=list)
    """Only these rules or categories."""
    extend_select: Texts = Field(default_factory=list)
    """These rules or categories as well, such as rules that are off by default."""
    fail_on: Literal["error", "warning", "info", "never"] | None = None
    """From which severity on a run counts as failed."""
    baseline: Required | None = None
    """A file with findings that are accepted for now, seen from this file; only new ones are reported."""
    per_file: dict[Text, LintLevels] = Field(default_factory=dict)
    """Settings for the files that a pattern such as `drafts/**` names."""


@dataclass(frozen=True)
class LintOptions:
    """What the command line asks of lint; it wins over all settings."""

    select: tuple[str, ...] = ()
    """Only these rules or categories."""
    ignore: tuple[str, ...] = ()
    """Not these rules or categories."""
    extend_select: tuple[str, ...] = ()
    """These as well, such as rules that are off by default."""
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """How much a rule or category weighs, whatever the settings say."""
    profile: str | None = None
    """`sketch`, `default` or `strict`, instead of the project's."""
    no_ignores: bool = False
    """Report what comments and settings of a map silence, and what a baseline holds."""
    baseline: str | None = None
    """A file with findings that are accepted for now, instead of the project's."""
