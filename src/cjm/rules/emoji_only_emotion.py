"""An emotion is said in words; an emoji is only an addition.

Fires on an emotion that is nothing but emoji, emoticons or other signs (`😠`, `:-(`, `++`), or the colour of a traffic
light. Numbers are scores and pass, and so do colours that the project lists under `emotions`. Reports put the emoji to
a word by themselves.

Why it matters: Readers take the same emoji for good, neutral or bad: in a study by Miller and others of 2016 they
disagreed in a quarter of the cases. The guidelines for accessible web content ask not to rely on colour alone, and a
screen reader reads out names of emoji that nobody expects. Bitrix24, How to Create a Customer Journey Map, finds emoji
on most maps, which is fine beside a word.

How to fix: Write the word that the customer would use. A score may stand beside it.

Example:

    - name: I pay
      emotion: 😠

Better:

    - name: I pay
      emotion: angry

When to ignore: Where customers answered with an emoji, and nobody has asked them yet what they meant.
"""

import re
from collections.abc import Iterator

from cjm.atlas import Look
from cjm.finding import Category, Change, Path, Remark, Severity
from cjm.model import Emotion, Stage, as_score
from cjm.vocabulary.wording import wording

SEVERITY = Severity.INFO
CATEGORY = Category.EMOTION
FIX = "safe"


def check(stage: Stage, look: Look) -> Iterator[Remark]:
    """A remark on each emotion of a stage and its steps without a word for it."""
    if stage.emotion is not None:
        yield from _wordless(stage.emotion, ("emotion",), f"stage '{stage.name}'", look)
    for index, step in enumerate(stage.steps):
        if step.emotion is not None:
            yield from _wordless(step.emotion, ("steps", index, "emotion"), f"step '{step.name}'", look)


def _wordless(emotion: Emotion, path: Path, where: str, look: Look) -> Iterator[Remark]:
    feelings = [word for word in emotion.feeling if word.strip() and as_score(word) is None]
    project = look.atlas.project
    own = {word.strip().lower() for word in project.emotions} if project else set()
    colours = {*wording("traffic-lights", look.language).get("colours", ())} - own
    if feelings and all(_sign(word) or word.strip().lower() in colours for word in feelings):
        signs = [word for word in feelings if _sign(word)]
        felt = look.atlas.felt(emotion, look.journey)
        meant = [word for word in felt.words if word not in feelings] if felt else []
        write = f"write the word for it, {' and '.join(f'`{word}`' for word in meant)}" if meant else "write the word"
        reason = "emoji are read differently by people, devices and screen readers"
        if not signs:
            reason = "a colour does not say what the customer feels"
        plain = len(emotion.feeling) == len(meant) == 1
        yield Remark(
            path,
            f"{where} gives its emotion only as {' '.join(signs or feelings)}; {write}",
            help=(reason,),
            change=Change("replace", (*path, "feeling", 0), meant[0], emotion.feeling[0]) if plain else None,
        )


def _sign(feeling: str) -> bool:
    """Whether a feeling is an emoji or an emoticon such as `:D` rather than a word."""
    return not any(letter.isalnum() for letter in feeling) or re.match(r"[:;=]", feeling.strip()) is not None
