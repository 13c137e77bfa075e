"""The sources panel: one card for each citation, grouped by question, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.views.citation import according_to, origin_text, section_path, speaker
from ui.views.html import escape, name_for_markup, safe_url
from ui.views.plain import answer_text
from ui.views.text import KindLabel, page_text, quoted, quoted_around, says_more
from ui.wording import Wording

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation


def panel_html(answers: list[tuple[int, Answer]], texts: Wording, kind_label: KindLabel) -> str:
    """The whole panel. `answers` are (turn number, answer), oldest first."""
    heading = f'<h2 id="sources-title">{escape(texts("web.sources_label"))}</h2>'
    if not answers:
        return _region(f'{heading}<p class="empty">{escape(texts("web.sources_empty"))}</p>')
    newest, *older = reversed(answers)
    parts = [_turn_html(*newest, texts, kind_label)]
    for number, answer in older:
        # A marker of an earlier answer must still find its card; the browser opens the fold it leads into.
        summary = f"<summary>{escape(answer.question[:120])}</summary>"
        parts.append(f'<details class="earlier">{summary}{_turn_html(number, answer, texts, kind_label)}</details>')
    return _region(heading + "".join(parts))


def _region(inner: str) -> str:
    """A landmark, so that a screen reader can go from the answer to the sources and back."""
    return f'<section aria-labelledby="sources-title">{inner}</section>'


def _turn_html(turn: int, answer: Answer, texts: Wording, kind_label: KindLabel) -> str:
    if not answer.citations:
        return f'<p class="empty">{escape(texts("web.sources_none"))}</p>'
    cards = ""
    before = None
    for citation in answer.citations:
        again = before is not None and before.document == citation.document
        cards += card_html(citation, turn, texts, kind_label, again=again)
        before = citation
    tools = _copy_html(turn, answer, texts, kind_label)
    return f'<div class="group" id="g{turn}">{tools}<div class="cards">{cards}</div></div>'


def _copy_html(turn: int, answer: Answer, texts: Wording, kind_label: KindLabel) -> str:
    whole = f"{answer.question}\n\n{answer_text(answer, texts, kind_label)}"
    done, failed = escape(texts("web.copied")), escape(texts("web.copy_failed"))
    return (
        f'<p class="tools"><button type="button" class="copy" data-copy="copy-{turn}" data-done="{done}" '
        f'data-failed="{failed}">{escape(texts("web.copy"))}</button>'
        f'<span class="copy-state" role="status"></span></p>'
        f'<pre id="copy-{turn}" class="copy-text" hidden>{escape(whole)}</pre>'
    )


def card_html(citation: Citation, turn: int, texts: Wording, kind_label: KindLabel, *, again: bool = False) -> str:
    """One source: what it is, who speaks, the exact words with those marked that answer, whether they were read by OCR,
    their translation if there is one, and where they stand. `again`: the card before it is of the same document, whose
    facts are not repeated.
    """
    key = f"s{turn}-{citation.number}"
    voice = name_for_markup(citation.voice)
    kind = kind_label(citation.kind, texts.language)
    facts = [] if again else [escape(part) for part in (kind, citation.publisher, citation.date) if part]
    according = according_to(citation, texts, kind_label)
    location = [escape(part) for part in (" › ".join(section_path(citation)), citation.commitment) if part]
    if page := page_text(texts, citation.page, citation.page_label):
        location.append(escape(page))
    speaks = escape(speaker(citation, texts))
    meaning = escape(
        texts("answer.claimed_meaning") if citation.claimed else texts.named("voice_meaning", citation.voice)
    )
    source = escape(texts("web.source_number", n=citation.number) + ":")
    badge = f'<span class="badge badge-{voice}{" doubt" if citation.claimed else ""}" title="{meaning}">{speaks}</span>'
    parts = [
        f'<header><span class="number" aria-hidden="true">{citation.number}</span>'
        f'<h3 id="{key}-title"><span class="unseen">{source} </span>{escape(citation.title)}</h3></header>',
        f'<p class="facts">{" ".join([badge, " · ".join(facts)])}</p>',
        f'<p class="according">{escape(according)}</p>' if according else "",
        f'<blockquote lang="{name_for_markup(citation.language)}">{_quote(citation)}</blockquote>',
        f'<p class="ocr">{escape(texts("answer.ocr"))}</p>' if citation.ocr else "",
        _translation(citation, texts),
        f'<p class="location">{" · ".join(location)}</p>' if location else "",
        f'<p class="origin">{escape(origin_text(citation, texts))}</p>' if citation.origin else "",
        _links(citation, turn, texts),
    ]
    same = " again" if again else ""
    return (
        f'<article class="card voice-{voice}{same}" id="{key}" tabindex="-1" aria-labelledby="{key}-title">'
        f"{''.join(parts)}</article>"
    )


def _quote(citation: Citation) -> str:
    before, answer, after = map(escape, quoted_around(citation.quote, citation.language, citation.answer))
    return f"{before}<mark>{answer}</mark>{after}" if answer else before


def _translation(citation: Citation, texts: Wording) -> str:
    if not citation.translation or not says_more(citation.translation, citation.quote):
        return ""
    language = "en" if citation.language == "es" else "es"
    return (
        f'<div class="translation"><p class="label">{escape(texts("answer.translation"))}</p>'
        f'<p lang="{language}">{escape(quoted(citation.translation, language))}</p></div>'
    )


def _links(citation: Citation, turn: int, texts: Wording) -> str:
    links = [f'<a href="#a{turn}">{escape(texts("web.back"))}</a>']
    if url := safe_url(citation.url):
        link = escape(texts("web.link"))
        links.insert(0, f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer nofollow">{link}</a>')
    return f'<p class="links">{" ".join(links)}</p>'
