"""The door: `cjm` and `python -m cjm`."""

import os
import sys

from cjm import __version__


def main() -> int:
    """Run cjm with the arguments of the process; the result is the exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:  # answered at once: everything else takes ten times as long to import
        try:
            sys.stdout.write(f"cjm {__version__}\n")
            sys.stdout.flush()
        except (OSError, AttributeError):
            pass  # nobody can be told; the command line knows how to say so
        else:
            return 0
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for plugins reads all installed packages
    try:
        _end_in_order()
        from cjm.cli import run

        return run(arguments)
    except KeyboardInterrupt:
        return 130


def _end_in_order() -> None:
    """Let a program that is told to end take away what it has begun to write; `nohup` keeps its effect."""
    import signal

    def end(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)


if __name__ == "__main__":
    sys.exit(main())
