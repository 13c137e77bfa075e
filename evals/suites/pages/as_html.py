"""Made pages and tables as HTML, read as it is or printed to PDF by the browser."""

from __future__ import annotations

import shutil
import subprocess
from html import escape
from itertools import groupby
from pathlib import Path

from evals.suites.pages.matter import Block, Made, Run
from evals.suites.pages.tables import Cell, Table

_TAGS = {"title": "h1", "heading": "h2", "text": "p", "note": "p", "box": "p", "aside": "p", "quote": "blockquote"}
_LOOKS = {
    "raised": "<sup>{}</sup>",
    "struck": "<s>{}</s>",
    "hidden": '<span style="display:none">{}</span>',
    "small-caps": '<span style="font-variant:small-caps">{}</span>',
    "bold": "<b>{}</b>",
}
_STYLE = """
@page {{ size: A4 {turn}; margin: 22mm 20mm;
  @top-left {{ content: "{head}"; font: 8pt serif; }} @bottom-right {{ content: {foot}; font: 8pt serif; }} }}
body {{ font: 10.5pt/1.35 "DejaVu Serif", serif; {justify} }}
section {{ break-after: page; columns: {columns}; column-gap: 8mm; }}
h1 {{ font-size: 20pt; {spaced} }} h2 {{ font-size: 13pt; }}
.box {{ background: #dde8f6; padding: 3mm; }} .note {{ font-size: 8pt; margin: 0; }}
.aside {{ float: right; width: 45mm; border: 1pt solid #888; padding: 3mm; margin: 2mm 0 2mm 6mm; font-size: 9pt; }}
.caption {{ font-size: 9pt; font-style: italic; }} table {{ border-collapse: collapse; }}
td, th {{ border: 0.5pt solid black; padding: 1mm 2mm; text-align: left; vertical-align: top; }}
"""


def html_of(made: Made) -> str:
    """The whole document; each page is a section of its own."""
    style = _STYLE.format(
        turn="landscape" if made.landscape else "portrait",
        head=escape(made.head),
        foot=_counting(made.foot),
        columns=made.columns,
        justify="text-align: justify; hyphens: manual;" if made.justified else "",
        spaced="letter-spacing: 0.35em;" if made.spaced else "",
    )
    body = "\n".join(f"<section>{''.join(_parts(page, made))}</section>" for page in made.pages)
    head = f'<meta charset="utf-8"><title>{escape(made.name)}</title><style>{style}</style>'
    return f'<!DOCTYPE html><html lang="{made.language}"><head>{head}</head><body>{body}</body></html>'


def _counting(foot: str) -> str:
    text = escape(foot, quote=False)
    counted = text.replace("{page}", '" counter(page) "').replace("{pages}", '" counter(pages) "')
    return f'"{counted}"'


def _parts(page: tuple[Block, ...], made: Made) -> list[str]:
    parts: list[str] = []
    for kind, blocks in groupby(page, key=lambda block: block.kind):
        if kind == "item":
            parts.append(_list(list(blocks), 0))
        else:
            parts += [_block(block, made) for block in blocks]
    return parts


def _block(block: Block, made: Made) -> str:
    if block.kind == "figure":
        return '<svg width="300" height="80"><rect width="300" height="80" fill="#cc8"/></svg>'
    if block.kind == "caption":
        return f'<p class="caption">{_inner(block.runs, made)}</p>'
    if block.kind == "table":
        head, *rows = (
            "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
            for tag, row in zip(["th", *["td"] * len(block.rows)], block.rows, strict=False)
        )
        return f"<table><thead><tr>{head}</tr></thead>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    tag = _TAGS[block.kind]
    mark = f"<sup>{block.marker}</sup> " if block.kind == "note" else ""
    return f'<{tag} class="{block.kind}">{mark}{_inner(block.runs, made)}</{tag}>'


def _list(items: list[Block], level: int) -> str:
    """The items from this level down; the deeper ones stand inside the one before them."""
    tag = "ul" if items[0].marker == "•" else "ol"
    kind = ' type="a"' if items[0].marker[0].isalpha() else ""
    parts: list[str] = []
    at = 0
    while at < len(items):
        end = next((n for n in range(at + 1, len(items)) if items[n].level <= level), len(items))
        text = "".join(_look(run) for run in items[at].runs)
        parts.append(f"<li>{text}{_lists(items[at + 1 : end])}</li>")
        at = end
    return f"<{tag}{kind}>{''.join(parts)}</{tag}>"


def _lists(items: list[Block]) -> str:
    return "".join(_list(list(group), level) for level, group in groupby(items, key=lambda item: item.level))


def _inner(runs: tuple[Run, ...], made: Made) -> str:
    text = "".join(_look(run) for run in runs)
    return _with_soft_hyphens(text) if made.justified else text


def _look(run: Run) -> str:
    return _LOOKS.get(run.look, "{}").format(escape(run.text, quote=False))


def _with_soft_hyphens(text: str) -> str:
    """Long words may be cut between a vowel and a consonant that a vowel follows."""
    words = []
    for word in text.split(" "):
        cut = word
        if len(word) > 7 and word.isalpha():
            cuts = [
                at
                for at in range(3, len(word) - 2)
                if word[at - 1] in "aeiouáéíóú" and word[at] not in "aeiouáéíóú" and word[at + 1] in "aeiouáéíóú"
            ]
            cut = "".join(("\u00ad" if at in cuts else "") + char for at, char in enumerate(word))
        words.append(cut)
    return " ".join(words)


_TABLE_STYLE = """
@page {{ size: A4 {turn}; margin: 20mm; }}
body {{ font: 10pt/1.3 "DejaVu Sans", sans-serif; }}
table {{ border-collapse: collapse; }} thead {{ display: table-header-group; }}
td, th {{ {rule} padding: 1.2mm 2mm; text-align: left; vertical-align: top; }}
.right {{ text-align: right; }} .key span {{ display: inline-block; width: 9mm; height: 4mm; margin: 0 2mm 0 6mm; }}
"""


def html_of_table(one: Table) -> str:
    style = _TABLE_STYLE.format(
        turn="landscape" if one.turned else "portrait", rule="border: 0.6pt solid black;" if one.ruled else ""
    )
    rows = [f"<tr>{''.join(_cell(cell, at < one.heads) for cell in row)}</tr>" for at, row in enumerate(one.rows)]
    body = f"<thead>{''.join(rows[: one.heads])}</thead><tbody>{''.join(rows[one.heads :])}</tbody>"
    key = "".join(f'<span style="background:{colour}"></span>{escape(name)}' for colour, name in one.key)
    parts = [f"<h1>{one.title}</h1>", f"<p>{one.before}</p>", f"<table>{body}</table>"]
    parts += [f'<p class="key">{key}</p>' if key else "", f"<p>{one.after}</p>"]
    head = f'<meta charset="utf-8"><title>{escape(one.name)}</title><style>{style}</style>'
    return f'<!DOCTYPE html><html lang="{one.language}"><head>{head}</head><body>{"".join(parts)}</body></html>'


def _cell(cell: Cell, head: bool) -> str:
    tag = "th" if head else "td"
    spans = "".join(
        f' {name}="{size}"' for name, size in (("colspan", cell.across), ("rowspan", cell.down)) if size > 1
    )
    kind = ' class="right"' if cell.right else ""
    fill = f' style="background:{cell.fill}"' if cell.fill else ""
    text = escape(cell.text, quote=False)
    return f"<{tag}{spans}{kind}{fill}>{f'<b>{text}</b>' if cell.bold and not head else text}</{tag}>"


_NAMES = ("chromium", "chromium-browser", "google-chrome")
_OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer")
_SECONDS = 60


def browser() -> str | None:
    """The browser that prints; None where there is none."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def print_to_pdf(html: str, folder: Path) -> bytes:
    """Raises subprocess.SubprocessError where the browser fails; `folder` is for its files."""
    page, printed = folder / "page.html", folder / "page.pdf"
    page.write_text(html, encoding="utf-8")
    program = browser()
    assert program is not None
    options = [*_OPTIONS, f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={printed}"]
    subprocess.run([program, *options, page.as_uri()], check=True, capture_output=True, timeout=_SECONDS)
    return printed.read_bytes()
