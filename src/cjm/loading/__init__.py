"""From files to a project: the atlas and the source of each file, or findings that say why not."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cjm.atlas import Atlas, Edited, file_id
from cjm.checks import check_journey, check_persona
from cjm.finding import Path as DataPath
from cjm.finding import Pointer, Remark
from cjm.loading.discovery import is_persona, search
from cjm.loading.document import Document, read_document
from cjm.loading.history import history
from cjm.loading.planning import Part, Request, Target, listed, plan, shown
from cjm.loading.references import locate, named_files, problem
from cjm.loading.series import read_series
from cjm.loading.shape import as_written, within
from cjm.loading.wording import Complaint, did_you_mean
from cjm.model import Journey, Persona, Record
from cjm.model.metric import Sample
from cjm.progress import each
from cjm.source import Source

__all__ = ["Complaint", "Document", "Loaded", "Part", "Request", "Target", "did_you_mean", "load", "plan", "shown"]


@dataclass
class Loaded:
    """A project, or maps without one."""

    atlas: Atlas
    documents: list[Document]
    """All files that were read, sorted by name."""
    start: Path
    """Where cjm was started: files are named relative to it."""
    root: Path | None = None
    """The folder of the project file."""
    project_source: Source | None = None
    project_file: str | None = None

    @property
    def asked(self) -> list[Document]:
        """The files that were asked for."""
        return [document for document in self.documents if document.asked]


def load(part: Part, *, whole: bool = False, history_until: datetime.date | None = None) -> Loaded:
    """Read the files of a part, and what they refer to.

    `whole` reads all maps of the project too where personas were asked for: rules judge a persona by the maps that
    name it. With `history_until`, which is today, git is asked when the maps that were asked for were last changed.
    """
    loader = _Loader(part, whole)
    loader.read(part.targets)
    documents = sorted(loader.documents.values(), key=lambda document: document.file)
    atlas = Atlas(
        project=part.project,
        root=shown(part.root, part.start) if part.root else "",
        maps={d.file: d.model for d in documents if isinstance(d.model, Journey)},
        personas={d.file: d.model for d in documents if isinstance(d.model, Persona)},
        series=loader.series,
        edited=loader.edited(history_until) if history_until is not None else {},
    )
    for document in documents:
        if isinstance(document.model, Journey):
            document.problems += check_journey(document.model, document.file, atlas, document.mended)
        elif isinstance(document.model, Persona):
            document.problems += check_persona(document.model, atlas)
    _persona_ids(documents)
    _circles(documents)
    for document in documents:
        document.problems = [
            (rule, remark)
            for rule, remark in document.problems
            if not within(as_written(remark.path, document.source), document.mended)
        ]
    return Loaded(atlas, documents, part.start, part.root, part.project_source, part.project_file)


class _Loader:
    """Reads files into documents, following what they refer to."""

    def __init__(self, part: Part, whole: bool) -> None:
        self.part, self.whole = part, whole
        self.documents: dict[str, Document] = {}
        self.series: dict[tuple[str, str], list[Sample]] = {}

    def read(self, targets: Sequence[Target]) -> None:
        """Read the targets, then the personas, maps and series that they name."""
        root = self.part.root
        queue = [(self._add(target, asked=self.part.asked), target.path) for target in each("Reading", targets)]
        asked = any(isinstance(document.model, Persona) for document, _ in queue)
        if asked or any(_names_persona(document.model) for document, _ in queue):
            for path in self.part.persona_files():
                queue += [(document, path) for document in self._once(path)]
        if root is not None and asked and self.whole:
            for path in search(root, self.part.exclude):
                if not is_persona(path.name) and (self.part.project is None or listed(path, root, self.part.project)):
                    queue += [(document, path) for document in self._once(path)]
        while queue:
            document, path = queue.pop()
            if document.model is None:
                continue
            boundary = root if root is not None and path.is_relative_to(root) else path.parent
            for at, reference, wanted in named_files(document.model):
                found = locate(reference, path.parent, boundary)
                if isinstance(found, str):
                    document.problems.append(problem(found, at, reference, wanted, path.parent))
                elif wanted == "CSV file":
                    self.series[document.file, reference], problems = read_series(found, at, reference)
                    document.problems += problems
                elif wanted in ("map", "persona"):
                    document.links.append((at, shown(found, self.part.start)))
                    queue += [(linked, found) for linked in self._once(found)]

    def edited(self, today: datetime.date) -> dict[str, Edited]:
        """When the maps that were asked for were last changed, where their repository knows."""
        named = {self.part.name(target): target for target in self.part.targets if target.data is None}
        asked = {file: target for file, target in named.items() if isinstance(self.documents[file].model, Journey)}
        found = ((file, history(target.path, self.documents[file].source, today)) for file, target in asked.items())
        return {file: edited for file, edited in found if edited is not None}

    def _once(self, path: Path) -> Iterator[Document]:
        """The document of a file that is referred to, unless it was read already."""
        if shown(path, self.part.start) not in self.documents:
            yield self._add(Target(path, within=self.part.root), asked=False)

    def _add(self, target: Target, asked: bool) -> Document:
        path = target.path
        file = self.part.name(target)
        boundary = target.within and (self.part.root or target.within)
        document = read_document(file, path, target.data, boundary)
        document.asked = asked
        self.documents[file] = document
        return document


def _names_persona(model: Record | None) -> bool:
    return isinstance(model, Journey) and any(isinstance(entry, str) for entry in (model.persona, *model.personas))


def _persona_ids(documents: Sequence[Document]) -> None:
    """Two persona files of one id: maps could mean either."""
    first: dict[str, str] = {}
    for document in documents:
        if isinstance(document.model, Persona):
            name = document.model.id or file_id(document.file)
            if name in first:
                pointer = Pointer("first given here", ("id",), first[name])
                help = ("give each persona its own id; maps name them by it",)
                remark = Remark(("id",), f"the persona id `{name}` is taken", help, related=(pointer,))
                document.problems.append(("duplicate-id", remark))
            first.setdefault(name, document.file)


def _circles(documents: Sequence[Document]) -> None:
    """Maps that zoom into themselves by way of `parent` and `journey`."""
    below: dict[str, list[tuple[str, DataPath, str]]] = {}
    for document in documents:
        for at, target in document.links:
            if at == ("parent",):
                below.setdefault(target, []).append((document.file, at, document.file))
            elif at[-1] == "journey":
                below.setdefault(document.file, []).append((target, at, document.file))
    by_file = {document.file: document for document in documents}
    for parent, links in below.items():
        for target, at, owner in links:
            if _reaches(target, parent, below):
                message = "this link leads in a circle back to the same map"
                by_file[owner].problems.append(
                    ("circular-link", Remark(at, message, ("a map cannot be part of itself; remove one of the links",)))
                )


def _reaches(start: str, goal: str, below: dict[str, list[tuple[str, DataPath, str]]]) -> bool:
    seen: set[str] = set()
    queue = [start]
    while queue:
        file = queue.pop()
        if file == goal:
            return True
        if file not in seen:
            seen.add(file)
            queue += [target for target, _, _ in below.get(file, ())]
    return False
