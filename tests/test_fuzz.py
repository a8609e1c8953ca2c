"""Whatever bytes come along: an answer, in words of people, at a place that exists, and soon."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cjm.api import Request, validate
from cjm.finding import Place, Run
from cjm.source import composing, read

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.cjm.yaml"))
assert len(EXAMPLES) >= 3, "the examples have moved"
MAPS = [path.read_text(encoding="utf-8") for path in EXAMPLES]
SHORT = min(MAPS, key=len)
TECHNICAL = re.compile(
    r"None|NoneType|\bdict\b|pydantic|\bmappings?\b|block (?:end|mapping|sequence)|\bscalars?\b|\btoken|Traceback|"
    r"<class|"
    r"Value error|validation|\bint\b|\bstr\b|\bflow (?:sequence|mapping)|union|literal_error|`…`"
)
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
SOME = settings(deadline=None, max_examples=60, suppress_health_check=SLOW)

TOKENS = [
    "cjm: 1\n",
    "title: ",
    "stages:\n",
    "  - name: A\n",
    "    steps:\n",
    "      - name: B\n",
    "        emotion: ",
    "sad",
    "pain_points:",
    "- ",
    "-",
    ": ",
    ":",
    "? ",
    "?",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    "\n",
    "\n  ",
    "\n    ",
    " ",
    "  ",
    "#",
    " # c",
    "&a ",
    "*a",
    "!t ",
    "|\n",
    ">\n",
    "---\n",
    "...\n",
    "%",
    "@",
    "`",
    "\t",
    "\\",
    "é",
    "鞋",
    "👟",
    "null",
    "true",
    "1.5",
    "<<: ",
    "\r\n",
    "\r",
    "\x85",
    "\u2028",
    "\x00",
    "\ufeff",
    "next: ",
    "evidence: ",
    "x-a: ",
    "2026-02-30",
    "custom:",
]


def checked(data: bytes, name: str = "fuzz.cjm.yaml") -> Run:
    """What validate says of some bytes, after looking at the saying itself."""
    with tempfile.TemporaryDirectory() as folder:
        run = validate(Request(("-",), Path(folder), stdin=data, stdin_filename=name))
    for finding in run.findings:
        text = run.texts[finding.file]
        for place in (finding.place, *(other.place for other in finding.related)):
            assert inside(place, text), (place, finding.message)
        assert finding.message.strip()
        assert finding.rule
        own = text.casefold()
        for sentence in (finding.message, *finding.help):
            assert "\n" not in sentence or "\n" in text
            found = TECHNICAL.search(sentence)
            assert found is None or found[0].casefold() in own or finding.rule == "encoding", sentence
    return run


def inside(place: Place, text: str) -> bool:
    """Whether a place lies in a text; one column behind the end of a line is its end."""
    rows = read("").lines if not text else re.split("\r\n|[\n\r\x85\u2028\u2029]", text)
    start, end = (place.line, place.column), (place.end_line, place.end_column)
    if start > end or place.line < 1 or place.end_line > len(rows):
        return False
    first, last = len(rows[place.line - 1]), len(rows[place.end_line - 1])
    return 1 <= place.column <= first + 1 and 1 <= place.end_column <= last + 2


@contextmanager
def without_libyaml() -> Iterator[None]:
    """Read with the Python part of PyYAML."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing, "_Loader", composing._PurePython)
        patch.setattr(yaml, "__with_libyaml__", False)
        yield


texts = st.lists(st.sampled_from(TOKENS), max_size=25).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A map of the examples after some accidents."""
    text = draw(st.sampled_from(MAPS))
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            rows = text.split("\n")
            at = draw(st.integers(0, len(rows) - 1))
            kind = draw(st.sampled_from(["delete", "twice", "indent", "dedent", "move", "insert"]))
            row = rows[at]
            if kind == "delete":
                del rows[at]
            elif kind == "twice":
                rows.insert(at, row)
            elif kind == "indent":
                rows[at] = " " + row
            elif kind == "dedent":
                rows[at] = row[1:]
            elif kind == "move":
                rows.insert(draw(st.integers(0, len(rows) - 1)), rows.pop(at))
            else:
                rows.insert(at, draw(st.sampled_from(TOKENS)))
            text = "\n".join(rows)
        else:
            at = draw(st.integers(0, len(text)))
            length = draw(st.integers(0, 3))
            text = text[:at] + draw(st.sampled_from(["", *TOKENS])) + text[at + length :]
    return text


def test_the_check_of_places_can_fail() -> None:
    assert inside(Place(1, 1, 1, 3), "ab")
    assert not inside(Place(2, 1, 2, 1), "ab")
    assert not inside(Place(1, 4, 1, 4), "ab")
    assert not inside(Place(1, 2, 1, 1), "ab")


@pytest.mark.parametrize("text", MAPS, ids=[path.stem for path in EXAMPLES])
def test_the_examples_are_sound(text: str) -> None:
    assert checked(text.encode()).findings == ()


@SOME
@example(b"\xc3\x85\x01\x80")
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    assert checked(data).findings


@SOME
@given(st.text(max_size=100))
def test_any_text(text: str) -> None:
    checked(text.encode("utf-8", "replace"))


@settings(SOME, max_examples=300)
@example("pain_points:evidence: evidence: title: title: - evidence: evidence: `cjm: 1\n")
@given(texts)
def test_pieces_of_yaml(text: str) -> None:
    checked(text.encode())


@settings(SOME, max_examples=100)
@given(texts)
def test_pieces_of_yaml_below_a_step(text: str) -> None:
    body = text.replace("\n", "\n        ")
    checked(f"cjm: 1\ntitle: T\nstages:\n  - name: A\n    steps:\n      - name: B\n        {body}".encode())


@SOME
@given(texts)
def test_pieces_of_yaml_as_a_persona(text: str) -> None:
    checked(f"cjm: 1\nname: Kim\n{text}".encode(), "fuzz.persona.yaml")


@SOME
@given(mutated())
def test_maps_after_accidents(text: str) -> None:
    checked(text.encode())


@SOME
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "a", "high", "2026-02-30", "30%"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["name", "text", "id", "to", "x"]), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    st.sampled_from(
        [
            "emotion",
            "touchpoints",
            "pain_points",
            "next",
            "metrics",
            "duration",
            "image",
            "custom",
            "evidence",
            "requirements",
            "moment_of_truth",
            "opportunities",
            "quotes",
            "name",
            "id",
            "entry",
            "conversion",
        ]
    ),
)
def test_any_kind_of_thing_under_a_key_of_a_step(value: object, key: str) -> None:
    data = {"cjm": 1, "title": "T", "stages": [{"name": "A", "steps": [{"name": "B", key: value}]}]}
    checked(yaml.safe_dump(data, sort_keys=False).encode())


@settings(SOME, max_examples=300)
@given(texts)
def test_both_readers_of_yaml_agree(text: str) -> None:
    fast = read(text)
    with without_libyaml():
        slow = read(text)
    if not fast.faults and not slow.faults:
        assert fast.data == slow.data


@settings(SOME, max_examples=12)
@given(mutated())
def test_both_readers_of_yaml_agree_on_maps_after_accidents(text: str) -> None:
    fast = read(text)
    with without_libyaml():
        slow = read(text)
    assert fast.data == slow.data
    assert [(fault.rule, fault.place.line, fault.message) for fault in fast.faults] == [
        (fault.rule, fault.place.line, fault.message) for fault in slow.faults
    ]
