"""The figures that are computed from a map, each with how: how far it carries, and RICE."""

from collections.abc import Iterator, Mapping

from cjm import figures
from cjm.figures.gaps import PARTS as WEIGHTS
from cjm.figures.levels import COMPLETE
from cjm.model import Opportunity
from cjm.views.index import Index
from cjm.views.parts import Bit, Cell, Row, Table
from cjm.views.proof import BACKED
from cjm.views.tables import bit, table
from cjm.views.words import N_, NC_, NN_, UNITS

LEVELS = {
    "Sketch": NC_("maturity of a map", "Sketch"),
    "Complete": NC_("maturity of a map", "Complete"),
    "Grounded": NC_("maturity of a map", "Grounded"),
    "Actionable": NC_("maturity of a map", "Actionable"),
    "Managed": NC_("maturity of a map", "Managed"),
}
PARTS: Mapping[figures.Part, str] = {
    "map": N_("the map itself {share}"),
    "steps": N_("its steps {share}"),
    "opportunities": N_("its opportunities {share}"),
}
"""How complete the parts of a map are."""
LACKS = {
    "persona": NC_("a map lacks", "the persona"),
    "goal": NC_("a map lacks", "the goal"),
    "scenario": NC_("a map lacks", "the scenario"),
    "start": NC_("a map lacks", "where it starts"),
    "end": NC_("a map lacks", "where it ends"),
    "state": NC_("a map lacks", "whether it is lived today or intended"),
    "basis": NC_("a map lacks", "its basis"),
    "owner": NC_("a map lacks", "its owner"),
    "review": NC_("a map lacks", "the day of a review"),
    "evidence": NC_("a map lacks", "a source"),
}
"""What a map may not say of itself."""
STEPS_LACK = {
    "emotion": NN_("the emotion of {n} step", "the emotions of {n} steps"),
    "pain points": NN_("the pain points of {n} step", "the pain points of {n} steps"),
    "touchpoints": NN_("the touchpoint and channel of {n} step", "the touchpoints and channels of {n} steps"),
    "actions": NN_("the actions of {n} step", "the actions of {n} steps"),
    "thoughts": NN_("the thoughts of {n} step", "the thoughts of {n} steps"),
    "tracking": NN_("owner and status of {n} opportunity", "owner and status of {n} opportunities"),
}
"""What steps and opportunities may not say."""
GATES = {
    "persona": NC_("a level asks for", "a persona"),
    "goal": NC_("a level asks for", "the customer's goal"),
    "stages": NC_("a level asks for", "three stages"),
    "basis": NC_("a level asks for", "a basis of research, at least in part"),
    "owner": NC_("a level asks for", "somebody who owns the map"),
    "metric": NC_("a level asks for", "a metric with value and target"),
}
"""What a level asks for, where no number tells more."""
MOST = 3
"""How many things are named that a map lacks most."""


def carries(index: Index) -> Table | None:
    """Computed figures, each with one sentence on how it is computed."""
    say = index.words.say
    rows = [*_completeness(index), _five(index), *_evidence(index), *_pains(index), *_mood(index), *_length(index)]
    return table(
        "carries",
        say("How far this map carries"),
        (Bit(say("Figures computed from this map alone.")),),
        (say("Figure"), say("Value"), say("How it is computed")),
        rows,
    )


def _row(name: str, value: Cell, how: str) -> Row:
    return Row((bit(name), value, bit(how)))


def _lines(*texts: str | None) -> Cell:
    return tuple(Bit(text, style="note") for text in texts if text)


# ---------- maturity and completeness ----------


def _completeness(index: Index) -> Iterator[Row]:
    language, say = index.words, index.words.say
    complete = figures.completeness(
        index.journey,
        index.emotions,
        [any(index.atlas.channel_name(one) for one in step.touchpoints) for step in index.steps],
        index.claims,
        _opportunities(index),
    )
    reached = _maturity(index, complete)
    level = (
        (Bit(say(LEVELS[reached.name]), style="strong"), *_lines(say("level {n} of 5", n=reached.level)))
        if reached.name
        else (Bit(say("Not yet a sketch"), style="strong"),)
    )
    lacks = None
    if reached.following:
        following = say("{level} asks for", level=say(LEVELS[reached.following]))
        lacks = language.label(following, language.listed(_gate(index, one) for one in reached.blocking))
    yield _row(
        say("Maturity"),
        (*level, *_lines(lacks)),
        say(
            "Five levels: {levels}. Each asks for all that those before it ask for.",
            levels=language.listed(say(name) for name in LEVELS.values()),
        ),
    )
    missing = [_missing(index, one) for one in complete.missing[:MOST]]
    shares = [(part, complete.part(part)) for part in PARTS] if missing else []
    yield _row(
        say("Completeness"),
        (
            Bit(language.percent(complete.share), style="strong"),
            *_lines(
                language.listed(_part(index, part, share) for part, share in shares if share is not None),
                language.label(say("Missing most"), language.listed(missing)) if missing else None,
            ),
        ),
        say(
            "What the map says of itself counts for {map}, what it says of each step for {steps}, who acts on the"
            " opportunities for {opportunities} (without any, the others share these). Complete is not the same as"
            " good.",
            **{part: language.percent(share) for part, share in WEIGHTS.items()},
        ),
    )


def _part(index: Index, part: figures.Part, share: float) -> str:
    return index.words.say(PARTS[part], share=index.words.percent(share))


def _missing(index: Index, one: figures.Filled) -> str:
    if one.item in LACKS:
        return index.words.say(LACKS[one.item])
    return index.words.count(*STEPS_LACK[one.item], one.of - one.filled)


def _maturity(index: Index, complete: figures.Completeness) -> figures.Maturity:
    return figures.maturity(
        index.journey,
        complete,
        len(index.warnings),
        figures.coverage(index.claims),
        figures.newest([source for _, _, source in index.sources.values()], index.today),
        _severe(index),
        _opportunities(index),
        index.today,
    )


def _gate(index: Index, condition: figures.Condition) -> str:
    """What a level asks for, and how far the map is from it."""
    language, have = index.words, condition.have
    number = int(have or 0)
    match condition.asked:
        case "completeness":
            return language.say("completeness of {share}", share=language.percent(COMPLETE))
        case "warnings":
            return language.count(
                "one warning of lint settled ({rules})",
                "{n} warnings of lint settled ({rules})",
                number,
                rules=language.listed(dict.fromkeys(index.warnings)),
            )
        case "coverage":
            share = language.percent(have or 0)
            return language.say("half of the claims backed by research (now {share})", share=share)
        case "age":
            if have is None:
                return language.say("evidence with a date")
            return language.say("evidence from the last 24 months (now {age} old)", age=_months(index, have))
        case "answers":
            return language.count(
                "an opportunity for {n} severe pain point", "opportunities for {n} severe pain points", number
            )
        case "tracking":
            return language.count(
                "owner, status and day for {n} opportunity", "owner, status and day for {n} opportunities", number
            )
        case "review":
            if have is None:
                return language.say("a day for the next review")
            return language.count("a review, overdue by {n} day", "a review, overdue by {n} days", number)
    return language.say(GATES[condition.asked])


def _five(index: Index) -> Row:
    """How far the map has come along the five steps of making one."""
    say, number = index.words.say, index.words.number
    steps, touched = len(index.steps), sum(step.given("touchpoints") for step in index.steps)
    heard = sum(source.type not in ("internal", "workshop", "desk-research") for _, _, source in index.sources.values())
    felt = sum(score is not None for score in index.scores)
    planned = [one for one in _opportunities(index) if one.owner and one.due]
    told = (
        (say("Customer insights"), heard, len(index.sources)),
        (say("Personas"), sum(bool(one.goals and one.frustrations) for one in index.personas), len(index.personas)),
        (say("Touchpoints"), touched, steps),
        (say("Curve"), felt, steps),
        (say("Actions"), len(planned), len(_opportunities(index))),
    )
    return _row(
        say("Five steps of mapping"),
        _lines(
            *(
                index.words.label(name, say("{n} of {all}", n=number(some), all=number(of)) if of else say("Not begun"))
                for name, some, of in told
            )
        ),
        say(
            "Sources that are not internal; personas with goals and frustrations; steps whose touchpoints and feelings"
            " are told; opportunities with an owner and a day."
        ),
    )


# ---------- evidence ----------


def _evidence(index: Index) -> Iterator[Row]:
    language, say = index.words, index.words.say
    proven = figures.coverage(index.claims)
    if not proven.claims:
        return
    kinds = [
        language.count(*BACKED[kind], part.claims, backed=part.backed)
        for kind in figures.CLAIM_KINDS
        if (part := figures.coverage(index.claims, kind)).claims
    ]
    strong = figures.strong(index.journey, index.claims, index.scores, index.shared)
    yield _row(
        say("Claims backed by research"),
        (
            Bit(language.percent(proven.share), style="strong"),
            *_lines(
                language.listed(kinds),
                say("{n} of {all} strong claims", n=strong.backed, all=strong.claims) if strong.claims else None,
            ),
        ),
        say(
            "Claims with a source that is not internal, of all. Strong claims are severe pain points, feelings at"
            " either end of the scale and moments of truth."
        ),
    )
    age = figures.typical_age(index.claims, index.shared, index.today)
    if age is not None:
        yield _row(
            say("Age of the evidence"),
            (Bit(_months(index, age), style="strong"),),
            say("Time since the newest source of a claim was collected or confirmed; the median over the claims."),
        )


def _months(index: Index, months: float) -> str:
    return index.words.count(*UNITS["mo"], round(months)) if months >= 1 else index.words.say("less than a month")


# ---------- pain points ----------


def _pains(index: Index) -> Iterator[Row]:
    language, say = index.words, index.words.say
    severe = _severe(index)
    if severe.severe:
        yield _row(
            say("Severe pain points covered"),
            (Bit(say("{n} of {all}", n=severe.answered, all=severe.severe), style="strong"),),
            language.sentences(
                say("High and critical pain points with an opportunity that is not dismissed."),
                language.count(
                    "{n} accepted pain point is left out.", "{n} accepted pain points are left out.", severe.accepted
                )
                if severe.accepted
                else None,
            ),
        )
    stages = figures.stage_friction(index.journey)
    if any(stage.mean for stage in stages):
        loose = figures.unrated(index.journey)
        yield _row(
            say("Friction by stage"),
            _lines(
                *(
                    language.label(
                        stage.name,
                        say(
                            "{mean} per step, {share} of all",
                            mean=language.number(round(one.mean, 2)),
                            share=language.percent(one.share),
                        ),
                    )
                    for stage, one in zip(index.journey.stages, stages, strict=True)
                    if one.mean
                )
            ),
            language.sentences(
                say(
                    "Severity (1 to 4) times frequency (rare ¼, sometimes ½, often 1) of the pain points: how intense a"
                    " stage is, and where the weight lies."
                ),
                language.count(
                    "{n} pain point is not rated and left out.", "{n} pain points are not rated and left out.", loose
                )
                if loose
                else None,
            ),
        )


def _severe(index: Index) -> figures.Answered:
    return figures.severe_answered((pain, index.answers(pain, at)) for at, pain in index.pains)


def _opportunities(index: Index) -> list[Opportunity]:
    return [one for _, _, one in index.opportunities]


# ---------- the mood ----------


def _mood(index: Index) -> Iterator[Row]:
    language, say, mood = index.words, index.words.say, index.mood
    if mood is None:
        return
    yield _row(
        say("Peak-end"),
        (Bit(index.signed(mood.peak_end), style="strong"), *_lines(say("estimate"))),
        say(
            "Mean of the most intense moment (step {n}) and the end: what customers are likely to remember.",
            n=mood.peak + 1,
        ),
    )
    yield _row(
        say("Average mood"),
        (Bit(index.signed(mood.average), style="strong"),),
        say("Mean score of the main path; it hides the lows."),
    )
    yield _row(
        say("Swing"),
        (Bit(language.number(mood.swing, 1), style="strong"),),
        say("Mean change of the score from one step to the next, up or down."),
    )
    yield _row(
        say("Positive steps"),
        (Bit(language.percent(mood.positive), style="strong"),),
        say("Steps with a score above zero, of those of the main path that have one."),
    )


def _length(index: Index) -> Iterator[Row]:
    days = figures.days(index.journey)
    if days is not None:
        say = index.words.say
        yield _row(
            say("Length"),
            (Bit(index.words.span(days), style="strong"),),
            say("Sum over the steps of the main path; the middle of ranges."),
        )


# ---------- opportunities ----------


def rice(index: Index, one: Opportunity) -> Cell:
    """What RICE says of an opportunity, where its inputs stand."""
    value = figures.rice(one)
    return bit(index.words.number(round(value)) if value is not None else None, "number")


def rice_explained(index: Index) -> str | None:
    """How that is computed, where it is said of any opportunity."""
    if all(figures.rice(one) is None for one in _opportunities(index)):
        return None
    return index.words.say(
        "RICE is reach × impact × confidence ÷ effort, with 3, 2, 1, ½ and ¼ for an impact from 5 to 1, and effort"
        " as it stands; compare where reach is counted over the same time."
    )
