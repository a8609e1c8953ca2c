"""An own look of reports: colours and fonts."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from cjm.model.base import Many, Plain, Record, Text, wrong_type


def _colour(written: str) -> str:
    digits = re.fullmatch(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", written.strip())
    if digits is None:
        bare = re.fullmatch(r"[0-9a-fA-F]{3}|[0-9a-fA-F]{6}", written.strip())
        example = f'"#{bare[0]}"' if bare else '"#1b2837" or "#fff"'
        problem = f"`{written}` is not a colour; write it like {example}, in quotes"
        raise PydanticCustomError("invalid-value", "{problem}", {"problem": problem})
    short = len(digits[1]) == 3
    return "#" + ("".join(digit * 2 for digit in digits[1]) if short else digits[1]).lower()


def _font(written: Any) -> str:
    if not isinstance(written, str) or isinstance(written, Plain):
        raise wrong_type("the name of a font")
    name = " ".join(written.split())
    if not name or not all(sign.isalnum() or sign in " -" for sign in name):
        problem = f"`{written}` is not the name of a font; a name holds letters, digits, spaces and hyphens"
        raise PydanticCustomError("invalid-value", "{problem}", {"problem": problem})
    return name


Colour = Annotated[
    Text,
    AfterValidator(_colour),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\s*#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})\s*$",
            "patternErrorMessage": 'write a colour like "#1b2837" or "#fff", in quotes',
        }
    ),
]
"""A colour, read as `#rrggbb` in small letters."""

Font = Annotated[
    str,
    BeforeValidator(_font),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"""^[^!-,./:-@\[-`{-~]*[^\s!-,./:-@\[-`{-~-][^!-,./:-@\[-`{-~]*$""",
            "patternErrorMessage": "the name of a font holds letters, digits, spaces and hyphens",
        }
    ),
]
"""The plain name of a font that readers may have."""


class Palette(Record):
    """Colours of reports; those that are not given stay as they are."""

    page: Colour | None = None
    """The ground of the page."""
    paper: Colour | None = None
    """Cards, and every other stage."""
    band: Colour | None = None
    """The stages between those."""
    ink: Colour | None = None
    """Text."""
    ink2: Colour | None = None
    """Secondary text and icons."""
    ink3: Colour | None = None
    """Labels and the axis of the curve."""
    mute: Colour | None = None
    """Steps that do not match a filter."""
    line: Colour | None = None
    """Hairlines."""
    rule: Colour | None = None
    """Lines between stages, and the middle of the curve."""
    edge: Colour | None = None
    """Borders of controls."""
    rail: Colour | None = None
    """Heads of stages and badges: the colour that shows most."""
    rail_ink: Colour | None = None
    """Text on the heads of stages."""
    rail_ink2: Colour | None = None
    """Secondary text on the heads of stages."""
    cool: Colour | None = None
    """What helps: good feelings and opportunities."""
    cool_tint: Colour | None = None
    """The ground of opportunities; made from `cool` if only that is given."""
    cool_fill: Colour | None = None
    """The area of the curve above the middle; made from `cool` if only that is given."""
    warm: Colour | None = None
    """What hurts: bad feelings and pain points."""
    warm_tint: Colour | None = None
    """The ground of pain points; made from `warm` if only that is given."""
    warm_fill: Colour | None = None
    """The area of the curve below the middle; made from `warm` if only that is given."""
    gold: Colour | None = None
    """Moments of truth."""
    gold_tint: Colour | None = None
    """Behind the feeling at a moment of truth; made from `gold` if only that is given."""
    gold_fill: Colour | None = None
    """Marks of moments of truth; made from `gold` if only that is given."""
    focus: Colour | None = None
    """The ring around what the keyboard has reached."""
    hit: Colour | None = None
    """What a search has found, and the row that a link leads to."""

    @property
    def written(self) -> dict[str, str]:
        """The colours that are given, by name."""
        return {name: colour for name, colour in self if colour is not None}


class FontChoice(Record):
    """Fonts by name, the preferred one first; nothing is loaded, so readers see the first one that they have."""

    sans: Annotated[list[Font], Many] = Field(default_factory=list)
    """For all that cjm and the team say."""
    voice: Annotated[list[Font], Many] = Field(default_factory=list)
    """For the customer's own words."""


class Theme(Record):
    """Colours and fonts of reports."""

    light: Palette = Field(default_factory=Palette)
    """Colours by day, and on paper."""
    dark: Palette = Field(default_factory=Palette)
    """Colours for readers who prefer a dark page."""
    fonts: FontChoice = Field(default_factory=FontChoice)
    """Fonts by name."""
