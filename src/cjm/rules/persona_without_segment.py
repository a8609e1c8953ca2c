"""Every persona stands for a segment that the project knows.

Where `cjm.yaml` lists `segments`: a persona file without a `segment`, or with one that is not in the list. Capitals,
spaces and punctuation make no difference.

Why it matters: A persona that stands for nobody in particular pleases everybody and helps no one, and nobody can tell
how many customers it speaks for. First Loop's article on customer journey maps wants personas that represent different
segments, and so each persona needs one.

How to fix: Name the group of customers that the persona represents, as `cjm.yaml` calls it, or add the group there.

Example:

    name: Sam, 34, who is always late
    segment: Student

Better:

    name: Sam, 34, who is always late
    segment: students

When to ignore: A persona who is no customer, such as a colleague at the counter.
"""

from collections.abc import Iterator

from cjm.finding import Category, Change, Remark, Severity
from cjm.model import slug
from cjm.portfolio import Portfolio
from cjm.vocabulary.aliases import closest, meant_value

SEVERITY = Severity.INFO
CATEGORY = Category.PORTFOLIO
FIX = "safe"


def check(portfolio: Portfolio) -> Iterator[tuple[str, Remark]]:
    """Report persona files without a segment of the project."""
    names = tuple(segment.name for segment in portfolio.project.segments) if portfolio.project else ()
    known = {slug(name) for name in names}
    for file, persona in portfolio.personas.items() if names else ():
        if not (persona.segment or "").strip():
            message = f"persona '{persona.name}' has no segment; name the group of customers that it stands for"
            yield file, Remark(("segment",), message, allowed=names)
        elif persona.segment and slug(persona.segment) not in known:
            near = closest(persona.segment, names)
            help = f"did you mean `{near[0]}`?" if near else "name one of the list, or add it there"
            # Only another spelling is sure to mean the same; a name that shares a word with this one may not.
            meant = meant_value(persona.segment, names, "segment")
            change = Change("replace", ("segment",), meant[0], persona.segment) if len(meant) == 1 else None
            message = f"the segment '{persona.segment}' of persona '{persona.name}' is not in the list of `cjm.yaml`"
            yield file, Remark(("segment",), message, (help,), names, change=change)
