"""Comments that silence rules: what each silences, and what is wrong with them."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import cache

from cjm.finding import Category, Finding, Path, Severity
from cjm.linting.policy import Policy
from cjm.linting.rule import OWN, Rule, all_rules
from cjm.loading import Document, did_you_mean
from cjm.portfolio import Portfolio
from cjm.source.comments import Ignore, ignores
from cjm.vocabulary.aliases import closest


class Comments:
    """The comments of one file that speak to cjm."""

    def __init__(self, document: Document, policy: Policy) -> None:
        self._document, self._policy = document, policy
        self._all: list[Ignore] = [] if policy.no_ignores else ignores(document.source)
        self._used: set[int] = set()
        self._at: dict[Path, list[int]] = {}
        for index, comment in enumerate(self._all):
            if comment.path is not None:
                self._at.setdefault(comment.path, []).append(index)

    def silence(self, rule: Rule, path: Path) -> bool:
        """Whether a comment on a path or above it silences a rule there; it is of use then."""
        if not self._all:
            return False
        around = [index for length in range(len(path) + 1) for index in self._at.get(path[:length], ())]
        silencing = [index for index in around if _silences(self._all[index], rule)]
        self._used.update(silencing)
        return bool(silencing)

    def awaiting(self) -> frozenset[int]:
        """The lines of comments that silenced nothing so far, and name rules that look at the whole portfolio."""
        across = [rule for rule in all_rules().values() if rule.looks_at is Portfolio and self._policy.runs(rule)]
        return frozenset(
            comment.place.line
            for index, comment in enumerate(self._all)
            if index not in self._used and any(_silences(comment, rule) for rule in across)
        )

    def faults(self) -> Iterator[Finding]:
        """What is wrong with the comments, apart from those that still wait for rules across maps."""
        waiting = self.awaiting()
        for comment in self._all:
            if comment.verb not in ("ignore", "ignore-file"):
                yield self._say(
                    comment,
                    "unknown-rule",
                    f"`cjm: {comment.verb}` means nothing",
                    "write `# cjm: ignore[rule] reason` or `# cjm: ignore-file[rule] reason`",
                )
                continue
            if not comment.names:
                what = "this comment does not say which rule it silences"
                yield self._say(comment, "unknown-rule", what, "write `# cjm: ignore[rule] reason`")
                continue
            for name in comment.names:
                if name not in known_names():
                    near = _meant(name) or ("`cjm rules` lists them",)
                    yield self._say(comment, "unknown-rule", f"there is no rule or category `{name}`", *near)
            if not comment.reason:
                yield self._say(
                    comment,
                    "ignore-without-reason",
                    "this comment does not say why",
                    "write the reason behind the bracket; reports show it",
                )
            if comment.place.line not in waiting:
                yield from self.in_vain([comment.place.line])

    def in_vain(self, lines: Collection[int]) -> Iterator[Finding]:
        """The comments on some lines that name a rule which is on, and silenced nothing."""
        for index, comment in enumerate(self._all):
            if index in self._used or comment.place.line not in lines:
                continue
            asked = [all_rules()[name] for name in comment.names if name in all_rules()]
            off = asked and not any(self._policy.runs(rule) for rule in asked)
            if any(name in known_names() for name in comment.names) and not off:
                what = f"nothing here is silenced by this comment ({', '.join(comment.names)})"
                edit = self._document.editor.comment(comment.place.line, comment.place.column)
                yield replace(self._say(comment, "unused-ignore", what, "remove it"), edit=edit)

    def _say(self, comment: Ignore, rule: str, message: str, *help: str) -> Finding:
        return Finding(rule, Category.FORMAT, Severity.WARNING, message, self._document.file, comment.place, help)


def _silences(comment: Ignore, rule: Rule) -> bool:
    """Whether a comment names a rule or its category."""
    named = rule.name in comment.names or str(rule.category) in comment.names
    return named and comment.verb in ("ignore", "ignore-file")


@cache
def known_names() -> frozenset[str]:
    """All that settings and comments can name: rules, categories, and what lint says of comments."""
    return frozenset({*all_rules(), *OWN, *(str(category) for category in Category)})


_meant: Callable[[str], tuple[str, ...]] = cache(lambda name: did_you_mean(closest(name, known_names())))
