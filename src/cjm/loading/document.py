"""One file, as far as it could be read: its text, what could be made of it, and what is wrong."""

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cjm.checks import Problem
from cjm.files import content
from cjm.finding import Path as DataPath
from cjm.loading.discovery import is_persona
from cjm.loading.shape import shape
from cjm.loading.wording import Complaint
from cjm.model import Journey, Persona, Record
from cjm.source import Fault, Source, decode, read
from cjm.source.edits import Editor
from cjm.source.text import LARGEST, NotText


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

    @cached_property
    def editor(self) -> Editor:
        """Turns corrections of its data into edits of its text."""
        return Editor(self.source)

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong with it."""
        return not (self.faults or self.complaints or self.problems or self.unread)

    @property
    def lintable(self) -> bool:
        """Whether content rules have something sure to look at: the text and its shape are right."""
        return self.model is not None and not (self.faults or self.complaints or self.unread)


def read_document(file: str, path: Path, data: bytes | None, boundary: Path | None) -> Document:
    """Read one file; what is wrong with it is kept in the document. A link must not lead out of `boundary`."""

    def unread(rule: str, message: str, *help: str) -> Document:
        from cjm.finding import Place

        return Document(file, Source("", None), faults=[Fault(rule, message, Place(), help)], unread=True)

    if data is None:
        try:
            if boundary is not None and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(boundary)):
                return unread("outside-project", "this link leads out of the project", "put the file itself here")
            if os.path.lexists(path) and not path.is_file():
                why = "the link leads nowhere" if path.is_symlink() else "it is no file"
                return unread("unreadable", f"this file cannot be read: {why}")
            data = content(path, LARGEST)
        except OSError as problem:
            return unread("unreadable", f"this file cannot be read: {(problem.strerror or 'unknown reason').lower()}")
    if len(data) > LARGEST:
        return unread("too-large", "this file is larger than 4 MiB", "a map needs a few kilobytes; split it")
    try:
        text = decode(data)
    except NotText as problem:
        fault = Fault("encoding", problem.message, problem.place, problem.help)
        return Document(file, Source(data.decode("utf-8", errors="replace"), None), faults=[fault], unread=True)
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
