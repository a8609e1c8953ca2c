"""Lists of stages to start a map from."""

from dataclasses import dataclass
from functools import cache

from cjm.vocabulary import _read

DEFAULT = "first-loop-7"
"""The preset of a new map when nobody asks for another."""


@dataclass(frozen=True, slots=True)
class PresetStage:
    """One stage of a preset."""

    name: str
    """As its source calls it."""
    role: str | None
    """What the stage is in a journey (`awareness`, `buy` …); `None` where no role fits."""
    hint: str
    """What belongs there, in one line."""
    step: str
    """An example of a first step, in the customer's words."""


@dataclass(frozen=True, slots=True)
class Preset:
    """A list of stages with a name and an origin."""

    id: str
    title: str
    """What it is good for, in one line."""
    source: str
    """Whose stages these are, and what in them is ours."""
    stages: tuple[PresetStage, ...]


@cache
def presets() -> dict[str, Preset]:
    """All presets by id, the common ones first."""
    return {
        name: Preset(name, entry["title"], entry["source"], tuple(PresetStage(**stage) for stage in entry["stages"]))
        for name, entry in _read("presets").items()
    }
