"""Made tables as HTML."""

from __future__ import annotations

from html import escape

from evals.pages.tables import Cell, Table

_STYLE = """
@page {{ size: A4 {turn}; margin: 20mm; }}
body {{ font: 10pt/1.3 "DejaVu Sans", sans-serif; }}
table {{ border-collapse: collapse; }} thead {{ display: table-header-group; }}
td, th {{ {rule} padding: 1.2mm 2mm; text-align: left; vertical-align: top; }}
.right {{ text-align: right; }} .key span {{ display: inline-block; width: 9mm; height: 4mm; margin: 0 2mm 0 6mm; }}
"""


def html_of(one: Table) -> str:
    style = _STYLE.format(
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
