"""What stands on the page in a given language and state: the properties of each component, by the
component's name.
"""

from __future__ import annotations

from typing import Any

from ui.language import LANGUAGES
from ui.views import errors
from ui.views.html import escape
from ui.web.service import Standing
from ui.wording import Wording

LANGUAGE_NAMES = {"es": "Español", "en": "English"}


def page_texts(texts: Wording, standing: Standing) -> dict[str, dict[str, Any]]:
    """Component name -> properties, for everything that depends on the language. The conversation is not
    in it.
    """
    examples = texts.listed("examples")
    return {
        "header": {"value": _header(texts, standing)},
        "notice": {"value": _notices(texts, standing)},
        "language": {"label": texts("web.language"), "value": texts.language},
        "question": {"label": texts("web.question_label"), "placeholder": texts("web.question_placeholder")},
        "send": {"value": texts("web.send")},
        "stop": {"value": texts("web.stop")},
        "new": {"value": texts("web.new")},
        "examples_label": {"value": f'<p class="examples-label">{escape(texts("web.examples_label"))}</p>'},
        **{f"example_{i}": {"value": text} for i, text in enumerate(examples)},
        "talk_title": {"value": f'<h2 class="unseen">{escape(texts("web.chat_label"))}</h2>'},
        "chat": {"label": texts("web.chat_label"), "placeholder": _invitation(texts)},
        "footer": {"value": f'<p class="small">{escape(texts("web.footer"))}</p>'},
    }


def language_choices() -> list[tuple[str, str]]:
    return [(LANGUAGE_NAMES[language], language) for language in LANGUAGES]


def collection(texts: Wording, standing: Standing) -> str:
    """Which documents the answers come from; "" where nothing is indexed."""
    if not standing.documents:
        return ""
    if standing.starter:
        return texts("web.collection_starter", n=standing.documents)
    return texts.count("web.collection", standing.documents)


def composing(texts: Wording, standing: Standing) -> str:
    """Which chat model writes the answers, and where questions go for it; "" without one."""
    if standing.model is None:
        return ""
    if standing.sends_to is None:
        return texts("web.model_provider", name=standing.model, provider=standing.model.partition(":")[0])
    return texts("web.model_at", name=standing.model, host=standing.sends_to)


def _header(texts: Wording, standing: Standing) -> str:
    # chat.js copies the language and the title to the document when the person switches, and says what is in the rest.
    title, log = escape(texts("web.title")), escape(texts("web.chat_label"))
    gone, busy = escape(texts("web.gone")), escape(texts("web.busy"))
    page = f'lang="{texts.language}" data-title="{title}" data-log="{log}" data-gone="{gone}" data-busy="{busy}"'
    which, composer = collection(texts, standing), composing(texts, standing)
    return (
        f'<header id="page-header" {page}><a class="skip" href="#question">{escape(texts("web.skip"))}</a>'
        f"<h1>{escape(texts('web.title'))}</h1>"
        f'<p class="tagline">{escape(texts("web.tagline"))}</p>'
        + (f'<p class="collection">{escape(which)}</p>' if which else "")
        + (f'<p class="collection">{escape(composer)}</p>' if composer else "")
        + "</header>"
    )


def _invitation(texts: Wording) -> str:
    title, text = escape(texts("web.placeholder_title")), escape(texts("web.placeholder_text"))
    return f'<div class="invitation"><p class="big">{title}</p><p>{text}</p></div>'


def _notices(texts: Wording, standing: Standing) -> str:
    lines: list[tuple[str, str]] = []
    if standing.kept and standing.problem is not None:
        lines.append(("mild", texts("notice.kept")))
    elif standing.problem is not None and (standing.exists or errors.ogp_error(standing.problem) is None):
        # Only our own errors are meant for visitors; others name folders and parts of the program.
        ours = errors.ogp_error(standing.problem) is not None
        problem = errors.explain_to_visitor(standing.problem, texts) if ours else texts("errors.OgpError")
        lines.append(("bad", texts("notice.damaged", problem=problem)))
    elif not standing.exists:
        lines.append(("bad", texts("notice.missing")))
    else:
        if standing.stale:
            lines.append(("mild", texts("notice.stale")))
        if not standing.bridge:
            lines.append(("mild", texts("notice.no_bridge")))
    if standing.model_problem:
        lines.append(("mild", texts("notice.model_problem")))
    return "".join(f'<p class="notice notice-{tone}" role="note">{escape(text)}</p>' for tone, text in lines)
