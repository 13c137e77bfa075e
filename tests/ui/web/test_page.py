"""The page in a real browser: ask, read, follow a marker, switch the language. Skipped without Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ui_fakes import EVIL, FakeAssistant, FakeBackend, PatientAssistant, answer
from ui_server import CHROMIUM, FLAGS, serving

from assistant.answer import Answer, Statement
from ui.wording import wording


class HostileAssistant(FakeAssistant):
    """Documents that try to run in the page."""

    def ask(self, question, history=(), language=None, *, listen=None, stop=None) -> Answer:
        return answer(EVIL, statements=(Statement(EVIL, (1, 2), "assessed"),))


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving(FakeBackend(assistant=HostileAssistant())) as address:
        yield address


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on this computer")
def test_a_conversation_in_the_browser(url: str) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    complaints: list[str] = []
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 375, "height": 812}, locale="es-MX")
        page.set_default_timeout(20_000)
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda r: None if r.url.startswith((url, "data:")) else complaints.append(r.url))

        page.goto(url)
        field = page.get_by_label("Su pregunta")
        field.fill(f"¿Qué pasó? {EVIL}")
        field.press("Enter")
        page.wait_for_selector(".card")
        assert "onerror" in page.inner_text("#chat .answer") and "onerror" in page.inner_text("#chat .asked")
        assert page.locator("#chat img, #sources img, #chat .prose code").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 375

        page.locator("#chat a.marker").first.press("Enter")
        assert page.evaluate("document.activeElement.id") == "s1-1"
        page.get_by_text("English", exact=True).click()
        page.wait_for_selector("text=Your question")
        page.wait_for_selector('html[lang="en"]', state="attached")
        assert page.locator(".card").count() == 2  # the conversation is still there
        assert page.locator(".badge").first.inner_text() == "Assessed by the IRM"
        browser.close()
    assert complaints == []


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on this computer")
def test_in_a_long_conversation_the_newest_answer_its_sources_and_the_question_stay_in_sight(url: str) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
        page.set_default_timeout(20_000)
        page.goto(url)
        for turn in range(1, 6):
            page.wait_for_selector("#send:not([disabled])")
            page.fill("#question textarea", f"Question {turn}")
            page.press("#question textarea", "Enter")
            page.wait_for_selector(f"#a{turn}")
            page.wait_for_selector(f"#s{turn}-1")
        page.wait_for_function("window.scrollY > 300")
        for seen in ("#a5", "#s5-1", "#question textarea"):
            box = page.locator(seen).bounding_box()
            assert box is not None and box["y"] >= 0 and box["y"] + min(box["height"], 100) <= 720, seen
        page.locator("#a1 a.marker").first.press("Enter")  # the card of an earlier answer, in a fold
        page.wait_for_function("document.activeElement.id === 's1-1'")
        box = page.locator("#s1-1").bounding_box()
        assert box is not None and 0 <= box["y"] < 720
        browser.close()


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on this computer")
def test_earlier_turns_stay_on_the_page_though_they_are_not_sent_again(url: str) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    turns = "[...document.querySelectorAll('#chat .asked')].map(e => e.id).join()"
    groups = "[...document.querySelectorAll('#sources .group')].map(e => e.id).join()"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(locale="en-GB")
        page.set_default_timeout(20_000)
        page.goto(url)

        def ask(turn: int) -> None:
            page.wait_for_selector("#send:not([disabled])")
            page.fill("#question textarea", f"Question {turn}")
            page.press("#question textarea", "Enter")
            page.wait_for_function(f"() => document.querySelector('#s{turn}-1') && {groups}.startsWith('g{turn}')")

        for turn in (1, 2, 3):
            ask(turn)
        page.wait_for_function(f"() => {turns} === 'q1,q2,q3' && {groups} === 'g3,g2,g1'")
        page.get_by_text("Español", exact=True).click()
        page.wait_for_selector("text=Su pregunta")
        ask(4)
        page.wait_for_function(f"() => {turns} === 'q1,q2,q3,q4' && {groups} === 'g4,g3,g2,g1'")
        page.click("#new")
        page.wait_for_selector(".invitation")
        ask(1)
        page.wait_for_function(f"() => {turns} === 'q1' && {groups} === 'g1'")
        browser.close()


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on this computer")
def test_a_server_that_has_gone_is_said_in_the_conversation_and_the_question_kept() -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(locale="es-MX")
        page.set_default_timeout(20_000)
        with serving(FakeBackend()) as address:
            page.goto(address)
            page.fill("#question textarea", "Uno")
            page.press("#question textarea", "Enter")
            page.wait_for_selector("#s1-1")
            page.wait_for_selector("#send:not([disabled])")
        page.fill("#question textarea", "¿Y después?")
        page.press("#question textarea", "Enter")
        page.wait_for_selector("#chat .lost")
        assert page.inner_text("#chat .lost") == wording("es")("web.gone")
        assert page.input_value("#question textarea") == "¿Y después?"
        assert page.locator("text=Connection to the server was lost").is_hidden()
        browser.close()


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on this computer")
def test_a_server_that_goes_away_in_mid_answer_leaves_the_page_usable() -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    assistant = PatientAssistant()
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(locale="es-MX")
        page.set_default_timeout(20_000)
        with serving(FakeBackend(assistant=assistant)) as address:
            page.goto(address)
            page.fill("#question textarea", "¿Qué pasó con los puentes?")
            page.press("#question textarea", "Enter")
            page.wait_for_selector("#send[disabled]")
        page.wait_for_selector("#chat .lost")
        assert page.inner_text("#chat .lost") == wording("es")("web.gone")
        page.wait_for_selector("#send:not([disabled])")
        assert page.input_value("#question textarea") == "¿Qué pasó con los puentes?"
        assistant.go_on.set()
        browser.close()


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium on this computer")
def test_a_whole_document_as_a_question_is_told_that_it_is_too_long(url: str) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(locale="en-GB")
        page.set_default_timeout(20_000)
        page.goto(url)
        field = page.get_by_label("Your question")
        field.fill('He said "no". ' * 20_000)
        field.press("Enter")
        page.wait_for_selector("text=The question is too long")
        browser.close()
