"""`cjm schema`."""

from typing import Annotated

from typer import Argument

from cjm.cli import DONE, choices, terminal

_NAMES = ("journey", "persona", "project")


def schema(
    name: Annotated[
        str, Argument(metavar="NAME", show_default=False, help="journey, persona or project. Default: journey.")
    ] = "journey",
) -> int:
    """Print a JSON Schema, for editors and programs.

    Examples:
      cjm schema > journey.schema.json
      cjm schema project
    """
    choices.choice(name, _NAMES, "a schema")
    from cjm import api

    terminal.write(api.schema(name).rstrip("\n") + "\n")
    return DONE
