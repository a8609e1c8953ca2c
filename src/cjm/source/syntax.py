"""What is wrong with a text that is no YAML, in words for authors, and how the line was probably meant.

The parser says where it stumbled; that is often a line after the mistake, and always in its own
words. Each check here looks for one mistake that people make, the most telling first.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, get_args, get_origin

import yaml

from cjm.finding import Place
from cjm.source.mending import (
    BULLETS,
    cut_comment,
    furthest_line,
    in_quotes,
    indent_of,
    shortened,
    single_quoted,
    text_before,
    with_line,
    with_rows,
)
from cjm.source.text import lines

_KEY = re.compile(
    r"""(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>"[^"]*"|'[^']*'|[^\s"'#\[\]{},&*!|>%@`:-][^#:"']*?)[ ]*:(?P<rest>[ ].*|)$"""
)
"""A line that begins with a key."""


_WORDS = re.compile(r"[ ]*[^\s#:\"'-][^:]*$")
"""A line that can only go on with a text."""
_ITEM = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*-[ ]+)(?P<text>[^\s#-].*)$")
"""A line that begins with a dash."""

_HASH_IN_BRACKETS = re.compile(r"""(.*[\[{](?:[^#'"\[\]{}]|"[^"]*"|'[^']*')*\s)(#[^\s#,'"\[\]{}]++)(?=.*[\]}])""")
"""A text that begins with `#` between brackets, up to its end, where a bracket closes behind it."""
_BULLET = re.compile(rf"(?P<lead>[ ]*)(?P<bullet>[{BULLETS}])\s+(?P<text>\S.*)$")
"""A line that begins with a bullet."""

_LONGEST_LINE = 4_000
"""Characters beyond which a line is no longer searched for mistakes that a person makes."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A mistake of the text, and the text without it where that can be guessed."""

    message: str
    place: Place
    help: tuple[str, ...] = ()
    repaired: str | None = None
    related: tuple[tuple[str, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class _Stumble:
    """What the parser said: its words, where it stood, and where the thing began that it was reading."""

    text: str
    lines: list[str]
    problem: str
    context: str
    line: int
    column: int
    opened: tuple[int, int] | None
    """Line and column of the beginning, from 0."""

    def place(self, line: int, column: int, length: int = 1) -> Place:
        return Place(line + 1, column + 1, line + 1, column + 1 + max(1, length))

    def with_line(self, number: int, line: str) -> str:
        """The text with one line replaced, line ends kept."""
        return with_line(self.text, number, line)


def diagnose(text: str, problem: yaml.YAMLError) -> Diagnosis:
    """Say what is wrong, where, and what to do."""
    rows = lines(text)
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    context_mark = getattr(problem, "context_mark", None)
    stumble = _Stumble(
        text,
        rows,
        str(getattr(problem, "problem", "") or ""),
        str(getattr(problem, "context", "") or ""),
        min(mark.line, len(rows) - 1) if mark else 0,
        mark.column if mark else 0,
        (min(context_mark.line, len(rows) - 1), context_mark.column) if context_mark else None,
    )
    if "flow" not in stumble.context and "quoted" not in stumble.context and len(rows[stumble.line]) <= _LONGEST_LINE:
        bracket = _bracket(rows[stumble.line][: stumble.column])
        if bracket is not None:
            stumble = replace(stumble, context="in a flow", opened=(stumble.line, bracket))
    first = min(stumble.line, stumble.opened[0]) if stumble.opened else stumble.line
    nearby = rows[max(0, first - 4) : stumble.line + 2]
    if all(len(row) <= _LONGEST_LINE for row in nearby):
        for check in _CHECKS:
            if diagnosis := check(stumble):
                return diagnosis
    line = rows[stumble.line]
    return Diagnosis(
        "this line cannot be read",
        stumble.place(stumble.line, min(stumble.column, len(line)), 1),
        ("look at the quotes, colons and the indentation of this line and the one above it",),
    )


def _bracket(before: str) -> int | None:
    """Where the last bracket opens that is still open behind the beginning of a line."""
    if not re.match(r"[ ]*(?:-[ ]+)*(?:[^\s\[{][^:]*:[ ]+)?[\[{]", before):
        return None
    open_: list[int] = []
    for found in re.finditer(r"""(?<=[\s\[{,:])(?:"(?:[^"\\]|\\.)*"|'[^']*')|[\[\]{}]""", before):
        if found[0] in "[{":
            open_.append(found.start())
        elif found[0] in "]}" and open_:
            open_.pop()
    return open_[-1] if open_ else None


def _several_documents(stumble: _Stumble) -> Diagnosis | None:
    """A second `---`, or something after `...`."""
    if "single document" in stumble.context + stumble.problem:
        number = next((n for n in range(stumble.line, -1, -1) if stumble.lines[n].startswith("---")), stumble.line)
    elif "document start" in stumble.problem:
        before = range(stumble.line, -1, -1)
        found = next((n for n in before if re.match(r"\.\.\.(?:\s|$)", stumble.lines[n])), None)
        if found is None:
            return None
        number = found
    else:
        return None
    mark = stumble.lines[number][:3]
    return Diagnosis(
        "a second document begins here, and a file holds one map",
        stumble.place(number, 0, len(mark)),
        (f"put it into a file of its own, or remove the line `{mark}`",),
        text_before(stumble.text, number),
    )


def _tab(stumble: _Stumble) -> Diagnosis | None:
    if "quoted scalar" in stumble.context:
        return None
    first = stumble.opened[0] if stumble.opened else stumble.line
    for number in (stumble.line, *range(stumble.line - 1, max(first, stumble.line - 4) - 1, -1)):
        indent = _TABBED.match(stumble.lines[number])
        if indent is None:
            continue
        alone = not any(_TABBED.match(row) for row in stumble.lines[number + 1 : number + 2])
        others = 0 if alone else sum(1 for row in stumble.lines[number + 1 :] if _TABBED.match(row))
        rest = stumble.lines[number][indent.end() - 1 :]
        help = f"replace the tabs by spaces, here and in {_counted(others, 'more line')}"
        return Diagnosis(
            "a tab indents this line, and YAML wants spaces",
            stumble.place(number, indent[0].index("\t")),
            (help if others else "replace the tab by spaces",),
            _further(
                _without_tabs(stumble, number) if others else None,
                _first_better(stumble, number, (" " * width + rest for width in _indents(stumble, number)))
                or _first_fitting(stumble, number, rest),
            ),
        )
    inside = stumble.lines[stumble.line].find("\t", stumble.column)
    if inside == stumble.column:
        line = stumble.lines[stumble.line]
        return Diagnosis(
            "a tab stands here, and YAML wants spaces",
            stumble.place(stumble.line, inside),
            ("replace the tab by spaces",),
            stumble.with_line(stumble.line, line.replace("\t", " ")),
        )
    return None


_TABBED = re.compile(r"[ ]*\t[ \t]*\S")
_INDENT = re.compile(r"^[ ]*\t[ \t]*(?=\S)", re.MULTILINE)


def _without_tabs(stumble: _Stumble, number: int) -> str | None:
    """The text with as many spaces for each tab in front of a line as gets the parser furthest."""
    before = text_before(stumble.text, number)
    rest = stumble.text[len(before) :]
    best, furthest = None, stumble.line
    for width in (2, 4, 1, 8):
        attempt = before + _INDENT.sub(lambda found: found[0].expandtabs(width), rest)  # noqa: B023 - called in this round only
        reached = furthest_line(attempt)
        if reached > furthest:
            best, furthest = attempt, reached
        if reached > len(stumble.lines):
            break
    return best


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' if number > 1 else ''}"


def _open_quote(stumble: _Stumble) -> Diagnosis | None:
    if "quoted scalar" in stumble.context and stumble.opened and "unexpected" in stumble.problem:
        return _quote_diagnosis(stumble, *stumble.opened)
    token = _swallowing_quote(stumble)
    return _quote_diagnosis(stumble, *token) if token else None


def _quote_diagnosis(stumble: _Stumble, number: int, column: int) -> Diagnosis:
    line = stumble.lines[number]
    quote = line[column]
    body = line[column + 1 :].rstrip()
    closing = ""
    if sum(line[:column].count(bracket) for bracket in "[{") > sum(line[:column].count(bracket) for bracket in "]}"):
        bare = body.rstrip("]} ")
        body, closing = bare, body[len(bare) :]
    escaped = body.replace('"', '\\"') if quote == '"' else body.replace("'", "''")
    repaired = f"{line[: column + 1]}{escaped}{quote}{closing}"
    return Diagnosis(
        f"the quote {quote} that opens here is never closed",
        stumble.place(number, column),
        (f"close it with {quote} at the end of the text",),
        stumble.with_line(number, repaired),
    )


def _swallowing_quote(stumble: _Stumble) -> tuple[int, int] | None:
    """A quoted text over several lines that holds lines looking like keys, just before the parser stumbled."""
    found = None
    try:
        for token in yaml.scan(stumble.text, Loader=_scanner()):
            if token.start_mark.line > stumble.line:
                break
            if isinstance(token, yaml.ScalarToken) and token.start_mark.line < token.end_mark.line <= stumble.line:
                start, end = token.start_mark, token.end_mark
                quoted = stumble.lines[start.line][start.column : start.column + 1] in ('"', "'")
                inner = stumble.lines[start.line + 1 : end.line + 1]
                items = end.line == stumble.line and any(_ITEM.match(row) for row in inner)
                if quoted and (items or any(_KEY.match(row) for row in inner)):
                    found = (start.line, start.column)
    except yaml.YAMLError:
        pass
    return found


def _scanner() -> Any:
    return yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def _short_form(stumble: _Stumble) -> Diagnosis | None:
    """`- Slow` with `severity: high` below it: a short text that goes on with keys."""
    below = _KEY.match(stumble.lines[stumble.line])
    width = indent_of(stumble.lines[stumble.line])
    number = _row_above(stumble, stumble.line)
    while number is not None and indent_of(stumble.lines[number]) == width and _WORDS.match(stumble.lines[number]):
        number = _row_above(stumble, number)  # the text of the entry goes on over several lines
    item = _ITEM.match(stumble.lines[number]) if number is not None else None
    if below is None or item is None or number is None or "-" in below["lead"] or _KEY.match(stumble.lines[number]):
        return None
    text, comment = cut_comment(item["text"])
    dash = item["lead"].rindex("-")
    first, keys = _item_keys(stumble, number, dash)
    if indent_of(stumble.lines[stumble.line]) < dash or below["key"] not in keys or text[0] in "[{&*!|>%@`":
        return None
    if text.partition(":")[0] in keys:
        return None
    rows = list(stumble.lines)
    rows[number] = f"{item['lead']}{first}: {text}{comment}"
    rows[number + 1 : stumble.line] = ["  " + row if row.strip() else row for row in rows[number + 1 : stumble.line]]
    shift = len(item["lead"]) - indent_of(rows[stumble.line])
    for at in range(stumble.line, len(rows)):
        width = indent_of(rows[at])
        if rows[at].strip() and (width < dash or (width == dash and rows[at][dash] == "-")):
            break
        rows[at] = " " * (width + shift) + rows[at].lstrip(" ") if rows[at].strip() else rows[at]
    return Diagnosis(
        f"a text with `{below['key']}` below it needs a key of its own",
        stumble.place(number, len(item["lead"]), len(text)),
        (f"write `- {first}: {shortened(text)}`, and `{below['key']}` in the same column as `{first}`",),
        with_rows(stumble.text, rows),
    )


def _row_above(stumble: _Stumble, number: int) -> int | None:
    """The nearest line above line `number` that is neither blank nor a comment."""
    above = range(number - 1, -1, -1)
    return next((n for n in above if stumble.lines[n].strip() and not stumble.lines[n].lstrip().startswith("#")), None)


def _item_keys(stumble: _Stumble, number: int, dash: int) -> tuple[str, frozenset[str]]:
    """The key that a text in the list around line `number` stands for, and the keys that may stand beside it."""
    for at in range(number - 1, -1, -1):
        row = stumble.lines[at]
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        key = _KEY.match(row)
        if key and len(key["lead"]) <= dash and (indent_of(row) < dash or "-" not in key["lead"]):
            return _lists().get(key["key"], ("", frozenset()))
        if indent_of(row) < dash:
            break
    return "", frozenset()


@cache
def _lists() -> dict[str, tuple[str, frozenset[str]]]:
    """For each list of the format whose items have keys, the key that says what an item is, and all its keys."""
    from cjm.model import Journey, Opportunity, PainPoint, Record, Stage, Step

    found: dict[str, tuple[str, frozenset[str]]] = {}
    for record in (Journey, Stage, Step, PainPoint, Opportunity):
        for name, info in record.model_fields.items():
            item = next(iter(get_args(info.annotation)), None)
            if get_origin(info.annotation) is list and isinstance(item, type) and issubclass(item, Record):
                required = (key.alias or name for name, key in item.model_fields.items() if key.is_required())
                first = item.short_form or next(required, "")
                if first:
                    found[info.alias or name] = (first, item.keys())
    return found


def _stray_dash(stumble: _Stumble) -> Diagnosis | None:
    """`- severity: high` below `- text: Slow`, further right: one dash too many."""
    number = _row_above(stumble, stumble.line)
    item = _ITEM.match(stumble.lines[stumble.line])
    own = _KEY.match(stumble.lines[stumble.line])
    above = _KEY.match(stumble.lines[number]) if number is not None else None
    if number is None or item is None or own is None or above is None or not cut_comment(above["rest"])[0].strip():
        return None
    column = len(above["lead"])
    dash = item["lead"].index("-")
    if "-" not in above["lead"] or dash < column or own["key"] == above["key"] or own["key"] not in _keys():
        return None
    rows = list(stumble.lines)
    rows[stumble.line] = " " * column + item["text"]
    for at in range(stumble.line + 1, len(rows)):
        width = indent_of(rows[at])
        another = _KEY.match(rows[at]) if rows[at].startswith("- ", dash) and width == dash else None
        if another and another["key"] in _keys() and another["key"] != above["key"]:
            rows[at] = " " * column + rows[at][len(another["lead"]) :]
            continue
        if rows[at].strip() and width <= dash:
            break
        rows[at] = " " * max(column, width + column - len(item["lead"])) + rows[at].lstrip(" ")
    return Diagnosis(
        f"a dash stands in front of `{own['key']}`, which belongs to the entry above",
        stumble.place(stumble.line, dash),
        (f"remove the dash, and begin in the same column as `{above['key']}`",),
        with_rows(stumble.text, rows),
    )


def _stars(stumble: _Stumble) -> Diagnosis | None:
    """`* a` above `* b`: items of a list that begin with a star."""
    found = re.match(r"([ ]*)\*[ ]+(\S.*)$", stumble.lines[stumble.line])
    if found is None:
        return None
    width = len(found[1])
    rows = list(stumble.lines)
    count = 0
    for at in range(stumble.line, len(rows)):
        if rows[at].strip() and indent_of(rows[at]) < width:
            break
        if rows[at].startswith("* ", width) and indent_of(rows[at]) == width:
            rows[at] = f"{rows[at][:width]}-{rows[at][width + 1 :]}"
            count += 1
    return Diagnosis(
        "an entry of a list begins with a dash, not with a star",
        stumble.place(stumble.line, width),
        (f"write `- {shortened(cut_comment(found[2])[0])}`" + (", and so in the lines below" if count > 1 else ""),),
        with_rows(stumble.text, rows),
    )


def _after_bracket(stumble: _Stumble) -> Diagnosis | None:
    """`goal: [sic] text`: text goes on behind a closing bracket."""
    line = stumble.lines[stumble.line]
    lead = re.match(r"[ ]*(?:-[ ]+)*(?:[^\s\[\]{}\"'#][^:\"'\[{]*:[ ]+)?", line)
    value, comment = cut_comment(line[lead.end() :]) if lead else ("", "")
    if lead is None or not re.match(r"(?:\[[^\[\]]*\]|\{[^{}]*\})[ ]*[^\s,:\]}]", value):
        return None
    column = lead.end()
    return Diagnosis(
        f"a text that begins with `{line[column]}` has to stand in quotes",
        stumble.place(stumble.line, column, len(value)),
        (f"write {shortened(in_quotes(value))}",),
        stumble.with_line(stumble.line, f"{line[:column]}{single_quoted(value)}{comment}"),
    )


def _after_quote(stumble: _Stumble) -> Diagnosis | None:
    """`name: "Kim" the owner`: text goes on behind a closing quote."""
    line = stumble.lines[stumble.line]
    match = _KEY.match(line)
    rest = match["rest"].strip() if match else re.sub(r"^[ ]*(?:-[ ]+)*", "", line).strip()
    if not re.match(r"""("([^"\\]|\\.)*"|'([^']|'')*')\s*[^\s\]}:#]""", rest) or "flow" in stumble.context:
        return None
    column = line.rindex(rest)
    quote = rest[0]
    other = "'" if quote == '"' else '"'
    return Diagnosis(
        "the text goes on after its closing quote",
        stumble.place(stumble.line, column, len(rest)),
        (f"put the whole text into quotes of the other kind, {other}…{other}",),
        stumble.with_line(stumble.line, line[:column] + single_quoted(rest)),
    )


def _escape(stumble: _Stumble) -> Diagnosis | None:
    if "escape" not in stumble.problem and "hex" not in stumble.problem:
        return None
    line = stumble.lines[stumble.line]
    column = line.rfind("\\", 0, stumble.column + 1)
    column = column if column >= 0 else stumble.column
    repaired = line[:column] + "\\" + line[column:]
    return Diagnosis(
        "a backslash in double quotes begins a special character, and this one does not exist",
        stumble.place(stumble.line, column, 2),
        ("write the backslash twice, or use single quotes '…'",),
        stumble.with_line(stumble.line, repaired),
    )


def _no_space(stumble: _Stumble) -> Diagnosis | None:
    """`name:Kim`, where the space after the colon is missing."""
    for number in (stumble.line, stumble.line - 1, stumble.opened[0] if stumble.opened else -1):
        if not 0 <= number < len(stumble.lines):
            continue
        wide = re.match(r"([ ]*(?:-[ ]+)*)([A-Za-z_]+)[ ]*：[ ]*(.*)$", stumble.lines[number])
        if wide:
            lead, key, rest = wide.groups()
            return Diagnosis(
                f"the colon after `{key}` is a wide one, which YAML takes for text",
                stumble.place(number, stumble.lines[number].index("：")),
                (f"write `{key}: {shortened(rest)}`" if rest else f"write `{key}:`",),
                stumble.with_line(number, f"{lead}{key}: {rest}".rstrip()),
            )
        match = re.match(r"([ ]*(?:-[ ]+)*)([A-Za-z_]+):(?![\s/])(\S.*)$", stumble.lines[number])
        if match and not re.match(r"https?$|mailto$", match[2]):
            lead, key, rest = match.groups()
            column = len(lead) + len(key)
            return Diagnosis(
                f"a space is missing after `{key}:`",
                stumble.place(number, column),
                (f"write `{key}: {shortened(rest)}`",),
                stumble.with_line(number, f"{lead}{key}: {rest}"),
            )
    return None


def _colon(stumble: _Stumble) -> Diagnosis | None:
    """`name: Break down: the chain snaps`, a second colon without quotes."""
    if "mapping values are not allowed" not in stumble.problem:
        return None
    line = stumble.lines[stumble.line]
    match = re.match(r"""([ ]*(?:-[ ]+)*)([^\s:"'\[\]{}][^:"']*?):[ ]+(?=[^\s"'|>#])(.*?:(?:\s.*|))$""", line)
    if match is None:
        return None
    lead, key, rest = match.groups()
    value, comment = cut_comment(rest)
    column = match.start(3)
    if lead.endswith("- ") and key not in _keys():
        whole = f"{key}: {value}"
        item = single_quoted(line[len(lead) : len(line) - len(comment)])
        return Diagnosis(
            "this text holds a colon and has to stand in quotes",
            stumble.place(stumble.line, len(lead), len(whole)),
            (f"write `- {shortened(in_quotes(whole))}`",),
            stumble.with_line(stumble.line, f"{lead}{item}{comment}"),
        )
    return Diagnosis(
        f"the text of `{key}` holds a colon and has to stand in quotes",
        stumble.place(stumble.line, column, len(value)),
        (f"write `{key}: {shortened(in_quotes(value))}`",),
        stumble.with_line(stumble.line, f"{line[:column]}{single_quoted(value)}{comment}"),
    )


def _reserved(stumble: _Stumble) -> Diagnosis | None:
    """A text that begins with a character that YAML keeps for itself."""
    line = stumble.lines[stumble.line]
    where = stumble.opened if stumble.opened and stumble.opened[0] == stumble.line else None
    for column in dict.fromkeys((stumble.column, *((where[1],) if where else ()))):
        if column >= len(line) or line[column] not in "@`%*&!|>?-" or "flow" in stumble.context:
            continue
        if line[column] in "?-" and not re.search(r":[ ]+$", line[:column]):
            continue
        before = line[:column]
        if not re.fullmatch(r"[ ]*(?:-[ ]+)*(?:[^\s].*?:[ ]+)?", before):
            continue
        value, comment = cut_comment(line[column:])
        character = "a backtick" if line[column] == "`" else f"`{line[column]}`"
        alone = column == 0 and line[column] == "%"  # takes itself for a directive, and nobody means that
        return Diagnosis(
            f"a text that begins with {character} has to stand in quotes",
            stumble.place(stumble.line, column, len(value)),
            (f"write {shortened(in_quotes(value))}",),
            stumble.with_line(stumble.line, "#" if alone else f"{before}{single_quoted(value)}{comment}"),
        )
    return None


def _hidden_bracket(stumble: _Stumble) -> Diagnosis | None:
    """`{rail: #5b2a86}`, where the `#` begins a comment that hides the closing bracket."""
    if "flow" not in stumble.context:
        return None
    for number in range(stumble.line, max(stumble.line - 4, -1), -1):
        line = stumble.lines[number]
        if found := _HASH_IN_BRACKETS.match(line):
            before, text = found.groups()
            return Diagnosis(
                f"`{text}` has to stand in quotes: without them it is a comment, and hides the bracket",
                stumble.place(number, len(before), len(text)),
                (f"write {in_quotes(text)}",),
                stumble.with_line(number, f"{before}{single_quoted(text)}{line[found.end() :]}"),
            )
    return None


def _flow(stumble: _Stumble) -> Diagnosis | None:
    """A fault inside `[ ]` or `{ }`."""
    if "flow" not in stumble.context or not stumble.opened:
        return None
    number, column = stumble.opened
    line = stumble.lines[number]
    bracket = line[column] if column < len(line) and line[column] in "[{" else "["
    closing = "]" if bracket == "[" else "}"
    other = "}" if bracket == "[" else "]"
    if stumble.line == number and line[stumble.column : stumble.column + 1] == other:
        return Diagnosis(
            f"the bracket {other} closes what {bracket} opens",
            stumble.place(number, stumble.column),
            (f"write {closing}, or put quotes around a text with brackets",),
            stumble.with_line(number, line[: stumble.column] + closing + line[stumble.column + 1 :]),
            ((f"{bracket} opens here", stumble.place(number, column)),),
        )
    if closing not in line[column:] and (stumble.line > number or stumble.column >= len(line.rstrip())):
        value, comment = cut_comment(line)
        return Diagnosis(
            f"the bracket {bracket} that opens here is never closed",
            stumble.place(number, column),
            (f"close it with {closing}, or write one item per line",),
            stumble.with_line(number, f"{value}{closing}{comment}"),
        )
    repaired = None
    inner = re.match(r"(.*?)\](\s*(?:#.*)?)$", line[column + 1 :])
    if bracket == "[" and inner:
        items = ", ".join(single_quoted(item.strip().strip("\"'")) for item in inner[1].split(","))
        repaired = stumble.with_line(number, f"{line[: column + 1]}{items}]{inner[2]}")
    elif bracket == "{" and (pairs := re.match(r"(.*?)\}(\s*(?:#.*)?)$", line[column + 1 :])):
        fixed = []
        for pair in re.split(r",\s*(?=[\w$-]+\s*:)", pairs[1]):
            key, colon, value = pair.partition(":")
            bare = value.strip()
            quoted = single_quoted(bare.strip("\"'")) if re.search(r"""[?:"'@`%*&!]""", value) else bare
            fixed.append(f"{key.strip()}: {quoted}" if colon else single_quoted(pair.strip()))
        repaired = stumble.with_line(number, f"{line[: column + 1]}{', '.join(fixed)}}}{pairs[2]}")
    at = stumble.place(stumble.line, min(stumble.column, len(stumble.lines[stumble.line])))
    related = () if stumble.line == number else (("the bracket opens here", stumble.place(number, column)),)
    return Diagnosis(
        f"a text inside {bracket} {closing} cannot be read",
        at,
        ("put quotes around it, or write one item per line",),
        repaired,
        related,
    )


def _no_colon(stumble: _Stumble) -> Diagnosis | None:
    """`stages` alone on a line, where the colon is missing."""
    first = (stumble.opened or (stumble.line, 0))[0]
    for number in dict.fromkeys((first, *range(max(0, stumble.line - 3), stumble.line + 1))):
        line, comment = cut_comment(stumble.lines[number])
        match = re.fullmatch(r"([ ]*(?:-[ ]+)*)([A-Za-z_]+)", line)
        if match and match[2] not in _keys() and not _holds_more(stumble, number):
            continue
        if match is None:
            match = re.fullmatch(r"([ ]*(?:-[ ]+)*)([A-Za-z_]+)[ ]+([^:]+)", line)
            if match is None or match[2] not in _keys():
                continue
            key = f"{match[1]}{match[2]}: {match[3]}{comment}"
            return Diagnosis(
                f"a colon is missing after `{match[2]}`",
                stumble.place(number, len(match[1]), len(match[2])),
                (f"write `{match[2]}: {shortened(match[3])}`",),
                _first_better(stumble, number, (key,)) or stumble.with_line(number, key),
            )
        return Diagnosis(
            f"a colon is missing after `{match[2]}`",
            stumble.place(number, len(match[1]), len(match[2])),
            (f"write `{match[2]}:`",),
            _first_better(stumble, number, (f"{line}:{comment}",)) or stumble.with_line(number, f"{line}:{comment}"),
        )
    return None


@cache
def _keys() -> frozenset[str]:
    """All keys of the format, wherever they stand."""
    from cjm import model

    records = [thing for thing in vars(model).values() if isinstance(thing, type) and issubclass(thing, model.Record)]
    return frozenset(key for record in records for key in record.keys())  # noqa: SIM118 - a record's own method


def _holds_more(stumble: _Stumble, number: int) -> bool:
    """Whether the line after line `number` stands further right."""
    line = stumble.lines[number]
    below = next((row for row in stumble.lines[number + 1 :] if row.strip()), "")
    return indent_of(below) > indent_of(line)


def _dash(stumble: _Stumble) -> Diagnosis | None:
    """`-name: Buy`, where the space after the dash is missing."""
    first = stumble.opened[0] if stumble.opened else stumble.line
    for number in dict.fromkeys((stumble.line, stumble.line - 1, first)):
        match = re.match(r"([ ]*(?:-[ ]+)*)-([^\s\d-].*)$", stumble.lines[number]) if number >= 0 else None
        if match:
            lead, rest = match.groups()
            return Diagnosis(
                "a space is missing after the dash",
                stumble.place(number, len(lead)),
                (f"write `- {shortened(cut_comment(rest)[0])}`",),
                stumble.with_line(number, f"{lead}- {rest}"),
            )
    return None


def _bullet(stumble: _Stumble) -> Diagnosis | None:
    """`• Nobody answers`, copied from a document in which bullets make a list."""
    found, first = None, stumble.line
    for number in range(stumble.line, -1, -1):
        if item := _BULLET.match(stumble.lines[number]):
            found, first = item, number
        elif number < stumble.line:
            break
    if found is None:
        return None
    rows = [_BULLET.sub(r"\g<lead>- \g<text>", row) for row in stumble.lines]
    return Diagnosis(
        f"a list is written with dashes, not with `{found['bullet']}`",
        stumble.place(first, len(found["lead"])),
        (f"write `- {shortened(cut_comment(found['text'])[0])}`",),
        with_rows(stumble.text, rows),
    )


def _closing(stumble: _Stumble) -> Diagnosis | None:
    """`[a]]`: a bracket closes what no bracket opens."""
    line = stumble.lines[stumble.line]
    if stumble.column >= len(line) or line[stumble.column] not in "]}" or "flow" in stumble.context:
        return None
    column = stumble.column
    bracket, opening = line[column], "[" if line[column] == "]" else "{"
    return Diagnosis(
        f"the bracket {bracket} closes nothing",
        stumble.place(stumble.line, column),
        (f"remove it, or open it with {opening}; a text with brackets has to stand in quotes",),
        stumble.with_line(stumble.line, line[:column] + line[column + 1 :]),
    )


def _block(stumble: _Stumble) -> Diagnosis | None:
    """A line of a text below `|` or `>` that stands too far left."""
    number = stumble.line
    if number >= len(stumble.lines) or not stumble.lines[number].strip():
        number = next((n for n in range(number, -1, -1) if stumble.lines[n].strip()), number)
    line = stumble.lines[number]
    indent = indent_of(line)
    above = next((n for n in range(number - 1, -1, -1) if stumble.lines[n].strip()), None)
    if above is None or _KEY.match(line):
        return None
    width = indent_of(stumble.lines[above])
    further_left = (n for n in range(above, -1, -1) if stumble.lines[n].strip() and indent_of(stumble.lines[n]) < width)
    head = next(further_left, None)
    begins = stumble.lines[head] if head is not None else ""
    if head is None or indent >= width or not re.search(r"(?:^|[\s:])[|>][-+0-9]{0,2}\s*(?:#.*)?$", begins):
        return None
    return Diagnosis(
        "this line of the text stands further left than the line above it",
        stumble.place(number, indent, len(line.strip())),
        ("begin all its lines in the same column",),
        stumble.with_line(number, " " * (width - indent) + line),
        (("the text begins here", stumble.place(head, indent_of(begins), len(begins.strip()))),),
    )


def _indentation(stumble: _Stumble) -> Diagnosis | None:
    """A line that does not line up with its neighbours."""
    number = stumble.line
    if number >= len(stumble.lines) or not stumble.lines[number].strip():
        number = next((n for n in range(number, -1, -1) if stumble.lines[n].strip()), number)
    line = stumble.lines[number]
    if not (_KEY.match(line) or line.lstrip().startswith("- ")):
        return None
    indent = indent_of(line)
    repaired = _first_better(
        stumble, number, (" " * width + line.lstrip(" ") for width in _indents(stumble, number) if width != indent)
    )
    return Diagnosis(
        "this line does not line up with the lines above it",
        stumble.place(number, indent, len(line.strip())),
        ("keys of one thing begin in the same column; count the spaces in front",),
        repaired,
    )


_CHECKS: tuple[Callable[[_Stumble], Diagnosis | None], ...] = (
    _several_documents,
    _escape,
    _tab,
    _open_quote,
    _short_form,
    _stray_dash,
    _stars,
    _no_space,
    _colon,
    _reserved,
    _hidden_bracket,
    _flow,
    _after_bracket,
    _closing,
    _after_quote,
    _block,
    _dash,
    _bullet,
    _no_colon,
    _indentation,
)


def _indents(stumble: _Stumble, number: int) -> Iterator[int]:
    """Columns at which line `number` may have been meant to begin, the likeliest first."""
    above = [row for row in reversed(stumble.lines[max(0, number - 40) : number]) if row.strip()]
    previous = next((row for row in above if not row.lstrip().startswith("#")), "").expandtabs(2)
    indent = indent_of(previous)
    item = re.match(r"[ ]*((?:-[ ]+)+)", previous)
    content = indent + (len(item[1]) if item else 0)
    below = next((row for row in stumble.lines[number + 1 : number + 10] if row.strip()), "")
    beside = [indent_of(below)] if _KEY.match(below) and below.lstrip()[:1] != "-" and "\t" not in below else []
    ends = stumble.lines[number].split(" #")[0].rstrip().endswith(":")
    yield from dict.fromkeys(
        (
            *(beside if not ends else ()),
            content,
            content + 2,
            indent,
            content + 4,
            *map(indent_of, above),
        )
    )


def _first_better(stumble: _Stumble, number: int, candidates: Iterator[str] | tuple[str, ...]) -> str | None:
    """The text with the replacement of line `number` that lets the parser get furthest, the first of equal ones."""
    best, furthest = None, max(number, stumble.line)
    for candidate in candidates:
        attempt = stumble.with_line(number, candidate)
        reached = furthest_line(attempt)
        if reached > furthest:
            best, furthest = attempt, reached
        if reached > len(attempt):
            break
    return best


def _first_fitting(stumble: _Stumble, number: int, rest: str) -> str | None:
    """The text with line `number` indented as would be right for a line with a plain value: it has a second mistake."""
    plain = re.sub(r":\s.*", ": x", rest)
    for width in _indents(stumble, number):
        if furthest_line(stumble.with_line(number, " " * width + plain)) > number:
            return stumble.with_line(number, " " * width + rest)
    return None


def _further(first: str | None, second: str | None) -> str | None:
    """Which of two repaired texts the parser gets further with; the second if they are equal."""
    if first is None or second is None:
        return first or second
    return first if furthest_line(first) > furthest_line(second) else second
