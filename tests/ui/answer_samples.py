"""Answers and cards, taken apart as a reader sees them."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from ui_fakes import answer, citation

from assistant.answer import Answer, ModelUse, Statement
from ui.wording import wording

TEXTS = wording("en")


def kind(name: str, language: str) -> str:
    return name


def shaped(text: str, sentences: tuple[str, ...], **changes: Any) -> Answer:
    told = tuple(Statement(sentence, (n,), "assessed") for n, sentence in enumerate(sentences, start=1))
    cited = tuple(citation(n) for n in range(1, len(sentences) + 1))
    values: dict[str, Any] = {"text": text, "statements": told, "citations": cited, "conflicts": (), "missing": ()}
    return answer(**{**values, **changes})


TOLD = shaped(
    "**What the IRM found** — Report (2031)\n\n“Bridges”, p. 3\n\n- It is open. [1]\n- It is safe. [2]\n\n"
    "“Ferries”\n\n- They run. [3]\n\n**What was promised** — *Plan*\n\n- Nine bridges. [4]",
    ("It is open.", "It is safe.", "They run.", "Nine bridges."),
)


class Reader(HTMLParser):
    """What a browser would see."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


HOSTILE = [
    "![x](http://evil.example/x.png)",
    "![x][r]\n\n[r]: http://evil.example/x.png",
    "[Open the original](http://evil.example/login)",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<http://evil.example> http://evil.example www.evil.example mailto:a@evil.example",
    '<img src="//evil.example/x.png" onerror="alert(1)">',
    "<script src=http://evil.example/x.js></script>",
    '<a href="http://evil.example">x</a><iframe src="http://evil.example"></iframe>',
    '<svg><use href="http://evil.example#x"/></svg><math href="javascript:alert(1)">x</math>',
    '"><base href="http://evil.example/"><form action="http://evil.example"><input autofocus onfocus=alert(1)>',
    "<style>@import url(http://evil.example/x.css);</style>",
    "</div></section></pre></gradio-app><h1>Error: log in again</h1>",
    "&lt;img src=x&gt; &#60;img src=http://evil.example&#62;",
    "$$\\href{http://evil.example}{x}$$ \\(\\url{http://evil.example}\\)",
    "```html\n<img src=http://evil.example>\n```",
    "[1](http://evil.example) [1]: http://evil.example",
    "# Title\n> quote\n- item\n| a | b |\n|---|---|",
    "\x1b]8;;http://evil.example\x07click\x1b]8;;\x07 \x1b[2J\x1b[31mred\u202e\u2066",
    "{{7*7}} ${7*7} {title} %s {0}",
]


def written(text: str) -> Answer:
    """An answer of a model that had a free hand in everything it can reach, and more."""
    use = ModelUse(f"openai:{text}", text, 10, 20, 0.1, dropped=2, fallback=None)
    return answer(
        "What became of the bridges?",
        text=f"**{text}** *{text}*\n\n{text} [1]\n\n- {text} [1][2]\n\n{text}",
        resolved=text,
        statements=(Statement(text, (1,), "assessed"),),
        citations=(citation(1, section=(text, text), quote=text, translation=text, origin=text, page_label=text),),
        conflicts=(),
        missing=(text,),
        composer="model",
        notes=(text, f"The model {text} did not answer in time."),
        model=use,
    )
