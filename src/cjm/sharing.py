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
from functools import partial
from typing import Any, TypeVar

from cjm import progress
from cjm.errors import CjmError
from cjm.loading import Part

Answer = TypeVar("Answer")

_ENOUGH = 50
"""Files from which on more than one process pays."""
_PIECE = 25
"""Files that a process takes at a time."""
_MOST_PROCESSES = 8
_END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux: which signal a process gets when the one that made it is gone (prctl(2))."""


def shared_out(work: Callable[[Part], Answer], parts: list[Part]) -> list[Answer]:
    """What `work` makes of each part, in order; large parts may be done in pieces."""
    pieces = [piece for part in parts for piece in part.chunks(_PIECE)]
    processes = min(_processors(), _MOST_PROCESSES, len(pieces))
    total, done, answers = sum(len(piece.targets) for piece in pieces), 0, []
    quietly = partial(_quietly, work)
    alone = processes < 2 or total < _ENOUGH or not _forks_safely()
    with _rare_collections():
        made = map(quietly, pieces) if alone else _forked(quietly, pieces, processes)
        for piece, answer in zip(pieces, made, strict=True):
            answers.append(answer)
            done += len(piece.targets)
            progress.tell("Checking", done, total)
    return answers


_shared: list[tuple[Callable[[Part], Any], Part]] = []
"""What there is to do, for the copies of this process: they have it from before they were made."""


def _forked(work: Callable[[Part], Answer], pieces: list[Part], processes: int) -> Iterator[Answer]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    _shared[:] = [(work, piece) for piece in pieces]
    try:
        with ProcessPoolExecutor(processes, get_context("fork"), initializer=_begin) as pool:
            yield from pool.map(_one, range(len(pieces)))
    except BrokenProcessPool:
        message = "a process that did part of the work was ended from outside, perhaps for want of memory"
        raise CjmError(message, "`taskset -c 0 cjm …` does all of the work in one process") from None
    finally:
        _shared.clear()


def _quietly(work: Callable[[Part], Answer], piece: Part) -> Answer:
    """Do the work of a piece; how far it is within the piece matters to nobody."""
    with progress.told_to(None):
        return work(piece)


def _one(number: int) -> Any:
    work, piece = _shared[number]
    return work(piece)


def _begin() -> None:
    """Ctrl-C is answered by the first process alone; the others end when it ends, however it does."""
    import ctypes

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL)


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
