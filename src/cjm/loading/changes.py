"""Which files changed since a revision, as git tells, and which maps that touches."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from subprocess import CompletedProcess, SubprocessError
from typing import TYPE_CHECKING

from cjm.errors import CjmError
from cjm.loading.discovery import PROJECT_FILE, is_persona
from cjm.loading.git import git, repository
from cjm.loading.planning import Part
from cjm.loading.references import named_files
from cjm.model import Journey

if TYPE_CHECKING:
    from cjm.loading import Document, Loaded

_PATIENCE = 60
"""Seconds that git may take for one question about a repository."""
_DEEPER = "in GitHub Actions give actions/checkout `fetch-depth: 0`"


def changed_files(parts: Iterable[Part], since: str) -> frozenset[Path]:
    """The files that differ from where a branch left `since`, by real path, in the repositories of all parts.

    That is what a pull request against `since` shows: what the branch did, not what happened on `since` meanwhile.
    Changes that are not committed yet count, and so do new files that git does not ignore. A file that was renamed
    counts with both names. Raises `CjmError` where git cannot tell.
    """
    if not since or since.startswith("-"):
        raise CjmError(f"`{since}` is no revision of git", "name a branch, a tag or a commit, such as main")
    roots: set[Path] = set()
    for part in parts:
        for target in part.targets:
            root = repository(target.path)
            if root is None:
                help = "--changed-since needs one to know what changed"
                raise CjmError(f"`{part.name(target)}` lies in no git repository", help)
            roots.add(root)
    return frozenset(name for root in roots for name in _changed(root, since))


def _changed(folder: Path, since: str) -> Iterator[Path]:
    root = Path(os.fsdecode(_ask(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n")))
    fork = _fork(root, since)
    plain = ("--no-ext-diff", "--no-textconv", "--no-renames", "--ignore-submodules=all")
    listed = _ask(root, "diff", "--name-only", "-z", *plain, fork, "--")
    listed += _ask(root, "ls-files", "--others", "--exclude-standard", "-z")
    return (_in_place(root / os.fsdecode(name)) for name in listed.split(b"\0") if name)


def _fork(root: Path, since: str) -> str:
    """The commit at which the present branch left `since`. Raises `CjmError`."""
    commit = _try(root, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}")
    if commit is None:
        help = f"`git fetch origin {since.removeprefix('origin/')}` may bring it; {_DEEPER}"
        if _try(root, "rev-parse", "--verify", "--quiet", f"refs/remotes/origin/{since}^{{commit}}"):
            help = f"there is `origin/{since}`"
        raise CjmError(f"git knows no commit `{since}` here", help)
    fork = _try(root, "merge-base", commit, "HEAD")
    if fork is None:
        shallow = _ask(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        why = "this copy of the repository lacks its history" if shallow else "they have no commit in common"
        deepen = f"`git fetch --unshallow` brings it; {_DEEPER}" if shallow else None
        raise CjmError(f"git cannot tell where this branch left `{since}`: {why}", deepen)
    return fork


def _try(root: Path, *arguments: str) -> str | None:
    """The line that git answers; `None` where it says no."""
    answer = _git(root, *arguments)
    return answer.stdout.decode("utf-8", "replace").strip() if answer.returncode == 0 else None


def _ask(root: Path, *arguments: str) -> bytes:
    """What git answers. Raises `CjmError` with its own words where it cannot."""
    answer = _git(root, *arguments)
    if answer.returncode:
        said = answer.stderr.decode("utf-8", "replace").strip().partition("\n")[0].removeprefix("fatal: ")
        raise CjmError(f"git cannot tell what changed: {said or 'it gives no reason'}")
    return answer.stdout


def _git(root: Path, *arguments: str) -> CompletedProcess[bytes]:
    try:
        return git(root, *arguments, patience=_PATIENCE)
    except OSError:
        raise CjmError("git is not installed", "--changed-since asks git what changed") from None
    except SubprocessError:
        raise CjmError(f"git did not answer within {_PATIENCE} seconds") from None


def near(part: Part, changed: frozenset[Path]) -> frozenset[Path]:
    """Those of some changed files that the maps of a part could name: nothing outside of the project, or the folder."""
    folders = {part.root} if part.root is not None else {target.path.parent for target in part.targets}
    real = [_real(folder) for folder in folders]
    return frozenset(file for file in changed if any(file.is_relative_to(folder) for folder in real))


def settings_changed(part: Part, changed: frozenset[Path]) -> bool:
    """Whether the project file is among some changed files, or one that is gone."""
    folders = {folder for target in part.targets for folder in target.path.parents}
    files = {folder / PROJECT_FILE for folder in folders}
    files |= {part.start / part.project_file} if part.project_file is not None else set()
    return any(_is_among(file, changed) for file in files)


def touched(loaded: "Loaded", changed: frozenset[Path]) -> list[str]:
    """Those of the files that were asked for which changed, or name one that did, by their names."""
    return [document.file for document in loaded.asked if _is_touched(document, loaded, changed)]


def named(loaded: "Loaded") -> set[Path]:
    """The files that the maps and personas name which were read, and these themselves."""
    found = {loaded.start / document.file for document in loaded.documents}
    return found.union(*(_named(document, loaded) for document in loaded.documents))


def _is_touched(document: "Document", loaded: "Loaded", changed: frozenset[Path]) -> bool:
    path = loaded.start / document.file
    return (
        _is_among(path, changed)
        or any(_is_among(one, changed) for one in _named(document, loaded))
        # A persona that is not found may be one that was removed or has another id now.
        or (any(is_persona(file.name) for file in changed) and any(one is None for one in _personas(document, loaded)))
    )


def _named(document: "Document", loaded: "Loaded") -> Iterator[Path]:
    """The files that a map or persona names, whether they are there or not."""
    folder = (loaded.start / document.file).parent
    for _, reference, _ in named_files(document.model) if document.model is not None else ():
        yield Path(os.path.normpath(folder / reference.replace("\\", "/").replace("\0", "")))
    yield from (loaded.start / file for file in _personas(document, loaded) if file is not None)


def _personas(document: "Document", loaded: "Loaded") -> list[str | None]:
    """The persona files that a map names; `None` for one that is not found."""
    model = document.model
    entries = (model.persona, *model.personas) if isinstance(model, Journey) else ()
    return [loaded.atlas.persona_file(entry, document.file) for entry in entries if isinstance(entry, str)]


def _is_among(path: Path, changed: frozenset[Path]) -> bool:
    """Whether a file changed, or the link that leads to it."""
    return _real(path) in changed or _in_place(path) in changed


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _in_place(path: Path) -> Path:
    """The real path of a file itself, also where it is a link."""
    return _real(path.parent) / path.name
