"""Which report goes into which file: beside the map, where it was asked for, or a folder of pages with an index."""

import datetime
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cjm import markdown, rendering
from cjm.atlas import file_id
from cjm.errors import CjmError
from cjm.linting import waivers
from cjm.loading import Document, Loaded
from cjm.loading.references import locate
from cjm.model import Journey
from cjm.views import document as document_view
from cjm.views import map as map_view
from cjm.views import site as site_view

ENDINGS = {"html": ".html", "markdown": ".md"}
"""The ending of a file by the kind of report."""
_KINDS = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}
_PRINT = "render to HTML and print it from the browser: the page is made for A3"
_OTHERS = {".pdf": _PRINT, ".png": _PRINT, ".jpg": _PRINT, ".svg": _PRINT, ".docx": "render to Markdown and convert it"}
"""Endings that are asked for, and what to do instead."""
SITE = "cjm-site"
"""The folder in which the pages of several maps are put."""

_LARGEST_IMAGE = 1024 * 1024
_LARGEST_PAGE = 8 * 1024 * 1024


@dataclass(frozen=True)
class Edition:
    """How reports are wanted."""

    today: datetime.date
    """The day against which due dates and reviews are judged."""
    to: str | None = None
    """`html` or `markdown`; by default as the output's name says, else html."""
    output: str | None = None
    """A file, a folder, or `-`; by default beside the map."""
    force: bool = False
    """Whether to write over files that cjm did not write."""
    language: str | None = None
    """Instead of the map's own language."""


@dataclass(frozen=True)
class Published:
    """What was written."""

    written: tuple[str, ...] = ()
    """The files, relative to where cjm was started."""
    text: str | None = None
    """The report itself, where it goes to standard output."""
    notes: tuple[str, ...] = ()
    """What the reader of the terminal should know: pictures that were left out."""


@dataclass(frozen=True)
class _Map:
    document: Document
    journey: Journey
    loaded: Loaded


def publish(loads: list[Loaded], edition: Edition, start: Path) -> Published:
    """Print the maps that are sound, and write them. Raises `CjmError` where that cannot be done.

    `start` is the folder that cjm was started in.
    """
    maps = [
        _Map(document, document.model, loaded)
        for loaded in loads for document in loaded.asked
        if isinstance(document.model, Journey) and document.sound
    ]  # fmt: skip
    ending = Path(edition.output or "").suffix.lower()
    if edition.to is None and ending in _OTHERS:
        raise CjmError(f"cjm writes HTML and Markdown, no {ending[1:].upper()}", _OTHERS[ending])
    kind = edition.to or _KINDS.get(ending, "html")
    if not maps:
        if all(document.sound for one in loads for document in one.asked):
            raise CjmError("there is no map here to render, only personas")
        return Published()
    sources = {os.path.realpath(start / document.file) for one in loads for document in one.documents}
    several = sum(isinstance(document.model, Journey) or document.unread for one in loads for document in one.asked) > 1
    if several:
        return _site(maps, kind, edition, start, sources)
    return _single(maps[0], kind, edition, start, sources)


def _single(one: _Map, kind: str, edition: Edition, start: Path, sources: set[str]) -> Published:
    notes: list[str] = []
    text = _report(one, kind, edition, {}, start, notes)
    if edition.output == "-" or (edition.output is None and one.document.file == "<stdin>"):
        return Published(text=text, notes=tuple(notes))
    name = file_id(one.document.file) + ENDINGS[kind]
    if edition.output is None:
        path = start / one.document.file
        path = path.with_name(name)
    else:
        path = start / edition.output
        if path.is_dir() or edition.output.endswith(("/", os.sep)):
            path = path / name
    _refuse_sources([path], sources, start)
    rendering.write(path, text, _shown(path, start), force=edition.force)
    return Published((_shown(path, start),), notes=tuple(notes))


def _site(maps: list[_Map], kind: str, edition: Edition, start: Path, sources: set[str]) -> Published:
    if edition.output == "-":
        raise CjmError("several maps cannot go to standard output", "name one map, or a folder with -o")
    if edition.output is None:
        folder = (maps[0].loaded.root or start) / SITE
    else:
        folder = start / edition.output
        if folder.is_file() or (Path(edition.output).suffix.lower() in _KINDS and not folder.is_dir()):
            raise CjmError(
                f"there are {len(maps)} maps, and `{edition.output}` is one file", "name a folder with -o, or one map"
            )
    pages = dict(zip((one.document.file for one in maps), _names(maps, ENDINGS[kind]), strict=True))
    notes: list[str] = []
    written = []
    index = site_view.view([(one.journey, one.document.file, one.loaded.atlas) for one in maps], pages, edition.today)
    texts = [("index" + ENDINGS[kind], rendering.index_html(index) if kind == "html" else markdown.index(index))]
    texts += [(pages[one.document.file], _report(one, kind, edition, pages, start, notes)) for one in maps]
    _refuse_sources([folder / name for name, _ in texts], sources, start)
    for name, _ in texts if not edition.force else ():
        rendering.refuse_foreign(folder / name, _shown(folder / name, start))
    for name, text in texts:
        rendering.write(folder / name, text, _shown(folder / name, start), force=edition.force)
        written.append(_shown(folder / name, start))
    return Published(tuple(written), notes=tuple(notes))


def _names(maps: list[_Map], ending: str) -> Iterator[str]:
    """A page's name for each map: its file's name, numbered where two are alike."""
    taken = {"index"}
    for one in maps:
        base = name = file_id(one.document.file)
        number = 1
        while name.lower() in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name.lower())
        yield name + ending


def _report(one: _Map, kind: str, edition: Edition, pages: dict[str, str], start: Path, notes: list[str]) -> str:
    journey = one.journey
    project = one.loaded.atlas.project
    language = edition.language or (project.language if project and not journey.given("language") else None)
    if language:
        journey = journey.model_copy(update={"language": language})
    file = one.document.file
    links = {other: page for other, page in pages.items() if other != file}
    waived = waivers(one.document, one.loaded)
    atlas, today = one.loaded.atlas, edition.today
    if kind == "markdown":
        return markdown.markdown(document_view.view(journey, file, atlas, today, links=links, waivers=waived))
    images = _images(one, start, notes)
    return rendering.html(map_view.view(journey, file, atlas, today, images=images, links=links, waivers=waived))


def _images(one: _Map, start: Path, notes: list[str]) -> dict[str, str]:
    """The pictures of a map as `data:` addresses by file: PNG, JPEG and WebP, at most 1 MB each and 8 MB together."""
    found: dict[str, str] = {}
    total = 0
    folder = (start / one.document.file).parent
    for name in map_view.pictures(one.journey, one.document.file, one.loaded.atlas):
        path = locate(os.path.relpath(start / name, folder), folder, one.loaded.root or folder)
        if isinstance(path, str):
            continue  # validate has said so
        try:
            data = path.read_bytes() if path.stat().st_size <= _LARGEST_IMAGE else b""
        except OSError as problem:
            notes.append(f"{name} is left out: {(problem.strerror or 'it cannot be read').lower()}")
            continue
        kind = _image_kind(data)
        if not data:
            notes.append(f"{name} is left out: a picture may have 1 MB")
        elif kind is None:
            notes.append(f"{name} is left out: it is neither PNG nor JPEG nor WebP")
        elif total + len(data) > _LARGEST_PAGE:
            notes.append(f"{name} is left out: the pictures of a page may have 8 MB together")
        else:
            total += len(data)
            found[name] = _data_address(kind, data)
    return found


def _image_kind(data: bytes) -> str | None:
    """The media type of a picture, by its content."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return None


def _data_address(kind: str, data: bytes) -> str:
    import base64

    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _refuse_sources(paths: list[Path], sources: set[str], start: Path) -> None:
    """A report never takes the place of a map, a persona or settings, whatever `--force` says."""
    for path in paths:
        if re.search(r"(^|\.)(cjm|persona)\.ya?ml$", path.name) or os.path.realpath(path) in sources:
            raise CjmError(
                f"`{_shown(path, start)}` is a map, a persona or settings, or is named like one",
                "let -o end in .html or .md",
            )


def _shown(path: Path, start: Path) -> str:
    return Path(os.path.relpath(path, start)).as_posix()
