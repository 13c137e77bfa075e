"""One visitor's conversation: the turns, and how they look in the chat and in the sources panel."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ui.task import QuestionTask, Stopped, TimedOut
from ui.views import errors
from ui.views.html import answer_html, message_html, question_html
from ui.web.cards import panel_html
from ui.web.service import Service
from ui.wording import Wording, wording

if TYPE_CHECKING:
    from assistant.answer import Answer

MAX_QUESTION = 4_000  # characters; a question, not a document
MAX_TURNS = 50  # a conversation keeps its last turns, so that one visitor's session cannot grow without end


@dataclass(frozen=True)
class Turn:
    """A question and what came of it: an answer, or a message where there is none. Neither: still at work.

    `writing`: a model writes, and `answer` is what has passed so far, if anything; `stopped`: the person stopped it.
    """

    number: int
    question: str
    answer: Answer | None = None
    message: str | None = None
    writing: bool = False
    stopped: bool = False

    @property
    def finished(self) -> bool:
        return self.message is not None or (self.answer is not None and not self.writing)


def begin(turns: Sequence[Turn], question: object) -> list[Turn]:
    """The conversation with a new turn in it that has no answer yet."""
    # What arrives is whatever was posted, not necessarily what the page would post.
    text = question if isinstance(question, str) else ""
    number = turns[-1].number + 1 if turns else 1
    return [*turns[-(MAX_TURNS - 1) :], Turn(number, text)]


def busy(turns: Sequence[Turn], question: object, texts: Wording) -> list[Turn]:
    """The conversation as it is shown to whoever finds no room in the queue."""
    begun = begin(turns, question)
    return [*begun[:-1], replace(begun[-1], message=texts("web.busy"))]


def refused(turn: Turn, language: str) -> Turn | None:
    """The turn with the reason why its question is not even asked; None where it is."""
    if len(turn.question) <= MAX_QUESTION:
        return None
    message = wording(language)("web.too_long", limit=MAX_QUESTION)
    return Turn(turn.number, turn.question[:MAX_QUESTION], message=message)


def completed(turn: Turn, task: QuestionTask, language: str) -> Turn:
    """The turn with what came of its question, waited for. Never raises: what goes wrong becomes a message."""
    texts = wording(language)
    try:
        answer = task.result()
    except Stopped:
        return replace(turn, message=texts("web.stopped_early"), writing=False)
    except TimedOut:
        return replace(turn, message=texts("errors.TimedOut"), writing=False)
    except Exception as error:
        errors.show_traceback_if_asked(error)
        return replace(turn, message=_message(error, texts), writing=False)
    if task.stopped and not answer.statements:
        return replace(turn, message=texts("web.stopped_early"), writing=False)
    return replace(turn, answer=answer, writing=False, stopped=task.stopped)


def _message(error: Exception, texts: Wording) -> str:
    if errors.ogp_error(error) is not None:
        return errors.explain_to_visitor(error, texts)
    # A visitor can do nothing with the details; whoever runs the page finds them in its output.
    print(errors.explain(error, texts), file=sys.stderr)
    return texts("errors.question_failed")


def newest(turns: Sequence[Turn]) -> list[Turn]:
    """What is sent as a conversation goes on: the last turn, and the last one with an answer if that is another. The
    page keeps those before (chat.js): sent anew with each answer, they would soon be megabytes."""
    answered = [turn for turn in turns if turn.answer is not None][-1:]
    return [turn for turn in answered if turn is not turns[-1]] + list(turns[-1:])


def chat_messages(turns: Sequence[Turn], texts: Wording) -> list[dict[str, str]]:
    """The bubbles, as the chat component takes them."""
    messages = []
    for turn in turns:
        messages.append({"role": "user", "content": question_html(turn.question, turn.number)})
        messages.append({"role": "assistant", "content": _bubble(turn, texts)})
    return messages


def _bubble(turn: Turn, texts: Wording) -> str:
    if turn.answer is not None:
        return answer_html(turn.answer, turn.number, texts, writing=turn.writing, stopped=turn.stopped)
    if turn.message is not None:
        return message_html(turn.message)
    return message_html(texts("web.writing" if turn.writing else "web.working"), "working")


def sources_html(turns: Sequence[Turn], texts: Wording, service: Service) -> str:
    """The sources panel for this conversation."""
    answers = [(turn.number, turn.answer) for turn in turns if turn.answer is not None]
    return panel_html(answers, texts, service.kind_label)
