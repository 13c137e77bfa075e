"""A model that writes, in a real browser: seen as it comes, stopped, and left. Skipped without Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from ui_fakes import EVIL, MODEL, SENTENCES, FakeBackend, WritingAssistant
from ui_server import CHROMIUM, FLAGS, serving

from assistant.answer import Answer, Statement

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on this computer"),
    # Gradio's own bookkeeping uses options of pandas that the newest pandas calls old.
    pytest.mark.filterwarnings("ignore:.*no_silent_downcasting"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]
SOON = 6.0  # seconds in which the one who left must have been noticed


class Evil(WritingAssistant):
    """Asked for "evil", every statement tries to run in the page."""

    def ask(self, question: str, *args: Any, listen: Any = None, **more: Any) -> Answer:
        def worse(found: Answer) -> Answer:
            if question != "evil":
                return found
            statements = tuple(Statement(f"{one.text} {EVIL}", (1,), "assessed") for one in found.statements)
            text = "\n\n".join(f"{one.text} [1]" for one in statements)
            return replace(found, text=text, statements=statements, notes=(EVIL,))

        return worse(super().ask(question, *args, listen=lambda found: listen(worse(found)), **more))


@pytest.fixture(scope="module")
def assistant() -> WritingAssistant:
    return Evil(1.0)


@pytest.fixture(scope="module")
def url(assistant: WritingAssistant) -> Iterator[str]:
    with serving(FakeBackend(assistant=assistant, chat_model=MODEL)) as address:
        yield address


@pytest.fixture
def page(url: str, assistant: WritingAssistant) -> Iterator[Any]:
    """A fresh tab on a phone, in Spanish; afterwards nothing may have been complained of."""
    sync_api = pytest.importorskip("playwright.sync_api")
    assistant.left.clear()
    complaints: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 390, "height": 844}, locale="es-MX")
        page.set_default_timeout(20_000)
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda r: None if r.url.startswith((url, "data:")) else complaints.append(r.url))
        page.on("response", lambda r: complaints.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.goto(url)
        yield page
        browser.close()
    # What Gradio itself says when a page is left while it waits for news.
    left = ("AbortError", "Connection errored out")
    assert [said for said in complaints if not any(words in said for words in left)] == []


def ask(page: Any, question: str) -> None:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")


def test_statements_are_seen_as_they_pass(page: Any, assistant: WritingAssistant) -> None:
    ask(page, "¿Qué pasó con los puentes?")
    page.wait_for_selector(f"#chat .answer >> text={SENTENCES[0]}")
    assert SENTENCES[2] not in page.inner_text("#chat .answer")
    assert "está escribiendo" in page.inner_text("#chat .answer .working")
    assert page.inner_text("#stop") == "Detener" and page.locator("#send").count() == 0
    assert page.locator("#s1-1").count() == 1, "the source of what has passed is there already"
    page.wait_for_selector("#chat .composer")
    assert "Redactado por el modelo openai:small" in page.inner_text("#chat .composer")
    assert "2 oraciones no pasaron la comprobación" in page.inner_text("#chat .composer")
    assert page.locator("#chat .working").count() == 0
    assert page.inner_text("#send") == "Preguntar" and page.locator("#stop").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not assistant.left.is_set()


def test_stop_keeps_what_had_passed(page: Any, assistant: WritingAssistant) -> None:
    ask(page, "endless")
    page.wait_for_selector("#chat .answer")
    page.get_by_text("English", exact=True).click()  # while it writes
    page.wait_for_selector("text=The model is writing")
    page.get_by_role("button", name="Stop").click()
    page.wait_for_selector("text=Stopped: this is what had passed")
    assert assistant.left.wait(SOON)
    assert SENTENCES[0] in page.inner_text("#chat .answer")
    page.wait_for_selector("#send")
    ask(page, "And then?")
    page.wait_for_selector("#a2 .composer")
    assert assistant.asked[-1][1] == ("endless",)


def test_closing_the_tab_closes_the_call(page: Any, assistant: WritingAssistant) -> None:
    ask(page, "endless")
    page.wait_for_selector("#chat .answer")
    page.close()
    assert assistant.left.wait(SOON)


def test_loading_the_page_anew_closes_the_call(page: Any, assistant: WritingAssistant) -> None:
    ask(page, "mute")
    page.wait_for_selector("#stop")
    page.reload()
    assert assistant.left.wait(SOON)
    page.wait_for_selector("#send")


def test_a_new_conversation_closes_the_call_and_stays_empty(page: Any, assistant: WritingAssistant) -> None:
    ask(page, "endless")
    page.wait_for_selector("#chat .answer")
    ask(page, "a second question, too early")
    page.wait_for_timeout(500)
    assert page.input_value("#question textarea") == "a second question, too early"
    page.click("#new")
    page.wait_for_selector("#chat .answer", state="detached")
    assert assistant.left.wait(SOON)
    page.wait_for_selector("#send")
    page.wait_for_timeout(1500)
    assert page.locator("#chat .message-row, .card").count() == 0
    assert [asked[0] for asked in assistant.asked[-1:]] == ["endless"]


def test_what_a_model_writes_does_not_run(page: Any) -> None:
    ask(page, "evil")
    page.wait_for_selector("#chat .composer")
    assert page.inner_text("#chat .answer").count("onerror") == len(SENTENCES) + 1
    assert page.locator("#chat img, #sources img, #chat code, #chat pre").count() == 0
    links = page.eval_on_selector_all("#chat a, #sources a", "all => all.map(a => a.getAttribute('href'))")
    assert {link for link in links if not link.startswith("#")} == {"https://docs.example.org/freedonia"}
