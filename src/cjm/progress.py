"""How far the work is: told to whoever listens, since nothing below the command line shows anything."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Thing = TypeVar("Thing")

Listener = Callable[[str, int, int], None]
"""Takes what is being done (`Checking`, `Reading`, `Rendering`), how many files are done, and how many there are."""

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def told_to(listener: Listener | None) -> Iterator[None]:
    """Tell somebody how far the work is, or nobody, as long as this lasts."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(doing: str, done: int, total: int) -> None:
    """Say how far the work is."""
    listener = _listener.get()
    if listener is not None:
        listener(doing, done, total)


def each(doing: str, things: Sequence[Thing]) -> Iterator[Thing]:
    """The things one by one, telling how many of them are done."""
    for number, thing in enumerate(things):
        tell(doing, number, len(things))
        yield thing
