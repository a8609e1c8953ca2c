"""Corrections of files: edits made in their bytes, and the files written anew."""

import codecs
import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path

from cjm.errors import CjmError
from cjm.files import content, replace_all
from cjm.finding import Category, Edit, Run
from cjm.source import decode
from cjm.source.text import LARGEST, NotText


def wanted(run: Run, unsafe: bool) -> dict[str, list[Edit]]:
    """The edits that the findings of a run bring, by file; `unsafe` ones only where they are asked for."""
    found: dict[str, list[Edit]] = {}
    for one in run.findings:
        if one.edit is not None and (one.edit.safe or unsafe):
            found.setdefault(one.file, []).append(one.edit)
    return found


def apply(data: bytes, edits: Iterable[Edit]) -> tuple[bytes, int]:
    """A file with the edits made, encoded as it was, and how many: of two that touch each other the later one waits."""
    text = decode(data)
    pieces: list[str] = []
    done, count = -1, 0
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end, edit.text)):
        if edit.start > done:
            pieces += [text[max(done, 0) : edit.start], edit.text]
            done, count = edit.end, count + 1
    pieces.append(text[max(done, 0) :])
    return _encoded("".join(pieces), data), count


def _encoded(text: str, before: bytes) -> bytes:
    """A text as bytes, marked at its beginning and encoded as the file was before."""
    if before.startswith(codecs.BOM_UTF8):
        return codecs.BOM_UTF8 + text.encode()
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if before.startswith(mark):
            return mark + text.encode(encoding)
    return text.encode()


def is_worse(file: str, before: Run, after: Run) -> bool:
    """Whether a file has more findings of the kind that makes it no map; or as many, and more others."""

    def flaws(run: Run) -> tuple[int, int]:
        found = [one for one in run.findings if one.file == file]
        return sum(one.category is Category.FORMAT for one in found), len(found)

    return flaws(after) > flaws(before)


def read(path: Path, shown: str, text: str) -> bytes:
    """A file that held `text` when it was checked. Raises `CjmError` if it does no more: edits would miss their places.

    `shown` names it in messages.
    """
    try:
        data = content(path, LARGEST)
        if decode(data) == text:
            return data
    except OSError as problem:
        raise CjmError(f"`{shown}` cannot be read any more: {problem.strerror or problem}") from problem
    except NotText:
        pass
    raise CjmError(f"`{shown}` was changed while cjm looked at it, so nothing was corrected", "try again")


def write(files: Mapping[Path, bytes], shown: str) -> None:
    """Put corrected files in the place of the old ones; `shown` names them in messages.

    Raises `CjmError`; then the old ones are still there, whole.
    """
    try:
        replace_all((path.resolve(), data) for path, data in files.items())
    except OSError as problem:
        raise CjmError(f"{shown} cannot be written: {problem.strerror or problem}") from problem


def diff(file: str, before: str, after: str) -> str:
    """What changed in a file, as `diff -u` says it."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), f"a/{file}", f"b/{file}"
    )
    return "".join(line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines)
