"""What happens on the page when a person asks, stops, switches the language or begins anew.

Functions of Gradio's queue run in worker threads, each with the state of its own visitor: the turns, and what is under
way. What they return are the components that change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.language import DEFAULT, LANGUAGES
from ui.web.conversation import MAX_TURNS, Turn, begin, busy, chat_messages, newest, sources_html
from ui.web.page_texts import page_texts
from ui.web.service import Service
from ui.web.stream import VisitorState, follow
from ui.wording import wording

if TYPE_CHECKING:
    import gradio as gr

Changes = dict[Any, Any]
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


@dataclass(frozen=True)
class Events:
    """`components` are those of the page by name; `turns` and `visitor` are a visitor's state."""

    service: Service
    components: dict[str, Any]
    turns: gr.State
    visitor: gr.State

    def connect(self) -> tuple[frozenset[int], int]:
        """Returns the numbers of the functions that ask, and of the one that says that there is no room."""
        import gradio as gr

        parts, state = self.components, [self.turns, self.components["language"], self.visitor]
        question, send, language = parts["question"], parts["send"], parts["language"]
        changed = [self.turns, parts["chat"], parts["sources"], question, send, parts["stop"]]
        examples = [part for name, part in parts.items() if name.startswith("example_")]
        triggers = [(question.submit, question), (send.click, question), *((part.click, part) for part in examples)]
        asking = [
            event(self.ask, [typed, *state], changed, concurrency_id="ask", **QUIET)["id"] for event, typed in triggers
        ]
        language.input(self.switch_language, state, [*parts.values()], **QUIET)
        # None of these waits for the questions of others.
        quiet: dict[str, Any] = {**QUIET, "concurrency_limit": None}
        # No event of the page leads there: questions that are posted are led there (ui/web/admission.py).
        full = gr.Button(visible=False).click(self.say_full, [question, *state], changed, **quiet)
        parts["stop"].click(VisitorState.stop, [self.visitor], [], **quiet)
        parts["new"].click(self.restart, state[1:], changed, **quiet)
        return frozenset(asking), full["id"]

    def ask(self, question: object, past: list[Turn], language: object, visitor: VisitorState) -> Iterator[Changes]:
        active = visitor.begin(language_of(language))
        if active is None:  # what was typed stays where it is
            yield self._nothing_new()
            return
        try:
            now = begin(past[-MAX_TURNS:], question)
            messages = chat_messages(now[-1:], wording(active.language))
            yield {self.components["chat"]: messages, self.components["question"]: "", **self._buttons(working=True)}
            for state in follow(self.service, now, active):
                if active.abandoned:
                    break
                now = state or now
                if not now[-1].finished:
                    yield self._shown(now, active.language) if state else self._nothing_new()
            # Gradio sends the last piece twice; that of a conversation that was left must not bring it back.
            if active.abandoned:
                yield self._buttons(working=False)
            else:
                yield {self.turns: now, **self._shown(now, active.language), **self._buttons(working=False)}
        finally:  # also when the person closed the page: the generator is closed then
            visitor.end(active)

    def say_full(self, question: object, past: list[Turn], language: object, visitor: VisitorState) -> Changes:
        """What was typed stays, and nothing of this is kept: the next question takes its place."""
        if visitor.active is not None:
            return self._nothing_new()
        texts = wording(language_of(language))
        now = busy(past, question, texts)
        return {
            self.components["chat"]: chat_messages(now[-1:], texts),
            self.components["question"]: now[-1].question,
        }

    def switch_language(self, past: list[Turn], language: object, visitor: VisitorState) -> Changes:
        import gradio as gr

        chosen = language_of(language)
        texts = wording(chosen)
        properties = page_texts(texts, self.service.standing())
        changes = {part: gr.update(**properties[name]) for name, part in self.components.items() if name in properties}
        del changes[self.components["language"]]["value"]  # the person has just set it
        if (active := visitor.active) is not None:
            active.language = chosen  # which writes the bubbles and the sources anew
            return changes
        # The properties of the chat that the language changes, and the bubbles written anew.
        changes[self.components["chat"]] = gr.update(value=chat_messages(past, texts), **properties["chat"])
        return {**changes, self.components["sources"]: sources_html(past, texts, self.service)}

    def restart(self, language: object, visitor: VisitorState) -> Changes:
        visitor.abandon()
        shown = self._shown([], language_of(language))
        return {self.turns: [], self.components["question"]: "", **shown, **self._buttons(working=False)}

    def _buttons(self, *, working: bool) -> Changes:
        """The button beside the question: Stop in place of Ask where there is a model to stop."""
        import gradio as gr

        send, stop = self.components["send"], self.components["stop"]
        if self.service.standing().model is None:
            return {send: gr.update(interactive=not working)}
        return {send: gr.update(visible=not working), stop: gr.update(visible=working)}

    def _shown(self, now: list[Turn], language: str) -> Changes:
        texts = wording(language)
        return {
            self.components["chat"]: chat_messages(now[-1:], texts),
            self.components["sources"]: sources_html(newest(now), texts, self.service),
        }

    def _nothing_new(self) -> Changes:
        import gradio as gr

        return {self.components["send"]: gr.skip()}


def language_of(value: object) -> str:
    """A language we have, whatever was posted."""
    return value if isinstance(value, str) and value in LANGUAGES else DEFAULT
