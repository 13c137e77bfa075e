"""A question of the web page from beginning to end, as a series of conversations to show.

A generator of Gradio's hears that the person has left only while it waits at a `yield`: its queue looks whether the
browser is still there after each piece, and closes the generator then. So a piece comes every TICK seconds, with
nothing new in it where there is nothing new. See docs/decisions/web.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ui.web.conversation import Turn, completed, refused
from ui.web.service import Service
from ui.web.stream import UnderWay

TICK = 0.5  # seconds between two looks at whether the person is still there
GAP = 0.3  # seconds between two states of an answer that is being written


def follow(service: Service, turns: Sequence[Turn], question: UnderWay) -> Iterator[list[Turn] | None]:
    """The conversation each time it has changed, None where it has not; the last one is complete.

    `turns` ends in the turn without an answer. Nothing more comes once `question.left`. Never raises for what is asked.
    """
    *earlier, turn = turns
    if problem := refused(turn, question.language):
        yield [*earlier, problem]
        return
    history = [past.question for past in earlier if past.answer is not None]
    asking = question.ask(lambda: service.ask(turn.question, history, question.language))
    with_model = service.standing().model is not None
    said = question.language
    for answer in asking.progress(tick=TICK, gap=GAP):
        now = replace(turn, answer=answer or turn.answer, writing=with_model or answer is not None or turn.writing)
        if now == turn and said == question.language:
            yield None
            continue
        turn, said = now, question.language
        yield [*earlier, turn]
    if not question.left:
        yield [*earlier, completed(turn, asking, question.language)]
