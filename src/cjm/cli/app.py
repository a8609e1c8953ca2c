"""The verbs of cjm, and how they are found and explained."""

from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from cjm import __version__
from cjm.cli import DONE, lint, new, render, rules, schema, terminal, validate
from cjm.cli.choices import suggestion
from cjm.errors import CjmError


def call(arguments: list[str]) -> int:
    """Run the verb that the arguments name; the result is its exit code. Raises `CjmError`."""
    if not arguments:
        # An empty command line has checked nothing, so it must not look like success in a script.
        terminal.say(_help())
        return 2
    try:
        return get_command(_app()).main(arguments, prog_name="cjm", standalone_mode=False) or DONE
    except typer.TyperException as problem:
        raise _in_our_words(problem, getattr(problem, "ctx", None)) from problem


def _help() -> str:
    command = get_command(_app())
    with command.make_context("cjm", [], resilient_parsing=True) as context:
        return command.get_help(context)


def _in_our_words(problem: typer.TyperException, context: Any) -> CjmError:
    option = getattr(problem, "option_name", None)
    if option is None or context is None:
        message = problem.format_message().rstrip(".")
        return CjmError(message[:1].lower() + message[1:], help=_page_of(context) if context else None)
    parameters = {name: parameter for parameter in context.command.get_params(context) for name in parameter.opts}
    if option in parameters:
        wrong = "takes no value" if parameters[option].is_flag else "needs a value"
        return CjmError(f"the option `{option}` {wrong}", help=_page_of(context))
    from cjm.vocabulary.aliases import closest

    near = closest(option, parameters) if len(option) > len("-x") else []
    return CjmError(f"there is no option `{option}`", help=f"did you mean `{near[0]}`?" if near else _page_of(context))


def _page_of(context: Any) -> str:
    return f"`{context.command_path} --help` shows how it is used"


def _show_help(ctx: Any, _option: Any, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        terminal.write(ctx.get_help() + "\n")
        ctx.exit()


class _Page:
    """The help page of a verb: what it does, its arguments, its options by subject, examples."""

    def get_help_option(self: Any, ctx: Any) -> Any:
        """The option `--help`, whose text is written as all others are."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.callback = _show_help
        return option

    def format_help_text(self: Any, _ctx: Any, formatter: Any) -> None:
        """Write the docstring: paragraphs are wrapped, examples stay as they are."""
        for paragraph in self.help.split("\n\n"):
            formatter.write_paragraph()
            lines = paragraph.strip().split("\n")
            with formatter.indentation():
                if any(line.startswith(" ") for line in lines):
                    formatter.write("".join(f"  {line}\n" for line in lines))
                else:
                    formatter.write_text(" ".join(lines))

    def format_options(self: Any, ctx: Any, formatter: Any) -> None:
        """Write arguments and options, a heading for each subject."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            if parameter.param_type_name == "argument":
                sections.setdefault("Arguments", []).append((parameter.metavar, parameter.help))
            elif record := parameter.get_help_record(ctx):
                sections.setdefault(getattr(parameter, "rich_help_panel", None) or "Options", []).append(record)
        sections["Options"] = sections.pop("Options")  # `--help` and its like come last
        for heading, rows in sections.items():
            with formatter.section(heading):
                formatter.write_dl(rows, col_max=24)


class Command(_Page, TyperCommand):
    """A verb."""

    allow_extra_args = True

    def invoke(self, ctx: Any) -> Any:
        """Do the work, and show how far it is."""
        with terminal.progress(quiet=ctx.params.get("quiet", False)):
            return super().invoke(ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read options and arguments, and refuse in our own words what does not fit."""
        try:
            super().parse_args(ctx, args)
        except typer.TyperException as problem:
            raise _in_our_words(problem, ctx) from problem
        if ctx.args and not ctx.resilient_parsing:
            raise CjmError(f"`{ctx.args[0]}` is one argument too many", help=_page_of(ctx))
        return []


class Group(_Page, TyperGroup):
    """All verbs."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the verb, or say which one may have been meant."""
        if args[0] not in self.commands:
            raise CjmError(f"there is no command `{args[0]}`", help=suggestion(args[0], tuple(self.commands)))
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the verbs first."""
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)


def _version(asked: bool) -> None:
    if asked:
        terminal.write(f"cjm {__version__}\n")
        raise typer.Exit


def _cjm(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Customer journey maps as code: validate, lint and render maps kept as plain text.

    Examples:
      cjm new maps/checkout.cjm.yaml     start a map
      cjm lint                           check every map of the project
      cjm render maps/checkout.cjm.yaml  make a page of it
      cjm rules missing-emotion          why a rule is there, and what to do
    """


def _app() -> typer.Typer:
    # Without markup and pretty tracebacks: both would write escape sequences where nobody asked for them.
    app = typer.Typer(
        cls=Group,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        subcommand_metavar="COMMAND …",
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(_cjm)
    for verb in (new, validate, lint, render, rules, schema):
        name = verb.__name__.rpartition(".")[2]
        app.command(name, cls=Command)(getattr(verb, name))
    return app
