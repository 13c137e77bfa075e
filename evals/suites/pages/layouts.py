"""The layouts of made pages: what stands on a page of each, and in which formats it is set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from evals.suites.pages.matter import Block, Made, Page, Run, Words, plain

# "chrome": HTML printed to PDF; "placed": PDF whose words or letters are placed one by one.
PAGES = {"chrome": 4, "placed": 4, "docx": 2, "html": 1, "pptx": 2}
_ALL = "chrome placed docx html pptx"
_THIN, _FIXED = "\u2009", "\u00a0"


@dataclass(frozen=True, slots=True)
class Layout:
    """`page` writes the blocks of a page (numbers from 1); `options` are fields of Made."""

    page: Callable[[Words, int], list[Block]]
    formats: str = _ALL
    options: dict[str, Any] = field(default_factory=dict)


def made(layout: str, kind: str, language: str) -> Made:
    """The document of that layout in that format; the same each time."""
    one = LAYOUTS[layout]
    words = Words(language, f"{layout} {kind} {language}")
    options = dict(one.options)
    if options.pop("running", False):
        options |= {"head": words.draw("running"), "foot": words["foot"]}
    pages: list[Page] = [tuple(one.page(words, number)) for number in range(1, PAGES[kind] + 1)]
    return Made(f"{layout}-{kind}-{language}", layout, language, tuple(pages), **options)


def _prose(words: Words, paragraphs: int = 5, sentences: int = 4) -> list[Block]:
    blocks = [plain("heading", words.heading())]
    return blocks + [plain("text", words.sentences(sentences)) for _ in range(paragraphs)]


def _first(words: Words, number: int) -> list[Block]:
    return [plain("title", words.draw("title"))] if number == 1 else []


def _one_column(words: Words, number: int) -> list[Block]:
    return _first(words, number) + _prose(words, 3) + _prose(words, 3)


def _columns(words: Words, number: int) -> list[Block]:
    return _prose(words, 4) + _prose(words, 4)


def _noted(words: Words, number: int) -> list[Block]:
    blocks = [plain("heading", words.heading())]
    notes = []
    for at in range(4):
        mark = str(4 * number - 3 + at)
        start, value = words.sentences(2), words.number(120, 990)
        many = f"{words['people'][at]}: {value}"
        rest = f". {words.sentences(1)}"
        blocks.append(Block("text", (Run(f"{start} {many}"), Run(mark, "raised"), Run(rest))))
        notes.append(plain("note", words.draw("source"), mark))
    return blocks + notes


def _numbered(words: Words, number: int) -> list[Block]:
    items = [plain("item", words.sentences(1 + at % 2), f"{at}.") for at in range(1, 9)]
    return [*_prose(words, 1), *items, plain("text", words.sentences(3))]


def _nested(words: Words, number: int) -> list[Block]:
    blocks = _prose(words, 1)
    for at in range(1, 4):
        blocks.append(plain("item", words.sentences(1), f"{at}."))
        for letter in "abc":
            blocks.append(plain("item", words.sentences(1), f"{letter}.", 1))
        blocks.append(plain("item", words.sentences(1), "•", 2))
    return blocks


def _side_box(words: Words, number: int) -> list[Block]:
    return [plain("heading", words.heading()), plain("aside", words.sentences(2)), *_prose(words, 4)[1:]]


def _quotes(words: Words, number: int) -> list[Block]:
    quote = plain("quote", f"«{words.sentences(2)}»" if words.language == "es" else f"“{words.sentences(2)}”")
    return [*_prose(words, 2), quote, *_prose(words, 3)]


def _spaced(words: Words, number: int) -> list[Block]:
    title = plain("title", words.draw("title").upper())
    return [title, *_prose(words, 3), *_prose(words, 2)]


def _loaded(name: str) -> Callable[[Words, int], list[Block]]:
    def page(words: Words, number: int) -> list[Block]:
        blocks = [plain("heading", words.heading())]
        for _ in range(5):
            listed = ", ".join(words.random.sample(words[name], 4))
            blocks.append(plain("text", f"{words.sentences(2)} {listed.capitalize()}. {words.sentences(1)}"))
        return blocks

    return page


def _figures(words: Words, number: int) -> list[Block]:
    caption = words["figure"].format(n=number) + words.heading()
    return [*_prose(words, 2), plain("figure", ""), plain("caption", caption), *_prose(words, 2)]


def _table(words: Words, number: int) -> list[Block]:
    headers = [words["headers"][name] for name in ("commitment", "institution", "finish", "budget")]
    rows = [
        (
            f"{at}. {words.draw('thing')}",
            words.draw("institution"),
            str(words.random.randint(2020, 2029)),
            words.number(),
        )
        for at in range(1, 19)
    ]
    return [*_prose(words, 1), Block("table", rows=(tuple(headers), *rows))]


def _small_caps(words: Words, number: int) -> list[Block]:
    blocks = [plain("heading", words.heading())]
    for _ in range(5):
        runs = (Run(words.draw("place"), "small-caps"), Run(f". {words.sentences(4)}"))
        blocks.append(Block("text", runs))
    return blocks


def _boxes(words: Words, number: int) -> list[Block]:
    boxes = [plain("box", words.sentences(2)) for _ in range(2)]
    return [*_prose(words, 2), boxes[0], *_prose(words, 1), boxes[1]]


def _spaces(words: Words, number: int) -> list[Block]:
    blocks = [plain("heading", words.heading())]
    for _ in range(5):
        amount = f"{words.number(10, 99)}{_THIN}{words.number(100, 999)}{_FIXED}€ ({words.number(1, 9)}{_FIXED}%)"
        blocks.append(plain("text", f"{words.sentences(2)} «{words.draw('place')}»: {amount}. {words.sentences(2)}"))
    return blocks


def _questions(words: Words, number: int) -> list[Block]:
    blocks = [plain("heading", words.heading())]
    for _ in range(6):
        blocks.append(Block("text", (Run(words["question"] + words.draw("sentences"), "bold"),)))
        blocks.append(plain("text", words["answer"] + words.sentences(2)))
    return blocks


def _cover(words: Words, number: int) -> list[Block]:
    if number > 1:
        return _prose(words, 6)
    return [
        plain("title", words.draw("title")),
        plain("heading", words.heading()),
        plain("text", f"{words.draw('institution')} · {words.random.randint(2019, 2029)}"),
    ]


def _unsaid(words: Words, number: int) -> list[Block]:
    blocks = [plain("heading", words.heading())]
    for at in range(5):
        secret = Run(f"{words.number(10_000, 99_999)} ", "struck" if at % 2 else "hidden")
        start, goes_on = words.sentences(2), f"{words.number(100, 999)} {words['people'][at]}. {words.sentences(1)}"
        blocks.append(Block("text", (Run(f"{start} "), secret, Run(goes_on))))
    return blocks


LAYOUTS: dict[str, Layout] = {
    "one column": Layout(_one_column),
    "two columns": Layout(_columns, "chrome placed docx", {"columns": 2}),
    "three columns": Layout(_columns, "chrome placed", {"columns": 3, "landscape": True}),
    "running heads, counting feet": Layout(_one_column, "chrome placed docx", {"running": True}),
    "foot notes, raised marks": Layout(_noted, "chrome placed docx html"),
    "numbered lists": Layout(_numbered),
    "nested lists": Layout(_nested, "chrome placed docx html"),
    "side boxes": Layout(_side_box, "chrome html"),
    "quotations": Layout(_quotes),
    "titles set wide": Layout(_spaced, "chrome placed docx html", {"spaced": True}),
    "justified, hyphens at line ends": Layout(_loaded("hyphenated"), "chrome", {"justified": True, "columns": 2}),
    "ligatures": Layout(_loaded("ligatures"), "chrome html docx"),
    "landscape": Layout(_one_column, "chrome placed docx", {"landscape": True}),
    "figures with captions": Layout(_figures, "chrome docx html"),
    "large tables": Layout(_table, "chrome docx html"),
    "small capitals": Layout(_small_caps, "chrome docx html"),
    "coloured boxes": Layout(_boxes, "chrome docx html pptx"),
    "placed word by word": Layout(_one_column, "placed", {"placing": "word"}),
    "placed letter by letter": Layout(_one_column, "placed", {"placing": "letter"}),
    "placed in shuffled order": Layout(_one_column, "placed", {"placing": "shuffled"}),
    "accents, thin and fixed spaces": Layout(_spaces),
    "questions and answers": Layout(_questions),
    "cover page": Layout(_cover),
    "struck and hidden": Layout(_unsaid, "chrome placed docx html"),
}
