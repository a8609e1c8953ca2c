"""`cjm rules`."""

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

from typer import Argument

from cjm.cli import DONE, choices, options, terminal

if TYPE_CHECKING:
    from cjm.api import RulePage


def rules(
    name: Annotated[
        str | None, Argument(metavar="NAME", help="A rule, such as missing-emotion. Without: the list of all rules.")
    ] = None,
    color: options.Color = "auto",
) -> int:
    """List the rules, or show all about one.

    \b
    Examples:
      cjm rules
      cjm rules missing-emotion
    """
    choices.choice(color, ("auto", "always", "never"), "a value of --color")
    from cjm import api

    strong = _strong if terminal.colour(color, sys.stdout, os.environ) else str
    if name is None:
        terminal.write(catalogue(api.rules(), terminal.width(), strong))
    else:
        terminal.write(page(api.rule(name), strong))
    return DONE
