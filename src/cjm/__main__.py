"""The door: `cjm` and `python -m cjm`."""

import os
import sys

from cjm import __version__


def main() -> int:
    """Run cjm with the arguments of the process; the result is the exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:  # answered at once: everything else takes ten times as long to import
        sys.stdout.write(f"cjm {__version__}\n")
        return 0
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for plugins reads all installed packages
    from cjm.cli import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
