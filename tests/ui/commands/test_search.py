"""`ogp search`: hits for people and for programs."""

from __future__ import annotations

import json


def test_search(ogp) -> None:
    ran = ogp("search", "puentes", "-k", "2", "--json")
    hits = json.loads(ran.out)["hits"]
    assert [hit["rank"] for hit in hits] == [1, 2]
    assert set(hits[0]) == {
        "source", "document", "passage", "text", "score", "rank", "title", "section", "page",
        "page_label", "ocr",
    }  # fmt: skip
    assert "Se abrirán nueve puentes" in ogp("search", "puentes").out
