"""Style sheets made small: without what no browser reads, and without rules that nothing on a page can match."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

Declarations = str

SHORTER = {
    **{f"{kind}-block-{end}": f"{kind}-{side}" for kind in ("margin", "padding", "border")
       for end, side in (("start", "top"), ("end", "bottom"))},
    "inset-block-start": "top", "inset-block-end": "bottom", "inline-size": "width", "block-size": "height",
}  # fmt: skip
"""Properties by their shorter names, which mean the same on a page whose lines all run across, whichever way."""
_LONGER = re.compile(rf"(?<![\w-])(min-|max-|)({'|'.join(SHORTER)})(?=:)")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with what stands within its braces: declarations and further rules."""

    selectors: tuple[tuple[str, frozenset[str]], ...]
    """What it holds for, each with the names that have to be there; what begins with `@` holds everywhere."""
    within: tuple["Rule | Declarations", ...]


def small(text: str) -> str:
    """A style sheet without comments, and without spaces and zeros that mean nothing."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{};,>])\s*", r"\1", text)
    text = re.sub(r"(?<=[ :,(*])0(?=\.\d)", "", text)
    text = re.sub(_LONGER, lambda found: found[1] + SHORTER[found[2]], text)
    return re.sub(r":\s+", ":", text).replace(";}", "}").strip()


def names(page: str) -> frozenset[str]:
    """The elements, classes and ids that stand on a page, as selectors name them; texts of authors are in no tag."""
    tags = "\n".join({*re.findall(r"<([a-z][^>]*)", page)})
    found = {*re.findall(r"^[a-z]\w*", tags, flags=re.MULTILINE)}
    for kind, value in {*re.findall(r' (class|id)=("[^"]*"|[^\s"]+)', tags)}:
        found.update("#."[kind == "class"] + name for name in value.strip('"').split())
    return frozenset(found)


@lru_cache(maxsize=64)
def rules(text: str) -> tuple[Rule | Declarations, ...]:
    """The rules of a style sheet that is small already."""
    levels: list[list[Rule | Declarations]] = [[]]
    heads: list[str] = []
    start = 0
    for mark in re.finditer(r'"[^"]*"|[{};]', text):
        before = text[start : mark.start()]
        match mark[0]:
            case "{":
                heads.append(before)
                levels.append([])
            case "}":
                within = levels.pop() + [before] * bool(before)
                selectors = tuple((one, _needs(one)) for one in _apart(heads.pop()))
                levels[-1].append(Rule(selectors, tuple(within)))
            case ";":
                levels[-1].append(before + ";")
            case _:
                continue
        start = mark.end()
    return tuple(levels[0])


def used(some: Sequence[Rule | Declarations], there: frozenset[str]) -> str:
    """The rules that can match on a page where these names stand, and declarations as they are."""
    found = []
    for one in some:
        if isinstance(one, str):
            found.append(one)
        elif (kept := [selector for selector, needs in one.selectors if needs <= there]) and (
            within := used(one.within, there).removesuffix(";")
        ):
            found.append(f"{','.join(kept)}{{{within}}}")
    return "".join(found)


def _apart(head: str) -> tuple[str, ...]:
    """The selectors of a list; commas within brackets belong to one of them."""
    if head.startswith("@"):
        return (head,)
    found, depth = [""], 0
    for letter in head:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return tuple(found)


def _needs(selector: str) -> frozenset[str]:
    """The elements, classes and ids without which a selector matches nothing.

    What stands in brackets, as in `:is(…)` or `:not(…)`, is left out: it may name something that need not be there.
    """
    if selector.startswith("@"):
        return frozenset()
    before = ""
    while before != selector:
        before, selector = selector, re.sub(r":[\w-]+\([^()]*\)", "", selector)
    selector = re.sub(r"\[(?!dir=)[^\]]*\]|::?[\w-]+", "", selector)
    return frozenset(re.findall(r"[.#][\w-]+|\[dir=rtl\]|(?<![\w.#-])[a-z]\w*", selector))
