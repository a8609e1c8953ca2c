"""`--watch`: does the work again whenever a file on which it depends has changed.

The system says that something happened in a folder; whether it concerns us is told by the files themselves: one that
was asked for or that a map names is there, is gone, or has another time or size. So what editors put beside a file
while they save it wakes nobody, and a change that falls between a run and the next look is not missed.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from cjm.cli import terminal
from cjm.errors import CjmError

if TYPE_CHECKING:
    from cjm.api import Request

_LOOK_EVERY = 2000
"""Milliseconds after which files are looked at even if the system said nothing: a folder may be new, or far away."""
_CLEAR = "\x1b[2J\x1b[H"

Stamps = dict[Path, tuple[int, ...] | None]
"""Time, size and identity of each file; `None` for one that is not there."""


def watch(
    ask: Callable[[], "Request | None"],
    work: Callable[["Request"], int],
    *,
    colour: str,
    quiet: bool,
    beside: Iterable[str | None] = (),
) -> NoReturn:
    """Do the work, and again after each change, until Ctrl-C raises `KeyboardInterrupt`.

    `ask` says anew each time what to look at; `beside` are further files on which the work depends. Raises `CjmError`
    if the first run does, or where files cannot be watched; what goes wrong later is told, and the watch goes on.
    """
    changes = _changes()
    clear = sys.stdout is not None and sys.stdout.isatty() and terminal.colour(colour, sys.stdout, os.environ)
    further = {Path(file).absolute() for file in beside if file is not None}
    first, named = True, further
    while True:
        asked = _asked(ask)
        stamps = _stamps(asked | named)
        if clear:
            terminal.write(_CLEAR)
        try:
            request = ask()
            if request is not None:
                work(request)
            named = further | (_sources(request) if request is not None else set())
        except CjmError as problem:
            if first:
                raise
            terminal.complain(problem)
        first = False
        before = {path: stamps[path] if path in stamps else _stamp(path) for path in asked | named}
        if not quiet:
            terminal.say(f"Watching {len(before)} {'file' if len(before) == 1 else 'files'}; Ctrl-C ends")
        _wait(changes, before, ask, named)


def _wait(
    changes: Callable[..., Any], before: Stamps, ask: Callable[[], "Request | None"], named: Iterable[Path]
) -> None:
    """Return when a file is no longer as it was, or another one was added."""
    try:
        # Closed before the work goes on: while a thread watches, work could not be shared out by forking.
        with closing(changes(*_folders(before), rust_timeout=_LOOK_EVERY)) as woken:
            for _ in woken:
                if _stamps(_asked(ask).union(named)) != before:
                    return
    except (OSError, RuntimeError) as problem:
        help = "with WATCHFILES_FORCE_POLLING=1 in the environment cjm looks at them itself, again and again"
        raise CjmError(f"the system cannot watch these folders: {problem}", help) from problem


def _changes() -> Callable[..., Any]:
    try:
        from watchfiles import watch as changes
    except ImportError:
        help = "install it with `pip install 'cjm-cli[watch]'`"
        raise CjmError("--watch needs the package watchfiles, which is not installed", help) from None

    def watched(*folders: Path, rust_timeout: int) -> Iterator[object]:
        return changes(
            *folders,
            watch_filter=None,
            recursive=False,
            yield_on_timeout=True,
            rust_timeout=rust_timeout,
            ignore_permission_denied=True,
        )

    return watched


def _asked(ask: Callable[[], "Request | None"]) -> set[Path]:
    """The files that were asked for, as they are now; none while it cannot be told."""
    from cjm.api import targets

    try:
        request = ask()
        return set(targets(request)) if request is not None else set()
    except CjmError:
        return set()


def _sources(request: "Request") -> set[Path]:
    from cjm.api import sources

    return set(sources(request))


def _stamps(paths: Iterable[Path]) -> Stamps:
    return {path: _stamp(path) for path in paths}


def _stamp(path: Path) -> tuple[int, ...] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _folders(paths: Iterable[Path]) -> list[Path]:
    """The folders in which files lie, or would."""
    return sorted({folder for path in paths if (folder := path.parent).is_dir()})
