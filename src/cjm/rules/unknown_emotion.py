"""Every emotion has a place on the curve.

Fires for each word under `emotion`, on steps and stages, that is neither in the vocabulary nor among the `emotions` of
the project, unless the emotion gives a `score`. The vocabulary speaks the language of the map, and English: words of
other languages are unknown. `very` and `slightly` with a known word are understood. Emoji that stand without any word
are left alone here.

Why it matters: The curve is drawn from scores, and a word that nobody can place leaves a gap in it; guessing a number
would invent data. This rule is a judgement of our own: no source asks for it, but the emotional row that Bitrix24, How
to Create a Customer Journey Map, and others ask for cannot be drawn without it.

How to fix: Correct the spelling, choose the nearest known word, or keep the customer's own word and add the score that
you heard in it. A word that the team uses often belongs under `emotions` in `cjm.yaml`. `--fix` corrects a single wrong
letter where only one word can be meant.

Example:

    - name: I wait for a call from the shop
      emotion: frustated

Better:

    - name: I wait for a call from the shop
      emotion: frustrated

When to ignore: Where the gap is meant: somebody said a word, and nobody knows yet how good or bad it was.
"""

import difflib
import json
import re
from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Change, Path, Remark, Severity
from cjm.likeness import distance
from cjm.model import Emotion, Stage, as_score
from cjm.vocabulary.feelings import Feeling, bare

SEVERITY = Severity.WARNING
CATEGORY = Category.EMOTION
SKETCH = True
FIX = "safe"

_LONG = 5
"""From how many letters on one wrong letter is taken for a slip."""


def check(stage: Stage, look: Look) -> Iterator[Remark]:
    """Report the unknown feelings of a stage and its steps."""
    if stage.emotion is not None:
        yield from _unknown(stage.emotion, ("emotion",), f"stage '{stage.name}'", look)
    for index, step in enumerate(stage.steps):
        if step.emotion is not None:
            yield from _unknown(step.emotion, ("steps", index, "emotion"), f"step '{step.name}'", look)


def _unknown(emotion: Emotion, path: Path, where: str, look: Look) -> Iterator[Remark]:
    felt = look.atlas.felt(emotion, look.journey)
    if felt is None or felt.score is not None or not any(map(_has_words, emotion.feeling)):
        return
    example = _scored(emotion)
    unknown = frozenset(felt.unknown)
    for index, word in enumerate(emotion.feeling):
        if word in unknown:
            guesses = _guesses(word, look) if index < 10 else []
            meant = _slip(word, look) if guesses else None
            yield Remark(
                (*path, "feeling", index),
                f"'{word}' in {where} is not a known emotion",
                help=(
                    *((f"did you mean {' or '.join(f'`{guess}`' for guess in guesses)}?",) if guesses else ()),
                    f"{'or ' if guesses else ''}give it a score, from -2 for bad to 2 for good: `emotion: {example}`",
                ),
                change=Change("replace", (*path, "feeling", index), meant, word) if meant is not None else None,
            )


def _has_words(feeling: str) -> bool:
    """Whether a feeling is more than an emoji or an emoticon such as `:D`."""
    return any(letter.isalnum() for letter in feeling) and not re.match(r"[:;=]", feeling.strip())


def _slip(word: str, look: Look) -> str | None:
    """The one known feeling that a word is a single wrong letter away from; `None` if there are none or several."""
    words, text = look.atlas.feelings.words(look.language), bare(word)
    near = [known for known in words if abs(len(known) - len(text)) <= 1 and distance(known, text) == 1]
    return words[near[0]] if len(near) == 1 and len(text) >= _LONG else None


def _guesses(word: str, look: Look) -> list[str]:
    """Up to three known feelings that look like a word, with its `very` or `slightly`."""
    feelings = look.atlas.feelings
    text = " ".join(re.sub(r"[^\w'-]", " ", bare(word)).split())
    degree, rest = next(((degree.frame, rest) for degree, rest in feelings.degrees(text, look.language)), ("…", text))
    words = feelings.words(look.language)
    # Where a slip of the pen is plain, words that are only similar would distract.
    near = difflib.get_close_matches(rest, words, 9, 0.8) or difflib.get_close_matches(rest, words, 9, 0.7)
    nearest: dict[Feeling | None, str] = {}
    for guess in near:
        nearest.setdefault(feelings.find(guess, look.language), degree.replace("…", words[guess]))
    return list(nearest.values())[:3]


def _scored(emotion: Emotion) -> str:
    """The emotion as it could be written with a score."""
    words = [word if _plain(word) else json.dumps(word, ensure_ascii=False) for word in emotion.feeling[:5]]
    feeling = words[0] if len(words) == 1 else f"[{', '.join(words)}]"
    return f"{{feeling: {feeling}, score: …}}"


def _plain(word: str) -> bool:
    """Whether a feeling can stand between brackets without quotes."""
    return as_score(word) is not None or re.fullmatch(r"[^\W\d_][\w -]*", word) is not None
