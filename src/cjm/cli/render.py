"""`cjm render`."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Option

from cjm.cli import DONE, FINDINGS, choices, options, outcome, reading, terminal
from cjm.errors import CjmError
from cjm.finding import Severity, worst

if TYPE_CHECKING:
    from cjm.api import Request

_KINDS = ("html", "markdown", "outline")
_VIEWS = ("map", "brief", "worksheet")  # all of a map, a page for those who decide, empty sheets for a workshop

Output = Annotated[
    str | None,
    Option(
        "--output",
        "-o",
        metavar="PATH",
        rich_help_panel=options.WRITE,
        help="A file, a folder, or - for standard output. Default: beside the map, with another ending.",
    ),
]
To = Annotated[
    str | None,
    Option(
        "--to",
        metavar="FORMAT",
        rich_help_panel=options.WRITE,
        help="html, markdown or outline (plain text). Default: by the ending of -o, else html.",
    ),
]
View = Annotated[
    str,
    Option(
        "--view",
        metavar="VIEW",
        show_default=False,
        rich_help_panel=options.WRITE,
        help="map, brief (one page for those who decide) or worksheet (empty sheets for a workshop). Default: map.",
    ),
]
Language = Annotated[
    str | None,
    Option(
        "--language",
        metavar="TAG",
        rich_help_panel=options.WRITE,
        help="The language of headings and dates, such as de. Default: that of the map.",
    ),
]
Theme = Annotated[
    str | None,
    Option(
        "--theme",
        metavar="FILE",
        rich_help_panel=options.WRITE,
        help="Colours and fonts, as YAML with the keys of render.theme. Default: those of the project.",
    ),
]
Templates = Annotated[
    str | None,
    Option(
        "--templates",
        metavar="FOLDER",
        rich_help_panel=options.WRITE,
        help="Own templates, which take the place of those of the same name. Default: those of the project.",
    ),
]
RenderToday = Annotated[
    str | None,
    Option(
        "--today",
        metavar="YYYY-MM-DD",
        rich_help_panel=options.WRITE,
        help="The date that due dates and reviews are counted from. Default: today.",
    ),
]
Force = Annotated[
    bool, Option("--force", rich_help_panel=options.WRITE, help="Write over a file that cjm did not write.")
]
Open = Annotated[bool, Option("--open", rich_help_panel=options.WRITE, help="Open the result in the browser.")]


def render(
    paths: options.Paths = None,
    stdin_filename: options.StdinFilename = None,
    config: options.Config = None,
    isolated: options.Isolated = False,
    exclude: options.Exclude = None,
    output: Output = None,
    to: To = None,
    view: View = "map",
    language: Language = None,
    theme: Theme = None,
    templates: Templates = None,
    today: RenderToday = None,
    force: Force = False,
    open_: Open = False,
    watch: options.Watch = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
) -> int:
    """Make pages of maps: HTML, Markdown or plain text.

    One map gives one file, several give a folder with an index. Prints the paths of what was written.
    A map that `cjm validate` refuses gives no page, but its findings.

    Examples:
      cjm render maps/checkout.cjm.yaml
      cjm render maps/checkout.cjm.yaml -o checkout.md
      cjm render maps/checkout.cjm.yaml --view brief
      cjm render -o site --open
      cjm render - -o - < draft.cjm.yaml > draft.html
    """
    if view in _KINDS or to in _VIEWS:
        wanted = f"--to {view}" if view in _KINDS else f"--view {to}"
        raise CjmError(f"`--to` says the format and `--view` what is shown: `{wanted}`", help="see `cjm render --help`")
    choices.choice(view, _VIEWS, "a view")
    if to is not None:
        choices.choice(to, _KINDS, "a format of reports")
    if open_ and output == "-":
        raise CjmError("--open needs a file, and `-o -` writes none", help="leave out one of the two")
    show = outcome.showing(
        output_format="full", output_file=None, min_severity="info", color=color, quiet=quiet, verbose=False
    )
    choices.day(today)
    choices.language(language)
    opened = False

    def ask() -> "Request | None":
        return reading.request(paths, stdin_filename=stdin_filename, config=config, isolated=isolated, exclude=exclude)

    def work(request: "Request") -> int:
        nonlocal opened
        from cjm import api
        from cjm.reports import Style, report

        made = api.render(
            request, to=to, view=view, output=output, force=force, today=choices.day(today), language=language,
            theme=theme, templates=templates,
        )  # fmt: skip
        # Standard output is for pages and paths, so the findings go where the summary goes.
        style = Style(terminal.colour(show.colour, sys.stderr, os.environ), terminal.width(sys.stderr))
        if made.run.findings:
            terminal.say(report("full", made.run, style).removesuffix("\n"))
        for note in () if quiet else made.notes:
            terminal.say(terminal.one_line(note))
        failed = worst(made.run.findings) is Severity.ERROR
        if failed and not quiet:
            terminal.say(outcome.summary(made.run))
        if made.text is not None:
            terminal.write(made.text)
        else:
            terminal.write_paths(made.written)
        if open_ and made.written and not opened:
            import webbrowser

            opened = webbrowser.open(Path(made.written[0]).resolve().as_uri())  # of several the first is the index
        return FINDINGS if failed else DONE

    if watch:
        from cjm.cli.watching import watch as again

        if "-" in (paths or ()) or output == "-":
            raise CjmError("--watch reads and writes files", help="name them instead of `-`")
        again(ask, work, colour=color, quiet=quiet, beside=[theme, *_below(templates)])
    request = ask()
    return work(request) if request is not None else DONE


def _below(folder: str | None) -> list[str]:
    """The files of a folder."""
    return [str(path) for path in Path(folder).rglob("*") if path.is_file()] if folder is not None else []
