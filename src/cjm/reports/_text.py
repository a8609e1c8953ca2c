"""Text of a map as a terminal may safely show it, and how wide it is there."""

import json
import re
import unicodedata

from cjm.finding import Finding, Path

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what counts as a line in YAML

_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")

_WRITE = json.JSONEncoder(ensure_ascii=False).encode

_JOINER = "\u200d"
_AS_EMOJI = "\ufe0f"


def lines(text: str) -> list[str]:
    """The lines of a text, as places count them."""
    return _BREAK.split(text)


def visible(text: str) -> str:
    """The text on one line, with everything that could steer a terminal turned into something to see.

    Controls become their pictures (`␛`); marks that reverse the direction of reading, line
    separators, halves of characters and what is none become their code. So no map can move the
    cursor, colour the screen or begin a line of its own, and XML can hold what is left.
    """
    return text if text.isascii() and text.isprintable() else _UNSAFE.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def written(value: object) -> str:
    """A value as JSON on one line: letters of any script as they are, and in escapes what `visible` would not show."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", _WRITE(value))


def cells(text: str) -> list[tuple[str, int]]:
    """Each character as it is shown, with the columns that it takes in a terminal.

    A character that stands on top of the one before it, or melts into it, takes none.
    """
    if text.isascii() and text.isprintable():
        return [(character, 1) for character in text]
    shown: list[tuple[str, int]] = []
    joined = False
    for character in text:
        if character == "\t":
            shown.append(("    ", 4))
            continue
        safe = visible(character)
        columns = len(safe) if safe != character else 0 if joined else _columns(character)
        if character == _AS_EMOJI and shown and shown[-1][1] == 1:
            columns = 1  # the sign before it is drawn as an emoji, which is wide
        joined = character == _JOINER
        shown.append((safe, columns))
    return shown


def width(text: str) -> int:
    """The columns that a text takes in a terminal: two for East Asian letters and emoji."""
    return len(text) if text.isascii() and text.isprintable() else sum(columns for _, columns in cells(text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return 0  # a tone of skin belongs to the emoji before it
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, columns: int) -> list[str]:
    """The words of a text in lines of at most so many columns; a longer word stands alone."""
    if width(text) <= columns:
        return [text]
    rows = [""]
    for word in text.split(" "):
        if rows[-1] and width(rows[-1]) + 1 + width(word) > columns:
            rows.append(word)
        else:
            rows[-1] += f" {word}" if rows[-1] else word
    return rows


def told(finding: Finding) -> tuple[str, ...]:
    """All that a finding says, a line each: what is wrong, what would be right, what to do."""
    allowed = (f"allowed: {', '.join(finding.allowed)}",) if finding.allowed else ()
    return tuple(visible(line) for line in (finding.message, *allowed, *finding.help))


def sentences(finding: Finding) -> str:
    """The same as running text: `The id is given twice. Did you mean `pay`?`."""
    return " ".join(
        line[:1].upper() + line[1:] + ("" if line.endswith((".", "?", "!", "…")) else ".") for line in told(finding)
    )


def address(finding: Finding) -> str:
    """Where a finding stands in its map: by ids where they are known, else by keys and positions."""
    return finding.address or dotted(finding.path)


def dotted(path: Path) -> str:
    """A path as people write it: `stages[0].steps[2].name`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")
