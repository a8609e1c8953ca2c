"""The command line: reads options, prints and exits; nothing below it does.

`run` is the whole program without the exit: it finds the verb, and it is the one place that turns
whatever went wrong into a message and an exit code.
"""

import os
import sys

from cjm.errors import CjmError

DONE, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes, the same for every verb and format: nothing to say; findings that count; cjm could not
do the job; stopped by the keyboard."""


def run(arguments: list[str]) -> int:
    """Do what the command line asks and return the exit code. Raises nothing."""
    from cjm.cli import terminal

    terminal.prepare()
    try:
        from cjm.cli.app import call

        return call(arguments)
    except CjmError as problem:
        terminal.complain(problem)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as problem:  # the machine refuses; where it matters which file and why, somebody below has said so
        _debug(problem)
        where = f"`{os.fsdecode(problem.filename)}`: " if isinstance(problem.filename, str | bytes) else ""
        terminal.say(f"cjm: error: {terminal.one_line(f'{where}{problem.strerror or problem}')}")
    except Exception as problem:  # noqa: BLE001  # cjm itself is broken, and nobody should have to read a traceback
        _debug(problem)
        what = terminal.one_line(f"{type(problem).__name__}: {problem}" if str(problem) else type(problem).__name__)
        terminal.say(f"cjm: internal error, please report it (CJM_DEBUG=1 shows where): {what}")
    return FAILED


def _debug(problem: Exception) -> None:
    if os.environ.get("CJM_DEBUG") == "1":
        sys.excepthook(type(problem), problem, problem.__traceback__)
