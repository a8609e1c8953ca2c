"""Turns paths into places: what is wrong with a file becomes findings."""

from collections.abc import Sequence

from cjm.finding import Category, Finding, Path, Place, Pointer, Related, Remark, Severity
from cjm.loading import Document
from cjm.model import Record


def flaws(document: Document, documents: Sequence[Document]) -> list[Finding]:
    """What is wrong with a file's text, shape and references, each thing once; `documents` is all that was read."""
    found: list[Finding] = []
    for fault in document.faults:
        related = tuple(Related(caption, document.file, place) for caption, place in fault.related)
        found.append(
            Finding(
                fault.rule,
                Category.FORMAT,
                Severity.ERROR,
                fault.message,
                document.file,
                fault.place,
                fault.help,
                related=related,
            )
        )
    for complaint in document.complaints:
        remark = Remark(complaint.path, complaint.message, complaint.help, complaint.allowed, change=complaint.change)
        found.append(
            finding(document, complaint.rule, Category.FORMAT, Severity.ERROR, remark, at_key=complaint.at_key)
        )
    for rule, remark in document.problems:
        found.append(finding(document, rule, Category.FORMAT, Severity.ERROR, remark, documents))
    unique: dict[tuple[str, Place, str], Finding] = {}
    for one in found:
        unique.setdefault((one.rule, one.place, one.message), one)
    return list(unique.values())


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
    edit = document.editor.edit(remark.change) if remark.change is not None else None
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
        edit,
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
