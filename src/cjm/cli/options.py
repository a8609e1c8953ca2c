"""The options that several verbs share, declared once, with the line that `--help` says about each.

All of them are taken as plain text and read by `choices`, so that a wrong word is answered in our own
words. The panel is the heading under which `--help` lists an option.
"""

from typing import Annotated

from typer import Argument, Option

LOOK = "What to read"
SHOW = "What to show"
COUNT = "What counts as failed"
RULES = "Which rules"
FIX = "What to correct"
WRITE = "What to write"

Paths = Annotated[
    list[str] | None,
    Argument(
        metavar="PATHS",
        help="Files, folders and patterns such as 'maps/*.cjm.yaml'; - reads one map from standard input. "
        "Without any: the project of this folder.",
    ),
]
OutputFormat = Annotated[
    str | None,
    Option(
        "--output-format",
        metavar="FORMAT",
        rich_help_panel=SHOW,
        help="For people: full, concise, grouped or markdown; for programs: json, jsonl, sarif, gitlab, junit or "
        "github. Default: full, and in GitHub Actions github as well. CJM_OUTPUT_FORMAT sets another default.",
    ),
]
Report = Annotated[
    list[str] | None,
    Option(
        "--report",
        metavar="FORMAT=FILE",
        rich_help_panel=SHOW,
        help="Write a further report of the same run, such as sarif=findings.sarif. Can be given several times.",
    ),
]
OutputFile = Annotated[
    str | None,
    Option("--output-file", "-o", metavar="FILE", rich_help_panel=SHOW, help="Write the findings into a file."),
]
MinSeverity = Annotated[
    str,
    Option(
        "--min-severity",
        show_default=False,
        metavar="LEVEL",
        rich_help_panel=SHOW,
        help="Show only findings from this level: error, warning or info. Does not change the exit code.",
    ),
]
Color = Annotated[
    str,
    Option(
        "--color",
        show_default=False,
        metavar="WHEN",
        rich_help_panel=SHOW,
        help="auto, always or never. Default: auto, which is on in a terminal.",
    ),
]
Quiet = Annotated[bool, Option("--quiet", "-q", rich_help_panel=SHOW, help="Findings and errors only: no summary.")]
Verbose = Annotated[bool, Option("--verbose", "-v", rich_help_panel=SHOW, help="Name each file that was read.")]
FailOn = Annotated[
    str | None,
    Option(
        "--fail-on",
        metavar="LEVEL",
        rich_help_panel=COUNT,
        help="From which level on a finding makes the exit code 1: error, warning, info or never.",
    ),
]
AllowEmpty = Annotated[
    bool, Option("--allow-empty", rich_help_panel=COUNT, help="Finding no file to read is no error.")
]
Today = Annotated[
    str | None,
    Option(
        "--today",
        metavar="YYYY-MM-DD",
        rich_help_panel=COUNT,
        help="The date that due dates and reviews are counted from. Default: today.",
    ),
]
StdinFilename = Annotated[
    str | None,
    Option(
        "--stdin-filename",
        metavar="PATH",
        rich_help_panel=LOOK,
        help="With -: where the map would lie, for messages, settings and references.",
    ),
]
Config = Annotated[
    str | None,
    Option(
        "--config",
        metavar="FILE",
        rich_help_panel=LOOK,
        help="Take this file for settings, not the nearest cjm.yaml.",
    ),
]
ChangedSince = Annotated[
    str | None,
    Option(
        "--changed-since",
        metavar="REF",
        rich_help_panel=LOOK,
        help="Only what changed since this branch left REF in git, such as main, and maps that name a file that did.",
    ),
]
Watch = Annotated[
    bool,
    Option(
        "--watch",
        rich_help_panel=LOOK,
        help="Run again after each change of a file that matters, until Ctrl-C. Needs cjm-cli[watch].",
    ),
]
Isolated = Annotated[bool, Option("--isolated", rich_help_panel=LOOK, help="Pass over all cjm.yaml files.")]
Exclude = Annotated[
    list[str] | None,
    Option(
        "--exclude",
        metavar="PATTERN[,…]",
        rich_help_panel=LOOK,
        help="Do not search these files or folders, such as 'drafts/**'.",
    ),
]
