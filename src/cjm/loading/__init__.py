"""From files to a project: the atlas and the source of each file, or findings that say why not."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cjm.atlas import Atlas, file_id
from cjm.checks import Problem, check_journey, check_persona, check_project
from cjm.errors import CjmError
from cjm.finding import Path as DataPath
from cjm.finding import Pointer, Remark
from cjm.loading.discovery import PROJECT_FILE, is_persona, project_root, search
from cjm.loading.references import locate, named_files, problem
from cjm.loading.shape import Complaint, as_written, did_you_mean, shape, within
from cjm.model import Journey, Persona, Project, Record
from cjm.source import Fault, Source, decode, read
from cjm.source.text import LARGEST, NotText

__all__ = ["Complaint", "Document", "Loaded", "Part", "Request", "Target", "did_you_mean", "load", "plan"]


@dataclass(frozen=True)
class Request:
    """What to look at."""

    paths: tuple[str, ...] = ()
    """Files and folders as given, `-` for standard input; none means the project of the folder."""
    folder: Path = field(default_factory=Path.cwd)
    """Where cjm was started: files are named relative to it."""
    stdin: bytes | None = None
    """The map on standard input, for `-`."""
    stdin_filename: str | None = None
    """The name under which the map on standard input is reported and seeks its project."""
    config: str | None = None
    """A project file to use instead of the nearest one."""
    isolated: bool = False
    """Pass over project files."""
    exclude: tuple[str, ...] = ()
    """Patterns of files to leave out of searches, as in `.gitignore`."""
    allow_empty: bool = False
    """Whether finding no file at all is fine."""


@dataclass
class Document:
    """A file that was read, as far as that was possible."""

    file: str
    """Its name, relative to where cjm was started."""
    source: Source
    model: Journey | Persona | None = None
    """What could be made of it, without the parts that are at fault."""
    faults: list[Fault] = field(default_factory=list)
    complaints: list[Complaint] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    mended: set[DataPath] = field(default_factory=set)
    links: list[tuple[DataPath, str]] = field(default_factory=list)
    """The maps that it names as parent, baseline or sub-journey, where that is written, by file name."""
    asked: bool = True
    """Whether it is one of those that were asked for, not just one that they refer to."""
    unread: bool = False
    """Whether it could not be read or parsed at all."""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong with it."""
        return not (self.faults or self.complaints or self.problems or self.unread)


@dataclass
class Loaded:
    """A project, or maps without one."""

    atlas: Atlas
    documents: list[Document]
    """All files that were read, sorted by name."""
    root: Path | None = None
    """The folder of the project file."""
    project_source: Source | None = None
    project_file: str | None = None

    @property
    def asked(self) -> list[Document]:
        """The files that were asked for."""
        return [document for document in self.documents if document.asked]


@dataclass(frozen=True)
class Part:
    """Files that share a project, ready to be loaded."""

    start: Path
    """Where cjm was started: files are named relative to it."""
    targets: tuple["Target", ...]
    """The files that were asked for."""
    root: Path | None = None
    """The folder of their project file."""
    project: Project | None = None
    project_source: Source | None = None
    project_file: str | None = None
    exclude: tuple[str, ...] = ()
    personas: tuple[Path, ...] | None = None
    """The persona files of the project; `None` where nobody has searched for them yet."""

    def chunks(self, size: int) -> list["Part"]:
        """The same in pieces of at most `size` files, so that several processes can share the work."""
        if len(self.targets) <= size:
            return [self]
        whole = replace(self, personas=self.persona_files())
        maps = tuple(target for target in self.targets if not is_persona(target.path.name))
        personas = tuple(target for target in self.targets if is_persona(target.path.name))
        pieces = [maps[start : start + size] for start in range(0, len(maps), size)]
        return [replace(whole, targets=targets) for targets in (*pieces, personas) if targets]

    def persona_files(self) -> tuple[Path, ...]:
        """The persona files of the project."""
        if self.personas is not None or self.root is None:
            return self.personas or ()
        found = (path for path in search(self.root, self.exclude) if is_persona(path.name))
        return tuple(path for path in found if self.project is None or _wanted(path, self.root, self.project))


def plan(request: Request) -> list[Part]:
    """What there is to load, by project, in the order of the files.

    Raises `CjmError` for paths that do not exist, settings that cannot be used, and where there is
    nothing to read.
    """
    start = request.folder.resolve()
    by_root: dict[Path | None, list[Target]] = {}
    roots: dict[Path, Path | None] = {}
    for target in _targets(request, start):
        folder = target.path.parent
        if folder not in roots:
            roots[folder] = None if request.isolated else _config_root(request, start) or project_root(folder)
        by_root.setdefault(roots[folder], []).append(target)
    parts = []
    for root, targets in by_root.items():
        project, source, file = _project(request, root, start)
        parts.append(Part(start, tuple(targets), root, project, source, file, request.exclude))
    return parts


def load(part: Part) -> Loaded:
    """Read the files of a part, and what they refer to."""
    loader = _Loader(part)
    loader.read(part.targets)
    documents = sorted(loader.documents.values(), key=lambda document: document.file)
    atlas = Atlas(
        project=part.project,
        root=_name(part.root, part.start) if part.root else "",
        maps={d.file: d.model for d in documents if isinstance(d.model, Journey)},
        personas={d.file: d.model for d in documents if isinstance(d.model, Persona)},
    )
    for document in documents:
        if isinstance(document.model, Journey):
            document.problems += check_journey(document.model, document.file, atlas, document.mended)
        elif isinstance(document.model, Persona):
            document.problems += check_persona(document.model, atlas)
    _circles(documents)
    for document in documents:
        document.problems = [
            (rule, remark) for rule, remark in document.problems
            if not within(as_written(remark.path, document.source), document.mended)
        ]
    return Loaded(atlas, documents, part.root, part.project_source, part.project_file)


@dataclass(frozen=True)
class Target:
    """A file that was asked for."""

    path: Path
    """Absolute; need not exist for standard input."""
    data: bytes | None = None
    """The content, where it does not come from the file."""
    within: Path | None = None
    """The folder in which it was found; `None` for a file that was named itself and may lie anywhere."""


def _targets(request: Request, start: Path) -> list[Target]:
    """The files that were asked for, each real path once."""
    found: list[Target] = []
    if not request.paths:
        root = None if request.isolated else _config_root(request, start) or project_root(start)
        found += [Target(path, within=root or start) for path in _in_folder(root or start, request)]
    for given in request.paths:
        if given == "-":
            if request.stdin is None:
                raise CjmError("there is nothing on standard input")
            found.append(Target(start / (request.stdin_filename or "<stdin>"), request.stdin))
            continue
        path = Path(os.path.normpath(start / given))
        if path.is_dir():
            found += [Target(inner, within=path) for inner in _in_folder(path, request)]
        elif path.exists() or path.is_symlink():
            if path.name == PROJECT_FILE:
                found += [Target(inner, within=path.parent) for inner in _in_folder(path.parent, request)]
            else:
                found.append(Target(path))
        else:
            raise CjmError(f"there is no file or folder `{given}`", _near(path))
    unique: dict[str, Target] = {}
    for target in found:
        key = f"-{target.path}" if target.data is not None else os.path.realpath(target.path)
        unique.setdefault(key, target)
    if not unique and not request.allow_empty:
        where = " or ".join(f"`{given}`" for given in request.paths) or "this folder"
        raise CjmError(
            f"there is no map in {where}",
            "maps are files that end in .cjm.yaml; `cjm new my-first.cjm.yaml` writes one to start from",
        )
    return list(unique.values())


def _near(path: Path) -> str | None:
    from cjm.vocabulary.aliases import closest

    try:
        near = closest(path.name, [entry.name for entry in path.parent.iterdir()])
    except OSError:
        return None
    return f"did you mean `{near[0]}`?" if near else None


def _in_folder(folder: Path, request: Request) -> list[Path]:
    found = search(folder, request.exclude)
    if not request.isolated and (folder / PROJECT_FILE).is_file():
        project = _peek(folder / PROJECT_FILE)
        if project is not None:
            found = [path for path in found if _wanted(path, folder, project)]
    return found


def _peek(path: Path) -> Project | None:
    """The project file if it is sound; what is wrong with it is said later."""
    try:
        source = read(decode(path.read_bytes()))
    except (OSError, NotText):
        return None
    return shape(Project, source).model if isinstance(source.data, dict) else None


def _wanted(path: Path, root: Path, project: Project) -> bool:
    """Whether the project's `maps` and `personas` patterns name a file."""
    patterns = project.personas if is_persona(path.name) else project.maps
    if not patterns:
        return True
    from pathspec import GitIgnoreSpec

    spec = GitIgnoreSpec.from_lines(f"/{pattern.removeprefix('./')}" for pattern in patterns)
    return spec.match_file(path.relative_to(root).as_posix())


def _config_root(request: Request, start: Path) -> Path | None:
    return (start / request.config).resolve().parent if request.config else None


def _project(request: Request, root: Path | None, start: Path) -> tuple[Project | None, Source | None, str | None]:
    """The settings. Raises `CjmError` where they cannot be used: nothing sensible can be said with half of them."""
    if root is None:
        return None, None, None
    path = (start / request.config).resolve() if request.config else root / PROJECT_FILE
    file = _name(path, start)
    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise CjmError(f"the project file {file} cannot be read: {trouble.strerror}") from None
    try:
        source = read(decode(data)) if len(data) <= LARGEST else Source("", None)
    except NotText as unclear:
        raise CjmError(f"{file}:{unclear.place.line}:{unclear.place.column}: {unclear.message}") from None
    notes = [(fault.place.line, fault.place.column, fault.message, fault.help) for fault in source.faults]
    model: Project | None = None
    if isinstance(source.data, dict):
        shaped = shape(Project, source)
        model = shaped.model
        for complaint in shaped.complaints:
            place = source.key_place(complaint.path) if complaint.at_key else source.place(complaint.path)
            help = complaint.help or ((f"allowed: {', '.join(complaint.allowed)}",) if complaint.allowed else ())
            notes.append((place.line, place.column, complaint.message, help))
        if model is not None:
            wrong = list(check_project(model))
            for at, reference, wanted in named_files(model):
                if isinstance(found := locate(reference, path.parent, root), str):
                    wrong.append(problem(found, at, reference, wanted, path.parent))
            for _rule, remark in wrong:
                place = source.place(remark.path)
                notes.append((place.line, place.column, remark.message, remark.help))
    elif not notes:
        what = "the file is empty" if source.data is None else "this is no project file"
        notes.append((1, 1, what, ("it begins with `cjm: 1`",)))
    if notes or model is None:
        lines = [
            f"{file}:{line}:{column}: {'; '.join((message, *help))}" for line, column, message, help in sorted(notes)
        ]
        raise CjmError("the project file cannot be used\n  " + "\n  ".join(lines))
    return model, source, file


def _name(path: Path, start: Path) -> str:
    """A path as it is reported: relative to where cjm was started, with forward slashes."""
    return Path(os.path.relpath(path, start)).as_posix()


class _Loader:
    """Reads files into documents, following what they refer to."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.documents: dict[str, Document] = {}

    def read(self, targets: Sequence[Target]) -> None:
        """Read the targets, then the personas and maps that they name."""
        root = self.part.root
        queue = [(self._add(target, asked=True), target.path) for target in targets]
        judged = any(isinstance(document.model, Persona) for document, _ in queue)
        if root is not None and any(_names_persona(document.model) for document, _ in queue):
            for path in self.part.persona_files():
                queue += [(document, path) for document in self._once(path)]
        if root is not None and judged:
            for path in search(root, self.part.exclude):  # a persona is judged by the maps that name it
                if not is_persona(path.name) and (self.part.project is None or _wanted(path, root, self.part.project)):
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
                elif wanted in ("map", "persona"):
                    document.links.append((at, _name(found, self.part.start)))
                    queue += [(linked, found) for linked in self._once(found)]

    def _once(self, path: Path) -> Iterator[Document]:
        """The document of a file that is referred to, unless it was read already."""
        if _name(path, self.part.start) not in self.documents:
            yield self._add(Target(path, within=self.part.root), asked=False)

    def _add(self, target: Target, asked: bool) -> Document:
        path = target.path
        file = path.name if path.name == "<stdin>" else _name(path, self.part.start)
        boundary = target.within and (self.part.root or target.within)
        document = _document(file, path, target.data, boundary)
        document.asked = asked
        self.documents[file] = document
        return document


def _names_persona(model: Record | None) -> bool:
    return isinstance(model, Journey) and any(isinstance(entry, str) for entry in (model.persona, *model.personas))


def _document(file: str, path: Path, data: bytes | None, boundary: Path | None) -> Document:
    """Read one file; what is wrong with it is kept in the document. A link must not lead out of `boundary`."""
    def unread(rule: str, message: str, *help: str) -> Document:
        from cjm.finding import Place

        return Document(file, Source("", None), faults=[Fault(rule, message, Place(), help)], unread=True)

    if data is None:
        try:
            if boundary is not None and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(boundary)):
                return unread("outside-project", "this link leads out of the project", "put the file itself here")
            if not path.is_file():
                why = "the link leads nowhere" if path.is_symlink() else "it is no file"
                return unread("unreadable", f"this file cannot be read: {why}")
            if path.stat().st_size > LARGEST:
                return unread("too-large", "this file is larger than 4 MiB", "a map needs a few kilobytes; split it")
            data = path.read_bytes()
        except OSError as problem:
            return unread("unreadable", f"this file cannot be read: {(problem.strerror or 'unknown reason').lower()}")
    if len(data) > LARGEST:
        return unread("too-large", "this file is larger than 4 MiB", "a map needs a few kilobytes; split it")
    try:
        text = decode(data)
    except NotText as problem:
        fault = Fault("encoding", problem.message, problem.place, problem.help)
        return Document(file, Source(data.decode("latin-1"), None), faults=[fault], unread=True)
    source = read(text)
    document = Document(file, source, faults=list(source.faults), unread=not source.complete)
    kind: type[Journey] | type[Persona] = Persona if is_persona(path.name) else Journey
    if not isinstance(source.data, dict):
        if not source.faults:
            document.faults.append(_no_map(source, kind))
            document.unread = True
        return document
    if misfit := _misfit(source, kind):
        document.complaints.append(misfit)
        return document
    shaped = shape(kind, source)
    document.model, document.complaints, document.mended = shaped.model, shaped.complaints, shaped.mended
    return document


def _no_map(source: Source, kind: type[Record]) -> Fault:
    from cjm.finding import Place

    thing = "persona" if kind is Persona else "journey map"
    if source.data is None:
        help = "begin with `cjm: 1`; `cjm new` writes a file to start from"
        return Fault("not-a-map", "this file is empty", Place(), (help,))
    what = "a list" if isinstance(source.data, list) else "one text"
    help = "a file begins with `cjm: 1` and goes on with keys such as `title:`"
    return Fault("not-a-map", f"this is no {thing} but {what}", source.place(()), (help,))


def _misfit(source: Source, kind: type[Record]) -> Complaint | None:
    """A file that is something else altogether: said once instead of key by key."""
    data = source.data
    first: DataPath = (next(iter(data), ""),)
    if kind is Persona and "stages" in data:
        message = "this is a journey map, and the file's name says persona"
        return Complaint("not-a-map", ("stages",), message, ("let the name end in .cjm.yaml",), at_key=True)
    if kind is Journey and "stages" not in data and "title" not in data:
        known = set(data) & Journey.keys()
        if "cjm" in data and "name" in data and len(set(data) & Persona.keys()) >= len(known) + 1:
            message = "this is a persona, and the file's name does not say so"
            return Complaint("not-a-map", ("name",), message, ("let the name end in .persona.yaml",), at_key=True)
        telling = known & {"cjm", "persona", "scenario", "scope", "evidence", "opportunities"}
        if not telling and not _like_a_map(data):
            help = ("a map begins with `cjm: 1` and has a `title` and `stages`",)
            return Complaint("not-a-map", first, "this is no journey map", help, at_key=True)
    return None


def _like_a_map(data: dict[str, object]) -> bool:
    """Whether some key is a misspelling of one that a map needs."""
    from cjm.vocabulary.aliases import meant_key

    known = Journey.keys()
    return any(meant_key(str(key), known, "journey")[:1] in (["stages"], ["title"]) for key in data)


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
