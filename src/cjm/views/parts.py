"""What the report of a map is made of: plain frozen values, worded and in the order in which they are shown.

A view decides everything: which lanes there are, what things are called, how numbers and dates read, where points of
the curve stand. A template, or a writer of another format, only prints. Nothing here is escaped or marked up: every
text may hold any character. What authors write as sentences may be `Prose` (see `cjm.views.prose`): the text that a
reader sees, which also knows the pieces of its light markup. Addresses (`href`) are either anchors of the page (`#s-…`
for stages, steps, pain points and opportunities, `#e-…` for evidence), http, https or mailto.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of text in a sentence or a table cell."""

    text: str
    href: str | None = None
    """Where it leads, if it is a link."""
    style: str = ""
    """What kind of text it is: `""` (plain), `strong`, `label` (P1, O1, E1 or a step's number), `source` (E1
    as a reference), `muted`, `none` (the dash of an empty cell), `missing` (something
    that should be there is not), `assumption` (a claim without evidence), `note` (a line of its own below), `quote`
    (the customer's words), `severity` and `status` (a word with an icon)."""
    icon: str | None = None
    """The icon before it, for `severity` and `status`."""
    spark: str = ""
    """SVG path of a small line before it, of how a figure developed, in a field of 60 by 16."""


Cell = tuple[Bit, ...]
"""Pieces in a row; those in style `note` each begin a new line, the others are set apart by spaces."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something with a label: `Goal`, `Next review`; more values than one are a list."""

    label: str
    values: tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, one cell per column."""

    cells: tuple[Cell, ...]
    anchor: str | None = None
    """Its id on the page."""


@dataclass(frozen=True, slots=True)
class Table:
    """A section below the map: heading, lead sentence and a table."""

    key: str
    """`opportunities`, `pains`, `actions`, `evidence` … ; the section's name for CSS and anchors."""
    title: str
    lead: Cell
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    head: int = 0
    """Which column names the row."""
    after: tuple[Fact, ...] = ()
    """What stands below the table."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: embedded if it was given, else its words."""

    file: str
    """Its path as the author wrote it."""
    alt: str
    source: str | None = None
    """A `data:` address; `None` if the picture was not given."""


@dataclass(frozen=True, slots=True)
class PersonaCard:
    """Whose journey it is."""

    name: str
    initials: str
    rings: tuple[str, ...]
    """SVG paths of the drawing behind the initials, in a field of 100 by 100."""
    picture: Picture | None
    lines: tuple[str, ...]
    """Job and location, below the name."""
    quote: str | None
    facts: tuple[Fact, ...]
    wants: tuple[str, ...]
    tired_of: tuple[str, ...]
    more: tuple[Fact, ...]
    """What stands folded under "More about …"."""
    traits: tuple[tuple[str, int], ...]
    """Qualities with a level from 1 to 5."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure of the ledger."""

    value: str
    label: str
    unit: str = ""
    gap: str = ""
    """What stands between value and unit: a space, or nothing in languages that write none."""
    tone: str = ""
    """`pos`, `neg` or `""`."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the map."""

    key: str
    """Its CSS class: `emo`, `does`, `pain` …; own lanes are `x1`, `x2` …. The keys of `Step.texts` are these."""
    title: str
    note: str = ""
    """Below the title: `11, 2 high`."""
    shown: bool = True
    """Whether it is switched on at first: at most twelve are."""
    hidden_from_customer: bool = False
    """Whether it is the first lane below the line of visibility."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """What the customer feels at a step."""

    words: str
    """All feelings, or the axis word of a bare score: `annoyed, tired`."""
    score: str | None
    """Signed, with one decimal: `+0.8`; `None` where nobody can tell: a gap in the curve."""
    level: float | None
    """Where it stands between 0 (score -2) and 1 (score 2)."""
    sign: str
    """`pos`, `neg` or `neu`."""
    emoji: str
    side: str
    """Where the label stands: `t` above the marker, `b` below."""
    flag: str | None
    """`Highest`, `Lowest` or `End`."""
    assumption: bool
    evidence: Cell
    expected: str | None
    """The score that the customer counted on."""
    expected_level: float | None
    because: str | None
    cause: str | None
    engagement: str | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A way on from a step that is not simply the next one."""

    icon: str
    when: str
    share: str
    words: Cell
    """Where it leads: `back to 3`, `on to 7`, `ends here`."""


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """A contact between customer and organisation."""

    name: str
    channel: str | None
    """The channel's title; `None` if it is unknown or the name says it already."""
    key: str
    """The channel's slug, for filters; may be empty."""
    icon: str
    mode: str
    """`on`line, `off`line or `""`."""
    verdict: str | None
    """`keep`, `improve` or `remove`."""


@dataclass(frozen=True, slots=True)
class Pain:
    """A pain point, in its step."""

    anchor: str
    label: str
    """`P1`: its number in page order."""
    text: str
    severity: str
    """The word: `High`, `Not rated`."""
    level: int
    """0 (not rated), 1 low, 2 medium, 3 high, 4 critical."""
    icon: str | None
    marks: tuple[str, ...]
    """Kind and side, where they are not the usual ones."""
    accepted: str | None
    evidence: Cell
    assumption: bool


@dataclass(frozen=True, slots=True)
class Gain:
    """What goes notably well."""

    text: str
    evidence: Cell
    assumption: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """What a customer said."""

    text: str
    by: str | None
    evidence: Cell
    assumption: bool


@dataclass(frozen=True, slots=True)
class Opportunity:
    """An opportunity, in its step."""

    anchor: str
    label: str
    """`O1`: its number in page order."""
    text: str
    impact: str | None
    """`High impact`; `None` if it is not weighed."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure of a step."""

    value: str
    label: str
    target: str | None
    """`target 4.5`."""
    progress: int | None
    """How much of the way to the target is gone, in percent."""
    spark: str | None
    """SVG path of how it developed, in a field of 60 by 16."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is responsible."""

    name: str
    initials: str
    missing: bool = False
    """Whether nobody is, though other steps have somebody."""


@dataclass(frozen=True, slots=True)
class Step:
    """One moment of the journey: one column of the map."""

    anchor: str
    number: int
    name: str
    column: int
    """Its column, from 0."""
    on_path: bool
    """Whether it lies on the main path."""
    when: str | None
    """The chip: `Week 2`, else how long it takes."""
    importance: str | None
    """`high`, `medium` or `low`."""
    moment: str | None
    """Why it is a moment of truth."""
    marks: tuple[Bit, ...]
    """Small labels at the head: actor, attention, `may start here`, outcome."""
    journey: Bit | None
    """The map that zooms into this step."""
    picture: Picture | None
    branches: tuple[Branch, ...]
    arrives: bool
    """Whether an arc ends here."""
    feeling: Feeling | None
    touchpoints: tuple[Touchpoint, ...]
    pains: tuple[Pain, ...]
    gains: tuple[Gain, ...]
    quotes: tuple[Quote, ...]
    opportunities: tuple[Opportunity, ...]
    metrics: tuple[Metric, ...]
    owner: Owner | None
    texts: Mapping[str, Cell]
    """What plain lanes hold, by lane key: `situ`, `goal`, `does`, `thnk`, `expc`, `need`, `fron`, `back`, `supp`,
    `syst`, `poli`, `phys`, `x1` …."""
    none: Mapping[str, str]
    """What lanes say that were looked at and found empty: `{"pain": "None found"}`."""
    pictures: Mapping[str, Picture]
    """Pictures of own lanes, by lane key."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the journey."""

    anchor: str
    name: str
    goal: str | None
    mood: str | None
    """Mean score of its steps, signed."""
    column: int
    """Its first column, from 0."""
    span: int
    """How many columns it takes; 1 for a stage without steps."""
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """The emotion curve in a field of 100 per column by 100."""

    line: str
    area: str
    gaps: str
    """Dotted: over steps without a score, and to steps beside the main path."""
    expected: str
    """Thin lines from markers to what was expected."""
    baseline: str
    """The curve of the map that this one improves, dashed; empty if there is none."""
    engagement: str
    """How much is at stake, dotted, with 1 to 5 over the whole height; off at first; empty if nobody said."""
    text: str
    """What the picture says, in words."""
    axis: tuple[str, ...]
    """The words of the scores 2, 1, 0, -1 and -2."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the small curve, in percent of its field."""

    x: str
    y: str
    sign: str
    moment: bool
    flag: str | None = None
    """`Highest: delighted`, with its step's name in `name`."""
    name: str = ""
    anchor: str = "m"
    """Where the label is tied: `s`tart, `m`iddle, `e`nd."""
    shift: int = 0
    label_y: str = ""
    up: bool = True
    pin: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The ground of a stage in the small curve, in percent."""

    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The journey at a glance."""

    sentence: Cell
    bands: tuple[Band, ...]
    dots: tuple[Dot, ...]
    starts: str | None
    ends: str | None


@dataclass(frozen=True, slots=True)
class Bubble:
    """An opportunity, or how many more there are, in the matrix of impact and effort (300 by 300)."""

    x: str
    y: str
    label: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Impact up, effort across."""

    bubbles: tuple[Bubble, ...]
    names: tuple[str, ...]
    """Of the cells, row by row from the top left; empty where a cell has none."""
    impacts: tuple[str, ...]
    """Of the rows, from the top."""
    efforts: tuple[str, ...]
    """Of the columns."""
    text: str
    not_weighed: Cell


@dataclass(frozen=True, slots=True)
class Channel:
    """An entry of the channel filter."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Paper:
    """How the map is printed on A3."""

    zoom: float
    form: str
    """`shared` (one sheet with the head), `own` (a sheet of its own), `table` (one row per step)."""
    plot: int = 300
    """Height of the journey at a glance where the map does not share the sheet of the head, in pixels."""
    curve: int = 120
    """Height of the emotion curve, in pixels before the zoom."""
    above: int = 74
    """Height above the curve, for labels and moments of truth, in pixels before the zoom."""


@dataclass(frozen=True, slots=True)
class MapView:
    """Everything that the report of one map says, from top to bottom."""

    language: str
    """The language of the authors' texts, which make up most of the page."""
    direction: str
    """`ltr` or `rtl`, as the authors write."""
    title: str
    kind: str
    """`Current state` or `Future state`."""
    future: bool
    what: str
    """`Customer journey map, First Loop`."""
    status: str
    band: str | None
    """What the status says about how far to trust the map: `Draft, not reviewed`."""
    archived: bool
    top: tuple[Fact, ...]
    """Reviewed, next review, baseline, parent."""
    summary: str | None
    want: tuple[Fact, ...]
    """Scenario, goal, expectations."""
    personas: tuple[PersonaCard, ...]
    profile: Profile | None
    ledger: tuple[Figure, ...]
    columns: int
    """How many columns the map has: one per step, one for each stage without steps."""
    steps: int
    lanes: tuple[Lane, ...]
    stages: tuple[Stage, ...]
    curve: Curve | None
    arcs: str
    """SVG path of the branches, in a field of 100 per column by `9 x (arc_levels + 1)`; empty if there are none."""
    arc_levels: int
    caption: str
    channels: tuple[Channel, ...]
    severities: tuple[tuple[str, str], ...]
    """Entries of the severity filter: lowest level, words."""
    legend: tuple[Bit, ...]
    """What marks mean: icon and words."""
    matrix: Matrix | None
    opportunities: Table | None
    tables: tuple[Table, ...]
    """The other sections below the map: pain points, action plan, moments, stages, touchpoints, evidence, metrics,
    how far the map carries, what becomes of the pain points of the baseline; only those with rows."""
    about: tuple[Fact, ...]
    footer: tuple[str, ...]
    """File, reviewed, owner, as of which day."""
    style: str
    """CSS rules of this map: grid rows, columns and heights. Numbers and fixed words only, never an author's text."""
    grid: str
    """CSS rules of this map that hold only where it is drawn as a grid."""
    icons: tuple[str, ...]
    """The icons that the page uses."""
    paper: Paper
    words: Mapping[str, str]
    """The report's own words, by a short key, for headings and controls."""
    spoken: str | None
    """The language of the report's words, if it is not that of the authors."""
