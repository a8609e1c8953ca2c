"""How the report words things: signed numbers, dates, lengths of time, and its own vocabulary. English for now."""

import datetime
from collections.abc import Mapping

from cjm.model import Amount, Duration, Metric, PartialDate, Share
from cjm.model.metric import canonical
from cjm.model.values import number

MINUS = "\u2212"
NBSP = "\u00a0"
LRM = "\u200e"
"""Keeps the sign of a number at its left in texts that run from right to left."""

RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose usual script runs from right to left."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

AXIS = {
    2: ("delighted", "😄"),
    1: ("content", "🙂"),
    0: ("neutral", "😐"),
    -1: ("annoyed", "🙁"),
    -2: ("frustrated", "😫"),
}
"""The word and the face of each whole score."""

SEVERITIES: Mapping[str | None, tuple[int, str]] = {
    None: (0, "Not rated"),
    "low": (1, "Low"),
    "medium": (2, "Medium"),
    "high": (3, "High"),
    "critical": (4, "Critical"),
}
THIRDS = ("Low", "Medium", "High")
IMPORTANCES = {"low": "Low", "medium": "Medium", "high": "High"}
STATES = {"current": "Current state", "future": "Future state"}
STATUSES = {"draft": "Draft", "in-review": "In review", "published": "Published", "archived": "Archived"}
BANDS = {
    "draft": "Draft, not reviewed",
    "in-review": "In review, may still change",
    "archived": "Archived, no longer kept up",
}
BASES = {"hypothesis": "Hypothesis", "mixed": "Partly research", "research": "Research"}
LEVELS = {"lifecycle": "Whole relationship", "end-to-end": "End to end", "episode": "One episode"}
ACTORS = {"organisation": "Organisation", "partner": "Partner"}
ATTENTION = {"pilot": "Considered", "autopilot": "By habit"}
CAUSES = {"company": "Caused by the company", "situation": "Caused by the situation"}
OUTCOMES = {"success": ("yes", "Success"), "failure": ("no", "Failure"), "abandoned": ("exit", "Abandoned")}
PAIN_KINDS = {
    "friction": "Friction",
    "barrier": "Barrier",
    "challenge": "Challenge",
    "unmet-expectation": "Unmet expectation",
    "missing-information": "Missing information",
    "error": "Error",
}
FREQUENCIES = {"rare": "rare", "sometimes": "sometimes", "often": "often"}
OPPORTUNITY_STATUSES = {
    "open": ("todo", "Open"),
    "planned": ("plan", "Planned"),
    "in-progress": ("doing", "In progress"),
    "done": ("done", "Done"),
    "dismissed": ("no", "Dismissed"),
}
OPPORTUNITY_KINDS = {
    "process": "Process",
    "follow-up": "Follow-up",
    "feedback": "Feedback",
    "expectation": "Expectation",
    "strategy": "Strategy",
    "technology": "Technology",
    "training": "Training",
}
AIMS = {
    "retention": "retention",
    "acquisition": "acquisition",
    "referral": "referral",
    "upsell": "upsell",
    "cost": "lower cost",
    "compliance": "compliance",
}
EVIDENCE_TYPES = {
    "interview": "Interviews",
    "survey": "Survey",
    "feedback-form": "Feedback forms",
    "usability-test": "Usability test",
    "field-study": "Field study",
    "diary-study": "Diary study",
    "analytics": "Analytics",
    "call-log": "Call log",
    "support-tickets": "Support tickets",
    "reviews": "Reviews",
    "desk-research": "Desk research",
    "workshop": "Workshop",
    "internal": "Internal",
    "other": "Other",
}
AUDIENCES = {"new": "New", "returning": "Returning", "at-risk": "At risk", "lost": "Lost"}
DIRECTIONS = {"up": "more is better", "down": "less is better"}
ROLES = {
    "need": "Need",
    "awareness": "Awareness",
    "consider": "Consideration",
    "buy": "Purchase",
    "deliver": "Delivery",
    "onboard": "Onboarding",
    "use": "Use",
    "support": "Support",
    "loyalty": "Loyalty",
    "advocate": "Advocacy",
    "leave": "Leaving",
}
METRIC_NAMES = {
    "nps": "NPS",
    "csat": "CSAT",
    "ces": "CES",
    "conversion": "Conversion",
    "retention": "Retention",
    "churn": "Churn",
    "time": "Time",
    "cost": "Cost",
    "volume": "Volume",
}

UNITS = {
    "s": ("second", "seconds"),
    "min": ("min", "min"),
    "h": ("hour", "hours"),
    "d": ("day", "days"),
    "w": ("week", "weeks"),
    "mo": ("month", "months"),
    "y": ("year", "years"),
}

PAGE = {
    "skip": "Skip to the map",
    "theme": "Colour theme",
    "auto": "Auto",
    "light": "Light",
    "dark": "Dark",
    "wants": "Wants",
    "tired": "Is tired of",
    "more": "More about {name}",
    "glance": "The journey at a glance",
    "starts": "Starts",
    "ends": "Ends",
    "figures": "Key figures",
    "map": "The map",
    "zoom": "Zoom",
    "read": "Read",
    "fit": "Fit to window",
    "lanes": "Lanes",
    "severity": "Severity",
    "severities": "All severities",
    "channel": "Channel",
    "channels": "All channels",
    "online": "Online",
    "offline": "Offline",
    "search": "Search the map",
    "find": "Search",
    "previous": "Previous step",
    "next": "Next step",
    "step": "Step",
    "of": "{n} of {all} steps",
    "at": "Step {n} of {all}",
    "visibility": "Line of visibility",
    "high": ", high importance",
    "low": ", low importance",
    "moment": "Moment of truth: ",
    "assumption": "assumption",
    "beside": "beside the main path",
    "expected": "expected",
    "impact": "impact",
    "effort": "effort",
    "matrix": "Not weighed yet",
    "about": "About this map",
    "made": "Made with cjm",
    "accepted": "Accepted",
    "of_five": "of 5",
    "empty": "No steps yet",
    "picture": "Picture",
    "engagement": "Engagement",
    "target": "target",
    "traits": "Traits",
    "mood": "mood",
    "pain": "pain point",
    "opportunity": "opportunity",
    "open": "“",
    "close": "”",
    "improve": "improve",
    "remove": "remove",
    "keep": "keep",
    "emotion": "Emotion",
    "evidence": "Evidence",
}
"""The report's own words, by a short key."""

DOCUMENT = {
    "persona": "Persona",
    "who": "Who",
    "status": "Status",
    "trait": "{name}: {level} of 5",
    "summary": "In short",
    "goal": "Goal",
    "mood": "Mood",
    "role": "Kind of stage",
    "owner": "Owner",
    "mapped_by": "Mapped by",
    "success": "Goes well if",
    "support": "Support",
    "backstage": "Backstage",
    "when": "When",
    "takes": "Takes",
    "actor": "Done by",
    "attention": "Attention",
    "entry": "May start here",
    "off_path": "Beside the main path",
    "importance": "Importance",
    "feels": "Feels",
    "because": "Because",
    "was_expected": "Expected",
    "stake": "At stake",
    "conversion": "Go on",
    "outcome": "Outcome",
    "ideas": "Ideas",
    "assumptions": "Assumptions",
    "stage": "Stage",
    "score": "Score",
    "feeling": "Feeling",
    "today": "Today",
    "marks": "Marks",
    "edit": "Edit the map, not this file.",
    "best": "The best first.",
    "at_step": "step {n}",
    "scale": "One sign for each step of the main path: from ▁ (frustrated) to █ (delighted); · where nobody can tell.",
}
"""Words that only documents say, by a short key."""
ASSUMED = {
    "emotion": "Emotions in steps",
    "pain point": "Pain points",
    "gain": "Gains in steps",
    "quote": "Quotes in steps",
}
"""Claims without evidence, by kind, as a list of where they stand is introduced."""


QUOTATION = {
    "de": ("„", "“"),
    "fr": ("« ", " »"),
    "es": ("«", "»"),
    "sv": ("”", "”"),
    "ja": ("「", "」"),
    "zh": ("“", "”"),
    "ar": ("«", "»"),
}
"""Quotation marks by language, where they are not the English ones."""


def page(language: str, steps: int) -> Mapping[str, str]:
    """The report's own words, with the quotation marks of the language and the number of steps."""
    opening, closing = QUOTATION.get(language.partition("-")[0].lower(), (PAGE["open"], PAGE["close"]))
    return {**PAGE, "open": opening, "close": closing, "all": plural(steps, "step", "steps")}


def plural(count: int, one: str, many: str) -> str:
    """`1 step`, `3 steps`."""
    return f"{count} {one if count == 1 else many}"


def signed(value: float, mark: str = "", digits: int = 1) -> str:
    """A score with its sign: `+0.8`, `−1.0`, `0.0`; `mark` stands before it."""
    rounded = round(value, digits)
    sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
    return f"{mark}{sign}{abs(rounded):.{digits}f}"


def minus(text: str) -> str:
    """A number with a real minus sign."""
    return MINUS + text[1:] if text.startswith("-") else text


def day(date: datetime.date) -> str:
    """`12 June 2026`."""
    return f"{date.day}{NBSP}{MONTHS[date.month - 1]} {date.year}"


def date(known: PartialDate) -> str:
    """A date as exactly as it is known: `2026`, `May 2026`, `14 May 2026`."""
    if known.month is None:
        return str(known.year)
    month = f"{MONTHS[known.month - 1]} {known.year}"
    return month if known.day is None else f"{known.day}{NBSP}{month}"


def share(part: Share) -> str:
    """`35 %`, with a space that does not break."""
    return f"{number(part.percent)}{NBSP}%"


def percent(part: float) -> str:
    """A part of 1 as `35 %`."""
    return f"{round(100 * part)}{NBSP}%"


def duration(length: Duration) -> str:
    """`20 min`, `2 hours 30 min`, `2–4 weeks`."""
    if length.upto is not None:
        amount, unit = length.parts[0]
        return f"{number(amount)}–{number(length.upto)}{NBSP}{UNITS[unit][1]}"
    return " ".join(f"{number(amount)}{NBSP}{UNITS[unit][amount != 1]}" for amount, unit in length.parts)


def span(days: float) -> str:
    """A sum of lengths in the unit that suits it: `7 months`, `3 weeks`, `2 hours`."""
    for unit, size, least in (("y", 365.25, 2), ("mo", 30.4375, 2), ("w", 7, 2), ("d", 1, 1), ("h", 1 / 24, 1)):
        if days >= size * least:
            amount = round(days / size)
            return f"{amount}{NBSP}{UNITS[unit][amount != 1]}"
    return f"{max(1, round(days * 1440))}{NBSP}min"


def amount(value: Amount) -> str:
    """A figure without unit: `21`, `41 %`, `14 days`."""
    if value.share is not None:
        return share(value.share)
    if value.duration is not None:
        return duration(value.duration)
    return minus(number(value.number or 0.0))


def figure(name: str, metric: Metric, value: Amount | None) -> tuple[str, str]:
    """A metric's value and what stands small behind it: `("4.6", "of 5")`, `("+21", "")`, `("34", "%")`."""
    if value is None:
        return "–", ""
    text = amount(value)
    if canonical(name) == "nps" and value.number is not None and value.number > 0:
        text = "+" + text
    if value.number is None:
        return text, ""
    if metric.scale is not None:
        if metric.scale.percent:
            return text, "%"
        unit = metric.unit or ""
        if unit.strip() == "%":
            return text, f"% (scale {metric.scale})"
        return text, f"{unit} of{NBSP}{number(metric.scale.high)}".strip()
    return text, metric.unit or ""


def measured(name: str, metric: Metric, value: Amount | None) -> str:
    """A metric's value in one text: `4.6 of 5`."""
    text, unit = figure(name, metric, value)
    return f"{text}{NBSP}{unit}" if unit else text


def metric_name(name: str) -> str:
    """What a metric is called: `NPS`, else as the author wrote it."""
    return METRIC_NAMES.get(canonical(name), name) if name.strip().lower() in METRIC_NAMES else name


def initials(name: str) -> str:
    """Two letters for a name: `Karin Lindqvist` is `KL`, `Marketing` is `MA`."""
    words = [word for word in (part.strip("()[]{}.,;:-–\"'<>&") for part in name.split()) if word]
    if not words:
        return "?"
    letters = words[0][0] + words[1][0] if len(words) > 1 else words[0][:2]
    return letters.upper()[:3]


def cut(text: str, length: int) -> str:
    """At most `length` characters, with an ellipsis where something is missing."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
