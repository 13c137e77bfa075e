"""How many of the best passages are read for an answer."""

from __future__ import annotations

from assistant.assistant import PASSAGES, Assistant
from evals.sweeps.asking import answer_all, outcomes
from evals.sweeps.ground import Ground
from evals.sweeps.measured import Measure, Outcome, Setting, Sweep

NUMBERS = (4, 8, 12, 20)
MEASURES = (
    Measure("right", "right answers"),
    Measure("found_and_said", "found and said"),
    Measure("wrong_refusal", "wrong refusals", least=True),
    Measure("answered_unanswerable", "unanswerables answered", least=True),
)


def measure(ground: Ground, numbers: tuple[int, ...] = NUMBERS) -> list[Sweep]:
    """One sweep. Errors: ValueError where the default is not among `numbers`."""
    settings = []
    for number in numbers:
        found: list[Outcome] = []
        for library in ground.opened:
            ground.tell(f"answers from {number} passages, {library.name}")
            searcher = library.assistant.searcher
            assistant = Assistant(library.folder, searcher, ground.bridge, reader=ground.reader, passages=number)
            found += outcomes(answer_all(library, assistant))
        settings.append(Setting(f"{number}", tuple(found)))
    return [Sweep("k", "Passages that are read for an answer", f"{PASSAGES}", MEASURES, tuple(settings))]
