"""`cjm lint`."""

from typing import TYPE_CHECKING, Annotated

from typer import Option

from cjm.cli import DONE, FINDINGS, choices, options, outcome, reading, terminal
from cjm.errors import CjmError
from cjm.finding import Run, Severity
from cjm.reports import counted

if TYPE_CHECKING:
    from cjm import api
    from cjm.baseline import Update

_PROFILES = ("sketch", "default", "strict")

Select = Annotated[
    list[str] | None,
    Option(
        "--select",
        metavar="RULE[,…]",
        rich_help_panel=options.RULES,
        help="Only these rules or categories.",
    ),
]
Ignore = Annotated[
    list[str] | None,
    Option("--ignore", metavar="RULE[,…]", rich_help_panel=options.RULES, help="Not these rules or categories."),
]
ExtendSelect = Annotated[
    list[str] | None,
    Option(
        "--extend-select",
        metavar="RULE[,…]",
        rich_help_panel=options.RULES,
        help="These rules or categories as well, such as rules that are off by default.",
    ),
]
Severities = Annotated[
    list[str] | None,
    Option(
        "--severity",
        metavar="RULE=LEVEL[,…]",
        rich_help_panel=options.RULES,
        help="How much a rule matters: error, warning or info.",
    ),
]
Profile = Annotated[
    str | None,
    Option(
        "--profile",
        metavar="NAME",
        rich_help_panel=options.RULES,
        help="How much is asked of a map: sketch, default or strict.",
    ),
]
NoIgnores = Annotated[
    bool,
    Option(
        "--no-ignores",
        rich_help_panel=options.RULES,
        help="Show also what comments in the maps ignore, and what a baseline holds.",
    ),
]
Statistics = Annotated[
    bool, Option("--statistics", rich_help_panel=options.SHOW, help="Count the findings of each rule at the end.")
]

Baseline = Annotated[
    str | None,
    Option(
        "--baseline",
        metavar="FILE",
        rich_help_panel=options.COUNT,
        help="Findings that are accepted for now: only others are shown and count. Default: that of the project.",
    ),
]
UpdateBaseline = Annotated[
    bool,
    Option(
        "--update-baseline",
        rich_help_panel=options.COUNT,
        help="Write the baseline: accept for now all that is found, and drop what is not found any more.",
    ),
]

Fix = Annotated[
    bool,
    Option(
        "--fix",
        rich_help_panel=options.FIX,
        help="Correct slips in keys, values, ids, feelings and channels in the maps.",
    ),
]
UnsafeFixes = Annotated[
    bool,
    Option(
        "--unsafe-fixes",
        rich_help_panel=options.FIX,
        help="With --fix or --diff: also what needs your consent, such as placeholders taken out.",
    ),
]
Diff = Annotated[
    bool, Option("--diff", rich_help_panel=options.FIX, help="Show what --fix would change, and change nothing.")
]


def lint(
    paths: options.Paths = None,
    stdin_filename: options.StdinFilename = None,
    config: options.Config = None,
    isolated: options.Isolated = False,
    exclude: options.Exclude = None,
    changed_since: options.ChangedSince = None,
    watch: options.Watch = False,
    select: Select = None,
    ignore: Ignore = None,
    extend_select: ExtendSelect = None,
    severity: Severities = None,
    profile: Profile = None,
    no_ignores: NoIgnores = False,
    fix: Fix = False,
    unsafe_fixes: UnsafeFixes = False,
    diff: Diff = False,
    baseline: Baseline = None,
    update_baseline: UpdateBaseline = False,
    output_format: options.OutputFormat = None,
    output_file: options.OutputFile = None,
    report: options.Report = None,
    min_severity: options.MinSeverity = "info",
    statistics: Statistics = False,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    fail_on: options.FailOn = None,
    allow_empty: options.AllowEmpty = False,
    today: options.Today = None,
) -> int:
    """Check what journey maps say, and their shape.

    Looks for missing emotions, pain points without an owner, old evidence and much more; `cjm rules`
    lists it all. Says everything that `cjm validate` says, so one command is enough in CI.

    Examples:
      cjm lint
      cjm lint maps/checkout.cjm.yaml --select emotion,action
      cjm lint --profile strict --severity missing-owner=error
      cjm lint --fix
      cjm lint --output-format json -o findings.json --fail-on never
      cjm lint --report sarif=findings.sarif --report junit=findings.xml
      cjm lint --baseline cjm-baseline.json --update-baseline
      cjm lint --changed-since main
    """
    show = outcome.showing(
        output_format=output_format,
        output_file=output_file,
        min_severity=min_severity,
        color=color,
        quiet=quiet,
        verbose=verbose,
        reports=report or (),
    )
    failing = Severity.WARNING if fail_on is None else choices.threshold(fail_on, "--fail-on")
    choices.day(today)
    levels = choices.severities(severity)
    if profile is not None:
        choices.choice(profile, _PROFILES, "a profile")
    if unsafe_fixes and not (fix or diff):
        raise CjmError("--unsafe-fixes goes with --fix or --diff")
    if diff and (output_file or report):
        raise CjmError("--diff shows changes, not findings", help="leave out -o and --report")
    piped = "-" in (paths or ())
    if (fix or diff) and piped:
        raise CjmError("what comes from standard input cannot be corrected", help="name the file")
    if update_baseline and (fix or diff or no_ignores):
        other = "--fix" if fix else "--diff" if diff else "--no-ignores"
        raise CjmError(f"--update-baseline and {other} exclude each other", help="run one after the other")
    if watch and (piped or fix or diff or update_baseline):
        other = "standard input" if piped else "--update-baseline" if update_baseline else "--fix or --diff"
        raise CjmError(f"--watch does not go with {other}", help="it looks at files and leaves them alone")

    def ask() -> "api.Request | None":
        return reading.request(
            paths,
            stdin_filename=stdin_filename,
            config=config,
            isolated=isolated,
            exclude=exclude,
            allow_empty=allow_empty,
            changed_since=changed_since,
        )

    from cjm.model import LintOptions

    wanted = LintOptions(
        select=choices.listed(select),
        ignore=choices.listed(ignore),
        extend_select=choices.listed(extend_select),
        severity=levels,
        profile=profile,
        no_ignores=no_ignores,
        baseline=baseline,
    )

    def work(request: "api.Request") -> int:
        from cjm import api

        date = choices.day(today)
        if fix or diff:
            fixed = api.fix(request, wanted, date, unsafe=unsafe_fixes, write=fix and not diff)
            if diff:
                return _differences(fixed, quiet=quiet)
            run = fixed.run
            if fixed.count and not quiet:
                terminal.say(f"Made {counted(fixed.count, 'correction')} in {counted(len(fixed.changed), 'file')}")
        elif update_baseline:
            update = api.update_baseline(request, wanted, date)
            run = update.run
            if not quiet:
                _say_update(update)
        else:
            run = api.lint(request, wanted, date)
        level = choices.threshold(run.fail_on, "fail_on") if fail_on is None and run.fail_on else failing
        code = outcome.finish(run, show, level)
        if statistics:
            for line in outcome.statistics(run):
                terminal.say(line)
        return code

    if watch:
        from cjm.cli.watching import watch as again

        again(ask, work, colour=color, quiet=quiet, beside=[baseline])
    request = ask()
    return work(request) if request is not None else outcome.finish(Run((), (), command="lint"), show, failing)


def _say_update(update: "Update") -> None:
    """Tell what became of a baseline."""
    done = [f"{update.added} added"] * bool(update.added) + [f"{update.removed} removed"] * bool(update.removed)
    how = ", ".join(done) or "nothing new"
    terminal.say(f"{terminal.one_line(update.file)} holds {counted(update.size, 'finding')} now: {how}")


def _differences(fixed: "api.Fixed", *, quiet: bool) -> int:
    """Print what would change; the result is the exit code."""
    from cjm.fixing import diff

    terminal.write("".join(diff(file, *texts) for file, texts in sorted(fixed.changed.items())))
    if not quiet:
        what = f"would change {counted(len(fixed.changed), 'file')}" if fixed.changed else "would change nothing"
        terminal.say(f"cjm lint --fix {what}")
    return FINDINGS if fixed.changed else DONE
