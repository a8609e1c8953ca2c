"""What to do: opportunities and their matrix, pain points, the action plan."""

import math

from cjm import figures
from cjm.model import Opportunity, PainPoint
from cjm.views import curve, head, parts, words
from cjm.views.carries import rice, rice_explained
from cjm.views.index import Index
from cjm.views.parts import Bit, Cell, Row, Table
from cjm.views.prose import prose, sentences
from cjm.views.tables import backing, bit, link, note, notes, table
from cjm.views.words import NC_


def opportunities(index: Index) -> tuple[Table | None, parts.Matrix | None]:
    """Opportunities, the best first, and the matrix of impact and effort."""
    entries = index.opportunities
    order = figures.rank([one for _, _, one in entries])
    say, rows = index.words.say, []
    for number in order:
        at, under, one = entries[number]
        planned = in_plan(one)
        rows.append(
            Row(
                (
                    (Bit(index.label[one.id], style="label"), Bit(prose(one.text)), *_details(index, one, not planned)),
                    bit(_weight(index, one.impact)),
                    bit(_weight(index, one.effort)),
                    bit(say(named) if not settled(one) and (named := figures.quadrant(one)) else None),
                    rice(index, one),
                    index.solves(at, under, one),
                    _doing(index, one),
                ),
                f"s-{one.id}",
            )
        )
    lead = say("Opportunities by impact on the customer and effort for us, each from 1 to 5.")
    listed = table(
        "opportunities",
        say("What to fix first"),
        (Bit(index.words.sentences(lead, rice_explained(index))),),
        (say("Opportunity"), say("Impact"), say("Effort"), say("When"), "RICE", say("Solves"), say("Action")),
        rows,
    )
    return listed, _matrix(index)


def _weight(index: Index, value: int | None) -> str | None:
    return index.words.say(words.WEIGHTS[figures.third(value)], n=value) if value is not None else None


def _details(index: Index, one: Opportunity, ticketed: bool) -> Cell:
    language, say = index.words, index.words.say
    ticket = (Bit(one.ticket, link(one.ticket), "note"),) if ticketed and one.ticket else ()
    return (
        *(Bit(idea, style="note idea") for idea in sentences(one.ideas)),
        *note(
            say(words.OPPORTUNITY_KINDS[one.kind]) if one.kind else None,
            language.label(say("aim"), say(words.AIMS[one.aim])) if one.aim else None,
            language.label(say("reach"), one.reach) if one.reach else None,
            language.label(say("confidence"), language.share(one.confidence)) if one.confidence is not None else None,
            language.label(say("process"), one.process) if one.process else None,
            language.label(say("tags"), language.listed(one.tags)) if one.tags else None,
        ),
        *notes(index, (say("Result"), prose(one.result) if ticketed else None)),
        *ticket,
    )


def in_plan(one: Opportunity) -> bool:
    """Whether an opportunity is part of the action plan: it has an owner, a due date or a status other than open."""
    return bool(one.owner or one.due or one.status not in (None, "open"))


def overdue(index: Index, one: Opportunity) -> bool:
    """Whether its day has passed and it is neither done nor dismissed."""
    return one.due is not None and one.due < index.today and not settled(one)


def settled(one: Opportunity) -> bool:
    """Whether nothing is left to do about an opportunity."""
    return one.status in ("done", "dismissed")


def status(index: Index, one: Opportunity) -> Bit:
    """How far an opportunity is, as a word with a sign; late ones say so."""
    icon, word = words.OPPORTUNITY_STATUSES[one.status or "open"]
    if overdue(index, one):
        late = index.words.listed((index.words.say(word), index.words.say("overdue")))
        return Bit(late, style="status late", icon=index.icon("late"))
    return Bit(index.words.say(word), style="status " + (one.status or "open"), icon=index.icon(icon))


def _doing(index: Index, one: Opportunity) -> Cell:
    if not in_plan(one):
        return bit(index.words.say("None yet"), "muted")
    return (status(index, one),)


def _matrix(index: Index) -> parts.Matrix | None:
    cells: dict[tuple[int, int], list[str]] = {}
    loose: list[Bit] = []
    for _, _, one in index.opportunities:
        if one.impact is None or one.effort is None:
            loose.append(index.ref(one.id))
        else:
            cells.setdefault((figures.third(one.effort), figures.third(one.impact)), []).append(index.label[one.id])
    if not cells:
        return None
    bubbles = []
    for (effort, impact), labels in cells.items():
        if len(labels) > 9:
            labels = [*labels[:8], f"+{len(labels) - 8}"]
        across, down = min(len(labels), 3), math.ceil(len(labels) / 3)
        for number, label in enumerate(labels):
            line, place = divmod(number, across)
            x = effort * 100 + 50 + (place - (min(across, len(labels) - line * across) - 1) / 2) * 31
            y = (2 - impact) * 100 + 58 + (line - (down - 1) / 2) * 27
            bubbles.append(parts.Bubble(curve.short(x), curve.short(y), label, impact == 2))
    say = index.words.say
    now, following, bet, later = (say(name) for name in words.QUADRANTS)
    return parts.Matrix(
        tuple(bubbles),
        names=(now, following, bet, "", "", later, later, "", ""),
        impacts=tuple(say(name) for name in reversed(words.IMPACTS)),
        efforts=tuple(say(name) for name in words.EFFORTS),
        text=say("Impact and effort matrix. The same values stand in the table next to it."),
        not_weighed=tuple(loose),
    )


def pains(index: Index) -> Table | None:
    """Pain points: the most severe first, then the best proven, then where the mood is lowest; unrated ones last."""

    def order(entry: tuple[int, PainPoint]) -> tuple[int, int, float]:
        at, pain = entry
        claim = _pain_claim(index, at, pain)
        return -words.SEVERITIES[pain.severity][0], -len(claim.sources), index.scores[at] or 0.0

    say, rows = index.words.say, []
    for at, pain in sorted(index.pains, key=order):
        claim = _pain_claim(index, at, pain)
        answers = tuple(index.ref(one.id) for one in index.answers(pain, at))
        rows.append(
            Row(
                (
                    (severity(index, pain),),
                    (
                        Bit(index.label[pain.id], style="label"),
                        Bit(prose(pain.text)),
                        *note(
                            say(words.PAIN_KINDS[pain.kind]) if pain.kind else None,
                            say(words.FREQUENCIES[pain.frequency]) if pain.frequency else None,
                            say("ours") if pain.side == "business" else None,
                            index.words.label(say("tags"), index.words.listed(pain.tags)) if pain.tags else None,
                        ),
                        *notes(index, (say(NC_("pain point", "Accepted")), prose(pain.accepted))),
                    ),
                    (index.step_ref(at),),
                    answers or bit(say("None, accepted") if pain.accepted else say("None yet"), "muted"),
                    backing(index, claim),
                ),
                f"s-{pain.id}",
            )
        )
    return table(
        "pains",
        say("Pain points"),
        (Bit(say("Most severe first; equal ones by the amount of evidence.")),),
        (say("Severity"), say("Pain point"), say("Step"), say("Opportunity"), say("Evidence")),
        rows,
        head=1,
    )


def _pain_claim(index: Index, at: int, pain: PainPoint) -> figures.Claim:
    number = next(i for i, one in enumerate(index.steps[at].pain_points) if one is pain)
    return index.claim["pain point", at, number]


def severity(index: Index, pain: PainPoint) -> Bit:
    """The word and sign of a pain point's severity."""
    level, word = words.SEVERITIES[pain.severity]
    return Bit(index.words.say(word), style=f"severity sev{level}", icon=index.icon(f"s{level}") if level else None)


def actions(index: Index) -> Table | None:
    """The action plan: opportunities with an owner, a due date or a status other than open."""
    say, rows = index.words.say, []
    for _, _, one in index.opportunities:
        if not in_plan(one):
            continue
        rows.append(
            Row(
                (
                    (index.ref(one.id), Bit(prose(one.text))),
                    bit(one.owner) or bit(say("No owner"), "missing"),
                    bit(index.words.day(one.due), "number") if one.due else bit(say("No date"), "muted"),
                    (status(index, one),),
                    (Bit(one.ticket, link(one.ticket), "ticket"),) if one.ticket else (),
                    bit(prose(one.result)),
                )
            )
        )
    late = sum(overdue(index, one) for _, _, one in index.opportunities)
    lead = say("As of {date}.", date=index.words.day(index.today))
    if late:
        told = index.words.count("{n} action is overdue.", "{n} actions are overdue.", late)
        lead = index.words.sentences(lead, told)
    columns = (say("Action"), say("Owner"), say("Due"), say("Status"), say("Ticket"), say("Result"))
    return table("actions", say("Action plan"), (Bit(lead),), columns, rows)


def before(index: Index) -> Table | None:
    """On a future map: what becomes of the pain points of the map that it improves."""
    found = head.today(index)
    if found is None:
        return None
    file, journey = found
    here = {pain.id: pain for _, pain in index.pains}
    say, rows = index.words.say, []
    for step in journey.steps:
        for pain in step.pain_points:
            kept = here.get(pain.id)
            accepted = (kept.accepted if kept else None) or pain.accepted
            fate = (
                (Bit(say(NC_("pain point", "Accepted")), style="muted"), Bit(prose(accepted), style="note"))
                if accepted
                else (Bit(say("Still open"), style="missing"),)
                if kept
                else (Bit(say("Addressed"), style="status done", icon=index.icon("done")),)
            )
            rows.append(Row(((severity(index, pain),), bit(prose(pain.text)), bit(step.name), fate)))
    lead = say("The pain points of {map} ({file}), and what becomes of them here.", map=journey.title, file=file)
    columns = (say("Severity"), say("Pain point"), say("Step"), say("In this map"))
    return table("before", say("From today's journey"), (Bit(lead),), columns, rows, head=1)
