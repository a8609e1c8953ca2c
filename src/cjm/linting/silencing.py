"""Comments that silence rules: what each silences, and what is wrong with them."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache

from cjm.finding import Category, Edit, Finding, Path, Place, Severity
from cjm.linting.policy import Policy
from cjm.linting.rule import OWN, Rule, all_rules
from cjm.loading import Document, did_you_mean
from cjm.portfolio import Portfolio
from cjm.source.comments import Ignore, ignores
from cjm.vocabulary.aliases import closest

_VERBS = ("ignore", "ignore-file")

Naming = tuple[int, str]
"""A name in a comment: the number of the comment in its file, from 0, and the rule or category that it names."""


class Comments:
    """The comments of one file that speak to cjm."""

    def __init__(self, document: Document, policy: Policy) -> None:
        self._document, self._policy = document, policy
        self._all: list[Ignore] = [] if policy.no_ignores else ignores(document.source)
        self._used: set[Naming] = set()
        self._at: dict[Path, list[int]] = {}
        for index, comment in enumerate(self._all):
            if comment.path is not None and comment.verb in _VERBS:
                self._at.setdefault(comment.path, []).append(index)

    def silence(self, rule: Rule, path: Path) -> Ignore | None:
        """The comment on a path, or nearest above it, that silences a rule there; it is of use then."""
        if not self._all:
            return None
        nearest = None
        for length in range(len(path) + 1):
            for index in self._at.get(path[:length], ()):
                if names := {rule.name, str(rule.category)} & set(self._all[index].names):
                    nearest = self._all[index]
                    self._used.update((index, name) for name in names)
        return nearest

    def awaiting(self) -> frozenset[Naming]:
        """The names that silenced nothing so far, and stand for rules that look at the whole portfolio."""
        if not self._all:
            return frozenset()
        across = [rule for rule in all_rules().values() if rule.looks_at is Portfolio and self._policy.runs(rule)]
        named = {name for rule in across for name in (rule.name, str(rule.category))}
        return frozenset(naming for naming in self._idle() if naming[1] in named)

    def faults(self) -> Iterator[Finding]:
        """What is wrong with the comments, apart from names that still wait for rules across maps."""
        for comment in self._all:
            if comment.verb not in _VERBS:
                yield self._no_verb(comment)
            elif not comment.names:
                what = "this comment does not say which rule it silences"
                yield self._say(comment, "unknown-rule", what, "write `# cjm: ignore[rule] reason`")
            else:
                for name, place in zip(comment.names, comment.name_places, strict=True):
                    if name not in known_names():
                        yield self._no_rule(comment, name, place)
                if not comment.reason:
                    what, help = "this comment does not say why", "write the reason behind the bracket; reports show it"
                    yield self._say(comment, "ignore-without-reason", what, help)
        yield from self.in_vain(self._idle() - self.awaiting())

    def in_vain(self, namings: Collection[Naming]) -> Iterator[Finding]:
        """Those of some names that silenced nothing, although what they name was looked for."""
        for index, comment in enumerate(self._all):
            idle = [
                position
                for position, name in enumerate(comment.names)
                if (index, name) in namings and (index, name) not in self._used
            ]
            if idle and len(idle) == len(comment.names):
                what = f"nothing here is silenced by this comment ({', '.join(comment.names)})"
                edit = self._document.editor.comment(comment.place)
                yield replace(self._say(comment, "unused-ignore", what, "remove it"), edit=edit)
            for position in idle if len(idle) < len(comment.names) else ():
                what = f"nothing here is silenced by `{comment.names[position]}`"
                said = self._say(comment, "unused-ignore", what, "remove the name; the others are of use")
                yield replace(said, place=comment.name_places[position], edit=self._without(comment, position))

    def _idle(self) -> frozenset[Naming]:
        """The names that silenced nothing so far, although what they name was looked for.

        A rule that asks git finds less where not all of the history is there, so nothing follows from its silence.
        """
        found = set()
        for index, comment in enumerate(self._all):
            for name in comment.names if comment.verb in _VERBS else ():
                if name not in known_names() or (index, name) in self._used:
                    continue
                rules = [rule for rule in all_rules().values() if name in (rule.name, str(rule.category))]
                if not rules or any(self._policy.runs(rule) and not rule.history for rule in rules):
                    found.add((index, name))
        return frozenset(found)

    def _no_verb(self, comment: Ignore) -> Finding:
        what = f"`cjm: {comment.verb}` means nothing"
        near = closest(comment.verb, _VERBS)
        help = did_you_mean(near) or ("write `# cjm: ignore[rule] reason` or `# cjm: ignore-file[rule] reason`",)
        said = self._say(comment, "unknown-rule", what, *help)
        return replace(said, edit=self._spelt(comment.verb_place, near)) if comment.names else said

    def _no_rule(self, comment: Ignore, name: str, place: Place) -> Finding:
        near = _meant(name)
        help = did_you_mean(near) or ("`cjm rules` lists them",)
        said = self._say(comment, "unknown-rule", f"there is no rule or category `{name}`", *help)
        return replace(said, place=place, edit=self._spelt(place, near))

    def _spelt(self, place: Place, near: list[str]) -> Edit | None:
        """Write what was meant, where only one name can have been."""
        return self._document.editor.stretch(place, near[0]) if len(near) == 1 else None

    def _without(self, comment: Ignore, position: int) -> Edit:
        """Take out one of several names, with the comma that parts it from the next or the last."""
        places = comment.name_places
        place = places[position]
        if position + 1 < len(places):
            gone = replace(place, end_column=places[position + 1].column)
        else:
            gone = replace(place, column=places[position - 1].end_column)
        return self._document.editor.stretch(gone, "")

    def _say(self, comment: Ignore, rule: str, message: str, *help: str) -> Finding:
        return Finding(rule, Category.FORMAT, Severity.WARNING, message, self._document.file, comment.place, help)


@cache
def known_names() -> frozenset[str]:
    """All that settings and comments can name: rules, categories, and what lint says of comments."""
    return frozenset({*all_rules(), *OWN, *(str(category) for category in Category)})


@cache
def _meant(name: str) -> list[str]:
    """The rules and categories that a misspelt name may stand for."""
    return closest(name, known_names())
