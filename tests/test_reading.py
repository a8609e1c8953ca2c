"""The YAML dialect of the format: what a text means, the same with and without libyaml."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from cjm.api import Request, validate
from cjm.finding import Place
from cjm.model import Journey
from cjm.model.base import Plain
from cjm.source import composing, decode, lines, read
from cjm.source.text import NotText


@pytest.fixture(params=["libyaml", "without libyaml"], autouse=True)
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of reading YAML."""
    if request.param == "libyaml":
        if not yaml.__with_libyaml__:
            pytest.skip("this Python's yaml has no libyaml")
    else:
        monkeypatch.setattr(composing, "_Loader", composing._PurePython)
        monkeypatch.setattr(yaml, "__with_libyaml__", False)
    return str(request.param)


def value(text: str) -> Any:
    """What `a: text` holds: numbers and truth values as what they mean."""
    source = read(f"a: {text}\n")
    assert source.faults == ()
    found = source.data["a"]
    return found.value if isinstance(found, Plain) else found


def journey(folder: Path, text: str) -> Journey:
    """The map made of a text without a fault."""
    from cjm.loading.shape import shape

    shaped = shape(Journey, read(text))
    assert shaped.complaints == []
    assert shaped.model is not None
    return shaped.model


# plain scalars -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["true", "True", "TRUE"])
def test_true(text: str) -> None:
    assert value(text) is True


@pytest.mark.parametrize("text", ["false", "False", "FALSE"])
def test_false(text: str) -> None:
    assert value(text) is False


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_nothing(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("0", 0),
        ("7", 7),
        ("-7", -7),
        ("-0", 0),
        ("2026", 2026),
        ("123456789012345678901", 123456789012345678901),
    ],
)
def test_whole_numbers(text: str, meaning: int) -> None:
    found = value(text)
    assert found == meaning
    assert type(found) is int


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1.5", 1.5),
        ("-0.5", -0.5),
        ("1e3", 1000.0),
        ("1.5E-3", 0.0015),
        ("2e+2", 200.0),
        ("1.10", 1.1),
    ],
)
def test_decimals(text: str, meaning: float) -> None:
    found = value(text)
    assert found == meaning
    assert type(found) is float


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "No",
        "NO",
        "yes",
        "off",
        "on",
        "y",
        "n",
        "12:30",
        "2026-11-01",
        "2026-11-01 12:30:00",
        "0777",
        "007",
        "0x1F",
        "0o17",
        "0b1",
        "1_000",
        ".nan",
        ".inf",
        "-.inf",
        "Null",
        "NULL",
        "tRue",
        ".5",
        "5.",
        "+1",
        "1e",
        "--",
        "1,5",
        "=",
        "<<",
        "1e999",
        "9" * 400,
        "١٢",
        "²",
        "a b",
        "http://a.b/c?d=e#f",
        "C:\\path",
        "it's",
        'say "x"',
        "a#b",
        "-x",
    ],
)
def test_everything_else_is_the_text_that_it_looks_like(text: str) -> None:
    found = read(f"a: {text}\n").data["a"]
    assert found == text
    assert type(found) is str


@pytest.mark.parametrize("text", ["'true'", '"5"', "'null'", "''", '"~"'])
def test_what_stands_in_quotes_is_text(text: str) -> None:
    found = read(f"a: {text}\n").data["a"]
    assert found == text[1:-1]
    assert type(found) is str


@pytest.mark.parametrize(
    ("style", "meaning"),
    [
        ("|\n  one\n  two\n", "one\ntwo\n"),
        (">\n  one\n  two\n", "one two\n"),
        (">-\n  one\n  two\n", "one two"),
        ("|-\n  true\n", "true"),
        ("one\n  two\n", "one two"),
        ('"one\\ttwo"\n', "one\ttwo"),
        ("'it''s'\n", "it's"),
    ],
)
def test_long_and_quoted_texts(style: str, meaning: str) -> None:
    assert read(f"a: {style}").data == {"a": meaning}


@pytest.mark.parametrize("text", ["2026", "1.10", "true", "1e3", "0", "-0"])
def test_a_number_where_text_is_wanted_is_the_text_that_was_written(text: str, tmp_path: Path) -> None:
    steps = f"[{{name: {text}, goal: {text}}}]"
    made = journey(tmp_path, f"cjm: 1\ntitle: {text}\nstages:\n  - name: {text}\n    steps: {steps}\n")
    assert made.title == made.stages[0].name == made.stages[0].steps[0].name == made.stages[0].steps[0].goal == text


@pytest.mark.parametrize(("word", "answer"), [("yes", "true"), ("on", "true"), ("No", "false"), ("OFF", "false")])
def test_words_for_true_and_false_are_refused_with_the_word_to_write(word: str, answer: str, tmp_path: Path) -> None:
    text = f"cjm: 1\ntitle: T\nstages: [{{name: A, steps: [{{name: B, entry: {word}}}]}}]\n"
    (tmp_path / "a.cjm.yaml").write_text(text, encoding="utf-8")
    (found,) = validate(Request(("a.cjm.yaml",), tmp_path)).findings
    assert (found.rule, found.message, found.help) == (
        "wrong-type",
        f"`{word}` should be true or false",
        (f"write {answer}",),
    )


def test_keys_are_texts_whatever_they_look_like() -> None:
    assert read("1: a\ntrue: b\nnull: c\n2026-05: d\n").data == {"1": "a", "true": "b", "null": "c", "2026-05": "d"}


# flow lists ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("[one, two]", ["one", "two"]),
        ("[]", []),
        ("{}", {}),
        ("[Why?, How?]", ["Why?", "How?"]),
        ("[a\n  b]", ["a b"]),
        ("[it's, -2 °C]", ["it's", "-2 °C"]),
        ("{a: 1:30, b: x}", {"a": "1:30", "b": "x"}),
        ("[one, two,]", ["one", "two"]),
        ("[http://a.b/?c, d]", ["http://a.b/?c", "d"]),
        ("{a: , b: c}", {"a": None, "b": "c"}),
        ("[[a], {b: c}]", [["a"], {"b": "c"}]),
        ("[a,\tb]", ["a", "b"]),
        ("[a?b, c ? d]", ["a?b", "c ? d"]),
        ("{a?: b}", {"a?": "b"}),
        ("['a', \"b\"]", ["a", "b"]),
    ],
)
def test_lists_in_brackets(text: str, meaning: Any) -> None:
    assert read(f"a: {text}\n").data == {"a": meaning}


@pytest.mark.parametrize(
    "text",
    [
        "[a: b: c]",
        "['a' b]",
        "{a: b: c}",
        "[a:]",
        '{a: "b" c}',
        "{a: @b}",
        "[%a]",
        "[`a`]",
        "[a, 'b' c, d]",
        "[a:, b]",
    ],
)
def test_a_fault_inside_brackets_is_answered_with_what_to_do(text: str) -> None:
    source = read(f"cjm: 1\na: {text}\nb: c\n")
    assert source.faults
    fault = source.faults[0]
    assert fault.rule == "syntax"
    assert fault.place.line == 2
    assert fault.help == ("put quotes around it, or write one item per line",)
    assert source.complete, "the rest is read"
    assert source.data["b"] == "c"


# tabs, line ends, comments -------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["a: b\t\n", "a:\tb\n", "a: b\t# c\n", "a: b # c\td\n"])
def test_tabs_that_indent_nothing_do_no_harm(text: str) -> None:
    source = read(text)
    assert (source.data, source.faults) == ({"a": "b"}, ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    source = read(end.join(["a: 1", "b:", "  - x", "  - y: z", ""]))
    assert source.data == {"a": "1", "b": ["x", {"y": "z"}]}
    assert source.place(("b", 1, "y")) == Place(4, 8, 4, 9)
    assert len(source.lines) == 5


def test_lines_end_as_they_do_for_yaml() -> None:
    assert lines("a\nb\r\nc\rd\x85e\u2028f\u2029g") == ["a", "b", "c", "d", "e", "f", "g"]


# anchors, aliases, merges --------------------------------------------------------------------------


def test_aliases_repeat_what_their_anchor_stands_before() -> None:
    text = "a: &x [1, {b: c}]\nd: *x\ne: &y text\nf: *y\n"
    source = read(text)
    assert source.faults == ()
    assert source.data == {"a": ["1", {"b": "c"}], "d": ["1", {"b": "c"}], "e": "text", "f": "text"}


def test_a_merge_adds_what_is_not_there() -> None:
    text = "x: &x {a: 1, b: 2}\ny: &y {b: 3, c: 4}\nz:\n  <<: [*x, *y]\n  a: 5\nq: {<<: *y}\n"
    source = read(text)
    assert source.faults == ()
    assert source.data["z"] == {"a": "5", "b": "2", "c": "4"}
    assert source.data["q"] == {"b": "3", "c": "4"}


def test_a_merge_of_a_merge() -> None:
    source = read("x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nz: {<<: *y, c: 3}\n")
    assert source.data["z"] == {"a": "1", "b": "2", "c": "3"}


def test_a_key_in_quotes_is_no_merge() -> None:
    assert read("a: {'<<': b}\n").data == {"a": {"<<": "b"}}


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [*x]\n",
        "a: &x {b: *x}\n",
        "a: &x {<<: *x}\n",
        "a: &x [[{b: *x}]]\n",
        "- &x\n  a:\n    - *x\n",
    ],
)
def test_aliases_that_contain_themselves_are_refused(text: str) -> None:
    faults = read(text).faults
    assert any("contains itself" in fault.message for fault in faults)


def test_keys_with_x_hold_anchors_at_the_top_of_a_map(tmp_path: Path) -> None:
    text = (
        "cjm: 1\ntitle: T\nx-usual: &usual {emotion: calm, actor: partner}\nstages:\n  - name: A\n    steps:\n"
        "      - name: B\n        <<: *usual\n"
    )
    step = next(journey(tmp_path, text).steps)
    assert step.emotion is not None
    assert (step.emotion.feeling, step.actor) == (["calm"], "partner")


# refused -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3),
        ("a: {b: 1, b: 2}\n", "duplicate-key", 1),
        ("a: 1\n---\nb: 2\n", "syntax", 2),
        ("a: 1\n...\nb: 2\n", "syntax", 2),
        ("a: 1\nb: !custom 2\n", "syntax", 2),
        ("a: 1\nb: !custom {c: d}\n", "syntax", 2),
        ("a: 1\nb: !!python/name:os.system ''\n", "syntax", 2),
        ("a: 1\nb: !!int 2\n", "syntax", 2),
        ("a: 1\nb: " + "[" * 64 + "]" * 64 + "\n", "too-large", 2),
        ("a: 1\nb: c\x00\n", "encoding", 2),
        ("a: 1\nb: \ud800\n", "encoding", 2),
        ("a: 1\nb: \ufeff\n", "encoding", 2),
    ],
)
def test_refused_with_its_line_and_what_to_do(text: str, rule: str, line: int) -> None:
    (fault,) = read(text).faults
    assert (fault.rule, fault.place.line) == (rule, line)
    assert all(fault.help)
    assert fault.help


@pytest.mark.parametrize("escape", [r"\ud800", r"\U00110000", r"\q", r"\x1", r"\u12"])
def test_escapes_that_are_no_character_are_refused(escape: str) -> None:
    source = read(f'a: "x{escape}y"\nb: c\n')
    assert [fault.rule for fault in source.faults] == ["syntax"]
    assert "backslash" in source.faults[0].message
    assert source.data["b"] == "c"


def test_one_document_may_be_marked_as_one() -> None:
    assert read("%YAML 1.2\n---\na: 1\n...\n").data == {"a": "1"}
    assert read("---\na: 1\n").faults == ()


# bytes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_are_understood(encoding: str) -> None:
    assert decode("título: 鞋 👟\n".encode(encoding)) == "título: 鞋 👟\n"


def test_other_bytes_are_refused_by_offset_and_line() -> None:
    message = r"byte 9 \(0xFC\) is not UTF-8, in Latin-1 or Windows-1252 the letter `ü`"
    with pytest.raises(NotText, match=message) as caught:
        decode("a: 1\nb: T\xfcr\n".encode("latin-1"))
    assert caught.value.place == Place(2, 5, 2, 6)


# places --------------------------------------------------------------------------------------------

PLACED = """\
cjm: 1
title: Größe 鞋
stages:
  - name: Buy
    steps:
      - name: Pay
        goal: {a: b}
      -
        emotion:
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("cjm",), Place(1, 6, 1, 7)),
        (("title",), Place(2, 8, 2, 15)),
        (("stages",), Place(3, 1, 3, 7)),
        (("stages", 0), Place(4, 5, 4, 14)),
        (("stages", 0, "steps", 0, "goal"), Place(7, 9, 7, 13)),
        (("stages", 0, "steps", 0, "goal", "a"), Place(7, 19, 7, 20)),
        (("stages", 0, "steps", 1, "emotion"), Place(9, 9, 9, 16)),
        (("stages", 0, "steps", 0, "nothing", "here"), Place(6, 9, 6, 18)),
        ((), Place(1, 1, 1, 7)),
    ],
)
def test_where_things_stand(path: tuple[str | int, ...], place: Place) -> None:
    assert read(PLACED).place(path) == place


def test_the_rest_of_a_text_is_read_behind_each_of_many_mistakes() -> None:
    text = "".join(f"k{number}: a: b\n" for number in range(20))
    source = read(text)
    assert [fault.place.line for fault in source.faults] == list(range(1, 21))
    assert source.data == {f"k{number}": "a: b" for number in range(20)}


@pytest.mark.parametrize(
    "text",
    [
        "'\" a:\n",
        'a: "\n',
        "]\n",
        "\ta: b\n",
        "a: b: c\n",
        "- @x\n",
        "%a\n",
        "a: [\n",
        "? ",
        "&a ",
        "b: ",
        "- - ",
        "{a: ",
        "- *x\n",
        "a: |\n b\n",
        "--- a\n",
        "k\n: ",
        "\\",
        "'",
        "a:\n\t- b\n",
    ],
)
@pytest.mark.parametrize("before", ["", "a: ", 'a: "', "a" + " " * 20_000 + "\n: ", "a: 'b' "], ids=range(5))
def test_much_rubbish_is_answered_soon(before: str, text: str) -> None:
    start = time.perf_counter()
    source = read(before + text * (12_000 // len(text)))
    assert time.perf_counter() - start < 5
    assert not any(re.search(r"\bscalar|\bmapping|\btoken|\bblock\b", fault.message) for fault in source.faults)
