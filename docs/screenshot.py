"""Take the pictures of the chat that the READMEs show, from a running server (`ogp serve`).

    python docs/screenshot.py [--url http://127.0.0.1:7860] [--out docs/images] [--chromium /usr/bin/chromium]

Writes chat-es.png and chat-en.png (1280x800) and, with --all, the phone and dark variants. Those in the READMEs show a
home without documents of its own, which answers from the built-in fact sheets.
"""

from __future__ import annotations

import argparse
from pathlib import Path

QUESTIONS = {
    "es": "¿Qué pasó con el compromiso 9 del cuarto plan de México?",
    "en": "How many social programmes did the pilot of commitment 1 cover?",
}
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
WIDE, PHONE = (1280, 800), (390, 844)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:7860")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "images")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--all", action="store_true", help="also the phone and dark variants")
    parser.add_argument("--question-es", default=QUESTIONS["es"])
    parser.add_argument("--question-en", default=QUESTIONS["en"])
    options = parser.parse_args()
    shots = [("chat-es", "es", WIDE, "light"), ("chat-en", "en", WIDE, "light")]
    if options.all:
        shots += [("chat-es-phone", "es", PHONE, "light"), ("chat-en-dark", "en", WIDE, "dark")]
    options.out.mkdir(parents=True, exist_ok=True)
    questions = {"es": options.question_es, "en": options.question_en}
    for name, language, size, scheme in shots:
        path = options.out / f"{name}.png"
        take(options.url, options.chromium, path, questions[language], language, size, scheme)
        print(path)


def take(url: str, chromium: str, path: Path, question: str, language: str, size: tuple[int, int], scheme: str) -> None:
    """Ask `question` in a fresh browser and save what is then on the screen."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        page = browser.new_page(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale="es-MX" if language == "es" else "en-US",
        )
        page.goto(url)
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")
        page.wait_for_selector("#chat .answer", timeout=120_000)
        page.wait_for_timeout(1000)  # fonts, scrolling, transitions
        page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
        page.screenshot(path=path)
        browser.close()


if __name__ == "__main__":
    main()
