"""Shares work on many files out to several processes, and collects garbage less often meanwhile.

Two processes halve the time of a large project. Forking costs nothing worth counting, since all
modules are imported before; starting fresh processes costs more than it gains below some hundred
files, and is left alone.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from cjm.loading import Part

Answer = TypeVar("Answer")

_ENOUGH = 50
"""Files from which on more than one process pays."""
_PIECE = 25
"""Files that a process takes at a time."""
_MOST_PROCESSES = 8


def shared_out(work: Callable[[Part], Answer], parts: list[Part]) -> list[Answer]:
    """What `work` makes of each part, in order; large parts may be done in pieces."""
    pieces = [piece for part in parts for piece in part.chunks(_PIECE)]
    processes = min(_processors(), _MOST_PROCESSES, len(pieces))
    with _rare_collections():
        if processes < 2 or sum(len(part.targets) for part in parts) < _ENOUGH or not _forks_safely():
            return [work(piece) for piece in pieces]
        return _forked(work, pieces, processes)


_shared: list[tuple[Callable[[Part], Any], Part]] = []
"""What there is to do, for the copies of this process: they have it from before they were made."""


def _forked(work: Callable[[Part], Answer], pieces: list[Part], processes: int) -> list[Answer]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    _shared[:] = [(work, piece) for piece in pieces]
    try:
        with ProcessPoolExecutor(processes, get_context("fork"), initializer=_leave_interrupts) as pool:
            return list(pool.map(_one, range(len(pieces))))
    finally:
        _shared.clear()


def _one(number: int) -> Any:
    work, piece = _shared[number]
    return work(piece)


def _leave_interrupts() -> None:
    """Ctrl-C is answered by the first process alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _processors() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _forks_safely() -> bool:
    """Whether a copy of this process would be sound: on Linux, and with no other thread at work."""
    import threading

    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Collect garbage rarely: maps are trees of many small objects that live until the end."""
    before = gc.get_threshold()
    gc.set_threshold(50_000, 10, 10)
    try:
        yield
    finally:
        gc.set_threshold(*before)
