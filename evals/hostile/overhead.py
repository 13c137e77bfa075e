"""What prompt, checks and parsing cost beyond the model's own time and the same retrieval without a model."""

from __future__ import annotations

import time
from statistics import median

from evals.bench.figures import Figure
from evals.hostile.ground import Ground
from evals.hostile.honest import obey

PART = "overhead"
LIMIT = 0.060
WARM_UP = 5


def overhead(ground: Ground) -> list[Figure]:
    """Each question with the model and without it by turns; the first ones are not counted."""
    opened, plain = ground.fictional, ground.plain
    opened.chat.behave = obey
    beyond, with_model, without = [], [], []
    for n, question in enumerate(ground.ordinary):
        ground.tell(PART, n, len(ground.ordinary))
        opened.chat.forget()
        seconds = [0.0, 0.0]
        for which in (0, 1) if n % 2 else (1, 0):
            started = time.perf_counter()
            (opened.assistant, plain)[which].ask(question)
            seconds[which] = time.perf_counter() - started
        if n >= WARM_UP:
            beyond.append(seconds[0] - opened.chat.seconds - seconds[1])
            with_model.append(seconds[0])
            without.append(seconds[1])
    ground.tell(PART, len(ground.ordinary), len(ground.ordinary))
    middle = median(beyond)
    return [
        Figure(
            PART,
            "an answer beyond the model's own time and the retrieval, p50, ms",
            1000 * middle,
            unit="count",
            target=1000 * LIMIT,
            at_most=True,
            detail=f"{len(beyond)} questions; p50 with the model {1000 * median(with_model):.0f} ms,"
            f" without {1000 * median(without):.0f} ms; largest {1000 * max(beyond):.0f} ms",
            numbers={"with_ms": 1000 * median(with_model), "without_ms": 1000 * median(without)},
        )
    ]
