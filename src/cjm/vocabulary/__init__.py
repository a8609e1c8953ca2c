"""The words that cjm knows: data files in `data/`, each behind one reader."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _read(name: str) -> Any:
    return json.loads(files(__name__).joinpath("data", f"{name}.json").read_text(encoding="utf-8"))


def units() -> dict[str, list[str]]:
    """The units of time with their names in the languages of the report."""
    return _read("units")  # type: ignore[no-any-return]


def channels() -> dict[str, dict[str, Any]]:
    """The common channels by slug: title, mode (online or offline), icon and other spellings."""
    return _read("channels")  # type: ignore[no-any-return]


def format_findings() -> dict[str, dict[str, str]]:
    """The pages of what validate finds, and of what lint says of its own comments, by name."""
    return _read("format-findings")  # type: ignore[no-any-return]
