"""Turns paths into places: a remark becomes a finding."""

from collections.abc import Sequence

from cjm.finding import Category, Finding, Path, Pointer, Related, Remark, Severity
from cjm.loading import Document
from cjm.model import Record


def finding(
    document: Document,
    rule: str,
    category: Category,
    severity: Severity,
    remark: Remark,
    documents: Sequence[Document] = (),
    at_key: bool = False,
) -> Finding:
    """A remark as a finding, with its place in the text; `documents` are those that it may point to beside its own."""
    place = document.source.key_place(remark.path) if at_key else document.source.place(remark.path)
    related = tuple(_related(document, pointer, documents) for pointer in remark.related)
    return Finding(
        rule,
        category,
        severity,
        remark.message,
        document.file,
        place,
        remark.help,
        remark.allowed,
        remark.path,
        address(remark.path, document.model),
        related,
    )


def _related(document: Document, pointer: Pointer, documents: Sequence[Document]) -> Related:
    other = next((one for one in documents if one.file == pointer.file), document)
    return Related(pointer.message, pointer.file or document.file, other.source.place(pointer.path))


def address(path: Path, model: Record | None) -> str:
    """A path by ids: `stages[pay].steps[card].emotion`; by position where there is no id."""
    text = ""
    thing: object = model
    for step in path:
        if isinstance(step, int):
            thing = thing[step] if isinstance(thing, list) and step < len(thing) else None
            name = getattr(thing, "id", None) or getattr(thing, "name", None) if isinstance(thing, Record) else None
            text += f"[{name or step}]"
        else:
            if isinstance(thing, Record):
                thing = getattr(thing, f"{step}_" if step == "from" else step, None)
            else:
                thing = thing.get(step) if isinstance(thing, dict) else None
            text += f".{step}" if text else step
    return text
