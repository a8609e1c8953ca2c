"""Words that rules look for in texts, for each language in a file of its own.

`data/wording/<topic>.<language>.json` holds them. Where a language has no file the topic has no words, and a rule that
asks for them stays silent there: it may miss something, but it is never wrong for want of knowing a language.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from cjm.vocabulary.languages import primary


@cache
def wording(topic: str, language: str) -> Mapping[str, Any]:
    """The words of a topic in a language (`en`, `pt-BR`; the region makes no difference); empty where there are none.

    What a file holds is up to its topic.
    """
    file = files("cjm.vocabulary").joinpath("data", "wording", f"{topic}.{primary(language)}.json")
    if not file.is_file():
        return {}
    found: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def words(text: str) -> list[str]:
    """The words of a text in small letters, as the files of words are compared with it; an apostrophe parts two."""
    return re.findall(r"[^\W_]+", text.casefold())
