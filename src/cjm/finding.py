"""What is wrong with a map and where: the values that every layer shares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Path = tuple[str | int, ...]
"""Where something stands in the data of a file: keys and positions, as in `("stages", 0, "name")`."""


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """2 for an error, 1 for a warning, 0 for an info: higher is worse."""
        return _RANK[self]


_RANK = {Severity.ERROR: 2, Severity.WARNING: 1, Severity.INFO: 0}


class Category(StrEnum):
    """The family a rule belongs to; selects groups of rules."""

    FORMAT = "format"
    COMPLETENESS = "completeness"
    STRUCTURE = "structure"
    PERSONA = "persona"
    EVIDENCE = "evidence"
    ACTION = "action"
    UPKEEP = "upkeep"
    EMOTION = "emotion"
    METRICS = "metrics"
    VOICE = "voice"
    DUPLICATION = "duplication"
    PORTFOLIO = "portfolio"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a text. Lines and columns count from 1, in code points; the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    @property
    def last_line(self) -> int:
        """The last line of which something belongs to it: an end in column 1 is the end of the line before."""
        return max(self.end_line - (self.end_column == 1), self.line)


@dataclass(frozen=True, slots=True)
class Pointer:
    """A second spot that explains a finding, still as a path: `first given here`."""

    message: str
    path: Path
    file: str | None = None
    """Another file of the project; `None` for the file of the finding."""


@dataclass(frozen=True, slots=True)
class Change:
    """A correction of the data: what a rule or a check would do about what it found."""

    kind: Literal["rename", "replace", "remove", "insert"]
    """Another key, another text, a text less, or a key more."""
    path: Path
    """What is renamed, replaced or removed, or the key that is put in; below the thing that a rule looked at."""
    text: str = ""
    """The new key, the new text, or the value of the key that is put in, as YAML."""
    old: str = ""
    """What is replaced, where it is only the end of the text: the channel in `Order form @ web`."""
    safe: bool = True
    """Whether it only spells right what the author meant; else the author has to agree."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction of the text: the characters from `start` up to `end` become `text`."""

    start: int
    end: int
    text: str
    safe: bool
    """Whether it only spells right what the author meant."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a rule or a check sees: a path below the thing it looked at, and what to say."""

    path: Path
    message: str
    help: tuple[str, ...] = ()
    """What to do, a sentence each: `did you mean `high`?`."""
    allowed: tuple[str, ...] = ()
    """The values or names that would be right here."""
    severity: Severity | None = None
    """Only where it differs from the rule's own."""
    related: tuple[Pointer, ...] = ()
    change: Change | None = None
    """What would correct it, where a tool can know that."""


@dataclass(frozen=True, slots=True)
class Related:
    """A second spot, in lines and columns."""

    message: str
    file: str
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One flaw of one file, complete: reports need nothing else but the text for a snippet."""

    rule: str
    category: Category
    severity: Severity
    message: str
    file: str
    """Relative to the folder that cjm was started in, with forward slashes."""
    place: Place = field(default_factory=Place)
    help: tuple[str, ...] = ()
    """What to do, a sentence each."""
    allowed: tuple[str, ...] = ()
    """The values or names that would be right here."""
    path: Path = ()
    address: str = ""
    """Where it stands, by ids: `stages[pay].steps[card].emotion`."""
    related: tuple[Related, ...] = ()
    edit: Edit | None = None
    """What would correct it."""

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sorts findings by file, place, rule and message."""
        return (self.file, self.place.line, self.place.column, self.rule, self.message)


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The highest severity among findings, or `None` if there are none."""
    return max((finding.severity for finding in findings), key=lambda severity: severity.rank, default=None)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule or category that somebody silenced, and why: reports show it."""

    rule: str
    reason: str
    address: str = ""
    """What it is silenced for, by ids; empty for the whole map."""


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that a comment in the map silences: it does not count, and reports may show it with the reason."""

    finding: Finding
    reason: str
    """As the comment gives it; empty where it gives none."""


@dataclass(frozen=True, slots=True, order=True)
class Accepted:
    """A finding that a team accepted for now, as its baseline remembers it."""

    file: str
    """Relative to the folder that cjm was started in, with forward slashes."""
    address: str
    """Where it stands, by ids; positions in lists without ids are left out: `stages[pay].steps[card].thoughts[]`."""
    rule: str
    message: str
    """A hash of the message without its digits."""


@dataclass(frozen=True)
class Run:
    """What came out of validating or linting: all that a report is made of."""

    findings: tuple[Finding, ...]
    """In order of file and place."""
    files: tuple[str, ...]
    """All files that were checked, in order."""
    unread: tuple[str, ...] = ()
    """Those of them that could not be read or parsed."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The text of each file that a finding or a related place stands in, for snippets."""
    command: str = "validate"
    """`validate`, `lint` or `render`."""
    fail_on: str | None = None
    """From which severity on the project wants a lint run to fail, where it says so."""
    silenced: tuple[Silenced, ...] = ()
    """What comments in the maps silence, in order of file and place."""
    accepted: int = 0
    """How many findings are left out because a baseline holds them."""
    stale: tuple[Accepted, ...] = ()
    """What a baseline holds although it is not found any more."""
    since: str | None = None
    """The revision since which files had to have changed to be checked; `None` where all were."""
