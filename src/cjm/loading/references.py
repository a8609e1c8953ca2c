"""Files that a map names: they exist, and none of them lies outside the project."""

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path as FilePath

from cjm.atlas import is_path
from cjm.checks import Problem
from cjm.finding import Path, Remark
from cjm.model import Journey, Metric, Record, Step
from cjm.model.evidence import Evidence, Image
from cjm.model.texts import records


def named_files(thing: Record) -> Iterator[tuple[Path, str, str]]:
    """Each path that a map or persona holds: where it stands, the path as written, and what it should be."""
    for path, record in records(thing):
        if isinstance(record, Journey):
            for key in ("baseline", "parent"):
                if reference := getattr(record, key):
                    yield (*path, key), reference, "map"
            if isinstance(record.persona, str) and is_path(record.persona):
                yield (*path, "persona"), record.persona, "persona"
            for index, entry in enumerate(record.personas):
                if isinstance(entry, str) and is_path(entry):
                    yield (*path, "personas", index), entry, "persona"
            images = {lane.id for lane in record.lanes if lane.kind == "image"}
            for i, stage in enumerate(record.stages):
                for j, step in enumerate(stage.steps):
                    for name, value in step.custom.items():
                        if name in images:
                            at = (*path, "stages", i, "steps", j, "custom", name)
                            yield at, str(value.get("file", "")) if isinstance(value, dict) else str(value), "image"
        elif isinstance(record, Image):
            yield (*path, "file"), record.file, "image"
        elif isinstance(record, Evidence) and record.file:
            yield (*path, "file"), record.file, "file"
        elif isinstance(record, Metric) and isinstance(record.series, str):
            yield (*path, "series"), record.series, "CSV file"
        elif isinstance(record, Step) and record.journey:
            yield (*path, "journey"), record.journey, "map"


def locate(reference: str, folder: FilePath, root: FilePath) -> FilePath | str:
    """The file that `reference` names, seen from `folder`; else the finding's id: outside-project or missing-file."""
    if "\0" in reference:
        return "missing-file"
    plain = reference.replace("\\", "/")
    if plain.startswith(("/", "~")) or (len(plain) > 1 and plain[1] == ":"):
        return "outside-project"
    lexical = FilePath(os.path.normpath(folder / plain))
    if not lexical.is_relative_to(root):
        return "outside-project"
    try:
        real = lexical.resolve()
        if not real.is_relative_to(root.resolve()):
            return "outside-project"
        return lexical if real.is_file() else "missing-file"
    except (OSError, ValueError, RuntimeError):
        return "missing-file"


def problem(rule: str, path: Path, reference: str, wanted: str, folder: FilePath) -> Problem:
    """The finding for a file that cannot be used, with the nearest name of its folder."""
    if rule == "outside-project":
        message = f"`{reference}` lies outside the project"
        return rule, Remark(path, message, ("paths may only name files of the project, seen from this file",))
    near: list[str] = []
    try:
        beside = folder / posixpath.dirname(reference.replace("\\", "/"))
        from cjm.vocabulary.aliases import closest

        # what has the very name is there, but is no file
        names = [entry.name for entry in beside.iterdir() if entry.name != posixpath.basename(reference)]
        near = [
            posixpath.join(posixpath.dirname(reference), name) for name in closest(posixpath.basename(reference), names)
        ]
    except (OSError, ValueError):
        pass
    help = (f"did you mean `{near[0]}`?",) if near else ("paths are seen from the file in which they stand",)
    return rule, Remark(path, f"there is no {wanted} `{reference}`", help)
