"""What there is to load: the files that were asked for, by project."""

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from cjm.checks import Problem, check_project
from cjm.errors import CjmError
from cjm.files import content
from cjm.loading.discovery import PROJECT_FILE, is_persona, project_root, search, spec
from cjm.loading.references import locate, named_files, problem
from cjm.loading.settings import settings
from cjm.loading.shape import shape
from cjm.model import Project
from cjm.source import Source, decode, read
from cjm.source.text import LARGEST, NotText


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
    changed_since: str | None = None
    """A revision of git: look only at what changed since then, and at what names something that did."""


@dataclass(frozen=True)
class Target:
    """A file that was asked for."""

    path: Path
    """Absolute; need not exist for standard input."""
    data: bytes | None = None
    """The content, where it does not come from the file."""
    within: Path | None = None
    """The folder in which it was found; `None` for a file that was named itself and may lie anywhere."""


@dataclass(frozen=True)
class Part:
    """Files that share a project, ready to be loaded."""

    start: Path
    """Where cjm was started: files are named relative to it."""
    targets: tuple[Target, ...]
    """The files that were asked for."""
    root: Path | None = None
    """The folder of their project file."""
    project: Project | None = None
    project_source: Source | None = None
    project_file: str | None = None
    exclude: tuple[str, ...] = ()
    personas: tuple[Path, ...] | None = None
    """The persona files of the project; `None` where nobody has searched for them yet."""
    asked: bool = True
    """Whether the files were asked for, or are only there for what rules across maps must know."""
    unchanged: tuple[Target, ...] = ()
    """Files that were asked for as far as they changed, and did not."""

    def name(self, target: Target) -> str:
        """A file's name as it is reported."""
        return target.path.name if target.path.name == "<stdin>" else shown(target.path, self.start)

    def with_data(self, data: Mapping[str, bytes]) -> "Part":
        """The same with other contents of some files, by name."""
        targets = (replace(target, data=data.get(self.name(target), target.data)) for target in self.targets)
        return replace(self, targets=tuple(targets))

    @property
    def is_whole(self) -> bool:
        """Whether the whole project was asked for, by naming its folder or one above it."""
        if self.root is None or self.unchanged:
            return False
        return any(target.within is not None and self.root.is_relative_to(target.within) for target in self.targets)

    def rest(self) -> "Part | None":
        """The files of the project that were not asked for; `None` if there are none."""
        if self.root is None:
            return replace(self, targets=self.unchanged, asked=False, unchanged=()) if self.unchanged else None
        if self.is_whole:
            return None
        taken = {os.path.realpath(target.path) for target in self.targets}
        found = (path for path in search(self.root, self.exclude) if os.path.realpath(path) not in taken)
        others = [path for path in found if self.project is None or listed(path, self.root, self.project)]
        targets = tuple(Target(path, within=self.root) for path in others)
        return replace(self, targets=targets, asked=False, unchanged=()) if targets else None

    def only(self, names: Collection[str]) -> "Part":
        """The same with those of its files alone that changed, by name; what they refer to stays known."""
        left = tuple(target for target in self.targets if self.name(target) not in names)
        if not left:
            return self
        targets = tuple(target for target in self.targets if self.name(target) in names)
        # Without a project the personas that were asked for are all there are.
        personas = tuple(target.path for target in self.targets if is_persona(target.path.name))
        known = self.personas if self.root is not None else personas
        return replace(self, targets=targets, unchanged=left, personas=known)

    def chunks(self, size: int) -> list["Part"]:
        """The same in pieces of at most `size` files, so that several processes can share the work."""
        if len(self.targets) <= size:
            return [self]
        maps = tuple(target for target in self.targets if not is_persona(target.path.name))
        personas = tuple(target for target in self.targets if is_persona(target.path.name))
        # Without a project the personas that were asked for are all there are.
        narrowed = self.root is not None or self.personas is not None
        known = self.persona_files() if narrowed else tuple(target.path for target in personas)
        whole = replace(self, personas=known)
        pieces = [maps[start : start + size] for start in range(0, len(maps), size)]
        return [replace(whole, targets=targets) for targets in (*pieces, personas) if targets]

    def project_files(self) -> Iterator[Path]:
        """The project file, and the files that it names: pictures and templates."""
        if self.project is None or self.project_file is None:
            return
        path = self.start / self.project_file
        yield path
        for _, reference, _ in named_files(self.project):
            yield Path(os.path.normpath(path.parent / reference))
        if self.project.render.templates is not None:
            yield from (one for one in (path.parent / self.project.render.templates).rglob("*") if one.is_file())

    def persona_files(self) -> tuple[Path, ...]:
        """The persona files of the project."""
        if self.personas is not None or self.root is None:
            return self.personas or ()
        found = (path for path in search(self.root, self.exclude) if is_persona(path.name))
        return tuple(path for path in found if self.project is None or listed(path, self.root, self.project))


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
            roots[folder] = _root(request, start, folder)
        by_root.setdefault(roots[folder], []).append(target)
    parts = []
    for root, targets in by_root.items():
        project, source, file = _project(request, root, start)
        parts.append(Part(start, tuple(targets), root, project, source, file, request.exclude))
    return parts


def _targets(request: Request, start: Path) -> list[Target]:
    """The files that were asked for, each real path once."""
    found: list[Target] = []
    if not request.paths:
        root = _root(request, start, start)
        found += [Target(path, within=root or start) for path in _in_folder(root or start, request)]
    for given in request.paths:
        if given == "-":
            if request.stdin is None:
                raise CjmError("there is nothing on standard input")
            found.append(Target(start / (request.stdin_filename or "<stdin>"), request.stdin))
            continue
        path = Path(os.path.normpath(start / given))
        if os.path.isdir(path):  # noqa: PTH112  # Path.is_dir raises where a folder may not be entered
            found += [Target(inner, within=path) for inner in _in_folder(path, request)]
        elif os.path.lexists(path) or _out_of_reach(path):
            if path.name == PROJECT_FILE:
                found += [Target(inner, within=path.parent) for inner in _in_folder(path.parent, request)]
            else:
                found.append(Target(path))
        else:
            raise CjmError(f"there is no file or folder `{given}`", _near(path))
    unique: dict[str, Target] = {}
    for target in found:
        key = f"-{target.path}" if target.data is not None else os.path.realpath(target.path)
        if key not in unique or unique[key].path.is_symlink():  # a file goes by its own name rather than by a link's
            unique[key] = target
    if not unique and not request.allow_empty:
        where = " or ".join(f"`{given}`" for given in request.paths) or "this folder"
        raise CjmError(
            f"there is no map in {where}",
            "maps are files that end in .cjm.yaml; `cjm new my-first.cjm.yaml` writes one to start from",
        )
    return list(unique.values())


def _out_of_reach(path: Path) -> bool:
    """Whether nobody here may know if there is such a file: then reading it says why."""
    try:
        path.stat()
    except PermissionError:
        return True
    except (OSError, ValueError):  # no file can have a name with a zero in it
        pass
    return False


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
            found = [path for path in found if listed(path, folder, project)]
    return found


def _peek(path: Path) -> Project | None:
    """The project file if it is sound; what is wrong with it is said later."""
    try:
        source = read(decode(content(path, LARGEST)))
    except (OSError, NotText):
        return None
    return shape(Project, source).model if isinstance(source.data, dict) else None


def listed(path: Path, root: Path, project: Project) -> bool:
    """Whether the project's `maps` and `personas` patterns name a file."""
    patterns = project.personas if is_persona(path.name) else project.maps
    if not patterns:
        return True
    return spec(f"/{pattern.removeprefix('./')}" for pattern in patterns).match_file(path.relative_to(root).as_posix())


def _root(request: Request, start: Path, folder: Path) -> Path | None:
    """The project's folder, seen from `folder`; with `--config` and no project the folder that cjm was started in."""
    if request.isolated:
        return None
    return project_root(folder) or (start if request.config else None)


def _project(request: Request, root: Path | None, start: Path) -> tuple[Project | None, Source | None, str | None]:
    """The settings. Raises `CjmError` where they cannot be used: nothing sensible can be said with half of them."""
    if root is None:
        return None, None, None
    path = (start / request.config).resolve() if request.config else root / PROJECT_FILE
    file = shown(path, start)
    try:
        data = content(path, LARGEST)
    except OSError as trouble:
        raise CjmError(f"the project file {file} cannot be read: {trouble.strerror}") from None

    def wrong(project: Project) -> Iterator[Problem]:
        yield from check_project(project)
        for at, reference, wanted in named_files(project):
            if isinstance(found := locate(reference, path.parent, root), str):
                yield problem(found, at, reference, wanted, path.parent)

    model, source = settings(Project, data, file, called="project file", begins="it begins with `cjm: 1`", check=wrong)
    return model, source, file


def shown(path: Path, start: Path) -> str:
    """A path as it is reported: relative to where cjm was started, with forward slashes."""
    return Path(os.path.relpath(path, start)).as_posix()
