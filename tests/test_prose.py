"""Light Markdown in prose: what is markup, what stays as it was written, and how reports show it."""

import datetime
import json
import pickle
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from cjm.atlas import Atlas
from cjm.markdown import block, column, inline, markdown, opening
from cjm.model import Journey
from cjm.views import document
from cjm.views.paper import letters
from cjm.views.prose import Piece, Prose, prose, said, within

HOSTS = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""Reads Markdown much as git hosts do."""


def told(text: str) -> str:
    """A text as a reader sees it, with its markup as tags; only for tests, nothing is escaped."""
    found = prose(text)
    return tags(found.pieces) if isinstance(found, Prose) else found


def tags(pieces: Sequence[Piece]) -> str:
    return "".join(map(_tag, pieces))


def _tag(piece: Piece) -> str:
    if piece.kind in ("", "br"):
        return piece.text or "<br>"
    more = f" {piece.href}" if piece.href else f" {piece.mark}" if piece.kind == "ol" and piece.mark else ""
    return f"<{piece.kind}{more}>{piece.text}{tags(piece.within)}</{piece.kind}>"


# ---------- what is markup ----------


@pytest.mark.parametrize(("text", "seen"), [
    ("I wait *again*.", "I wait <em>again</em>."),
    ("_I_ wait **again**.", "<em>I</em> wait <strong>again</strong>."),
    ("***both***", "<em><strong>both</strong></em>"),
    ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
    ("The code `A*1*` is refused", "The code <code>A*1*</code> is refused"),
    ("See [the *old* page](https://a.example/b?c=d&e).", "See <a https://a.example/b?c=d&e>the <em>old</em> page</a>."),
    ("[write](mailto:kim@a.example)", "<a mailto:kim@a.example>write</a>"),
    ("<https://a.example/b>", "<a https://a.example/b>https://a.example/b</a>"),
    ("<kim@a.example>", "<a mailto:kim@a.example>kim@a.example</a>"),
    ("[](https://a.example)", "<a https://a.example>https://a.example</a>"),
    ('[page](https://a.example "the new one")', "<a https://a.example>page</a> (the new one)"),
    (r"\*not\* so", "*not* so"),
    (r"*a\*b*", "<em>a*b</em>"),
    ("one\\\ntwo", "one<br>two"),
    ("one  \ntwo *x*", "one<br>two <em>x</em>"),
    ("one\n\ntwo", "one<br><br>two"),
    ("- one\n- *two*", "<ul><li>one</li><li><em>two</em></li></ul>"),
    ("First:\n\n1. one\n2. two\n\nThen rest.", "First:<ol><li>one</li><li>two</li></ol>Then rest."),
    ("3) c\n4) d", "<ol 3><li>c</li><li>d</li></ol>"),
    ("- a\n  - b\n  - c\n- d", "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"),
])  # fmt: skip
def test_light_markup_is_read(text: str, seen: str) -> None:
    assert told(text) == seen


@pytest.mark.parametrize("text", [
    "5 * 3 * 2", "snake_case_name", "__init", "a * b", "2 <3", "3 < 4 > 1", "R&D", "AT&amp;T", "&#42;a&#42;", "#1",
    "# One", "1. I open the app", "- I wait", "* I wait", "1. I open\nand wait for 3 minutes", "- [ ] open", "> quoted",
    "| a | b |", "~~old~~", "---", "==a==", "C:\\temp\\new", "a [b] c", "[b]: https://a.example", "[^1]", "(see [1])",
    "*", "**", "* *", "`", "``", "`open", "_", "[x]", "[x]()", "[x][y]", "\\", "5*", "what?* ", "https://a.example/_b_c",
    "<b>bold</b>", "<script>alert(1)</script>", "<!-- a -->", "[x](javascript:alert(1))", "[x](JAVASCRIPT:alert(1))",
    "[x](java\tscript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](data:text/html,a)", "[x](vbscript:a)",
    "[x](/a)", "[x](//a.example)", "[x](file:///etc/passwd)", "[x](#map)", "[x](https:a)", "[x](https://)",
    "<javascript:alert(1)>", "<data:text/html,a>", "<ftp://a.example>",
])  # fmt: skip
def test_everything_else_stays_as_it_was_written(text: str) -> None:
    assert told(text) == text


def test_a_picture_is_a_link_behind_its_mark_and_never_a_picture() -> None:
    assert told("![x](https://a.example/x.png)") == "!<a https://a.example/x.png>x</a>"
    assert told("![x](data:image/png;base64,AA)") == "![x](data:image/png;base64,AA)"


@pytest.mark.parametrize("text", ["“Why?”", "„Why?“", '"Why?"', "«Why?»", "Why?"])
def test_what_is_said_stands_without_the_marks_that_reports_set(text: str) -> None:
    assert said(text) == "Why?"


@pytest.mark.parametrize("text", ["“Yes” or “no”", '"So" it began', "I’m “in”", "“", "””"])
def test_marks_that_are_part_of_what_is_said_stay(text: str) -> None:
    assert said(text) == text


def test_a_text_without_markup_is_the_text_itself() -> None:
    text = "I wait – 5 * 3 minutes, snake_case & more\n"
    assert prose(text) is text
    assert prose(None) is None


def test_prose_is_the_text_that_a_reader_sees() -> None:
    text = prose("I *really* see [the page](https://a.example)")
    assert text == "I really see the page"
    assert f"{text}!" == "I really see the page!"
    assert letters(text) == len("I really see the page")
    assert prose("Buy:\n- milk\n- *eggs*\n\nThen go.") == "Buy:\n• milk\n• eggs\nThen go."
    assert prose("a\n\n7. b\n8. c") == "a\n7. b\n8. c"


def test_prose_between_marks_keeps_its_markup() -> None:
    quoted = within(lambda text: f"“{text.strip()}”", prose("so *slow*"))
    assert isinstance(quoted, Prose)
    assert tags(quoted.pieces) == "“so <em>slow</em>”"
    assert within(lambda text: f"{text}!", prose("*a*")) == "a!"
    assert within(lambda text: f"“{text.strip()}”", " plain ") == "“plain”"


def test_prose_can_be_sent_to_another_process() -> None:
    text = prose("I *wait*")
    again = pickle.loads(pickle.dumps(text))
    assert (again, type(again), again.pieces) == (text, Prose, text.pieces)  # type: ignore[attr-defined]


LONG = {
    "stars": "*" * 20_000, "open": "*a " * 6_600, "mixed": "a**b" + "c* " * 6_000, "both": "*_" * 10_000,
    "brackets": "[" * 20_000, "links": "[a](" * 5_000, "closed": "[" * 9_900 + "](https://a.example)" * 100,
    "backticks": "".join("a" + "`" * n for n in range(1, 190)), "addresses": "<a:" * 6_600, "escapes": "\\*" * 10_000,
    "pictures": "![" * 10_000, "items": "- " * 9_000 + "\n- a", "deep": "\n".join("  " * n + "- a" for n in range(130)),
    "numbers": "\n".join(f"{n}. a" for n in range(2_500)), "longer": "*a* [" * 100_000,
    "half-links": "[a" * 8_000 + "](https://a.example)",
}  # fmt: skip


@pytest.mark.parametrize("name", LONG)
def test_long_runs_of_marks_take_no_time_and_lose_no_letter(name: str) -> None:
    text, begun = LONG[name], time.perf_counter()
    found = prose(text)
    assert time.perf_counter() - begun < 2
    assert found.count("a") >= text.count("a") - 2 * text.count("https")  # an address holds two
    assert inline(found)
    assert time.perf_counter() - begun < 4


@pytest.mark.parametrize(("text", "imported"), [("5 * 3 minutes, snake_case & <3", False), ("*5* minutes", True)])
def test_the_library_is_imported_only_if_a_text_could_hold_markup(tmp_path: Path, text: str, imported: bool) -> None:
    name = tmp_path / "a.cjm.yaml"
    actions = json.dumps([text])
    name.write_text(
        f"cjm: 1\ntitle: A\nstages:\n  - name: S\n    steps:\n      - {{name: I wait, actions: {actions}}}\n",
        encoding="utf-8",
    )
    code = (
        "import sys\nfrom cjm.cli import run\n"
        f"try:\n    run(['render', {str(name)!r}, '-o', {str(tmp_path / 'a.html')!r}])\n"
        f"except SystemExit:\n    pass\nassert ('markdown_it' in sys.modules) is {imported}\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert (tmp_path / "a.html").is_file()


# ---------- as Markdown again ----------

PARTS = st.sampled_from((
    "*", "**", "_", "__", "`", "``", "[", "]", "(", ")", "](https://a.example)", "](https://a.example/?b&copy;=1)", "<",
    ">", "\\", "!", "|", " ", "  ", "\n", "\n\n", "\n- ", "\n1. ", "- ", "1. ", "#", "~~", "&amp;", "<b>",
    "<https://a.example>", "a", "b", "word", "“", ".", "~", "www.a.example", "https://a.example", "*x*", "**y**", "`c`",
    "_z_", "![",
))  # fmt: skip
TEXTS = st.lists(PARTS, min_size=1, max_size=12).map("".join)


def hosts_see(text: str) -> list[tuple[str, frozenset[str]]]:
    """Each letter with the markup that it stands in, as a git host reads a line."""
    found: list[tuple[str, frozenset[str]]] = []
    inside: list[str] = []
    for token in _line(HOSTS.parse(text)):
        if token.nesting > 0:
            inside.append(str(token.attrs.get("href", "") or token.tag))
        elif token.nesting < 0:
            inside.pop()
        else:
            assert token.type in ("text", "code_inline", "softbreak"), token
            around = frozenset([*inside, *(["code"] if token.type == "code_inline" else [])])
            found += ((letter, around) for letter in token.content if not letter.isspace())
    return found


def _line(tokens: list[Token]) -> list[Token]:
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], tokens
    return tokens[1].children or []


def meant(pieces: Sequence[Piece], inside: frozenset[str] = frozenset()) -> list[tuple[str, frozenset[str]]]:
    found: list[tuple[str, frozenset[str]]] = []
    for piece in pieces:
        around = inside | {piece.href or piece.kind} if piece.kind else inside
        found += ((letter, around) for letter in piece.text if not letter.isspace())
        found += meant(piece.within, around)
    return found


@settings(max_examples=400, deadline=None)
@example("*a*_b_")
@example("**_a_**")
@example("wow![a](https://a.example)")
@example("[a](https://a.example/?b&copy;=1)")
@example("`` ` ``")
@given(TEXTS)
def test_prose_reads_in_a_document_as_on_the_page(text: str) -> None:
    found = prose(text)
    if not found.strip():
        return
    wanted = meant(found.lines if isinstance(found, Prose) else (Piece(text=found),))
    seen = hosts_see(f"w {inline(found)}\n")[1:]
    assert "".join(letter for letter, _ in seen) == "".join(letter for letter, _ in wanted)
    assert seen == wanted or not any(around for _, around in seen)
    assert hosts_see(f"{opening(found)}\n") == seen


@pytest.mark.parametrize(("text", "written"), [
    ("I *wait*", "I *wait*"), ("_I_ wait", "*I* wait"), ("**_a_**", "**_a_**"), ("a **b** `c|d`", "a **b** `c|d`"),
    ("[a](https://a.example)!", "[a](<https://a.example>)!"), ("<https://a.example>", "<https://a.example>"),
    ("wow![a](https://a.example)", "wow\\![a](<https://a.example>)"), ("*a* 1*2", "*a* 1\\*2"),
    ("Buy:\n- *milk*\n- eggs", "Buy: • *milk* • eggs"), ("`` `a` ``", "`` `a` ``"), ("*a* <b>", "*a* \\<b>"),
])  # fmt: skip
def test_prose_is_written_as_markdown_again(text: str, written: str) -> None:
    assert inline(prose(text)) == written


def test_on_lines_of_its_own_prose_has_paragraphs_and_lists() -> None:
    text = prose("She asks:\n\n3. *Who*?\n4. When?\n\n- 1. no list\n- `b`\n\n# The end\n\n1\\. is *no* list")
    assert block(text) == (
        "She asks:\n\n3. *Who*?\n4. When?\n\n* 1\\. no list\n* `b`\n\n\\# The end\n\n1\\. is *no* list"
    )
    assert block("- plain") == "\\- plain"


def test_lists_of_prose_are_lists_in_a_document() -> None:
    step = {"name": "I pack", "actions": ["I fold", "I take:\n- tape\n- *string*\n\nand go"], "goal": "1. *a*\n2. b"}
    journey = Journey.model_validate({"cjm": 1, "title": "A", "stages": [{"name": "S", "steps": [step]}]})
    text = markdown(document.view(journey, "a.cjm.yaml", Atlas(), datetime.date(2026, 11, 22)))
    assert "- **Does:**\n  - I fold\n  - I take:\n    - tape\n    - *string*\n    - and go\n" in text
    assert "- **Goal:**\n  - 1\\. *a*\n  - 2\\. b\n" in text


def test_in_a_table_an_upright_bar_does_not_end_the_cell() -> None:
    assert column(prose("*a* `b|c` [d|e](https://a.example/|)")) == "*a* `b\\|c` [d\\|e](<https://a.example/%7C>)"
