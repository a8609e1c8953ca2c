"""The report's words in other languages than English: catalogues of gettext, one for each language."""

from functools import cache
from gettext import GNUTranslations
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "locale"
"""Where the catalogues lie: `de/LC_MESSAGES/cjm.po` for people, `cjm.mo` beside it, made from it, for programs."""

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose usual script runs from right to left."""


def primary(tag: str) -> str:
    """The language of a tag, without country and script: `de` of `de-AT`."""
    return tag.partition("-")[0].lower()


@cache
def catalogue(tag: str) -> GNUTranslations | None:
    """The catalogue for a language tag; `None` for English and for languages that have none.

    `None` means that the report's words are said as they stand in the code, in English.
    """
    if primary(tag) == "en":
        return None
    file = FOLDER / primary(tag) / "LC_MESSAGES" / "cjm.mo"
    try:
        with file.open("rb") as opened:
            return GNUTranslations(opened)
    except FileNotFoundError:
        return None
