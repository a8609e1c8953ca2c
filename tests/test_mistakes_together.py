"""Several mistakes in one map: each is found once, at its line, and none hides or doubles another."""

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cjm.api import Request, validate

LINES = (Path(__file__).parents[1] / "examples" / "clinic.cjm.yaml").read_text(encoding="utf-8").split("\n")
PROSE = re.compile(r"( *(?:- )?(?:name|goal|situation|text): )([A-Z][^:#\"'\[{]*)$")
OTHER_WORDS = {
    "touchpoints:": "touch_points:",
    "pain_points:": "painpoints:",
    "emotion:": "feelings:",
    "actions:": "doing:",
    "thoughts:": "thinking:",
    "severity:": "sevrity:",
    "situation:": "situtation:",
}


def unquoted_colon(line: str) -> str | None:
    found = PROSE.match(line)
    return f"{found[1]}{found[2][:5]}: {found[2][5:]}" if found else None


def open_quote(line: str) -> str | None:
    found = PROSE.match(line)
    return f'{found[1]}"{found[2]}' if found else None


def leading_at(line: str) -> str | None:
    found = PROSE.match(line)
    return f"{found[1]}@{found[2]}" if found else None


def other_word(line: str) -> str | None:
    for key, word in OTHER_WORDS.items():
        if re.match(rf" *(- )?{key}", line):
            return line.replace(key, word, 1)
    return None


def wrong_word(line: str) -> str | None:
    return re.sub(r"(?<=severity: )(low|medium|high|critical)$", "hihg", line)


def tab(line: str) -> str | None:
    return re.sub(r"^ +(?=(situation|goal|duration|when|owner): )", "\t", line)


def no_space(line: str) -> str | None:
    return re.sub(r"^( +(?:situation|goal|when):) ", r"\1", line)


def too_much(line: str) -> str | None:
    return re.sub(r"^( *conversion: ).*", r"\g<1>140%", line)


def two_readings(line: str) -> str | None:
    return re.sub(r"^( *duration: ).*", r"\g<1>1:30", line)


def unknown_source(line: str) -> str | None:
    return re.sub(r"^( *evidence: [a-z][\w-]+)$", r"\1x", line)


def askew(line: str) -> str | None:
    return re.sub(r"^(?= +(situation|goal|when|duration): )", " ", line)


MISTAKES: tuple[Callable[[str], str | None], ...] = (
    unquoted_colon, open_quote, leading_at, other_word, wrong_word, tab, no_space, too_much, two_readings,
    unknown_source, askew,
)  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_each_kind_of_mistake_fits_somewhere(mistake: Callable[[str], str | None]) -> None:
    assert any(mistake(line) not in (None, line) for line in LINES)


@pytest.mark.parametrize("seed", range(40))
def test_each_of_several_mistakes_is_found_once_at_its_line(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    lines, made = list(LINES), list[int]()
    wanted = chance.randint(2, 10)
    for number in chance.sample(range(6, len(lines)), len(lines) - 6):
        changed = chance.choice(MISTAKES)(lines[number])
        if (
            len(made) < wanted
            and changed not in (None, lines[number])
            and all(abs(number - other) > 3 for other in made)
        ):
            lines[number] = str(changed)
            made.append(number)
    assert len(made) == wanted
    (tmp_path / "clinic.cjm.yaml").write_text("\n".join(lines), encoding="utf-8")
    findings = validate(Request(("clinic.cjm.yaml",), tmp_path)).findings
    assert [finding.place.line for finding in findings] == sorted(number + 1 for number in made)
