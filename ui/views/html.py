"""Answers as HTML. All text is escaped here, once, and everything else is written here: nothing that comes
from a document or a person is ever read as HTML or as Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ui.views.answer import RANGE, answer_blocks, composer_line, missing_sentences, speakers, split_conflicts, voices
from ui.views.markdown import Block, Span
from ui.views.text import printable
from ui.wording import Wording

if TYPE_CHECKING:
    from assistant.answer import Answer, Conflict

# Characters that mean something in HTML, and in the Markdown that the page's components read. As numeric
# entities they show as themselves and mean nothing.
ACTIVE = {ord(character): f"&#{ord(character)};" for character in "&<>\"'\\`*_{}[]()#!|~:$@=\n"}


def escape(text: object) -> str:
    """Text that is shown letter for letter, in an element or in a quoted attribute, on one line of source."""
    return printable(text).translate(ACTIVE)


def safe_url(url: str | None) -> str | None:
    """The address if it is an absolute http(s) one, else None: a document may name a `javascript:`
    address.
    """
    if not url or any(character.isspace() or not character.isprintable() for character in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and host else None


def marker(turn: int, number: int, texts: Wording) -> str:
    """A [n] that leads to the card of that source."""
    title = escape(texts("web.source_number", n=number))
    return f'<a class="marker" href="#s{turn}-{number}" title="{title}">&#91;{number}&#93;</a>'


def question_html(question: str, turn: int = 0, limit: int = 600) -> str:
    """What the person asked, shortened where it is very long. chat.js knows the turn by its id."""
    shown = question if len(question) <= limit else f"{question[:limit]}…"
    return f'<p class="asked" id="q{turn}">{_lines(shown)}</p>'


def message_html(text: str, css_class: str = "status status-error") -> str:
    """A plain sentence of ours in a bubble."""
    return f'<p class="{css_class}">{escape(text)}</p>'


def answer_html(answer: Answer, turn: int, texts: Wording, *, writing: bool = False, stopped: bool = False) -> str:
    """The bubble of an answer: status, how it was understood, the text, disagreements, what is missing, who made it.

    `writing`: more is to come; `stopped`: the person did not want more.
    """
    parts = []
    if answer.status != "answered" and (status := texts.named("status", answer.status)):
        parts.append(message_html(status, f"status status-{name_for_markup(answer.status)}"))
    if answer.resolved:
        parts.append(message_html(texts("answer.resolved", question=answer.resolved), "resolved"))
    asked, others = split_conflicts(answer)
    known = {citation.number for citation in answer.citations}
    parts += [_conflict(conflict, answer, turn, texts, asked=True) for conflict in asked]
    parts.append(_blocks(answer_blocks(answer, texts), turn, known, texts))
    parts += [_conflict(conflict, answer, turn, texts) for conflict in others]
    parts += [_missing(answer, texts), *(message_html(note, "note") for note in answer.notes)]
    if stopped and not answer.notes:
        parts.append(message_html(texts("web.stopped"), "note"))
    if writing:
        parts.append(message_html(texts("web.writing"), "working"))
    elif composer := composer_line(answer, texts):
        parts.append(message_html(composer, "composer"))
    language = name_for_markup(answer.language)
    return f'<div class="answer" id="a{turn}" lang="{language}">{"".join(parts)}</div>'


def _missing(answer: Answer, texts: Wording) -> str:
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in missing_sentences(answer, texts))
    heading = message_html(texts("answer.missing"), "heading")
    return f'<div class="missing">{heading}<ul>{items}</ul></div>' if items else ""


def _blocks(blocks: list[Block], turn: int, known: set[int], texts: Wording) -> str:
    out: list[str] = []
    for block in blocks:
        inner = "".join(_span(span, turn, known, texts) for span in block.spans)
        if block.kind == "item":
            item = f'<li class="depth-{block.depth}">{inner}</li>'
            if out and out[-1].endswith("</ul>"):
                out[-1] = out[-1].removesuffix("</ul>") + item + "</ul>"
            else:
                out.append(f"<ul>{item}</ul>")
        elif block.kind == "lead":
            out.append(f'<h3 class="lead">{inner}</h3>')
        else:
            out.append(f'<p class="location">{inner}</p>' if block.kind == "location" else f"<p>{inner}</p>")
    return "".join(out)


def _span(span: Span, turn: int, known: set[int], texts: Wording) -> str:
    if span.kind == "marker":
        # Nothing is claimed without a way to check it: a marker that leads to no card is not made a link.
        number = int(span.text)
        return marker(turn, number, texts) if number in known else escape(f"[{number}]")
    if span.text == RANGE:
        return f"&#8288;{RANGE}&#8288;"  # word joiners: the line does not break between the two markers
    if span.kind == "text":
        return escape(span.text)
    return f"<{span.kind}>{escape(span.text)}</{span.kind}>"


def _conflict(conflict: Conflict, answer: Answer, turn: int, texts: Wording, asked: bool = False) -> str:
    """Both sides, each with who says it. What it is about is left out where that is the question just above."""
    said_by, by_name = voices(answer), speakers(answer, texts)
    sides = []
    for side in conflict.sides:
        voice = said_by.get(side.citation)
        who = f'<p class="who">{escape(by_name[side.citation])}</p>' if voice else ""
        link = marker(turn, side.citation, texts) if voice else ""
        css_class = f"side voice-{name_for_markup(voice)}" if voice else "side"
        sides.append(f'<div class="{css_class}">{who}<p>{escape(side.value)} {link}</p></div>')
    heading = message_html(texts("answer.conflicts"), "heading")
    about = "" if asked else f"<p>{escape(conflict.about)}</p>"
    return f'<div class="conflict">{heading}{about}<div class="sides">{"".join(sides)}</div></div>'


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def name_for_markup(value: str) -> str:
    """A value from data as part of a class or of a lang attribute: letters, digits, dashes, nothing else."""
    return re.sub(r"[^A-Za-z0-9-]", "-", str(value))[:40]
