"""Load, validate, lint and render a project: what the command line calls, and what programs can."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cjm.atlas import Atlas
from cjm.errors import CjmError
from cjm.finding import Finding, Run, Silenced
from cjm.loading import Loaded, Part, Request, load, plan
from cjm.model import Journey, LintOptions, Persona
from cjm.placing import flaws
from cjm.sharing import shared_out
from cjm.source import decode

if TYPE_CHECKING:
    from cjm.baseline import Update
    from cjm.catalogue import RulePage
    from cjm.linting import Naming
    from cjm.portfolio import Entry

__all__ = [
    "CjmError",
    "Fixed",
    "LintOptions",
    "Maps",
    "Rendered",
    "Request",
    "fix",
    "lint",
    "read",
    "render",
    "rule",
    "rules",
    "schema",
    "sources",
    "targets",
    "update_baseline",
    "validate",
]


def validate(request: Request) -> Run:
    """Check that maps and personas are what they claim to be: shape, types, references.

    Raises `CjmError` where that cannot be done: a missing path, unusable settings, nothing to read.
    """
    return _run(_parts(request), None, None, "validate", request.changed_since)


def lint(request: Request, options: LintOptions, today: datetime.date) -> Run:
    """Everything that `validate` says, and the content rules.

    With a baseline, on the command line or in the project, only what it does not hold. Raises `CjmError` as `validate`
    does, for rules, categories and options that do not exist, and for a baseline that cannot be read.
    """
    parts = _parts(request)
    return _new(_run(parts, options, today, "lint", request.changed_since), request, parts, options)


def update_baseline(request: Request, options: LintOptions, today: datetime.date) -> "Update":
    """Accept for now all that lint finds, in the baseline that `options` or the project name.

    Raises `CjmError` as `lint` does, and where the baseline cannot be written.
    """
    from cjm.baseline import update

    parts = _parts(request)
    run = _run(parts, options, today, "lint", request.changed_since)
    return update(run, request.folder.resolve(), parts, options)


@dataclass(frozen=True)
class Maps:
    """Maps and personas, read."""

    run: Run
    """What `validate` says of the files; only those without findings are among `maps` and `personas`."""
    maps: Mapping[str, Journey]
    """The maps by file, relative to the request's folder."""
    personas: Mapping[str, Persona]
    """The persona files by file."""
    atlases: Mapping[str, Atlas]
    """By file of a map, all that belongs to its project: settings, channels, feelings, and what the maps refer to."""


def read(request: Request) -> Maps:
    """Read maps and personas, to look at what they hold.

    Raises `CjmError` as `validate` does.
    """
    loads = [load(part) for part in plan(request)]
    sound = [(document, one.atlas) for one in loads for document in one.asked if document.sound]
    return Maps(
        _seen(loads, "validate"),
        {document.file: document.model for document, _ in sound if isinstance(document.model, Journey)},
        {document.file: document.model for document, _ in sound if isinstance(document.model, Persona)},
        {document.file: atlas for document, atlas in sound if isinstance(document.model, Journey)},
    )


@dataclass(frozen=True)
class Fixed:
    """What came of correcting."""

    run: Run
    """What `lint` says of the corrected maps."""
    count: int
    """How many corrections were made."""
    changed: Mapping[str, tuple[str, str]]
    """The text before and after, by file, relative to where cjm was started."""


_ROUNDS = 20
"""How often maps are looked at again after corrections: one may bring another to light."""


def fix(
    request: Request, options: LintOptions, today: datetime.date, *, unsafe: bool = False, write: bool = True
) -> Fixed:
    """Correct what can be corrected without knowing the customers, until nothing is left to correct.

    Corrections change the text at their places and nothing else. `unsafe` makes those too to which an author has to
    agree, such as taking out a placeholder. With `write` the files are written, all of them or none; else it is
    only said how they would read. A file that would be worse afterwards stays as it was.

    Raises `CjmError` as `lint` does, where a file cannot be written, and where somebody else changed one meanwhile.
    """
    from cjm import fixing

    parts = _parts(request)
    run = _run(parts, options, today, "lint", request.changed_since)
    files = {part.name(target): target for part in parts for target in part.targets if target.data is None}
    before: dict[str, bytes] = {}
    drafts: dict[str, bytes] = {}
    left: set[str] = set()
    count = 0
    for _ in range(_ROUNDS):
        wanted = fixing.wanted(run, unsafe)
        new: dict[str, bytes] = {}
        made: dict[str, int] = {}
        for file in wanted.keys() & files.keys() - left:
            if file not in before:
                before[file] = fixing.read(files[file].path, file, run.texts[file])
            new[file], made[file] = fixing.apply(drafts.get(file, before[file]), wanted[file])
        if not new:
            break
        after = _run([part.with_data(drafts | new) for part in parts], options, today, "lint", request.changed_since)
        if worse := {file for file in new if fixing.is_worse(file, run, after)}:
            left |= worse
            continue
        drafts, run, count = drafts | new, after, count + sum(made.values())
    changed = {file: (decode(before[file]), decode(data)) for file, data in drafts.items()}
    if write:
        for file, (old, _) in changed.items():
            fixing.read(files[file].path, file, old)
        shown = ", ".join(f"`{file}`" for file in drafts)
        fixing.write({files[file].path: data for file, data in drafts.items()}, shown)
    return Fixed(_new(run, request, parts, options), count, changed)


@dataclass(frozen=True)
class Rendered:
    """What came of rendering."""

    run: Run
    """What `validate` says of the maps: those with findings are not rendered."""
    written: tuple[str, ...]
    """The files that were written, relative to where cjm was started."""
    text: str | None
    """The report itself, where it goes to standard output."""
    notes: tuple[str, ...] = ()
    """What else should be known, such as pictures that were left out."""


def render(
    request: Request,
    *,
    today: datetime.date,
    to: str | None = None,
    output: str | None = None,
    force: bool = False,
    language: str | None = None,
    view: str = "map",
    theme: str | None = None,
    templates: str | None = None,
) -> Rendered:
    """Make reports of maps: one map gives one file, several give a folder with an index.

    `to` is `html`, `markdown` or `outline`, `view` is `map`, `brief` or `worksheet`, `output` a file, a folder or `-`;
    `today` is the day against which due dates are judged. `theme` is a file and `templates` a folder to use instead of
    those of the project.
    Raises `CjmError` where nothing can be written, and as `validate` does.
    """
    from cjm.publishing import Edition, publish

    start = request.folder.resolve()
    loads = [load(part) for part in plan(request)]
    run = _seen(loads, "render")
    made = publish(loads, Edition(today, to, output, force, language, view, theme, templates), start)
    return Rendered(run, made.written, made.text, made.notes)


def targets(request: Request) -> frozenset[Path]:
    """The files that are asked for. Raises `CjmError` as `validate` does."""
    return frozenset(target.path for part in plan(request) for target in part.targets)


def sources(request: Request) -> frozenset[Path]:
    """All files on which the answers depend: those that are asked for, the projects', and what any of them names.

    A file that is named and does not exist is among them. Raises `CjmError` as `validate` does.
    """
    from cjm.baseline import paths

    parts = plan(request)
    found = set(paths(request.folder.resolve(), parts, LintOptions()))
    for part in parts:
        found |= {target.path for target in part.targets} | set(part.project_files())
        found.update(*shared_out(_named, [part]))
    return frozenset(found)


def _named(part: Part) -> set[Path]:
    from cjm.loading.changes import named

    return named(load(part))


def rules() -> "list[RulePage]":
    """The pages of all that cjm can find."""
    from cjm import catalogue

    return list(catalogue.pages().values())


def rule(name: str) -> "RulePage":
    """The page of one rule. Raises `CjmError` where there is none of this name."""
    from cjm import catalogue

    return catalogue.page(name)


def schema(name: str) -> str:
    """The JSON Schema of `journey`, `persona` or `project`, as text."""
    from cjm.schema import text

    return text(name)


def _seen(loads: list[Loaded], command: str) -> Run:
    """What is wrong with files that were read."""
    findings = (found for one in loads for document in one.asked for found in flaws(document, one.documents))
    return Run(
        tuple(sorted(findings, key=lambda found: found.order)),
        tuple(sorted(document.file for one in loads for document in one.asked)),
        tuple(sorted(document.file for one in loads for document in one.asked if document.unread)),
        {document.file: document.source.text for one in loads for document in one.documents if not document.sound},
        command,
    )


def _parts(request: Request) -> list[Part]:
    """What there is to check, by project: all that was asked for, or what of it has changed. Raises `CjmError`."""
    parts = plan(request)
    if request.changed_since is None:
        return parts
    from cjm.loading.changes import changed_files, near, settings_changed

    changed = changed_files(parts, request.changed_since)
    found = []
    for part in parts:
        if settings_changed(part, changed):
            found.append(part)
        elif some := near(part, changed):
            answers = shared_out(partial(_touched, changed=some), [part])
            if names := {name for one in answers for name in one}:
                found.append(part.only(names))
    return found


def _touched(part: Part, changed: frozenset[Path]) -> list[str]:
    from cjm.loading.changes import touched

    return touched(load(part), changed)


def _new(run: Run, request: Request, parts: list[Part], options: LintOptions) -> Run:
    """A run without what a baseline holds. Raises `CjmError` where that cannot be read."""
    from cjm.baseline import without_accepted

    return without_accepted(run, request.folder.resolve(), parts, options)


def _run(
    parts: list[Part],
    options: LintOptions | None,
    today: datetime.date | None,
    command: str,
    since: str | None,
) -> Run:
    """Check all parts, in several processes where there are many files, and put the answers together."""
    across: list[Part] = []
    if options is not None:
        from cjm.linting import looks_across

        across = [part for part in parts if looks_across(part, options)]
    rest = [other for part in across if (other := part.rest()) is not None]
    checked = shared_out(partial(_check, options=options, today=today), [*parts, *rest])
    findings = [found for one in checked for found in one.findings]
    silenced = [found for one in checked for found in one.silenced]
    texts = {file: text for one in checked for file, text in one.texts.items()}
    for part in across:
        from cjm.linting import across as look_across

        answers = [one for one in checked if one.root == part.root]
        entries = (entry for one in answers for entry in one.entries)
        awaiting = {k: v for one in answers for k, v in one.awaiting.items()}
        assert options is not None
        assert today is not None
        seen = look_across(part, entries, awaiting, options, today)
        findings += seen.findings
        silenced += seen.silenced
        texts |= seen.texts
    shown = _shown(findings, silenced)
    return Run(
        tuple(sorted(findings, key=lambda found: found.order)),
        tuple(sorted(file for one in checked for file in one.files)),
        tuple(sorted(file for one in checked for file in one.unread)),
        {file: text for file, text in texts.items() if file in shown},
        command,
        _strictest(parts),
        tuple(sorted(silenced, key=lambda one: one.finding.order)),
        since=since,
    )


def _shown(findings: list[Finding], silenced: list[Silenced]) -> set[str]:
    """The files whose texts reports need: findings stand in them or point to them."""
    every = [*findings, *(one.finding for one in silenced)]
    return {found.file for found in every} | {other.file for found in every for other in found.related}


def _strictest(parts: list[Part]) -> str | None:
    """The lowest severity at which one of the projects wants a lint run to fail; `None` where none says so."""
    said = [part.project.lint.fail_on if part.project else None for part in parts]
    if not any(said):
        return None
    return max((level or "warning" for level in said), key=("never", "error", "warning", "info").index)


@dataclass(frozen=True)
class _Checked:
    """What one piece of the work found; small enough to be sent between processes."""

    root: Path | None
    findings: list[Finding]
    files: list[str]
    unread: list[str]
    texts: dict[str, str]
    entries: "list[Entry]"
    awaiting: "dict[str, frozenset[Naming]]"
    silenced: list[Silenced]


def _check(part: Part, options: LintOptions | None, today: datetime.date | None) -> _Checked:
    history_until = None
    if options is not None and part.asked:
        from cjm.linting import asks_for_history

        history_until = today if asks_for_history(part, options) else None
    loaded = load(part, whole=options is not None and part.asked, history_until=history_until)
    findings = [found for document in loaded.asked for found in flaws(document, loaded.documents)]
    entries: list[Entry] = []
    awaiting: dict[str, frozenset[Naming]] = {}
    silenced: list[Silenced] = []
    if options is not None and today is not None:
        from cjm.linting import lint as say
        from cjm.portfolio import entries as made_of

        linted = say(loaded, options, today)
        findings += linted.findings
        awaiting, silenced = linted.awaiting, linted.silenced
        entries = list(made_of(loaded.atlas))
    shown = _shown(findings, silenced)
    return _Checked(
        part.root,
        findings,
        [document.file for document in loaded.asked],
        [document.file for document in loaded.asked if document.unread],
        {document.file: document.source.text for document in loaded.documents if document.file in shown},
        entries,
        awaiting,
        silenced,
    )
