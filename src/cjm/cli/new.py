"""`cjm new`."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from cjm.cli import DONE, options, terminal

if TYPE_CHECKING:
    from cjm.vocabulary.presets import Preset


def new(
    file: Annotated[
        str | None,
        Argument(
            metavar="FILE",
            help="Where to write: a map, or a persona if it ends in .persona.yaml. Without: standard output.",
        ),
    ] = None,
    preset: Annotated[
        str | None,
        Option("--preset", metavar="NAME", rich_help_panel=options.WRITE, help="The stages to start from."),
    ] = None,
    title: Annotated[
        str | None,
        Option(
            "--title",
            metavar="TEXT",
            rich_help_panel=options.WRITE,
            help="The title of the map or the name of the persona. Default: made of the file's name.",
        ),
    ] = None,
    list_: Annotated[
        bool, Option("--list", rich_help_panel=options.WRITE, help="List the presets and write nothing.")
    ] = False,
) -> int:
    """Start a map or a persona.

    The file is valid at once, and hints in it say what to fill in. Never writes over a file.

    Examples:
      cjm new maps/checkout.cjm.yaml
      cjm new maps/checkout.cjm.yaml --preset first-loop-7 --title "I buy shoes"
      cjm new personas/kim.persona.yaml
      cjm new --list
    """
    from cjm import scaffold
    from cjm.vocabulary.presets import DEFAULT, presets

    if list_:
        terminal.write(catalogue(presets().values(), DEFAULT))
    elif file in (None, "-"):
        terminal.write(scaffold.map_text(preset or DEFAULT, title or "A customer journey"))
    else:
        path = scaffold.create(Path(file), preset, title).as_posix()
        terminal.write_paths([path])
        terminal.say(f"`cjm lint {terminal.one_line(path)}` lists what is still missing")
    return DONE


def catalogue(presets: Iterable["Preset"], default: str) -> str:
    """All presets with what they are for, their stages and where they come from."""
    return "\n".join(
        f"{preset.id}{'  (unless you say otherwise)' if preset.id == default else ''}\n"
        f"  {preset.title}.\n"
        f"  {', '.join(stage.name for stage in preset.stages)}\n"
        f"  From {preset.source}.\n"
        for preset in presets
    )
