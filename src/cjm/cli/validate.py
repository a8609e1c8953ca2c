"""`cjm validate`."""

from typing import TYPE_CHECKING

from cjm.cli import choices, options, outcome, reading
from cjm.errors import CjmError
from cjm.finding import Run, Severity

if TYPE_CHECKING:
    from cjm.api import Request


def validate(
    paths: options.Paths = None,
    stdin_filename: options.StdinFilename = None,
    config: options.Config = None,
    isolated: options.Isolated = False,
    exclude: options.Exclude = None,
    changed_since: options.ChangedSince = None,
    watch: options.Watch = False,
    output_format: options.OutputFormat = None,
    output_file: options.OutputFile = None,
    report: options.Report = None,
    min_severity: options.MinSeverity = "info",
    color: options.Color = "auto",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    fail_on: options.FailOn = None,
    allow_empty: options.AllowEmpty = False,
    today: options.Today = None,
) -> int:
    """Check that files are journey maps.

    Looks at their shape, at kinds of values and at references. What the maps say is the business of
    `cjm lint`, which checks all of this, too.

    Examples:
      cjm validate
      cjm validate maps/checkout.cjm.yaml personas
      cjm validate --output-format concise 'maps/**/*.cjm.yaml'
      cjm validate --changed-since main
      cat draft.yaml | cjm validate - --stdin-filename maps/draft.cjm.yaml
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
    failing = Severity.ERROR if fail_on is None else choices.threshold(fail_on, "--fail-on")
    choices.day(today)  # nothing here counts days, but lint takes the same options

    def ask() -> "Request | None":
        return reading.request(
            paths,
            stdin_filename=stdin_filename,
            config=config,
            isolated=isolated,
            exclude=exclude,
            allow_empty=allow_empty,
            changed_since=changed_since,
        )

    def work(request: "Request") -> int:
        from cjm import api

        return outcome.finish(api.validate(request), show, failing)

    if watch:
        from cjm.cli.watching import watch as again

        if "-" in (paths or ()):
            raise CjmError("standard input cannot be watched", help="name the file")
        again(ask, work, colour=color, quiet=quiet)
    request = ask()
    return work(request) if request is not None else outcome.finish(Run((), ()), show, failing)
