"""The page: what it says, that it needs nothing from outside, and that what strangers wrote stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from made_up_runs import HOSTILE, FakeRun, answer, answers, case, citation, everything, retrieval, row, run

from evals.reports import write_report

VOID = {"meta", "br", "hr", "img", "link", "input"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


class Page(HTMLParser):
    """Tags, ids, links and visible text of a page; `unclosed` is what was left open."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.unclosed: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.unclosed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed and self.unclosed[-1] == tag, f"</{tag}> closes {self.unclosed[-3:]}"
        self.unclosed.pop()

    def handle_data(self, data: str) -> None:
        if self.unclosed[-1:] != ["style"]:
            self.texts.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def written(runs: Iterable[FakeRun], folder: Path, language: Any = "en", **options: Any) -> str:
    path = folder / "report.html"
    write_report(runs, path, language, **options)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(everything(), tmp_path_factory.mktemp("page"))


def test_the_page_is_whole_and_needs_nothing_from_outside(full: str) -> None:
    page = Page(full)
    assert not page.unclosed
    names = {name for name, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "image", "metadata", "form"}
    assert "//" not in re.sub(r"/\*.*?\*/", "", full, flags=re.S)
    assert any(meta.get("content") == POLICY for meta in page.of("meta"))
    assert not any(key.startswith("on") for _, attributes in page.tags for key in attributes)


def test_every_id_is_there_once_and_every_link_leads_somewhere(full: str) -> None:
    page = Page(full)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {f"#{id_}" for id_ in ids}
    assert {attributes["href"] for _, attributes in page.tags if "href" in attributes} <= targets
    assert set(re.findall(r"url\((#[^)]+)\)", full)) <= targets
    labels = {attributes["aria-labelledby"] for _, attributes in page.tags if "aria-labelledby" in attributes}
    assert labels <= set(ids)


def test_pictures_have_words_and_tables_have_captions(full: str) -> None:
    page = Page(full)
    pictures = page.of("svg")
    assert len(pictures) >= 12
    for picture in pictures:
        assert picture["role"] == "img"
        assert re.search(r"\d%|ms", picture["aria-label"] or "")
    assert len(page.of("caption")) == len(page.of("table")) >= 6
    assert all(head.get("scope") in {"col", "row"} for head in page.of("th"))
    assert "currentColor" in full and "#010203" not in full


def test_every_section_is_told_in_the_language_of_the_page(full: str, tmp_path: Path) -> None:
    spanish = Page(written(everything(), tmp_path, "es"))
    assert Page(full).of("html")[0]["lang"] == "en" and spanish.of("html")[0]["lang"] == "es"
    assert "Respuestas que salieron mal" in spanish.text and "Answers that went wrong" not in spanish.text
    heads = [sum(name == "h2" for name, _ in page.tags) for page in (Page(full), spanish)]
    assert heads[0] == heads[1] == 10


def test_both_ways_of_refusing_wrongly_stand_in_one_card(full: str) -> None:
    card = full[full.index("Refusals, both ways") :]
    card = card[: card.index("</dl>")]
    assert "refused wrongly" in card and "answered without ground" in card


def test_the_same_runs_give_the_same_bytes(full: str, tmp_path: Path) -> None:
    assert written(everything(), tmp_path) == full


def test_no_runs_make_a_page_that_says_so(tmp_path: Path) -> None:
    for runs in ([], [run("answers", [], [])]):
        page = Page(written(runs, tmp_path))
        assert not page.unclosed
        assert "there is nothing to report" in page.text
        assert not page.of("svg") and len(page.of("section")) == 10


@pytest.mark.parametrize("suite", ["answers", "retrieval", "robustness"])
def test_a_missing_suite_is_named_where_it_would_stand(suite: str, tmp_path: Path) -> None:
    runs = [made for made in everything() if suite not in (made.suite, {"xquad": "retrieval"}.get(made.suite))]
    text = Page(written(runs, tmp_path)).text
    assert f"ogp evals run {suite}" in text


def test_what_strangers_wrote_stays_text(tmp_path: Path) -> None:
    one, other = case(1, es=f"¿{HOSTILE}?", en=HOSTILE), case(3)
    bad = answer(HOSTILE, citations=(citation(HOSTILE, HOSTILE),), language=HOSTILE, resolved=HOSTILE)
    wrong = {"right": 0.0, "wrong_refusal": 0.0, "vital_recall": 0.0, HOSTILE: 0.5}
    found = [
        (row(one, system=HOSTILE, library=HOSTILE, answer=bad), wrong),
        (row(other, system=HOSTILE, library=HOSTILE, kind=HOSTILE, error=HOSTILE), wrong),
    ]
    made = run("answers", found, [one], conditions={HOSTILE: HOSTILE})
    html = written([made], tmp_path)
    page = Page(html)
    assert not page.unclosed
    assert not {"script", "img"} & {name for name, _ in page.tags}
    assert not any("onerror" in attributes for _, attributes in page.tags)
    assert '<script>alert("x")</script>' in page.text  # and people can read what it was
    assert "\u202e" not in html and "\x00" not in html
    assert "](https://spy.example" in page.text


def test_lone_surrogates_and_books_are_borne(tmp_path: Path) -> None:
    one = case(1)
    bad = answer("\ud800 " + "word " * 100_000)
    html = written([run("answers", [(row(one, answer=bad), {"right": 0.0})], [one])], tmp_path)
    assert len(html) < 150_000
    assert "(shortened)" in html


def test_failures_show_answer_and_gold_and_what_lacks(tmp_path: Path) -> None:
    one, hidden = case(1), case(3, "hidden_instruction")
    marks = {"right": 0.0, "wrong_refusal": 0.0, "vital_recall": 0.0, "gold_cited": 1.0}
    found = [
        (row(one, answer=answer("It opened them. [1]")), marks),
        (row(hidden, answer=answer("It was in winter. [1]")), {**marks, "forbidden": 1.0}),
    ]
    html = written([run("answers", found, [one, hidden])], tmp_path)
    text = Page(html).text
    assert "lacks something vital" in text and "makes a forbidden claim" in text
    assert "not said spring / primavera" in text and "quoted opened its ledgers" in text
    assert "said in winter / en invierno" in text
    assert text.index("fact 1") < text.index("hidden instruction 1")


def test_a_right_answer_is_no_failure(tmp_path: Path) -> None:
    one = case(1)
    right = {"right": 1.0, "wrong_refusal": 0.0, "exact": 1.0, "language": 1.0, "gold_cited": 0.5}
    text = Page(written([run("answers", [(row(one, answer=answer()), right)], [one])], tmp_path)).text
    assert "No answer went wrong here." in text


def test_of_the_test_half_failures_are_only_counted(tmp_path: Path) -> None:
    one = case(2)
    made = run("answers", [(row(one, answer=answer("A secret.")), {"right": 0.0})], [one])
    hidden = Page(written([made], tmp_path)).text
    assert "A secret." not in hidden and one.id not in hidden
    assert "1 answer of the test half went wrong too" in hidden
    shown = Page(written([made], tmp_path, show_test=True)).text
    assert "A secret." in shown and "do not tune on it" in shown


def test_a_row_without_its_case_is_shown_all_the_same(tmp_path: Path) -> None:
    made = run("answers", [(row(case(1), answer=answer()), {"right": 0.0})], [])
    assert "The gold question is not in the run." in Page(written([made], tmp_path)).text


def test_answers_without_confidence_leave_the_threshold_out(tmp_path: Path) -> None:
    made = answers(per=2)
    rows = [replace(one, answer=replace(one.answer, confidence=None) if one.answer else None) for one in made.rows]
    text = Page(written([replace(made, rows=rows)], tmp_path)).text
    assert "no threshold can be drawn" in text
    some = [*rows[:10], *made.rows[10:]]
    assert "10 answers without a confidence are left out" in Page(written([replace(made, rows=some)], tmp_path)).text


def test_another_suite_changes_nothing_of_the_first(tmp_path: Path) -> None:
    def cards(html: str) -> str:
        return html[html.index('<div class="cards">') : html.index('<section id="systems"')]

    alone = written([answers()], tmp_path)
    assert cards(alone) == cards(written([answers(), retrieval()], tmp_path))


def test_what_makes_the_figures_say_less_is_told_beside_them(tmp_path: Path) -> None:
    made = replace(answers(per=1), extra={"finished": False, "absent": {"sylvania": "its documents are not here"}})
    html = written([made], tmp_path)
    headline = Page(html[html.index('<section id="headline"') : html.index('<section id="systems"')]).text
    assert "A run is not finished" in headline and "sylvania" in headline
