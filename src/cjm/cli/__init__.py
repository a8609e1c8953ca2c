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
        terminal.say(f"cjm: error: {terminal.safe(problem.message)}")
        if problem.help:
            terminal.say(f"  = help: {terminal.safe(problem.help)}")
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as problem:  # noqa: BLE001  # cjm itself is broken, and nobody should have to read a traceback
        if os.environ.get("CJM_DEBUG") == "1":
            sys.excepthook(type(problem), problem, problem.__traceback__)
        what = terminal.one_line(f"{type(problem).__name__}: {problem}" if str(problem) else type(problem).__name__)
        terminal.say(f"cjm: internal error, please report it (CJM_DEBUG=1 shows where): {what}")
    return FAILED
