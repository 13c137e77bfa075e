"""HTML inside Markdown that a page hides is not read, nor are definitions that no page shows."""

from __future__ import annotations

import pytest

from corpus.read import read_here

STATED = {"language": "en", "kind": "other", "title": "Plan"}
UNSEEN = [
    '<span style="display:none">X</span>', "<div hidden>X</div>", "<template>X</template>", "<script>X</script>",
    "<style>.k{display:none}</style><p class=k>X</p>",
    "<style>.o .k{color:#fff}</style><p class=o><i class=k>X</i></p>",
    "<div hidden>\n\n## Head\n\nX\n\n</div>", "[//]: # (X)", '[comment]: <> "X"', '[note]: http://x.example "X"',
    "<noscript>X</noscript>", '<p class="sr-only">X</p>', '<font color="white">X</font>', "<dialog>X</dialog>",
    "Note.[^1]\n\n[^1]: The note is shown.\n[^2]: X", '<p hidden>X',
]  # fmt: skip
SEEN = [
    "<span style='color:red'>X</span>", "`<div hidden>X</div>`", "```\n<div hidden>X</div>\n```", "<nombre>X</nombre>",
    "<div>X</div>", "[1]: X", "[a]: X of it", "Note.[^1]\n\n[^1]: X", "<details><summary>More</summary>X</details>",
    "1 <5 hidden>X", "<p hidden>\n\nX", "<script>X",
]  # fmt: skip
SECRET = "nobody sees this"


def read(shape: str, name: str = "a.md") -> tuple[str, dict[str, str]]:
    words = shape.replace("X", SECRET)
    document = read_here(f"Words before it.\n\n{words}\n\nWords after it.\n".encode(), name, STATED)
    assert "Words before it." in document.text and "Words after it." in document.text
    return document.text, dict(document.notes)


@pytest.mark.parametrize("shape", UNSEEN)
def test_what_no_page_shows_is_left_out_and_counted(shape: str) -> None:
    text, notes = read(shape)
    assert SECRET not in text and ("hidden_words" in notes or "<script" in shape)


@pytest.mark.parametrize("shape", SEEN)
def test_what_a_page_shows_is_read(shape: str) -> None:
    text, notes = read(shape)
    assert SECRET in text and "hidden_words" not in notes


def test_a_cell_of_a_table_keeps_what_it_shows() -> None:
    text, notes = read("| Register | State |\n|---|---|\n| rail | <span hidden>Complete</span> Refused |")
    assert "rail\tRefused" in text and notes == {"hidden_words": "1"}


def test_links_and_notes_of_plain_text_stand_as_they_are_written() -> None:
    text, notes = read('[1]: http://x.example "X"', "a.txt")
    assert SECRET in text and not notes
