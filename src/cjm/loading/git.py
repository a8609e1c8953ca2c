"""Asks git about the repository of a folder, without letting the repository or the environment steer it."""

import os
import subprocess
from pathlib import Path


def repository(path: Path) -> Path | None:
    """The folder of the repository in which a file lies, or `None`."""
    return next((parent for parent in path.parents if (parent / ".git").exists()), None)


def git(folder: Path, *arguments: str, patience: float) -> subprocess.CompletedProcess[bytes]:
    """What git answers, in English and without waiting for anybody, whether it could do it or not.

    `patience` is the seconds that it may take. Raises `OSError` where there is no git, and `SubprocessError` where it
    takes longer.
    """
    command = ["git", "--no-pager", "-c", "core.fsmonitor=false", *arguments]
    quiet = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    quiet |= {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    return subprocess.run(
        command, cwd=folder, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, timeout=patience, check=False
    )
