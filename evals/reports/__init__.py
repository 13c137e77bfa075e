"""What runs come to, for people to read.

page       the HTML report, from template.html.j2, page.css, es.toml and en.toml; sections: what it holds
markdown   the same, shorter, for the documentation, and what went wrong; picture: at its top
changes    the comparison of two runs, for a terminal

material   several runs as one: rates by suite, system, library, language, half, kind and variant
tables, failures, pictures (of charts, curves), draw   what a section holds; words: what is said
"""

from __future__ import annotations

from evals.reports.markdown import write_document, write_failures
from evals.reports.page import write_report
from evals.reports.picture import write_picture

__all__ = ["write_document", "write_failures", "write_picture", "write_report"]
