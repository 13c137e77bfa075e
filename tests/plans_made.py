"""Two plans of one country and the results of the second, made for questions with conditions."""

from __future__ import annotations

from textwrap import dedent

from corpus.model import Document
from corpus.read import read_bytes

_PLANS = {
    1: (
        "First Action Plan of Zembla",
        "2019-2021",
        (("Mended roads", "Ministry of Roads", "10,000 marels", "2020"),
         ("Clear bills", "Ministry of Coin", "20,000 marels", "2021"),
         ("Open kitchens", "Ministry of Health", "30,000 marels", "2021")),
    ),
    2: (
        "Second Action Plan of Zembla",
        "2022-2024",
        (("Open wells", "Ministry of Wells", "640,000 marels", "30 April 2024"),
         ("Fair queues", "Ministry of Wells", "1.1 million marels", "15 March 2023"),
         ("Night buses", "Ministry of Roads", "3.5 million marels", "30 September 2023"),
         ("Clean beaches", "Ministry of Coasts", "400,000 marels", "31 August 2024")),
    ),
}  # fmt: skip


def plan(number: int, says: str = "") -> Document:
    title, cycle, commitments = _PLANS[number]
    text = f"# {title}\n\n{says}\n" + "".join(
        f"\n## Commitment {n}: {name}\n\n- Lead institution: {lead}\n- Budget: {budget}\n- End date: {end}\n"
        for n, (name, lead, budget, end) in enumerate(commitments, start=1)
    )
    return _page(text, id=f"plan-{number}", title=title, kind="action_plan", cycle=cycle)


def results(rated: tuple[str, ...] = ("Complete", "Limited", "Not started", "Substantial")) -> Document:
    names = [name for name, *_ in _PLANS[2][2]]
    text = "# Results\n\n| Commitment | Completion |\n|---|---|\n" + "\n".join(
        f"| {n}. {name} | {level} |" for n, (name, level) in enumerate(zip(names, rated, strict=False), start=1)
    )
    return _page(text, id="results", title="Results of the Second Action Plan", kind="irm_report", cycle="2022-2024")


def _page(text: str, *, id: str, **meta: str) -> Document:
    stated = {"id": id, "country": "XZ", "language": "en", **meta}
    return read_bytes(dedent(text).strip().encode(), f"{id}.md", stated, infer=False)
