"""Reading ordinary files, and writing files whole or not at all."""

import contextlib
import errno
import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path


def content(path: Path, most: int) -> bytes:
    """What an ordinary file holds; of one that is longer than `most` bytes, one byte more than these.

    Raises `OSError`, also for pipes and devices: they may have no end, or nobody who writes to them.
    """
    with open(path, "rb", opener=_at_once) as file:  # Path.open takes no opener
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is no ordinary file", str(path))
        return file.read(most + 1)


def _at_once(path: str, flags: int) -> int:
    """Open without waiting until somebody opens the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def replace(path: Path, data: bytes) -> None:
    """Put a file in its place in one move, keeping the permissions of the one that was there.

    Raises `OSError`; then the old file is still there, whole, and nothing else is left behind.
    """
    replace_all([(path, data)])


def replace_all(files: Iterable[tuple[Path, bytes]]) -> None:
    """Put files in their places, keeping the permissions of those that were there.

    All of them are written before the first is moved to its place. Raises `OSError`; where the disk is full, all old
    files are still there, whole, and nothing else is left behind.
    """
    written: list[tuple[Path, Path]] = []
    try:
        for path, data in files:
            mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
            handle, name = tempfile.mkstemp(prefix=".cjm-", dir=path.parent)
            written.append((Path(name), path))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(mode)
        for new, path in written:
            new.replace(path)
    except BaseException:
        for new, _ in written:
            with contextlib.suppress(OSError):
                new.unlink()
        raise


def create(path: Path, data: bytes) -> None:
    """Write a file where there is none yet.

    Raises `FileExistsError` if there is one, which stays as it is, and `OSError`, after which none is there.
    """
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
        except BaseException:
            path.unlink()
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
