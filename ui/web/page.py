"""The chat page: its components. Texts come from ui/web/page_texts.py, what happens from ui/web/events.py.

`gr.Markdown` carries our own HTML instead of `gr.HTML`: that one evaluates its content as a JavaScript
template, which the page's Content-Security-Policy forbids. Everything in it was escaped in ui/views/html.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ui.language import DEFAULT
from ui.web.admission import SESSIONS, WAITING, PageFunctions
from ui.web.conversation import sources_html
from ui.web.events import Events
from ui.web.page_texts import language_choices, page_texts
from ui.web.service import Service, Standing
from ui.web.stream import VisitorState
from ui.wording import wording

if TYPE_CHECKING:
    import gradio as gr

AT_ONCE = 2  # questions answered at the same time: encoding a question already uses every core
AT_ONCE_WITH_MODEL = 8  # with a chat model nearly all of the time is spent waiting for it
FORGET = 3600  # seconds after which the conversation of a visitor who left is dropped


@dataclass(frozen=True)
class Page:
    """The built page; `components` are those whose texts depend on the language, by name."""

    blocks: gr.Blocks
    components: dict[str, gr.blocks.Block]
    functions: PageFunctions


def build_page(service: Service) -> Page:
    """Components in English; what the visitor's language changes is put in when the page is served (ui/web/app.py)."""
    import gradio as gr

    texts = wording(DEFAULT)
    layout = _Layout(page_texts(texts, Standing()))
    with gr.Blocks(title=texts("web.title"), analytics_enabled=False, fill_width=True) as blocks:
        turns = gr.State([], time_to_live=FORGET)
        visitor = gr.State(VisitorState())
        with gr.Row(elem_id="top"):
            layout.html("header")
            layout.add("language", gr.Radio, choices=language_choices(), scale=0, min_width=280)
        layout.html("notice")
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=3, min_width=300, elem_id="talk"):
                layout.conversation()
            with gr.Column(scale=2, min_width=300, elem_id="sources"):
                layout.html("sources", "sources-panel", sources_html([], texts, service))
        layout.html("footer")
        ask, full = Events(service, layout.components, turns, visitor).connect()
    blocks.state_session_capacity = 2 * SESSIONS  # `ui.web.admission` makes room before, and knows for whom
    at_once = AT_ONCE if service.standing().model is None else AT_ONCE_WITH_MODEL
    # Questions are turned away earlier (ui.web.admission), in words; this is for what else is posted.
    blocks.queue(max_size=5 * WAITING, default_concurrency_limit=at_once, api_open=False)
    inputs = {number: function.inputs for number, function in blocks.fns.items()}
    choices = {number: _offered(components) for number, components in inputs.items()}
    counts = {number: len(components) for number, components in inputs.items()}
    return Page(blocks, layout.components, PageFunctions(ask, full, counts, choices))


def _offered(components: Sequence[Any]) -> dict[int, frozenset[str]]:
    """The values of those that offer some, by position."""
    offered = ((at, getattr(component, "choices", None)) for at, component in enumerate(components))
    return {at: frozenset(value for _, value in choices) for at, choices in offered if choices}


class _Layout:
    """Adds components where the page is being built; `properties` are those that the language changes, by name."""

    def __init__(self, properties: dict[str, dict[str, Any]]) -> None:
        self._properties = properties
        self.components: dict[str, Any] = {}

    def add(self, name: str, kind: Any, **more: Any) -> None:
        self.components[name] = kind(elem_id=name.replace("_", "-"), **more, **self._properties[name])

    def html(self, name: str, elem_id: str | None = None, value: str | None = None) -> None:
        import gradio as gr

        self.components[name] = gr.Markdown(
            self._properties[name]["value"] if value is None else value,
            elem_id=elem_id or name.replace("_", "-"),
            sanitize_html=False,
            latex_delimiters=[],
        )

    def conversation(self) -> None:
        import gradio as gr

        self.html("talk_title")
        chat: dict[str, Any] = {"show_label": False, "height": "auto", "buttons": [], "layout": "bubble"}
        self.add("chat", gr.Chatbot, feedback_options=None, latex_delimiters=[], **chat)
        with gr.Row(elem_id="ask"):
            self.add("question", gr.Textbox, lines=1, max_lines=8, scale=5, min_width=180)
            self.add("send", gr.Button, variant="primary", scale=1, min_width=110)
            self.add("stop", gr.Button, scale=1, min_width=110, visible=False)
        self.html("examples_label")
        with gr.Row(elem_id="examples"):
            for name in [name for name in self._properties if name.startswith("example_")]:
                self.add(name, gr.Button, size="sm")
        self.add("new", gr.Button, size="sm")
