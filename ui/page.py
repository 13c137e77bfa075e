"""The chat page: its components and what happens when a person acts. Texts come from ui/screen.py.

`gr.Markdown` carries our own HTML instead of `gr.HTML`: that one evaluates its content as a JavaScript
template, which the page's Content-Security-Policy forbids. Everything in it was escaped in ui/render.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.conversation import MAX_TURNS, Turn, begin, chat_messages, complete, sources_html
from ui.language import DEFAULT, LANGUAGES
from ui.screen import language_choices, screen
from ui.service import Service, Standing
from ui.wording import wording

if TYPE_CHECKING:
    import gradio as gr

WAITING = 40  # questions that may wait at once; more are told to come back
AT_ONCE = 2  # questions answered at the same time: encoding a question already uses every core
FORGET = 3600  # seconds after which the conversation of a visitor who left is dropped


@dataclass(frozen=True)
class Page:
    """The built page; `parts` are the components whose texts depend on the language, by name."""

    blocks: gr.Blocks
    parts: dict[str, gr.blocks.Block]


def build_page(service: Service) -> Page:
    """Components in English; what the visitor's language changes is put in when the page is served
    (ui/web.py).
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
        _connect(service, parts, turns, sources)
    blocks.queue(max_size=WAITING, default_concurrency_limit=AT_ONCE, api_open=False)
    return Page(blocks, parts)


def _connect(service: Service, parts: dict[str, Any], turns: gr.State, sources: gr.Markdown) -> None:
    import gradio as gr

    # Functions of a queue run in worker threads, each with the state of its own visitor.
    def ask(question: object, past: list[Turn], language: object) -> Iterator[dict[Any, Any]]:
        chosen = language_of(language)
        texts = wording(chosen)
        now = begin(past[-MAX_TURNS:], question)
        chat = parts["chat"]
        waiting = gr.update(interactive=False)
        yield {chat: chat_messages(now, texts), parts["question"]: "", parts["send"]: waiting}
        now = complete(service, now, chosen)
        yield {
            turns: now,
            chat: chat_messages(now, texts),
            sources: sources_html(now, texts, service),
            parts["send"]: gr.update(interactive=True),
        }

    def switch(past: list[Turn], language: object) -> dict[Any, Any]:
        texts = wording(language_of(language))
        shown = screen(texts, service.standing())
        updates = {part: gr.update(**shown[name]) for name, part in parts.items() if name in shown}
        del updates[parts["language"]]["value"]  # the person has just set it
        # The properties of the chat that the language changes, and the bubbles written anew.
        updates[parts["chat"]] = gr.update(value=chat_messages(past, texts), **shown["chat"])
        return {**updates, sources: sources_html(past, texts, service)}

    def restart(language: object) -> dict[Any, Any]:
        texts = wording(language_of(language))
        return {
            turns: [],
            parts["chat"]: [],
            sources: sources_html([], texts, service),
            parts["question"]: "",
        }

    language = parts["language"]
    changed = [turns, parts["chat"], sources, parts["question"], parts["send"]]
    quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    examples = [part for name, part in parts.items() if name.startswith("example_")]
    typed = [parts["question"], turns, language]
    for event in (parts["question"].submit, parts["send"].click):
        event(ask, typed, changed, concurrency_id="ask", **quiet)
    for example in examples:
        example.click(ask, [example, turns, language], changed, concurrency_id="ask", **quiet)
    language.input(switch, [turns, language], [*parts.values()], **quiet)
    parts["new"].click(restart, [language], changed, **quiet)


def language_of(value: object) -> str:
    """A language we have, whatever was posted."""
    return value if isinstance(value, str) and value in LANGUAGES else DEFAULT
