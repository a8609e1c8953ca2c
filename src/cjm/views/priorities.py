"""What to do: opportunities and their matrix, pain points, the action plan."""

import math

from cjm import figures
from cjm.model import Opportunity, PainPoint
from cjm.views import curve, head, parts, words
from cjm.views.index import Index
from cjm.views.parts import Bit, Cell, Row, Table
from cjm.views.tables import backing, bit, link, note, notes, table


def opportunities(index: Index) -> tuple[Table | None, parts.Matrix | None]:
    """Opportunities, the best first, and the matrix of impact and effort."""
    entries = index.opportunities
    order = figures.rank([one for _, _, one in entries])
    rows = []
    for number in order:
        at, under, one = entries[number]
        planned = _in_plan(one)
        rows.append(
            Row(
                (
                    (Bit(index.label[one.id], style="label"), Bit(one.text), *_details(one, ticketed=not planned)),
                    bit(_weight(one.impact)),
                    bit(_weight(one.effort)),
                    bit(figures.quadrant(one)),
                    index.solves(at, under, one),
                    _doing(index, one),
                ),
                f"s-{one.id}",
            )
        )
    lead = "Opportunities by impact on the customer and effort for us, each from 1 to 5."
    listed = table(
        "opportunities",
        "What to fix first",
        (Bit(lead),),
        ("Opportunity", "Impact", "Effort", "When", "Solves", "Action"),
        rows,
    )
    return listed, _matrix(index)


def _weight(value: int | None) -> str | None:
    return f"{words.THIRDS[figures.third(value)]} ({value})" if value is not None else None


def _details(one: Opportunity, ticketed: bool) -> Cell:
    ticket = (Bit(one.ticket, link(one.ticket), "note"),) if ticketed and one.ticket else ()
    return (
        *(Bit(idea, style="note idea") for idea in one.ideas),
        *note(
            words.OPPORTUNITY_KINDS.get(one.kind or ""),
            f"aim: {words.AIMS[one.aim]}" if one.aim else None,
            f"reach: {one.reach}" if one.reach else None,
            f"confidence: {words.share(one.confidence)}" if one.confidence is not None else None,
            f"process: {one.process}" if one.process else None,
            f"tags: {', '.join(one.tags)}" if one.tags else None,
        ),
        *notes(("Result", one.result if ticketed else None)),
        *ticket,
    )


def _in_plan(one: Opportunity) -> bool:
    return bool(one.owner or one.due or one.status not in (None, "open"))


def overdue(index: Index, one: Opportunity) -> bool:
    """Whether its day has passed and it is neither done nor dismissed."""
    return one.due is not None and one.due < index.today and one.status not in ("done", "dismissed")


def _status(index: Index, one: Opportunity) -> Bit:
    icon, word = words.OPPORTUNITY_STATUSES[one.status or "open"]
    if overdue(index, one):
        return Bit(f"{word}, overdue", style="status late", icon=index.icon("late"))
    return Bit(word, style="status " + (one.status or "open"), icon=index.icon(icon))


def _doing(index: Index, one: Opportunity) -> Cell:
    if not _in_plan(one):
        return bit("None yet", "muted")
    return (_status(index, one),)


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
    names = ("Do now", "Plan next", "Big bet", "", "", "Later", "Later", "", "")
    text = "Impact and effort matrix. The same values stand in the table next to it."
    return parts.Matrix(tuple(bubbles), names, text, tuple(loose))


def pains(index: Index) -> Table | None:
    """Pain points: the most severe first, then the best proven, then where the mood is lowest; unrated ones last."""

    def order(entry: tuple[int, PainPoint]) -> tuple[int, int, float]:
        at, pain = entry
        claim = _pain_claim(index, at, pain)
        return -words.SEVERITIES[pain.severity][0], -len(claim.sources), index.scores[at] or 0.0

    rows = []
    for at, pain in sorted(index.pains, key=order):
        claim = _pain_claim(index, at, pain)
        kind = words.PAIN_KINDS.get(pain.kind or "")
        answers = tuple(index.ref(one.id) for one in index.answers(pain, at))
        rows.append(
            Row(
                (
                    (severity(index, pain),),
                    (
                        Bit(index.label[pain.id], style="label"),
                        Bit(pain.text),
                        *note(
                            kind,
                            words.FREQUENCIES.get(pain.frequency or ""),
                            "ours" if pain.side == "business" else None,
                            f"tags: {', '.join(pain.tags)}" if pain.tags else None,
                        ),
                        *notes(("Accepted", pain.accepted)),
                    ),
                    (index.step_ref(at),),
                    answers or bit("None, accepted" if pain.accepted else "None yet", "muted"),
                    backing(index, claim),
                ),
                f"s-{pain.id}",
            )
        )
    return table(
        "pains",
        "Pain points",
        (Bit("Most severe first; equal ones by the amount of evidence."),),
        ("Severity", "Pain point", "Step", "Opportunity", "Evidence"),
        rows,
        head=1,
    )


def _pain_claim(index: Index, at: int, pain: PainPoint) -> figures.Claim:
    number = next(i for i, one in enumerate(index.steps[at].pain_points) if one is pain)
    return index.claim["pain point", at, number]


def severity(index: Index, pain: PainPoint) -> Bit:
    """The word and sign of a pain point's severity."""
    level, word = words.SEVERITIES[pain.severity]
    return Bit(word, style=f"severity sev{level}", icon=index.icon(f"s{level}") if level else None)


def actions(index: Index) -> Table | None:
    """The action plan: opportunities with an owner, a due date or a status other than open."""
    rows = []
    for _, _, one in index.opportunities:
        if not _in_plan(one):
            continue
        rows.append(
            Row(
                (
                    (index.ref(one.id), Bit(one.text)),
                    bit(one.owner) or bit("No owner", "missing"),
                    bit(words.day(one.due), "number") if one.due else bit("No date", "muted"),
                    (_status(index, one),),
                    (Bit(one.ticket, link(one.ticket), "ticket"),) if one.ticket else (),
                    bit(one.result),
                )
            )
        )
    late = sum(overdue(index, one) for _, _, one in index.opportunities)
    lead = f"As of {words.day(index.today)}." + (
        f" {words.plural(late, 'action is', 'actions are')} overdue." if late else ""
    )
    return table("actions", "Action plan", (Bit(lead),), ("Action", "Owner", "Due", "Status", "Ticket", "Result"), rows)


def before(index: Index) -> Table | None:
    """On a future map: what becomes of the pain points of the map that it improves."""
    found = head.today(index)
    if found is None:
        return None
    file, journey = found
    here = {pain.id: pain for _, pain in index.pains}
    rows = []
    for step in journey.steps:
        for pain in step.pain_points:
            kept = here.get(pain.id)
            accepted = (kept.accepted if kept else None) or pain.accepted
            fate = (
                (Bit("Accepted", style="muted"), Bit(accepted, style="note"))
                if accepted
                else (Bit("Still open", style="missing"),)
                if kept
                else (Bit("Addressed", style="status done", icon=index.icon("done")),)
            )
            rows.append(Row(((severity(index, pain),), bit(pain.text), bit(step.name), fate)))
    lead = f"The pain points of {journey.title} ({file}), and what becomes of them here."
    return table(
        "before", "From today's journey", (Bit(lead),), ("Severity", "Pain point", "Step", "In this map"), rows, head=1
    )
