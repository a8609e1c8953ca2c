"""Files that cjm goes by, such as the project file: used whole or not at all."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from cjm.checks import Problem
from cjm.errors import CjmError
from cjm.loading.shape import shape
from cjm.model import Record
from cjm.source import Source, decode, read
from cjm.source.text import LARGEST, NotText

Kind = TypeVar("Kind", bound=Record)


def settings(
    kind: type[Kind], data: bytes, file: str, *, called: str, begins: str, check: Callable[[Kind], Iterable[Problem]]
) -> tuple[Kind, Source]:
    """What the content of a file says, and where.

    `file` is its name in messages, `called` what it is, `begins` what one begins with, `check` what has to hold beyond
    its shape. Raises `CjmError` with all that is wrong: nothing sensible can be done with half of it.
    """
    try:
        source = read(decode(data)) if len(data) <= LARGEST else Source("", None)
    except NotText as unclear:
        raise CjmError(f"{file}:{unclear.place.line}:{unclear.place.column}: {unclear.message}") from None
    notes = [(fault.place.line, fault.place.column, fault.message, fault.help) for fault in source.faults]
    model: Kind | None = None
    if isinstance(source.data, dict):
        shaped = shape(kind, source)
        model = shaped.model
        for complaint in shaped.complaints:
            place = source.key_place(complaint.path) if complaint.at_key else source.place(complaint.path)
            help = complaint.help or ((f"allowed: {', '.join(complaint.allowed)}",) if complaint.allowed else ())
            notes.append((place.line, place.column, complaint.message, help))
        for _rule, remark in check(model) if model is not None else ():
            place = source.place(remark.path)
            notes.append((place.line, place.column, remark.message, remark.help))
    elif not notes:
        empty = "the file is larger than 4 MiB" if len(data) > LARGEST else "the file is empty"
        what = empty if source.data is None else f"this is no {called}"
        notes.append((1, 1, what, (begins,)))
    if notes or model is None:
        lines = [
            f"{file}:{line}:{column}: {'; '.join((message, *help))}" for line, column, message, help in sorted(notes)
        ]
        raise CjmError(f"the {called} cannot be used\n  " + "\n  ".join(lines))
    return model, source
