"""Every persona has a journey that somebody mapped.

A persona file that no map names, or only maps that are archived.

Why it matters: The Bitrix24 guide asks for a journey map of its own for each persona, and First Loop's article for
personas that stand behind maps. A persona that nobody works with ages unnoticed, and makes a team believe that it
knows a group of customers whose journey it has never looked at.

How to fix: Map the persona's journey and name it there (`persona: its-id`), or remove the file.

Example:

    cjm: 1
    name: Ines, 61, who prefers paper

Better:

    persona: sam

When to ignore: A persona that other work rests on too. Say so in its file:
`# cjm: ignore-file[unused-persona] used by the marketing team`.
"""

from collections.abc import Iterator

from cjm.finding import Category, Remark, Severity
from cjm.portfolio import Portfolio

SEVERITY = Severity.INFO
CATEGORY = Category.PORTFOLIO


def check(portfolio: Portfolio) -> Iterator[tuple[str, Remark]]:
    """Report persona files that no living map names."""
    for file, persona in portfolio.personas.items():
        if file not in portfolio.mapped_personas:
            advice = f"map its journey (`persona: {persona.id}`), or remove it"
            yield file, Remark((), f"persona '{persona.name}' is used by no map; {advice}")
