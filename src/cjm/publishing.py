"""Which report goes into which file: beside the map, where it was asked for, or a folder of pages with an index."""

import datetime
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cjm import markdown, outline, pictures, rendering
from cjm.atlas import file_id
from cjm.design import Design, design
from cjm.errors import CjmError
from cjm.files import content
from cjm.linting import missing, waivers
from cjm.loading import Document, Loaded
from cjm.loading.references import locate
from cjm.model import Journey
from cjm.progress import each
from cjm.views import brief as brief_view
from cjm.views import document as document_view
from cjm.views import map as map_view
from cjm.views import site as site_view
from cjm.views import worksheet as worksheet_view

ENDINGS = {"html": ".html", "markdown": ".md", "outline": ".outline.txt"}
"""The ending of a file by the kind of report; other views than the map have their name before it."""
_KINDS = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".txt": "outline"}
_PRINT = "render to HTML and print it from the browser: the page is made for A3"
_OTHERS = {".pdf": _PRINT, ".png": _PRINT, ".jpg": _PRINT, ".svg": _PRINT, ".docx": "render to Markdown and convert it"}
"""Endings that are asked for, and what to do instead."""
SITE = "cjm-site"
"""The folder in which the pages of several maps are put."""

_LARGEST_PAGE = 8 * 1024 * 1024


@dataclass(frozen=True)
class Edition:
    """How reports are wanted."""

    today: datetime.date
    """The day against which due dates and reviews are judged."""
    to: str | None = None
    """`html`, `markdown` or `outline`; by default as the output's name says, else html."""
    output: str | None = None
    """A file, a folder, or `-`; by default beside the map."""
    force: bool = False
    """Whether to write over files that cjm did not write."""
    language: str | None = None
    """The language of the report's own words; by default that of the map."""
    view: str = "map"
    """`map`, `brief` or `worksheet`."""
    theme: str | None = None
    """A file with colours and fonts, instead of the project's."""
    templates: str | None = None
    """A folder of own templates, instead of the project's."""

    @property
    def ending(self) -> str:
        """What the last part of a path to write to ends in: `.html`; empty for folders and where none is named."""
        return Path(self.output or "").suffix.lower()

    @property
    def kind(self) -> str:
        """`html`, `markdown` or `outline`, as wanted or as the output's name says."""
        return self.to or _KINDS.get(self.ending, "html")

    def named(self, base: str) -> str:
        """The name of a report's file, so that no view takes the place of another: `shoes.brief.html`."""
        return base + ("" if self.view == "map" else f".{self.view}") + ENDINGS[self.kind]


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
    look: Design


def publish(loads: list[Loaded], edition: Edition, start: Path) -> Published:
    """Print the maps that are sound, and write them. Raises `CjmError` where that cannot be done.

    `start` is the folder that cjm was started in.
    """
    maps = [
        _Map(document, _tongued(document.model, loaded, edition), loaded, look)
        for loaded in loads for look in [design(loaded, edition.theme, edition.templates, start)]
        for document in loaded.asked
        if isinstance(document.model, Journey) and document.sound
    ]  # fmt: skip
    if edition.to is None and edition.ending in _OTHERS:
        message = f"cjm writes HTML, Markdown and plain text, no {edition.ending[1:].upper()}"
        raise CjmError(message, _OTHERS[edition.ending])
    if edition.kind == "outline" and edition.view != "map":
        other = "leave out `--to outline`" if edition.to else "let -o end in .html or .md"
        raise CjmError(f"an outline is always of the whole map, not of the view `{edition.view}`", other)
    if not maps:
        if all(document.sound for one in loads for document in one.asked):
            raise CjmError("there is no map here to render, only personas")
        return Published()
    sources = {os.path.realpath(start / document.file) for one in loads for document in one.documents}
    several = sum(isinstance(document.model, Journey) or document.unread for one in loads for document in one.asked) > 1
    if several:
        return _site(maps, edition, start, sources)
    return _single(maps[0], edition, start, sources)


def _tongued(journey: Journey, loaded: Loaded, edition: Edition) -> Journey:
    """A map that does not say its language is in that of its project, else in that of the report."""
    project = loaded.atlas.project
    own = project.language if project else None
    language = own or edition.language
    if journey.given("language") or not language:
        return journey
    found = journey.model_copy(update={"language": language})
    if own is None:  # nobody has said it of the map
        found.model_fields_set.discard("language")
    return found


def _single(one: _Map, edition: Edition, start: Path, sources: set[str]) -> Published:
    notes: list[str] = []
    text = _report(one, edition, {}, start, notes)
    if edition.output == "-" or (edition.output is None and one.document.file == "<stdin>"):
        return Published(text=text, notes=tuple(notes))
    name = edition.named(file_id(one.document.file))
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


def _site(maps: list[_Map], edition: Edition, start: Path, sources: set[str]) -> Published:
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
    pages = dict(zip((one.document.file for one in maps), map(edition.named, _names(maps)), strict=True))
    notes: list[str] = []
    entries = [(one.journey, one.document.file, one.loaded.atlas) for one in maps]
    index = site_view.view(entries, pages, edition.today, edition.language)
    texts = [(edition.named("index"), _index(index, edition.kind, maps[0].look))]
    texts += [(pages[one.document.file], _report(one, edition, pages, start, notes)) for one in each("Rendering", maps)]
    _refuse_sources([folder / name for name, _ in texts], sources, start)
    for name, _ in texts if not edition.force else ():
        rendering.refuse_foreign(folder / name, _shown(folder / name, start))
    rendering.write_all({folder / name: text for name, text in texts}, _shown(folder, start))
    written = [_shown(folder / name, start) for name, _ in texts]
    return Published(tuple(written), notes=tuple(notes))


def _index(view: site_view.SiteView, kind: str, look: Design) -> str:
    if kind == "html":
        return rendering.index_html(view, look)
    return markdown.index(view, look.templates) if kind == "markdown" else outline.index(view)


def _names(maps: list[_Map]) -> Iterator[str]:
    """A name for each map's page: its file's name, numbered where two are alike."""
    taken = {"index"}
    for one in maps:
        base = name = file_id(one.document.file)
        number = 1
        while name.lower() in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name.lower())
        yield name


def _report(one: _Map, edition: Edition, pages: dict[str, str], start: Path, notes: list[str]) -> str:
    journey, file, language = one.journey, one.document.file, edition.language
    links = {other: page for other, page in pages.items() if other != file}
    waived, warned = waivers(one.document, one.loaded), missing(one.document, one.loaded, edition.today)
    atlas, today = one.loaded.atlas, edition.today
    html, look, own = edition.kind == "html", one.look, one.look.templates
    if edition.view == "brief":
        brief = brief_view.view(
            journey, file, atlas, today, links=links, waivers=waived, warnings=warned, language=language
        )
        return rendering.brief(brief, look) if html else markdown.brief(brief, own)
    if edition.view == "worksheet":
        worksheet = worksheet_view.view(journey, file, atlas, today, language=language)
        return rendering.worksheet(worksheet, look) if html else markdown.worksheet(worksheet, own)
    if not html:
        document = document_view.view(
            journey, file, atlas, today, links=links, waivers=waived, warnings=warned, language=language
        )
        return markdown.markdown(document, own) if edition.kind == "markdown" else outline.outline(document)
    images = _images(one, start, notes)
    page = map_view.view(
        journey, file, atlas, today, images=images, links=links, waivers=waived, warnings=warned, language=language
    )
    return rendering.html(page, look)


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
            data = content(path, pictures.LARGEST)
        except OSError as problem:
            notes.append(f"{name} is left out: {(problem.strerror or 'it cannot be read').lower()}")
            continue
        kind = pictures.kind(data)
        if len(data) > pictures.LARGEST:
            notes.append(f"{name} is left out: a picture may have 1 MB")
        elif kind is None:
            notes.append(f"{name} is left out: it is neither PNG nor JPEG nor WebP")
        elif total + len(data) > _LARGEST_PAGE:
            notes.append(f"{name} is left out: the pictures of a page may have 8 MB together")
        else:
            total += len(data)
            found[name] = pictures.address(kind, data)
    return found


def _refuse_sources(paths: list[Path], sources: set[str], start: Path) -> None:
    """A report never takes the place of a map, a persona or settings, whatever `--force` says."""
    for path in paths:
        if re.search(r"(^|\.)(cjm|persona)\.ya?ml$", path.name) or os.path.realpath(path) in sources:
            raise CjmError(
                f"`{_shown(path, start)}` is a map, a persona or settings, or is named like one",
                "let -o end in .html, .md or .txt",
            )


def _shown(path: Path, start: Path) -> str:
    return Path(os.path.relpath(path, start)).as_posix()
