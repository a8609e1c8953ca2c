"""The colours of a theme: what they replace, whether they can be read, and how a page is told.

Ratios are those of WCAG 2.2: 4.5 for text, 3 for borders of controls and the ring of the keyboard.
"""

import colorsys
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from cjm import resources
from cjm.finding import Remark
from cjm.model.theme import Palette, Theme

TEXT, SHAPE = 4.5, 3.0
"""The least contrast of text, and of what is no text but has to be seen."""
NUMBER = "#131d29"
"""The number of a step that is a moment of truth; it stands on `gold_fill`, by day and by night."""
PRINTED = "#ffffff"
"""What colours of the day stand on in print."""

Pair = tuple[str, str, float]
"""What stands on what, by name, and the contrast that it needs."""
_GROUNDS = ("page", "paper", "band", "cool_tint", "warm_tint")
PAIRS: tuple[Pair, ...] = (
    *(("ink", ground, TEXT) for ground in (*_GROUNDS, "line", "hit")),
    *((ink, ground, TEXT) for ink in ("ink2", "ink3") for ground in _GROUNDS),
    *(("mute", ground, TEXT) for ground in ("paper", "band")),
    *(("cool", ground, TEXT) for ground in ("page", "paper", "band", "cool_tint")),
    *(("warm", ground, TEXT) for ground in ("page", "paper", "band", "warm_tint")),
    *(("gold", ground, TEXT) for ground in ("paper", "band")),
    *((ink, "rail", TEXT) for ink in ("rail_ink", "rail_ink2")),
    ("paper", "focus", TEXT),
    *(("focus", ground, SHAPE) for ground in _GROUNDS),
    *(("edge", ground, SHAPE) for ground in ("page", "paper")),
    (NUMBER, "gold_fill", TEXT),
)
"""The pairs of a report."""
ON_PAPER: tuple[Pair, ...] = tuple((ink, PRINTED, TEXT) for ink in ("ink", "ink2", "ink3", "cool", "warm", "gold"))
"""The same for the colours of the day in print."""

_TINT = {"light": 0.1, "dark": 0.14}
"""How much of a colour there is in its tint, the rest being paper."""
_FILL, _KEPT = 55, 0.8
"""The lightness of a fill in percent, and how much of the colour's saturation it keeps."""
_SHADES = 200
"""In how many steps of lightness a better colour is sought."""


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


_NONE = "no shade of `{name}` is enough; change both colours"


@cache
def defaults(mode: str) -> Mapping[str, str]:
    """The colours that cjm has itself by name, for `light` or `dark`, as they stand in its style sheets."""
    day = _tokens((resources.folder("templates") / "base.css").read_text(encoding="utf-8").partition("}")[0])
    if mode == "light":
        return day
    return day | _tokens((resources.folder("templates") / "dark.css").read_text(encoding="utf-8"))


def colours(theme: Theme, mode: str) -> dict[str, str]:
    """All colours of a report for `light` or `dark`: those of the theme, the rest as cjm has it."""
    return _complete((theme.light if mode == "light" else theme.dark).written, mode)


def _complete(written: Mapping[str, str], mode: str) -> dict[str, str]:
    """The colours that are written, what is made from them, and cjm's own for the rest."""
    found = {**defaults(mode), **written}
    for name in ("cool", "warm", "gold"):
        if name in written:
            found[f"{name}_tint"] = written.get(f"{name}_tint", _tint(written[name], found["paper"], _TINT[mode]))
            found[f"{name}_fill"] = written.get(f"{name}_fill", _fill(written[name]))
    return found


def style(theme: Theme, mode: str) -> str:
    """What the page is told: CSS custom properties. Colours and names of fonts only, as they were read."""
    tokens = [f"--{_property(name)}:{colour}" for name, colour in colours(theme, mode).items()]
    if mode == "light":
        for name, fonts, last in (
            ("sans", theme.fonts.sans, "system-ui,sans-serif"), ("voice", theme.fonts.voice, "serif")
        ):  # fmt: skip
            if fonts:
                tokens.append(f"--{name}:{','.join(_font(font) for font in fonts)},{last}")
    return ";".join(tokens)


def check(theme: Theme) -> Iterator[Remark]:
    """A remark for each two colours that stand on one another and cannot be told apart well enough."""
    for mode, palette in (("light", theme.light), ("dark", theme.dark)):
        written = palette.written
        found = _complete(written, mode)
        better: dict[str, str | None] = {}
        for pair in _pairs(mode):
            name = _written(pair[0], written) or _written(pair[1], written)
            if name is None or _enough(pair, found):
                continue
            if name not in better:
                whole = [one for one in _pairs(mode) if name in (_written(one[0], written), _written(one[1], written))]
                better[name] = nearest(name, written, mode, whole)
            colour = better[name] or nearest(name, written, mode, [pair])
            help = f'the nearest colour that is enough: {name}: "{colour}"' if colour else _NONE.format(name=name)
            yield Remark((mode, name), _message(pair, found), (help,))


def nearest(name: str, written: Mapping[str, str], mode: str, pairs: Sequence[Pair]) -> str | None:
    """The colour of the same hue, as near in lightness as can be, with which pairs are told apart well enough."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(written[name]))
    shades = sorted((step / _SHADES for step in range(_SHADES + 1)), key=lambda shade: abs(shade - lightness))
    for shade in shades:
        colour = _hex(colorsys.hls_to_rgb(hue, shade, saturation))
        found = _complete({**written, name: colour}, mode)
        if all(_enough(pair, found) for pair in pairs):
            return colour
    return None


def _pairs(mode: str) -> tuple[Pair, ...]:
    return PAIRS + (ON_PAPER if mode == "light" else ())


def _enough(pair: Pair, found: Mapping[str, str]) -> bool:
    return contrast(found.get(pair[0], pair[0]), found.get(pair[1], pair[1])) >= pair[2]


def _message(pair: Pair, found: Mapping[str, str]) -> str:
    ink, ground, least = pair
    ratio = contrast(found.get(ink, ink), found.get(ground, ground))
    measured = f"{int(ratio * 100) / 100:g}"  # cut, not rounded: 4.499 must not read as 4.5
    return f"{_called(ink, found)} on {_called(ground, found)} has a contrast of {measured}, and needs {least:g}"


def _written(name: str, written: Mapping[str, str]) -> str | None:
    """The colour of the theme that a colour is, or is made from."""
    if name in written:
        return name
    first, _, kind = name.partition("_")
    return first if kind in ("tint", "fill") and first in written else None


def _called(name: str, found: Mapping[str, str]) -> str:
    fixed = {NUMBER: f"the number of a moment of truth ({NUMBER})", PRINTED: "white paper"}
    return f"`{name}` ({found[name]})" if name in found else fixed[name]


# ---------- colours as numbers ----------


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


@lru_cache(10_000)
def _luminance(colour: str) -> float:
    """How bright a colour looks, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _channels(colour)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def _fill(colour: str) -> str:
    """A brighter form of a colour, on which the number of a step can be read."""
    hue, _, saturation = colorsys.rgb_to_hls(*_channels(colour))
    shades = (_hex(colorsys.hls_to_rgb(hue, step / 100, saturation * _KEPT)) for step in range(_FILL, 101))
    return next(shade for shade in shades if contrast(NUMBER, shade) >= TEXT)


def _tint(colour: str, paper: str, part: float) -> str:
    red, green, blue = (
        part * one + (1 - part) * two for one, two in zip(_channels(colour), _channels(paper), strict=True)
    )
    return _hex((red, green, blue))


# ---------- the style sheets' names ----------

_SHORT = {"tint": "t", "fill": "f", "ink": "ink", "ink2": "ink2"}


def _property(name: str) -> str:
    first, _, second = name.partition("_")
    return f"{first}-{_SHORT[second]}" if second else first


def _tokens(css: str) -> dict[str, str]:
    """The colours that a style sheet gives to tokens, by our names for them."""
    found = dict(re.findall(r"--([a-z0-9-]+):(#[0-9a-f]{3}(?:[0-9a-f]{3})?)\b", css))
    long = {name: c if len(c) == 7 else "#" + "".join(digit * 2 for digit in c[1:]) for name, c in found.items()}
    return {name: long[_property(name)] for name in Palette.model_fields if _property(name) in long}


_KEYWORDS = frozenset({
    "serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif", "ui-rounded", "ui-monospace",
    "-apple-system",
})  # fmt: skip
"""Names that stand for whatever a system has, and mean that only without quotes."""


def _font(name: str) -> str:
    return name if name.lower() in _KEYWORDS else f'"{name}"'
