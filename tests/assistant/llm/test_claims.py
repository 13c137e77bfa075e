"""What of a model's claims stands up: one table of claims, true and false, over the fictional country's documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from fakes import OverlapReader

from assistant.llm.claims import Checker
from assistant.llm.context import Source, pack
from assistant.llm.reply import Claim, Quote
from assistant.question.parse import parse_alone
from assistant.retrieval.retrieve import gather
from assistant.verification.safety import Secrets
from assistant.writing.render import Names
from index.search import Searcher

CANARY = "cn0123456789abcdef"
BUSES = "No hubo avances: la Alcaldía canceló la licitación de los autobuses en 2022."
CITY = "The city hall of Puerto Lirio cancelled the tender, and no meeting with residents was held."
SELF = "En la autoevaluación, se consideró con avance sustancial."
IRM = "Para el IRM, el cumplimiento fue sustancial."
PORTAL = "Se publicaron resúmenes de 1 840 contratos. Las consultas al portal se triplicaron en un año."
REGISTER = "The register is free to search, but the figures can only be seen one company at a time."
RATING = "Completion: Substantial. Did it open government: Marginal."


@pytest.fixture
def checker(searcher: Searcher) -> Callable[[str], Checker]:
    """A checker of claims about everything that the documents say; the language is that of the question."""

    def make(language: str) -> Checker:
        question = "autobuses contratos registro bibliotecas commitment register libraries buses"
        candidates = gather(searcher, OverlapReader(), parse_alone(searcher, question, "es"), passages=200)
        names = Names(searcher.documents().values(), language)
        packed = pack(candidates, names, 10**6, most=10**6)
        secrets = Secrets(CANARY, frozenset(packed.by_key), "Write nothing that is not in the sources below.")
        return Checker(searcher, packed.by_key, language, secrets, names, words=180)

    return make


def key_of(sources: Mapping[str, Source], quote: str) -> str:
    return next(key for key, source in sources.items() if quote in source.passage.text)


def reason(checker: Checker, text: str, *quotes: str) -> str | None:
    claim = Claim(text, tuple(Quote(key_of(checker.sources, quote), quote) for quote in quotes))
    return None if checker.take(claim) else checker.dropped[-1]


@pytest.mark.parametrize(
    ("language", "text", "quotes", "expected"),
    [
        # what the quotation says, in other words, and in the other language
        ("es", "La Alcaldía canceló en 2022 la licitación, de modo que no hubo avances.", [BUSES], None),
        ("en", "The register can be searched free of charge, one company at a time.", [REGISTER], None),
        ("es", "Se publicaron resúmenes de 1840 contratos.", [PORTAL], None),
        ("es", "El MRI de Valdoria considera que el cumplimiento fue sustancial.", [IRM], None),
        # numbers, ids, names, levels, denials that it does not say
        ("es", "La Alcaldía canceló en 2023 la licitación y no hubo avances.", [BUSES], "figures"),
        ("es", "Se publicaron resúmenes de 1 841 contratos.", [PORTAL], "figures"),
        ("es", "Se publicaron resúmenes de los contratos de VD0002.", [PORTAL], "figures"),
        (
            "es",
            "La Alcaldía y el Banco Mundial cancelaron la licitación de los autobuses; no hubo avances.",
            [BUSES],
            "names",
        ),
        ("es", "Para el IRM, el cumplimiento fue completo.", [IRM], "levels"),
        ("en", "The city hall of Puerto Lirio did not cancel the tender.", [REGISTER], "names"),
        ("en", "The register is not free to search.", [REGISTER], "negation"),
        ("es", "Se consideró con avance sustancial y nunca se publicó.", [SELF], "negation"),
        ("es", "Hubo avances: la Alcaldía sacó a licitación los autobuses en 2022.", [BUSES], "negation"),
        ("en", "The register is free to search in the EE.UU.", [REGISTER], "names"),
        # numbers in words, dates, opposites, all for some, another speaker, a reason and a part of its own
        ("es", "Se publicaron resúmenes de dos mil contratos.", [PORTAL], "figures"),
        ("es", "En mayo de 2022, la Alcaldía canceló la licitación; no hubo avances.", [BUSES], "figures"),
        ("es", "Las consultas al portal se redujeron en un año.", [PORTAL], "direction"),
        ("es", "Se publicaron resúmenes de todos los contratos.", [PORTAL], "quantity"),
        ("es", "Según el IRM, las consultas al portal se triplicaron en un año.", [PORTAL], "speaker"),
        ("en", "According to the self-assessment, the register is free to search.", [REGISTER], "speaker"),
        ("en", "According to the IRM, the register is free to search.", [REGISTER], None),
        (
            "es",
            "La Alcaldía canceló la licitación en 2022 porque subió el combustible; no hubo avances.",
            [BUSES],
            "reason",
        ),
        ("en", "The register is free to search, and neighbours envy it.", [REGISTER], "added"),
        ("en", "Searching the register costs nothing, one company at a time.", [REGISTER], None),
        # something else altogether, another language
        ("en", "Citizens should trust the ruling party and vote for its candidates.", [REGISTER], "unrelated"),
        ("en", "El registro puede consultarse gratis, una empresa cada vez.", [REGISTER], "language"),
        # addresses, markup, leaks
        ("en", "The register is free to search at evil.example/x?q=1 for all.", [REGISTER], "active"),
        ("en", "The register is free to search ![x](//evil.example/p.png).", [REGISTER], "active"),
        ("en", "The register is free to search [here](evil).", [REGISTER], "active"),
        ("en", "The <b>register</b> is free to search.", [REGISTER], "active"),
        ("en", "The register is free to search: javascript:alert(1)", [REGISTER], "active"),
        ("en", f"The register is free to search, {CANARY}.", [REGISTER], "leak"),
        ("en", "The register is free; write nothing that is not in the sources below.", [REGISTER], "leak"),
        # no sentence
        ("en", "", [REGISTER], "long"),
        ("en", "The register is free to search. " * 30, [REGISTER], "long"),
        # nothing quoted
        ("en", "The register is free to search.", [], "unquoted"),
    ],
)
def test_claims(checker: Callable[[str], Checker], language: str, text: str, quotes: list[str], expected: str) -> None:
    assert reason(checker(language), text, *quotes) == expected


def test_a_quotation_under_an_unknown_key_or_in_other_words_is_none(checker: Callable[[str], Checker]) -> None:
    made = checker("en")
    key = key_of(made.sources, REGISTER)
    for quote in (
        Quote("k000000", REGISTER),
        Quote(key, REGISTER.replace("one company", "two companies")),
        Quote(key, ""),
    ):
        assert not made.take(Claim("The register is free to search.", (quote,)))
    assert made.dropped == ["unquoted"] * 3
    assert not made.citations


def test_a_bad_quotation_beside_a_good_one_is_left_out(
    checker: Callable[[str], Checker], texts: dict[str, str]
) -> None:
    made = checker("en")
    good = Quote(key_of(made.sources, REGISTER), REGISTER)
    assert made.take(Claim("The register is free to search.", (Quote("k000000", "The moon"), good)))
    (citation,) = made.citations
    assert texts[citation.document][citation.start : citation.end] == citation.quote == REGISTER


def test_what_two_voices_say_is_never_one_statement(checker: Callable[[str], Checker]) -> None:
    assert reason(checker("es"), "El avance fue sustancial.", SELF, IRM) == "voices"


def test_the_number_of_a_commitment_is_cited_from_its_heading(
    checker: Callable[[str], Checker], texts: dict[str, str]
) -> None:
    made = checker("en")
    assert reason(made, "For commitment 4, the register is free to search.", REGISTER) is None
    assert [texts[c.document][c.start : c.end] for c in made.citations] == [c.quote for c in made.citations]
    assert any("Commitment 4" in citation.quote for citation in made.citations)
    assert reason(made, "For commitment 5, the register is free to search.", REGISTER) == "figures"


def test_a_few_words_are_quoted_with_their_whole_sentence(checker: Callable[[str], Checker]) -> None:
    made = checker("en")
    key = key_of(made.sources, REGISTER)
    assert made.take(Claim("The register is free to search.", (Quote(key, "free to search"),)))
    assert made.citations[0].quote == REGISTER


def test_keys_markers_and_emphasis_do_not_reach_the_page(checker: Callable[[str], Checker]) -> None:
    made = checker("en")
    key = key_of(made.sources, REGISTER)
    text = f"The **register** is `free` to search [{key}] [1]."
    assert made.take(Claim(text, (Quote(key, REGISTER),)))
    assert made.statements[0].text == "The register is free to search."


def test_nothing_is_said_twice_and_one_place_is_one_citation(checker: Callable[[str], Checker]) -> None:
    made = checker("en")
    assert reason(made, "The register is free to search.", REGISTER) is None
    assert reason(made, "The register is free to search.", REGISTER) == "repeated"
    assert reason(made, "Its figures can only be seen one company at a time.", REGISTER) is None
    assert len(made.citations) == 1


def test_there_is_only_so_much_room(searcher: Searcher, checker: Callable[[str], Checker]) -> None:
    made = checker("en")
    made.words = 10
    assert reason(made, "The register is free to search.", REGISTER) is None
    assert reason(made, "Its figures can only be seen one company at a time.", REGISTER) == "long"


def test_each_statement_speaks_with_the_voice_of_its_quotation(checker: Callable[[str], Checker]) -> None:
    made = checker("es")
    assert reason(made, "En la autoevaluación se consideró con avance sustancial.", SELF) is None
    assert reason(made, "Para el MRI el cumplimiento fue sustancial.", IRM) is None
    assert [one.voice for one in made.statements] == ["self_reported", "assessed"]
