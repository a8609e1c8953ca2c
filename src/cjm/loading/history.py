"""When the parts of a file were last changed, as its git repository tells."""

import datetime
import re
from pathlib import Path
from subprocess import SubprocessError

from cjm.atlas import Edited
from cjm.loading.git import git, repository
from cjm.source import Source

_PATIENCE = 20
"""Seconds that git may take for one file."""
_HEADER = re.compile(r"([0-9a-f]{40,64}) [0-9]+ ([0-9]+)(?: [0-9]+)?$")


def history(path: Path, source: Source, today: datetime.date) -> Edited | None:
    """When a map was last changed, as a whole and stage by stage; `None` where git cannot tell.

    Git can tell where the file lies in a repository and is part of it, and where git is installed. Lines that are not
    committed yet count as changed today. A line that is as old as the oldest commit of a shallow clone may be much
    older, so it says nothing.
    """
    lines = _lines(path, today)
    if lines is None:
        return None
    stages = source.value(("stages",))
    starts = [source.place(("stages", index)).line for index in range(len(stages) if isinstance(stages, list) else 0)]
    ends = [*starts[1:], len(lines) + 1]
    return Edited(
        _newest(lines),
        tuple(_newest(lines[start - 1 : end - 1]) for start, end in zip(starts, ends, strict=False)),
    )


def _newest(lines: list[datetime.date | None]) -> datetime.date | None:
    """The latest of some days; `None` if one of them is not known."""
    return None if None in lines else max((day for day in lines if day is not None), default=None)


def _lines(path: Path, today: datetime.date) -> list[datetime.date | None] | None:
    """The day on which each line was last changed; `None` for a line of which the repository does not know it."""
    folder = repository(path)
    if folder is None:
        return None
    try:
        answer = git(path.parent, "blame", "--porcelain", "--", path.name, patience=_PATIENCE)
    except (OSError, SubprocessError):
        return None
    if answer.returncode:
        return None
    told = answer.stdout.decode("utf-8", "replace")
    shallow = (folder / ".git" / "shallow").exists()
    days: dict[str, datetime.date | None] = {}
    found: list[datetime.date | None] = []
    commit = ""
    for line in told.split("\n"):
        if line.startswith("\t"):
            found.append(days[commit])
        elif header := _HEADER.match(line):
            commit = header[1]
            if not commit.strip("0"):
                days[commit] = today
        elif line.startswith("committer-time ") and commit not in days:
            days[commit] = datetime.datetime.fromtimestamp(int(line.split()[1]), datetime.UTC).date()
        elif line == "boundary" and shallow:
            days[commit] = None
    return found
