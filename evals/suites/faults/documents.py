"""Documents made up for trials, in any number."""

from __future__ import annotations

from random import Random

_PLACES = ("harbour", "market", "mountain", "river", "lake", "forest", "island", "valley")
_THINGS = ("libraries", "bridges", "clinics", "schools", "gardens", "bus stops", "wells", "archives")
_BODIES = ("Ministry of Water", "Office of Archives", "Council of Towns", "Institute of Statistics")


def plan(title: str, chance: Random, commitments: int = 3) -> str:
    """An action plan in Markdown."""
    lines = [f"# Action plan {title}", ""]
    for n in range(1, commitments + 1):
        place, thing, body = chance.choice(_PLACES), chance.choice(_THINGS), chance.choice(_BODIES)
        lines += [
            f"## Commitment {n}: Open {thing} of the {place}",
            "",
            f"The {body} will publish the register of {chance.randint(11, 999)} {thing} of the {place} every month.",
            "",
            f"- Lead institution: {body}",
            f"- Milestone: {chance.randint(2, 9)} meetings with the people who use the {thing}.",
            "",
        ]
    return "\n".join(lines)


def counted(kind: str, edition: int) -> str:
    """A document that says the same number in each sentence: that of its edition. `kind` is one of KINDS."""
    number = 10_000 + edition
    said = {
        "plan": f"The Office of Archives will open {number} archives to visitors.",
        "report": f"The Office of Archives reports that {number} archives were opened to visitors.",
        "irm": f"The IRM found that {number} archives were opened to visitors. Completion: Substantial.",
    }[kind]
    return f"# {TITLES[kind]}\n\n## Commitment 1: Open archives\n\n{said}\n\n- Archives: {number}\n"


TITLES = {
    "plan": "Action plan of Marelia 2023-2025",
    "report": "Self-assessment report of Marelia 2023-2025",
    "irm": "IRM results report: Marelia 2023-2025",
}
KINDS = tuple(TITLES)
