"""Empty sheets for a workshop: the stages and steps of a map as headings, its lanes with a question each, and room.

Each sheet is one of A4: a stage, or a part of it, so that groups can work on different sheets at the same time.
"""

import datetime
import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from cjm.atlas import Atlas
from cjm.model import Journey
from cjm.views.index import Index
from cjm.views.map import view as page_of
from cjm.views.prose import prose
from cjm.views.words import N_

__all__ = ["Worksheet", "view"]

Thing = TypeVar("Thing")

COLUMNS = 4
"""How many steps a sheet has room for; narrower columns are too narrow for handwriting."""
ROWS = 7
"""How many lanes."""
ALWAYS = ("does", "thnk", "emo", "tpnt", "pain", "oppo")
"""The lanes that a workshop fills in any case."""
ORDER = (
    "situ", "goal", "does", "thnk", "says", "expc", "emo", "tpnt", "pain", "gain", "need", "oppo", "own", "metr",
    "fron", "back", "supp", "syst", "poli", "phys", "ownr",
)  # fmt: skip
"""The lanes in the order in which a group talks about them; `own` is where the map's own lanes stand."""
LANES: Mapping[str, tuple[str, str]] = {
    "situ": (N_("Situation"), N_("Where are they, and what is going on around them?")),
    "goal": (N_("Goal"), N_("What do they want to get done here?")),
    "does": (N_("Does"), N_("What does the customer do?")),
    "thnk": (N_("Thinks"), N_("What do they ask themselves, in their own words?")),
    "says": (N_("Says"), N_("What have customers really said?")),
    "expc": (N_("Expects"), N_("What do they count on?")),
    "emo": (N_("Emotion"), N_("How does it feel? Draw the line, and name the feelings.")),
    "tpnt": (N_("Touchpoints"), N_("Where do we meet, and by which channel?")),
    "pain": (N_("Pain points"), N_("What goes wrong? How bad is it, and how do we know?")),
    "gain": (N_("Gains"), N_("What goes notably well?")),
    "need": (N_("Needs"), N_("What do they need, and what do we?")),
    "oppo": (N_("Opportunities"), N_("What could we do better? Who takes it up?")),
    "metr": (N_("Metrics"), N_("What do we measure here?")),
    "fron": (N_("Frontstage"), N_("What do the people do whom customers meet?")),
    "back": (N_("Backstage"), N_("What happens that customers do not see?")),
    "supp": (N_("Support"), N_("Who or what helps from behind?")),
    "syst": (N_("Systems"), N_("Which systems are used?")),
    "poli": (N_("Policies"), N_("Which rules decide what is possible?")),
    "phys": (N_("Physical evidence"), N_("What do customers hold in their hands?")),
    "ownr": (N_("Responsible"), N_("Who is responsible?")),
}
"""The lanes with what to ask."""


@dataclass(frozen=True, slots=True)
class Row:
    """A lane with room in it."""

    title: str
    question: str
    """What to ask; empty for lanes of the map's own."""
    curve: bool = False
    """Whether there is a scale to draw the emotion curve on."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper."""

    stage: str
    goal: str | None
    columns: tuple[str, ...]
    """Its steps; the empty ones are for steps that are found on the way."""
    rows: tuple[Row, ...]
    place: str
    """`Sheet 2 of 7`."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """All sheets of one map."""

    language: str
    direction: str
    """`ltr` or `rtl`."""
    title: str
    what: str
    """`Worksheet`."""
    lines: tuple[tuple[str, str], ...]
    """What stands at the head of each sheet: labels, with a text or with room to write."""
    sheets: tuple[Sheet, ...]
    footer: tuple[str, ...]
    says: Mapping[str, str]
    """Labels, by a short key."""
    words: Mapping[str, str]
    """The report's own words, by a short key."""


def view(journey: Journey, file: str, atlas: Atlas, today: datetime.date, *, language: str | None = None) -> Worksheet:
    """The sheets of `journey`; for the arguments see `cjm.views.map.view`."""
    page = page_of(journey, file, atlas, today, language=language)
    index = Index(journey, file, atlas, today, {}, {}, language=language)
    words = index.words
    rows = tuple(_rows(index, {lane.key for lane in page.lanes if lane.shown}))
    sheets = [
        (stage.name, prose(stage.goal), columns, lanes)
        for stage in journey.stages
        for columns in _columns([f"{index.number[step.id] + 1}. {step.name}" for step in stage.steps])
        for lanes in _evenly(rows, ROWS)
    ]
    persona = words.listed(card.name for card in page.personas)
    return Worksheet(
        language=page.language,
        direction=page.direction,
        title=page.title,
        what=words.say("Worksheet"),
        lines=(
            (words.say("Persona"), persona),
            (words.say("Goal"), prose(journey.goal or "")),
            (words.say("Date"), ""),
            (words.say("Led by"), ""),
            (words.say("Taking part"), ""),
        ),
        sheets=tuple(
            Sheet(stage, goal, tuple(columns), tuple(lanes), words.say("Sheet {n} of {all}", n=n, all=len(sheets)))
            for n, (stage, goal, columns, lanes) in enumerate(sheets, 1)
        ),
        footer=page.footer,
        says={"lane": words.say("Lane"), "step": words.say("Step:"), "edit": words.terms["edit"]},
        words=page.words,
    )


def _rows(index: Index, shown: Set[str]) -> Iterator[Row]:
    """The lanes of a workshop, those that the map shows, and the map's own."""
    own = index.atlas.lanes(index.journey).values()
    for key in ORDER:
        if key == "own":
            yield from (Row(lane.title, "") for lane in own)
        elif key in ALWAYS or key in shown:
            title, question = LANES[key]
            yield Row(index.words.say(title), index.words.say(question), curve=key == "emo")


def _columns(steps: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The columns of the sheets of a stage, with room for further steps where a sheet is not full."""
    for some in _evenly(steps, COLUMNS) if steps else [()]:
        yield (*some, *[""] * (COLUMNS - len(some)))


def _evenly(things: Sequence[Thing], most: int) -> Iterator[Sequence[Thing]]:
    """Things in as few groups as need be, each about as large as the others."""
    groups = math.ceil(len(things) / most)
    for number in range(groups):
        yield things[number * len(things) // groups : (number + 1) * len(things) // groups]
