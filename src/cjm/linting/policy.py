"""Which rules run on a file, how severe each is, and with which options."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

from cjm.errors import CjmError
from cjm.finding import Category, Path, Place, Severity
from cjm.linting.options import WrongOption, check_options
from cjm.linting.rule import OWN, Rule, all_rules
from cjm.loading import Document, Loaded, Part, shown
from cjm.model import Journey, LintLevels, LintOptions, LintSettings, Record
from cjm.vocabulary.aliases import closest

_LOWERED_IN_DRAFTS = frozenset({Category.EVIDENCE, Category.ACTION, Category.UPKEEP})


class Policy:
    """Which rules run on a file, how severe each is, and with which options."""

    def __init__(
        self, options: LintOptions, settings: LintSettings, file: str, own: LintLevels | None, status: str
    ) -> None:
        layers: list[LintLevels] = [settings]
        layers += [levels for pattern, levels in settings.per_file.items() if _matches(file, pattern)]
        if own is not None:
            layers.append(own)
        self._options = options
        self.no_ignores = options.no_ignores
        self._settings = settings
        self._layers = layers
        self._status = status
        self._profile = options.profile or settings.profile
        self.ignored: dict[str, str] = {}
        if not options.no_ignores:
            for levels in layers:
                self.ignored.update(levels.ignore)

    def runs(self, rule: Rule) -> bool:
        """Whether a rule is on."""
        named = {rule.name, str(rule.category)}
        if named & set(self._options.ignore):
            return False
        if self._options.select:
            chosen = bool(named & set(self._options.select))
        elif self._settings.select:
            chosen = bool(named & set(self._settings.select)) and (
                not rule.opt_in or rule.name in self._settings.select
            )
        elif self._profile == "sketch":
            chosen = rule.sketch
        else:
            chosen = not rule.opt_in or self._profile == "strict"
        extended = {*self._options.extend_select, *self._settings.extend_select}
        return (chosen or bool(named & extended)) and not (named & set(self.ignored))

    def severity(self, rule: Rule, own: Severity | None) -> Severity:
        """How severe a remark of a rule is here; `own` is what the rule said of this one."""
        for name in (rule.name, str(rule.category)):
            if name in self._options.severity:
                return self._options.severity[name]
        for levels in reversed(self._layers):
            for name in (rule.name, str(rule.category)):
                if name in levels.severity:
                    return Severity(levels.severity[name])
        severity = own or rule.severity
        if self._profile == "strict" and severity is Severity.INFO:
            severity = Severity.WARNING
        if self._status == "draft" and rule.category in _LOWERED_IN_DRAFTS and severity is not Severity.ERROR:
            return Severity.INFO
        return severity

    def options(self, rule: Rule) -> Record | None:
        """The options of a rule, checked. Raises `CjmError` where one is unknown or impossible."""
        merged: dict[str, Any] = {}
        for levels in self._layers:
            merged = _deep(merged, levels.options.get(rule.name, {}))
        return check_options(rule, merged)


def policy_of(document: Document, loaded: Loaded, options: LintOptions) -> Policy:
    """The policy of one file: the command line over its own settings, those for its place, and the project's."""
    model = document.model
    own = model.lint if isinstance(model, Journey) else None
    if own is not None and own.options:
        own = own.model_copy(update={"options": {k: v for k, v in own.options.items() if _usable(k, v)}})
    settings = loaded.atlas.project.lint if loaded.atlas.project else LintSettings()
    status = model.status if isinstance(model, Journey) else "published"
    file = shown(loaded.start / document.file, loaded.root or loaded.start)
    return Policy(options, settings, file, own, status)


def project_policy(part: Part, options: LintOptions) -> Policy:
    """The policy of a project as a whole, for rules that look at more than one file."""
    return Policy(options, part.project.lint if part.project else LintSettings(), "", None, "published")


def _usable(name: str, given: dict[str, Any]) -> bool:
    """Whether options in a map's own settings can be used; what is wrong with them is a finding of its own."""
    try:
        if name in all_rules():
            check_options(all_rules()[name], given)
    except CjmError:
        return False
    return True


def _deep(base: dict[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = _deep(old, value) if isinstance(value, dict) and isinstance(old, dict) else value
    return merged


def _matches(file: str, pattern: str) -> bool:
    """Whether a file, relative to the project, is one that a pattern such as `drafts/**` names."""
    pattern = pattern.removeprefix("./")
    return (
        fnmatchcase(file, pattern)
        or (pattern.endswith("/") and file.startswith(pattern))
        or fnmatchcase(file, pattern.replace("**/", ""))
    )


def check_names(options: LintOptions, settings: LintSettings, loaded: Loaded) -> None:
    """Refuse settings that name no rule or category. Raises `CjmError`."""
    known = {*all_rules(), *OWN, *(str(category) for category in Category)}
    for name in (*options.select, *options.ignore, *options.extend_select, *options.severity):
        if name not in known:
            near = closest(name, known)
            raise CjmError(
                f"there is no rule or category `{name}`",
                f"did you mean `{near[0]}`?" if near else "`cjm rules` lists them",
            )
    named: list[tuple[Path, str]] = []
    layers: list[tuple[Path, LintLevels]] = [(("lint",), settings)]
    layers += [(("lint", "per_file", pattern), levels) for pattern, levels in settings.per_file.items()]
    for path, levels in layers:
        named += [
            ((*path, key, name), name) for key in ("ignore", "severity", "options") for name in getattr(levels, key)
        ]
    named += [
        (("lint", key, index), name)
        for key in ("select", "extend_select")
        for index, name in enumerate(getattr(settings, key))
    ]
    for path, name in named:
        if name not in known:
            near = closest(name, known)
            raise CjmError(
                f"{_where(loaded, path, at_key=True)}there is no rule or category `{name}`",
                f"did you mean `{near[0]}`?" if near else "`cjm rules` lists them",
            )
    for path, levels in layers:
        for name, given in levels.options.items():
            at = (*path, "options", name)
            try:
                if name not in all_rules():
                    raise WrongOption(f"`{name}` has no options; only rules have", None, (), at_key=True)
                check_options(all_rules()[name], given)
            except WrongOption as problem:
                raise CjmError(
                    _where(loaded, (*at, *problem.path), problem.at_key) + problem.message, problem.help
                ) from None


def _where(loaded: Loaded, path: Path, at_key: bool) -> str:
    """The place in the settings that a message is about, in front of it."""
    source = loaded.project_source
    place = Place() if source is None else source.key_place(path) if at_key else source.place(path)
    return f"{loaded.project_file}:{place.line}:{place.column}: "
