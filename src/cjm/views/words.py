"""How the report words things: its vocabulary, and numbers, dates, lengths of time and plurals as a language has them.

The texts in this folder are the English words and, at the same time, the keys of the catalogues in other languages (see
`cjm.vocabulary.languages`). `Words` is the language of one report. What it cannot find is said in English.

A text in a table is only marked, by `N_`, and translated where it is used. `NC_` marks one whose translation depends on
what it is said of, `NN_` one with a form for one and a form for many. How numbers and dates are written, what quotation
marks a language has and what stands between the items of a list are entries of the catalogue like all others.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from cjm.model import Amount, Duration, Metric, PartialDate, Share, values
from cjm.model.metric import canonical
from cjm.views.parts import Bit, Cell
from cjm.vocabulary import languages

MINUS = "\u2212"
NBSP = "\u00a0"
LRM = "\u200e"
"""Keeps the sign of a number at its left in texts that run from right to left."""

_OF = "\x04"
"""Stands between what a text is said of and the text, as in the catalogues."""
_PLACE = re.compile(r"\{(\w+)\}")
_LONG = 5
"""From this many digits on, the digits of a number stand in groups of three."""


def N_(text: str) -> str:  # noqa: N802
    """Mark a text for translation where it is used."""
    return text


def NC_(said_of: str, text: str) -> str:  # noqa: N802
    """Mark a text whose translation depends on what it is `said_of`: `Low` of a severity, `Low` of an effort."""
    return f"{said_of}{_OF}{text}"


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Mark a text with a form for one and a form for many, for `Words.count`."""
    return one, many


MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip

AXIS = {
    2: (N_("delighted"), "😄"),
    1: (N_("content"), "🙂"),
    0: (N_("neutral"), "😐"),
    -1: (N_("annoyed"), "🙁"),
    -2: (N_("frustrated"), "😫"),
}
"""The word and the face of each whole score."""
AXIS_TITLES = (N_("Delighted"), N_("Content"), N_("Neutral"), N_("Annoyed"), N_("Frustrated"))
"""The words of the whole scores beside the curve, from the top."""

SEVERITIES: Mapping[str | None, tuple[int, str]] = {
    None: (0, NC_("severity", "Not rated")),
    "low": (1, NC_("severity", "Low")),
    "medium": (2, NC_("severity", "Medium")),
    "high": (3, NC_("severity", "High")),
    "critical": (4, NC_("severity", "Critical")),
}
"""How severe a pain point is: its level and its word, said of `severity`."""
SEVERE_PAINS = {
    1: N_("Low pain point"),
    2: N_("Medium pain point"),
    3: N_("High pain point"),
    4: N_("Critical pain point"),
}
"""Signs of severity, by level, as the legend explains them."""
WEIGHTS = (
    NC_("impact or effort", "Low ({n})"),
    NC_("impact or effort", "Medium ({n})"),
    NC_("impact or effort", "High ({n})"),
)
"""Thirds of impact and effort with the exact value."""
IMPACTS = (N_("Low impact"), N_("Medium impact"), N_("High impact"))
EFFORTS = (N_("Low effort"), N_("Medium effort"), N_("High effort"))
QUADRANTS = (N_("Do now"), N_("Plan next"), N_("Big bet"), N_("Later"))
"""The names of the matrix's cells; `cjm.figures` says which is which."""
IMPORTANCES = {
    "low": NC_("importance", "Low"),
    "medium": NC_("importance", "Medium"),
    "high": NC_("importance", "High"),
}
STATES = {"current": N_("Current state"), "future": N_("Future state")}
STATUSES = {
    "draft": NC_("map", "Draft"),
    "in-review": NC_("map", "In review"),
    "published": NC_("map", "Published"),
    "archived": NC_("map", "Archived"),
}
BANDS = {
    "draft": N_("Draft, not reviewed"),
    "in-review": N_("In review, may still change"),
    "archived": N_("Archived, no longer kept up"),
}
BASES = {"hypothesis": N_("Hypothesis"), "mixed": N_("Partly research"), "research": N_("Research")}
LEVELS = {"lifecycle": N_("Whole relationship"), "end-to-end": N_("End to end"), "episode": N_("One episode")}
ACTORS = {"organisation": NC_("actor", "Organisation"), "partner": NC_("actor", "Partner")}
ATTENTION = {"pilot": N_("Considered"), "autopilot": N_("By habit")}
CAUSES = {"company": N_("Caused by the company"), "situation": N_("Caused by the situation")}
OUTCOMES = {
    "success": ("yes", N_("Success")),
    "failure": ("no", N_("Failure")),
    "abandoned": ("exit", N_("Abandoned")),
}
PAIN_KINDS = {
    "friction": NC_("pain point", "Friction"),
    "barrier": NC_("pain point", "Barrier"),
    "challenge": NC_("pain point", "Challenge"),
    "unmet-expectation": NC_("pain point", "Unmet expectation"),
    "missing-information": NC_("pain point", "Missing information"),
    "error": NC_("pain point", "Error"),
}
FREQUENCIES = {"rare": N_("rare"), "sometimes": N_("sometimes"), "often": N_("often")}
OPPORTUNITY_STATUSES = {
    "open": ("todo", NC_("action", "Open")),
    "planned": ("plan", NC_("action", "Planned")),
    "in-progress": ("doing", NC_("action", "In progress")),
    "done": ("done", NC_("action", "Done")),
    "dismissed": ("no", NC_("action", "Dismissed")),
}
OPPORTUNITY_KINDS = {
    "process": NC_("opportunity", "Process"),
    "follow-up": NC_("opportunity", "Follow-up"),
    "feedback": NC_("opportunity", "Feedback"),
    "expectation": NC_("opportunity", "Expectation"),
    "strategy": NC_("opportunity", "Strategy"),
    "technology": NC_("opportunity", "Technology"),
    "training": NC_("opportunity", "Training"),
}
AIMS = {
    "retention": N_("retention"),
    "acquisition": N_("acquisition"),
    "referral": N_("referral"),
    "upsell": N_("upsell"),
    "cost": N_("lower cost"),
    "compliance": N_("compliance"),
}
EVIDENCE_TYPES = {
    "interview": N_("Interviews"),
    "survey": N_("Survey"),
    "feedback-form": N_("Feedback forms"),
    "usability-test": N_("Usability test"),
    "field-study": N_("Field study"),
    "diary-study": N_("Diary study"),
    "analytics": N_("Analytics"),
    "call-log": N_("Call log"),
    "support-tickets": N_("Support tickets"),
    "reviews": NC_("evidence", "Reviews"),
    "desk-research": N_("Desk research"),
    "workshop": N_("Workshop"),
    "internal": NC_("evidence", "Internal"),
    "other": NC_("evidence", "Other"),
}
AUDIENCES = {
    "new": NC_("customers", "New"),
    "returning": NC_("customers", "Returning"),
    "at-risk": NC_("customers", "At risk"),
    "lost": NC_("customers", "Lost"),
}
DIRECTIONS = {"up": N_("more is better"), "down": N_("less is better")}
ROLES = {
    "need": NC_("stage", "Need"),
    "awareness": NC_("stage", "Awareness"),
    "consider": NC_("stage", "Consideration"),
    "buy": NC_("stage", "Purchase"),
    "deliver": NC_("stage", "Delivery"),
    "onboard": NC_("stage", "Onboarding"),
    "use": NC_("stage", "Use"),
    "support": NC_("stage", "Support"),
    "loyalty": NC_("stage", "Loyalty"),
    "advocate": NC_("stage", "Advocacy"),
    "leave": NC_("stage", "Leaving"),
}
METRIC_NAMES = {
    "nps": N_("NPS"),
    "csat": N_("CSAT"),
    "ces": N_("CES"),
    "conversion": N_("Conversion"),
    "retention": N_("Retention"),
    "churn": N_("Churn"),
    "time": N_("Time"),
    "cost": N_("Cost"),
    "volume": N_("Volume"),
}
FINDINGS = {"error": NC_("finding", "error"), "warning": NC_("finding", "warning"), "info": NC_("finding", "note")}
"""How grave linting takes what it finds."""
VERDICTS = {
    "improve": NC_("touchpoint", "Improve"),
    "remove": NC_("touchpoint", "Remove"),
    "keep": NC_("touchpoint", "Keep"),
}
CHANNELS = {
    "website": NC_("channel", "Website"),
    "mobile-app": NC_("channel", "Mobile app"),
    "email": NC_("channel", "Email"),
    "sms": NC_("channel", "SMS"),
    "phone": NC_("channel", "Phone"),
    "chat": NC_("channel", "Chat"),
    "video-call": NC_("channel", "Video call"),
    "social-media": NC_("channel", "Social media"),
    "search": NC_("channel", "Search"),
    "advertising": NC_("channel", "Advertising"),
    "tv": NC_("channel", "TV"),
    "in-person": NC_("channel", "In person"),
    "store": NC_("channel", "Store"),
    "post": NC_("channel", "Post"),
    "delivery": NC_("channel", "Delivery"),
    "document": NC_("channel", "Document"),
    "review-site": NC_("channel", "Review site"),
    "word-of-mouth": NC_("channel", "Word of mouth"),
    "event": NC_("channel", "Event"),
    "partner": NC_("channel", "Partner"),
}
"""The titles of the channels that cjm knows, said of `channel`; a project's own are authors' words."""

UNITS = {
    "s": NN_("{n} second", "{n} seconds"),
    "min": NN_("{n} min", "{n} min"),
    "h": NN_("{n} hour", "{n} hours"),
    "d": NN_("{n} day", "{n} days"),
    "w": NN_("{n} week", "{n} weeks"),
    "mo": NN_("{n} month", "{n} months"),
    "y": NN_("{n} year", "{n} years"),
}

PAGE = {
    "skip": N_("Skip to the map"),
    "theme": N_("Colour theme"),
    "auto": NC_("colour theme", "Auto"),
    "light": NC_("colour theme", "Light"),
    "dark": NC_("colour theme", "Dark"),
    "wants": N_("Wants"),
    "tired": N_("Is tired of"),
    "more": N_("More about {name}"),
    "glance": N_("The journey at a glance"),
    "starts": N_("Starts"),
    "ends": N_("Ends"),
    "figures": N_("Key figures"),
    "map": N_("The map"),
    "zoom": N_("Zoom"),
    "read": NC_("zoom", "Read"),
    "fit": NC_("zoom", "Fit to window"),
    "lanes": N_("Lanes"),
    "severity": N_("Severity"),
    "severities": N_("All severities"),
    "channel": N_("Channel"),
    "channels": N_("All channels"),
    "online": N_("Online"),
    "offline": N_("Offline"),
    "is_online": N_("online"),
    "is_offline": N_("offline"),
    "search": N_("Search the map"),
    "find": NC_("button", "Search"),
    "previous": N_("Previous step"),
    "next": N_("Next step"),
    "step": N_("Step"),
    "of": N_("{n} of {all} steps"),
    "at": N_("Step {n} of {all}"),
    "visibility": N_("Line of visibility"),
    "high": N_(", high importance"),
    "low": N_(", low importance"),
    "moment": N_("Moment of truth"),
    "assumption": N_("assumption"),
    "beside": N_("beside the main path"),
    "expected": N_("expected {score}"),
    "matrix": N_("Not weighed yet"),
    "about": N_("About this map"),
    "made": N_("Made with cjm"),
    "accepted": NC_("pain point", "Accepted"),
    "of_five": N_("{n} of 5"),
    "empty": N_("No steps yet"),
    "picture": N_("Picture"),
    "engagement": N_("Engagement"),
    "traits": N_("Traits"),
    "mood": N_("mood {score}"),
    "pain": N_("pain point"),
    "opportunity": N_("opportunity"),
    "improve": NC_("touchpoint", "improve"),
    "remove": NC_("touchpoint", "remove"),
    "keep": NC_("touchpoint", "keep"),
    "emotion": N_("Emotion"),
    "evidence": N_("Evidence"),
    "overdue": N_("overdue"),
    "comma": NC_("between the items of a list", ", "),
    "semicolon": NC_("between the items of a list that hold commas", "; "),
}
"""The report's own words, by a short key."""
QUOTED = NC_("quotation marks", "“{text}”")
"""How the customer's words are quoted."""
LABELLED = N_("{label}: {text}")
"""How a label stands before its text."""
IN_A_ROW = NC_("two sentences", "{first} {second}")
"""How sentences follow one another."""
MEASURED = NC_("number and unit", "{n} {unit}")
PERCENT = N_("{n} %")
LENGTH = NC_("parts of a length of time", "{larger} {smaller}")

DOCUMENT = {
    "persona": N_("Persona: {name}"),
    "who": N_("Who"),
    "status": N_("Status"),
    "summary": N_("In short"),
    "goal": N_("Goal"),
    "mood": N_("Mood"),
    "role": N_("Kind of stage"),
    "owner": N_("Owner"),
    "mapped_by": N_("Mapped by"),
    "success": N_("Goes well if"),
    "support": N_("Support"),
    "backstage": N_("Backstage"),
    "when": N_("When"),
    "takes": N_("Takes"),
    "actor": N_("Done by"),
    "attention": N_("Attention"),
    "entry": N_("May start here"),
    "off_path": N_("Beside the main path"),
    "importance": N_("Importance"),
    "feels": N_("Feels"),
    "because": N_("Because"),
    "was_expected": NC_("feeling", "Expected"),
    "stake": N_("At stake"),
    "conversion": N_("Go on"),
    "outcome": N_("Outcome"),
    "ideas": N_("Ideas"),
    "assumptions": N_("Assumptions"),
    "stage": N_("Stage"),
    "score": N_("Score"),
    "feeling": N_("Feeling"),
    "today": N_("Today"),
    "marks": N_("Marks"),
    "edit": N_("Made with cjm. Edit the map, not this file."),
    "best": N_("The best first."),
    "scale": N_(
        "One sign for each step of the main path: from ▁ (frustrated) to █ (delighted); · where nobody can tell."
    ),
}
"""Words that only documents say, by a short key."""
ASSUMED = {
    "emotion": N_("Emotions in steps"),
    "pain point": N_("Pain points"),
    "gain": N_("Gains in steps"),
    "quote": N_("Quotes in steps"),
}
"""Claims without evidence, by kind, as a list of where they stand is introduced."""


class Words:
    """The language of one report."""

    def __init__(self, language: str = "en", *, mirrored: bool = False) -> None:
        """Words in `language`; `mirrored` where the page runs from right to left, so that signs keep their place."""
        self._catalogue = languages.catalogue(language)
        self.language = languages.primary(language) if self._catalogue is not None else "en"
        """The language in which things are really said: English where there is no catalogue."""
        self.mark = LRM if mirrored else ""
        """What stands before a number with a sign."""
        self._pieces: dict[str, list[str]] = {}

    # ---------- messages ----------

    def say(self, message: str, **places: object) -> str:
        """A whole message, with what stands in its named places."""
        if self._catalogue is not None:
            message = self._catalogue.gettext(message)
        if _OF in message:
            message = message.partition(_OF)[2]
        return message.format_map(places) if places else message

    def count(self, one: str, many: str, number: float, **places: object) -> str:
        """A message in the form that goes with a number, which stands at its place `{n}`."""
        places.setdefault("n", self.number(number))
        form = one if number == 1 else many
        if self._catalogue is not None:
            found = self._catalogue.ngettext(one, many, self._whole(number))
            # an entry that nobody has translated yet holds English forms at the places of another language's
            form = found if found not in (one, many) else form
        return form.format_map(places)

    def _whole(self, number: float) -> int:
        """The whole number whose form a number takes: where nothing counts as one, parts and one and a half do too."""
        if number == int(number):
            return int(number)
        plural = self._catalogue.plural if self._catalogue is not None else int  # type: ignore[attr-defined]
        return 1 if number < 2 and plural(0) == plural(1) else 100

    def tell(self, message: str, **places: "Bit | Cell | str") -> Cell:
        """A whole message in pieces: what stands in its places keeps its links and its style."""
        pieces = self._pieces.get(message)
        if pieces is None:
            pieces = self._pieces[message] = _PLACE.split(self.say(message))
        return self._told(pieces, places)

    def tell_count(self, one: str, many: str, number: float, **places: "Bit | Cell | str") -> Cell:
        """A message in pieces, in the form that goes with a number."""
        form = self.count(one, many, number, **{name: f"{{{name}}}" for name in places})
        return self._told(_PLACE.split(form), places)

    def _told(self, pieces: list[str], places: "Mapping[str, Bit | Cell | str]") -> Cell:
        found: list[Bit] = []
        for number, piece in enumerate(pieces):
            if number % 2 == 0:
                found += (Bit(piece),) if piece else ()
            elif isinstance(place := places[piece], tuple):
                found += place
            else:
                found.append(Bit(place) if isinstance(place, str) else place)
        return tuple(found)

    def label(self, label: str, text: str) -> str:
        """A text with its label before it: `Goal: to get home`."""
        return self.say(LABELLED, label=label, text=text)

    def listed(self, texts: Iterable[str]) -> str:
        """Texts in a row, as a list in a sentence: `a, b, c`."""
        return self._page["comma"].join(texts)

    def parted(self, texts: Iterable[str]) -> str:
        """Texts in a row that may hold commas: `a, b; c`."""
        return self._page["semicolon"].join(texts)

    def sentences(self, *sentences: str | None) -> str:
        """Sentences one after the other, those that there are."""
        return self._between(IN_A_ROW).join(sentence for sentence in sentences if sentence)

    def paragraph(self, *sentences: Cell) -> Cell:
        """Sentences in pieces one after the other."""
        between = self._between(IN_A_ROW)
        found = [bit for sentence in sentences for bit in (Bit(between), *sentence) if bit.text]
        return tuple(found[1:] if between else found)

    def _between(self, pattern: str) -> str:
        """What stands between two places of a message."""
        return _PLACE.split(self.say(pattern))[2]

    def quoted(self, text: str) -> str:
        """A text in quotation marks."""
        return self.say(QUOTED, text=text.strip())

    def page(self, steps: int) -> Mapping[str, str]:
        """The words of a page by their short keys, for its headings and controls, with how many steps it has."""
        return {**self._page, "all": self.count("{n} step", "{n} steps", steps)}

    @cached_property
    def terms(self) -> Mapping[str, str]:
        """The words of pages and documents by their short keys."""
        return {**self._page, **self._keyed(DOCUMENT)}

    @cached_property
    def _page(self) -> dict[str, str]:
        opening, _, closing = _PLACE.split(self.say(QUOTED))
        colon = self._between(LABELLED)
        return {**self._keyed(PAGE), "open": opening, "close": closing, "colon": colon.rstrip(), "after_label": colon}

    def _keyed(self, texts: Mapping[str, str]) -> dict[str, str]:
        return {key: self.say(text) for key, text in texts.items()}

    # ---------- numbers ----------

    @cached_property
    def _marks(self) -> tuple[str, str]:
        """What stands between groups of digits, and before decimals: read off how the language writes a number."""
        example = self.say(NC_("how numbers are written", "12345.6"))
        return example[2:-5], example[-2]

    def number(self, value: float, digits: int | None = None) -> str:
        """A number as the language writes it: `4.6`, `12`; with so many decimals, else as many as it has."""
        text = values.number(value) if digits is None else f"{value:.{digits}f}"
        if self._catalogue is not None and "e" not in text:
            between, point = self._marks
            whole, _, decimals = text.partition(".")
            if between and len(whole.lstrip("-")) >= _LONG:
                whole = f"{int(whole):,}".replace(",", between)
            text = f"{whole}{point}{decimals}" if decimals else whole
        return MINUS + text[1:] if text.startswith("-") else text

    def signed(self, score: float, digits: int = 1) -> str:
        """A score with its sign: `+0.8`, `−1.0`, `0.0`."""
        rounded = round(score, digits)
        sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
        return f"{self.mark}{sign}{self.number(abs(rounded), digits)}"

    def share(self, part: Share) -> str:
        """A share as its author wrote it: `35 %`, with a space that does not break."""
        return self._percent(self.number(part.percent))

    def percent(self, part: float) -> str:
        """A part of 1 as `35 %`."""
        return self._percent(self.number(round(100 * part)))

    def _percent(self, number: str) -> str:
        return _unbroken(self.say(PERCENT, n=number))

    def gap(self, unit: str) -> str:
        """What stands between a number and a unit behind it; Latin letters never touch a number."""
        if unit.startswith("%"):
            return self._percent("").partition("%")[0]
        return NBSP if unit[:1].isascii() and unit[:1].isalpha() else _unbroken(self._between(MEASURED))

    def amount(self, value: Amount) -> str:
        """A figure without its unit: `21`, `41 %`, `14 days`."""
        if value.share is not None:
            return self.share(value.share)
        if value.duration is not None:
            return self.duration(value.duration)
        return self.number(value.number or 0.0)

    def figure(self, name: str, metric: Metric, value: Amount | None) -> tuple[str, str]:
        """A metric's value and what stands small behind it: `("4.6", "of 5")`, `("+21", "")`, `("34", "%")`."""
        if value is None:
            return "–", ""
        text = self.amount(value)
        if canonical(name) == "nps" and value.number is not None and value.number > 0:
            text = "+" + text
        if text.startswith(("+", MINUS)):
            text = self.mark + text
        if value.number is None:
            return text, ""
        if metric.scale is not None:
            if metric.scale.percent:
                return text, "%"
            unit = metric.unit or ""
            if unit.strip() == "%":
                return text, self.say("% (scale {scale})", scale=metric.scale)
            highest = _unbroken(self.say("of {n}", n=self.number(metric.scale.high)))
            return text, f"{unit}{self.gap(highest)}{highest}" if unit else highest
        return text, metric.unit or ""

    def measured(self, name: str, metric: Metric, value: Amount | None) -> str:
        """A metric's value in one text: `4.6 of 5`."""
        text, unit = self.figure(name, metric, value)
        return f"{text}{self.gap(unit)}{unit}" if unit else text

    def metric_name(self, name: str) -> str:
        """What a metric is called: a known one by its name in the language, else as the author wrote it."""
        return self.say(METRIC_NAMES.get(canonical(name), name)) if name.strip().lower() in METRIC_NAMES else name

    # ---------- time ----------

    def day(self, date: datetime.date) -> str:
        """A day: `12 June 2026`."""
        day = self.say(NC_("day of the month", "1")) if date.day == 1 else str(date.day)
        text = self.say("{day} {month} {year}", day=day, month=self._month(date.month), year=date.year)
        return text.replace(" ", NBSP, 1)

    def date(self, known: PartialDate) -> str:
        """A date as exactly as it is known: `2026`, `May 2026`, `14 May 2026`."""
        if known.month is None:
            return self.say(NC_("date", "{year}"), year=known.year)
        if known.day is None:
            return self.say("{month} {year}", month=self._month(known.month), year=known.year)
        return self.day(known.first)

    def _month(self, month: int) -> str:
        return self.say(MONTHS[month - 1])

    def duration(self, length: Duration) -> str:
        """A length of time as its author wrote it: `20 min`, `2 hours 30 min`, `2–4 weeks`."""
        if length.upto is not None:
            amount, unit = length.parts[0]
            both = self.say("{least}–{most}", least=self.number(amount), most=self.number(length.upto))
            return _unbroken(self.count(*UNITS[unit], length.upto, n=both))
        parts = (_unbroken(self.count(*UNITS[unit], amount)) for amount, unit in length.parts)
        return self._between(LENGTH).join(parts)

    def span(self, days: float) -> str:
        """A sum of lengths in the unit that suits it: `7 months`, `3 weeks`, `2 hours`."""
        for unit, size, least in (("y", 365.25, 2), ("mo", 30.4375, 2), ("w", 7, 2), ("d", 1, 1), ("h", 1 / 24, 1)):
            if days >= size * least:
                return _unbroken(self.count(*UNITS[unit], round(days / size)))
        return _unbroken(self.count(*UNITS["min"], max(1, round(days * 1440))))


def _unbroken(text: str) -> str:
    return text.replace(" ", NBSP)


def between(before: str) -> str:
    """What parts two pieces on a line: a space, or nothing behind a wide mark, which brings its own."""
    return "" if before.endswith(("、", "。", "：", "；")) else " "


def initials(name: str) -> str:
    """Two letters for a name: `Karin Lindqvist` is `KL`, `Marketing` is `MA`, and `Lena, 23` is `LE`."""
    words = [word for word in (part.strip("()[]{}.,;:-–\"'<>&") for part in name.split()) if word]
    words = [word for word in words if not word[0].isdigit()] or words
    if not words:
        return "?"
    letters = words[0][0] + words[1][0] if len(words) > 1 else words[0][:2]
    return letters.upper()[:3]


def cut(text: str, length: int) -> str:
    """At most `length` characters, with an ellipsis where something is missing."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
