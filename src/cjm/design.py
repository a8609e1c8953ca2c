"""How reports look: the theme, logo and templates of a project, or those that were asked for."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cjm import pictures, sandbox
from cjm import theme as themes
from cjm.checks import Problem
from cjm.errors import CjmError
from cjm.files import content
from cjm.finding import Path as DataPath
from cjm.loading import Loaded, shown
from cjm.loading.references import locate
from cjm.loading.settings import settings
from cjm.model.theme import Theme
from cjm.sandbox import Templates
from cjm.source.text import LARGEST


@dataclass(frozen=True)
class Logo:
    """A picture for the head of reports."""

    source: str
    """Its `data:` address."""
    alt: str
    """The words for those who cannot see it."""


@dataclass(frozen=True)
class Design:
    """An own look; where it says nothing, reports look as cjm has them."""

    theme: Theme | None = None
    logo: Logo | None = None
    templates: Templates | None = None


PLAIN = Design()
"""How reports look by themselves."""


def design(loaded: Loaded, theme: str | None, templates: str | None, start: Path) -> Design:
    """The look of a project's reports.

    `theme` is a file and `templates` a folder that the user names, instead of the project's own. `start` is the folder
    that cjm was started in. Raises `CjmError` for what cannot be used.
    """
    project = loaded.atlas.project
    own = project.render.theme if project is not None else None
    return Design(
        _theme(start / theme, theme) if theme is not None else own, _logo(loaded), _templates(loaded, templates, start)
    )


def _theme(path: Path, file: str) -> Theme:
    try:
        data = content(path, LARGEST)
    except OSError as problem:
        raise CjmError(f"the theme `{file}` cannot be read: {problem.strerror or problem}") from problem

    def wrong(theme: Theme) -> Iterator[Problem]:
        for remark in themes.check(theme):
            yield "invalid-value", remark

    begins = "it holds what stands below `theme:` in the project file, such as `light:`"
    return settings(Theme, data, file, called="theme", begins=begins, check=wrong)[0]


def _logo(loaded: Loaded) -> Logo | None:
    project = loaded.atlas.project
    if project is None or loaded.root is None or project.render.logo is None:
        return None
    logo = project.render.logo
    path = locate(logo.file, _folder(loaded), loaded.root)
    if isinstance(path, str):
        raise _wrong(loaded, ("render", "logo", "file"), f"there is no picture `{logo.file}` in the project")
    try:
        data = content(path, pictures.LARGEST)
        source = pictures.logo(data)
    except OSError as problem:
        why = (problem.strerror or str(problem)).lower()
        raise _wrong(loaded, ("render", "logo", "file"), f"the logo `{logo.file}` cannot be read: {why}") from problem
    except ValueError as problem:
        raise _wrong(loaded, ("render", "logo", "file"), f"the logo `{logo.file}` {problem}") from None
    return Logo(source, logo.alt if logo.alt is not None else project.brand or "")


def _templates(loaded: Loaded, asked: str | None, start: Path) -> Templates | None:
    project = loaded.atlas.project
    written = project.render.templates if project is not None else None
    if asked is None and (written is None or loaded.root is None):
        return None
    if asked is not None:
        if not os.path.isdir(start / asked):  # noqa: PTH112  # Path.is_dir raises where a folder may not be entered
            raise CjmError(f"there is no folder `{asked}` for `--templates`")
        return sandbox.read(start / asked, asked.rstrip("/\\") or asked)
    assert written is not None
    assert loaded.root is not None
    folder = Path(os.path.normpath(_folder(loaded) / written.replace("\\", "/")))
    real, root = Path(os.path.realpath(folder)), Path(os.path.realpath(loaded.root))
    if not (folder.is_relative_to(loaded.root) and real.is_relative_to(root)):
        raise _wrong(loaded, ("render", "templates"), f"the folder `{written}` lies outside the project")
    if not real.is_dir():
        raise _wrong(loaded, ("render", "templates"), f"there is no folder `{written}`")
    return sandbox.read(folder, shown(folder, start))


def _folder(loaded: Loaded) -> Path:
    """The folder of the project file, from which its paths are seen."""
    return (loaded.start / (loaded.project_file or "")).parent


def _wrong(loaded: Loaded, path: DataPath, message: str) -> CjmError:
    if loaded.project_source is None:
        return CjmError(message)
    place = loaded.project_source.place(path)
    return CjmError(f"{loaded.project_file}:{place.line}:{place.column}: {message}")
