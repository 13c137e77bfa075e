"""What runs come to, for people to read.

page       the HTML report, from template.html.j2, page.css and the texts of es.toml and en.toml
docs       a table in Markdown and a picture, for the documentation
changes    the comparison of two runs, for a terminal

run        several runs as one: rates by suite, system, library, language, half, kind and variant
sections   what the page holds
tables, failures, pictures (of bars and curves)   what a section holds
draw, look, words   how pictures look, and what is said
"""

from __future__ import annotations

from evals.report.docs import write_picture, write_table
from evals.report.page import write_report

__all__ = ["write_picture", "write_report", "write_table"]
