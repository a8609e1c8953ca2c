"""From the paths and options of a command line to what the work is asked to look at."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cjm.cli.choices import listed
from cjm.errors import CjmError

if TYPE_CHECKING:
    from cjm.api import Request


def request(
    paths: list[str] | None,
    *,
    stdin_filename: str | None,
    config: str | None,
    isolated: bool,
    exclude: list[str] | None,
    allow_empty: bool = False,
    changed_since: str | None = None,
) -> "Request | None":
    """What to look at; `None` if patterns match nothing and that is allowed. Raises `CjmError`.

    Reads standard input if a path is `-`.
    """
    from cjm.api import Request

    if config is not None and isolated:
        raise CjmError("--config and --isolated exclude each other", help="one names the settings, the other none")
    given = paths or []
    piped = "-" in given
    if piped and len(given) > 1:
        raise CjmError("`-` reads one map from standard input and stands alone", help="check the files in a second run")
    if stdin_filename is not None and not piped:
        raise CjmError("--stdin-filename needs a map on standard input", help="add `-` as the path")
    if piped and changed_since is not None:
        raise CjmError("git knows nothing of standard input", help="leave out --changed-since, or name files")
    found = tuple(expanded(given, allow_empty))
    if given and not found:
        return None  # not an empty request, which would mean the whole project
    return Request(
        paths=found,
        folder=_here(),
        stdin=_standard_input() if piped else None,
        stdin_filename=stdin_filename,
        config=config,
        isolated=isolated,
        exclude=listed(exclude),
        allow_empty=allow_empty,
        changed_since=changed_since,
    )


def _here() -> Path:
    """The folder that cjm was started in. Raises `CjmError`: somebody may have removed it."""
    try:
        return Path.cwd()
    except OSError:
        raise CjmError("the folder that cjm was started in is gone") from None


def expanded(paths: list[str], allow_empty: bool) -> list[str]:
    """The paths, patterns replaced by what they match, as a shell would have done. Raises `CjmError`."""
    found: list[str] = []
    for path in paths:
        if not any(sign in path for sign in "*?[") or os.path.lexists(path):
            found.append(path)
            continue
        from glob import glob

        matches = sorted(glob(path, recursive=True))  # noqa: PTH207  # Path.glob knows no absolute patterns
        if not matches and not allow_empty:
            raise CjmError(f"nothing matches `{path}`")
        found += matches
    return found


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise CjmError("there is no standard input to read a map from")
    from cjm.source.text import LARGEST

    return sys.stdin.buffer.read(LARGEST + 1)  # one more than a file may have is enough to refuse it
