"""The chat page: its components and what happens when a person acts. Texts come from ui/web/page_texts.py.

`gr.Markdown` carries our own HTML instead of `gr.HTML`: that one evaluates its content as a JavaScript
template, which the page's Content-Security-Policy forbids. Everything in it was escaped in ui/views/html.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.web.admission import WAITING
from ui.web.conversation import MAX_TURNS, Turn, begin, busy, chat_messages, newest, sources_html
from ui.web.stream import follow
from ui.language import DEFAULT, LANGUAGES
from ui.web.page_texts import language_choices, screen
from ui.web.service import Service, Standing
from ui.web.admission import SESSIONS
from ui.web.stream import Visit
from ui.wording import wording

if TYPE_CHECKING:
    import gradio as gr

AT_ONCE = 2  # questions answered at the same time: encoding a question already uses every core
AT_ONCE_WITH_MODEL = 8  # with a chat model nearly all of the time is spent waiting for it
FORGET = 3600  # seconds after which the conversation of a visitor who left is dropped


@dataclass(frozen=True)
class Page:
    """The built page; `parts` are the components whose texts depend on the language, by name. `ask` are the functions
    that answer questions, and `full` is the one that says that too many wait (`ui.web.admission`)."""

    blocks: gr.Blocks
    parts: dict[str, gr.blocks.Block]
    ask: frozenset[int]
    full: int


def build_page(service: Service) -> Page:
    """Components in English; what the visitor's language changes is put in when the page is served
    (ui/web/app.py).
    """
    import gradio as gr

    texts = wording(DEFAULT)
    first = screen(texts, Standing())
    parts: dict[str, Any] = {}

    def html(name: str, **more: Any) -> gr.Markdown:
        return gr.Markdown(
            first.get(name, {}).get("value", ""),
            elem_id=name.replace("_", "-"),
            sanitize_html=False,
            latex_delimiters=[],
            **more,
        )

    with gr.Blocks(title=texts("web.title"), analytics_enabled=False, fill_width=True) as blocks:
        turns = gr.State([], time_to_live=FORGET)
        visit = gr.State(Visit())
        with gr.Row(elem_id="top"):
            parts["header"] = html("header")
            parts["language"] = gr.Radio(
                language_choices(), elem_id="language", scale=0, min_width=280, **first["language"]
            )
        parts["notice"] = html("notice")
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=3, min_width=300, elem_id="talk"):
                parts["talk_title"] = html("talk_title")
                parts["chat"] = gr.Chatbot(
                    elem_id="chat",
                    show_label=False,
                    height="auto",
                    buttons=[],
                    feedback_options=None,
                    latex_delimiters=[],
                    layout="bubble",
                    **first["chat"],
                )
                with gr.Row(elem_id="ask"):
                    parts["question"] = gr.Textbox(
                        elem_id="question", lines=1, max_lines=8, scale=5, min_width=180, **first["question"]
                    )
                    parts["send"] = gr.Button(
                        elem_id="send", variant="primary", scale=1, min_width=110, **first["send"]
                    )
                    parts["stop"] = gr.Button(elem_id="stop", scale=1, min_width=110, visible=False, **first["stop"])
                parts["examples_label"] = html("examples_label")
                with gr.Row(elem_id="examples"):
                    for name in [name for name in first if name.startswith("example_")]:
                        parts[name] = gr.Button(elem_id=name.replace("_", "-"), size="sm", **first[name])
                parts["new"] = gr.Button(elem_id="new", size="sm", **first["new"])
            with gr.Column(scale=2, min_width=300, elem_id="sources"):
                sources = gr.Markdown(
                    sources_html([], texts, service),
                    elem_id="sources-panel",
                    sanitize_html=False,
                    latex_delimiters=[],
                )
        parts["footer"] = html("footer")
        parts["sources"] = sources
        ask, full = _connect(service, parts, turns, visit, sources)
    blocks.state_session_capacity = 2 * SESSIONS  # `ui.web.admission` makes room before, and knows for whom
    at_once = AT_ONCE if service.standing().model is None else AT_ONCE_WITH_MODEL
    # Questions are turned away earlier (ui.web.admission), in words; this is for what else is posted.
    blocks.queue(max_size=5 * WAITING, default_concurrency_limit=at_once, api_open=False)
    return Page(blocks, parts, ask, full)


def _connect(
    service: Service, parts: dict[str, Any], turns: gr.State, visit: gr.State, sources: gr.Markdown
) -> tuple[frozenset[int], int]:
    """What happens when a person acts. Returns the functions that ask, and the one for whom there is no room."""
    import gradio as gr

    chat, send, stop = parts["chat"], parts["send"], parts["stop"]
    nothing_new = {send: gr.skip()}

    def at_work(working: bool) -> dict[Any, Any]:
        """The button beside the question: Stop in place of Ask where there is a model to stop."""
        if service.standing().model is None:
            return {send: gr.update(interactive=not working)}
        return {send: gr.update(visible=not working), stop: gr.update(visible=working)}

    def shown(now: list[Turn], language: str) -> dict[Any, Any]:
        texts = wording(language)
        return {chat: chat_messages(now[-1:], texts), sources: sources_html(newest(now), texts, service)}

    # Functions of a queue run in worker threads, each with the state of its own visitor.
    def ask(question: object, past: list[Turn], language: object, here: Visit) -> Iterator[dict[Any, Any]]:
        under_way = here.begin(language_of(language))
        if under_way is None:  # what was typed stays where it is
            yield nothing_new
            return
        try:
            now = begin(past[-MAX_TURNS:], question)
            messages = chat_messages(now[-1:], wording(under_way.language))
            yield {chat: messages, parts["question"]: "", **at_work(True)}
            for state in follow(service, now, under_way):
                if under_way.left:
                    break
                now = state or now
                if not now[-1].finished:
                    yield shown(now, under_way.language) if state else nothing_new
            # Gradio sends the last piece twice; that of a conversation that was left must not bring it back.
            if under_way.left:
                yield at_work(False)
            else:
                yield {turns: now, **shown(now, under_way.language), **at_work(False)}
        finally:  # also when the person closed the page: the generator is closed then
            here.end(under_way)

    def full(question: object, past: list[Turn], language: object, here: Visit) -> dict[Any, Any]:
        """What was typed stays, and nothing of this is kept: the next question takes its place."""
        if here.under_way is not None:
            return nothing_new
        texts = wording(language_of(language))
        told = busy(past, question, texts)
        return {chat: chat_messages(told[-1:], texts), parts["question"]: told[-1].question}

    def switch(past: list[Turn], language: object, here: Visit) -> dict[Any, Any]:
        chosen = language_of(language)
        texts = wording(chosen)
        shown_now = screen(texts, service.standing())
        updates = {part: gr.update(**shown_now[name]) for name, part in parts.items() if name in shown_now}
        del updates[parts["language"]]["value"]  # the person has just set it
        if (under_way := here.under_way) is not None:
            under_way.language = chosen  # which writes the bubbles and the sources anew
            return updates
        # The properties of the chat that the language changes, and the bubbles written anew.
        updates[chat] = gr.update(value=chat_messages(past, texts), **shown_now["chat"])
        return {**updates, sources: sources_html(past, texts, service)}

    def restart(language: object, here: Visit) -> dict[Any, Any]:
        here.leave()
        return {turns: [], parts["question"]: "", **shown([], language_of(language)), **at_work(False)}

    language = parts["language"]
    changed = [turns, chat, sources, parts["question"], send, stop]
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    examples = [part for name, part in parts.items() if name.startswith("example_")]
    asking = set()
    for event, typed in (
        (parts["question"].submit, parts["question"]),
        (send.click, parts["question"]),
        *((example.click, example) for example in examples),
    ):
        asking.add(event(ask, [typed, turns, language, visit], changed, concurrency_id="ask", **quiet)["id"])
    # No event of the page leads there: questions that are posted are led there (ui.web.admission).
    nobody = gr.Button(visible=False)
    room = nobody.click(full, [parts["question"], turns, language, visit], changed, concurrency_limit=None, **quiet)
    language.input(switch, [turns, language, visit], [*parts.values()], **quiet)
    # Neither waits for the questions of others.
    stop.click(Visit.stop, [visit], [], concurrency_limit=None, **quiet)
    parts["new"].click(restart, [language, visit], changed, concurrency_limit=None, **quiet)
    return frozenset(asking), room["id"]


def language_of(value: object) -> str:
    """A language we have, whatever was posted."""
    return value if isinstance(value, str) and value in LANGUAGES else DEFAULT
