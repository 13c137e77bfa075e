"""On which page something stands, in words."""

from __future__ import annotations

from ui.wording import Wording


def page_text(texts: Wording, page: int | None, label: str | None, key: str = "answer.page") -> str:
    """ "p. 3", or what is printed on the page with the number of the sheet in the file, for who counts sheets; "" where
    there are no pages. `key` leads to the wording."""
    if page is None:
        return ""
    return texts(f"{key}_label", label=label, page=page) if label else texts(key, page=page)
