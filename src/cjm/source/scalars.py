"""What a plain scalar means: YAML 1.2 as people expect it (FORMAT: YAML dialect)."""

import math
import re
from functools import lru_cache

from cjm.model.base import Plain

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_LONGEST = 300
"""Digits beyond which nobody means a number."""


@lru_cache(maxsize=65536)
def plain(text: str) -> str | None:
    """The value of a scalar without quotes: `None` for null, a `Plain` for numbers and truth values, else the text."""
    if text in ("", "~", "null"):
        return None
    if text in ("true", "True", "TRUE"):
        return Plain(text, True)
    if text in ("false", "False", "FALSE"):
        return Plain(text, False)
    if (text[0] == "-" or text[0].isdigit()) and len(text) < _LONGEST:
        if _WHOLE.fullmatch(text):
            return Plain(text, int(text))
        if _DECIMAL.fullmatch(text) and math.isfinite(value := float(text)):
            return Plain(text, value)
    return text
