"""`cjm validate`."""

from cjm.cli import choices, options, outcome, reading
from cjm.finding import Run, Severity


def validate(
    paths: options.Paths = None,
    stdin_filename: options.StdinFilename = None,
    config: options.Config = None,
    isolated: options.Isolated = False,
    exclude: options.Exclude = None,
    output_format: options.OutputFormat = None,
    output_file: options.OutputFile = None,
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
      cat draft.yaml | cjm validate - --stdin-filename maps/draft.cjm.yaml
    """
    show = outcome.showing(
        output_format=output_format,
        output_file=output_file,
        min_severity=min_severity,
        color=color,
        quiet=quiet,
        verbose=verbose,
    )
    failing = Severity.ERROR if fail_on is None else choices.threshold(fail_on, "--fail-on")
    choices.day(today)  # nothing here counts days, but lint takes the same options
    request = reading.request(
        paths,
        stdin_filename=stdin_filename,
        config=config,
        isolated=isolated,
        exclude=exclude,
        allow_empty=allow_empty,
    )
    if request is None:
        return outcome.finish(Run((), ()), show, failing)
    from cjm import api

    return outcome.finish(api.validate(request), show, failing)
