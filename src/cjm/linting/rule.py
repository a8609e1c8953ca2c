"""The content rules: what every module of `cjm.rules` says of itself."""

import importlib
import inspect
import pkgutil
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Literal

import cjm.rules
from cjm.finding import Category, Severity
from cjm.model import Record

OWN = frozenset({"unknown-rule", "ignore-without-reason", "unused-ignore"})
"""What lint says of its own comments."""


@dataclass(frozen=True)
class Rule:
    """A content rule, as its module states it."""

    name: str
    module: ModuleType
    severity: Severity
    also: tuple[Severity, ...]
    """Further severities, of remarks that weigh more or less than the others."""
    category: Category
    sketch: bool
    opt_in: bool
    looks_at: type
    options: type[Record] | None
    history: bool
    """Whether it asks when maps were last changed, which git has to be asked for."""
    fix: Literal["safe", "unsafe"] | None
    """Whether some of what it finds can be corrected, and whether the author has to agree."""

    @property
    def page(self) -> str:
        """What it finds, why, and what to do: the module's docstring."""
        return inspect.cleandoc(self.module.__doc__ or "")


@cache
def all_rules() -> dict[str, Rule]:
    """All rules by name: every module of `cjm.rules`."""
    found = {}
    for info in pkgutil.iter_modules(cjm.rules.__path__):
        module = importlib.import_module(f"cjm.rules.{info.name}")
        name = info.name.replace("_", "-")
        parameters = list(inspect.signature(module.check).parameters.values())
        found[name] = Rule(
            name,
            module,
            module.SEVERITY,
            getattr(module, "ALSO", ()),
            module.CATEGORY,
            getattr(module, "SKETCH", False),
            getattr(module, "OPT_IN", False),
            parameters[0].annotation,
            getattr(module, "Options", None),
            getattr(module, "HISTORY", False),
            getattr(module, "FIX", None),
        )
    return found
