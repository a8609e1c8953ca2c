"""Which files belong to a run: the project around a path, and the maps and personas in a folder."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cjm.errors import CjmError
from cjm.files import content

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

PROJECT_FILE = "cjm.yaml"
MAP_ENDINGS = (".cjm.yaml", ".cjm.yml")
PERSONA_ENDINGS = (".persona.yaml", ".persona.yml")
_SKIPPED = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", "venv", ".tox"})

_LARGEST = 1024 * 1024
"""Bytes of a `.gitignore` that are looked at."""
_MOST_STARS, _WIDEST = 4, 60


def is_persona(name: str) -> bool:
    """Whether a file's name says that it is a persona."""
    return name.endswith(PERSONA_ENDINGS)


def project_root(start: Path) -> Path | None:
    """The folder of the nearest `cjm.yaml` from `start` upwards, or `None`."""
    for folder in (start, *start.parents):
        try:
            if (folder / PROJECT_FILE).is_file():
                return folder
        except OSError:
            continue
    return None


def search(folder: Path, exclude: Iterable[str] = ()) -> list[Path]:
    """All map and persona files below a folder, sorted, without what `.gitignore` or `exclude` leaves out.

    Links to folders are not followed, so that a search never leaves the folder or runs in circles.
    """
    return sorted(_walk(folder, _Ignored.at(folder, exclude)), key=lambda path: path.as_posix())


def _walk(folder: Path, ignored: "_Ignored") -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            children = sorted(entries, key=lambda entry: entry.name)
    except OSError as problem:
        raise CjmError(f"the folder {folder} cannot be read: {problem.strerror}") from None
    if any(child.name == ".gitignore" for child in children):
        ignored = ignored.below(folder)
    for child in children:
        if child.is_dir(follow_symlinks=False):
            if child.name not in _SKIPPED and not ignored.matches(Path(child.path), folder=True):
                yield from _walk(Path(child.path), ignored)
        elif child.name.endswith((*MAP_ENDINGS, *PERSONA_ENDINGS)) and not ignored.matches(Path(child.path)):
            yield Path(child.path)


class _Ignored:
    """Patterns of `.gitignore` files and of `--exclude`, each with the folder that it counts from."""

    def __init__(self, specs: tuple[tuple[Path, "GitIgnoreSpec"], ...]) -> None:
        self._specs = specs

    @classmethod
    def at(cls, folder: Path, exclude: Iterable[str]) -> "_Ignored":
        """What counts in `folder`: `exclude`, and the `.gitignore` files above it up to the repository's root."""
        ignored = cls(())
        patterns = list(exclude)
        if patterns:
            ignored = cls(((folder, spec(patterns)),))
        above = []
        if not os.path.exists(folder / ".git"):  # noqa: PTH110  # Path.exists raises where a folder may not be entered
            for parent in folder.parents:
                above.append(parent)
                if os.path.exists(parent / ".git"):  # noqa: PTH110
                    break
            else:
                above = []
        for parent in reversed(above):
            if os.path.isfile(parent / ".gitignore"):  # noqa: PTH113
                ignored = ignored.below(parent)
        return ignored

    def below(self, folder: Path) -> "_Ignored":
        """The same with the `.gitignore` of `folder` added."""
        try:
            lines = content(folder / ".gitignore", _LARGEST).decode(errors="replace").splitlines()
        except OSError:
            return self
        return _Ignored((*self._specs, (folder, spec(lines))))

    def matches(self, path: Path, folder: bool = False) -> bool:
        """Whether a file or folder is left out."""
        for base, patterns in self._specs:
            relative = path.relative_to(base).as_posix() if path.is_relative_to(base) else None
            if relative is not None and patterns.match_file(f"{relative}/" if folder else relative):
                return True
        return False


def spec(patterns: Iterable[str]) -> "GitIgnoreSpec":
    """Patterns as git reads them. Raises `CjmError` for one that could keep us busy for years with a single name."""
    from pathspec import GitIgnoreSpec

    lines = list(patterns)
    for line in lines:
        if any(name.count("*") > _MOST_STARS for name in line.split("/")):
            shown = line if len(line) <= _WIDEST else line[: _WIDEST - 1] + "…"
            raise CjmError(f"the pattern `{shown}` has more than {_MOST_STARS} stars in one name")
    return GitIgnoreSpec.from_lines(lines)
