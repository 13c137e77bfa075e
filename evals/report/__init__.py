"""What runs come to, for people to read.

page       the HTML report, from template.html.j2, page.css and the texts of es.toml and en.toml
document   the same in Markdown, shorter, for the documentation; picture: what stands at its top
listing    the questions that went wrong, in Markdown, by what is wrong
changes    the comparison of two runs, for a terminal

run        several runs as one: rates by suite, system, library, language, half, kind and variant
sections   what the page holds
tables, failures, pictures (of bars and curves)   what a section holds
draw, look, words   how pictures look, and what is said
"""

from __future__ import annotations

from evals.report.document import write_document
from evals.report.listing import write_failures
from evals.report.page import write_report
from evals.report.picture import write_picture

__all__ = ["write_document", "write_failures", "write_picture", "write_report"]
