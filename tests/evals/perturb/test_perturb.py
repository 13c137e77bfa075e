"""Perturbed questions: what each variant does, what it leaves alone, and that it always does the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import evals
from corpus.text.normalize import comparable
from corpus.text.terms import Term, Terms, load_terms
from evals.cases import LANGUAGES, Case, Gold, Language, Nugget
from evals.gold import load_cases
from evals.perturb import VARIANTS, Perturbed, perturb
from evals.perturb.slips import sentences
from evals.perturb.synonyms import in_other_words
from evals.perturb.wordings import grammar

GOLD = sorted((Path(next(iter(evals.__path__))) / "gold").glob("*.jsonl"))


def case(
    es: str = "¿Cuántos puentes prometió Ruritania?",
    en: str = "How many bridges did Ruritania promise?",
    *,
    id: str = "demo-001",
    kind: str = "number",
    nugget: str = "seis puentes de madera",
    before: tuple[tuple[str, str], ...] = (),
) -> Case:
    place, wanted = Gold("ruritania.md", "seis puentes"), Nugget(True, (nugget,))
    return Case(id, kind, es, en, "answered", (place,), (wanted,), "dev", before=before)


def said(
    variant: str,
    language: Language,
    question: str,
    *,
    id: str = "demo-001",
    kind: str = "number",
    nugget: str = "seis puentes",
) -> str | None:
    """What the variant makes of a question, None where nothing."""
    asked = case(question, question, id=id, kind=kind, nugget=nugget)
    changed = perturb(variant, asked, language)
    assert changed is None or changed.language == language
    return changed.question if changed else None


def test_a_variant_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="backwards"):
        perturb("backwards", case(), "es")


# Accents and capitals


def test_accents_and_opening_marks_are_dropped() -> None:
    assert said("accents", "es", "¿Qué pasó el año pasado, ¡señor Güemes!?") == "Que paso el ano pasado, senor Guemes!?"
    assert said("accents", "en", "What did Querétaro promise?") == "What did Queretaro promise?"


def test_a_question_without_accents_is_not_counted() -> None:
    assert said("accents", "es", "cuantos puentes hay?") is None
    assert said("accents", "en", "What is the citizens' share?") is None


def test_upper_case_keeps_the_accents() -> None:
    assert said("upper", "es", "¿Qué prometió MX0081?") == "¿QUÉ PROMETIÓ MX0081?"
    assert said("upper", "en", "WHAT IS OGP?") is None


# Typos


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("es", "¿Qué es la AGA y MX0081?"),
        ("es", "¿SEDENA 20192021, o cuatro y veinte?"),
        ("en", "What is NOSC to us, or OECD2016?"),
        ("en", "Is it seven or three?"),
    ],
)
def test_short_words_numbers_ids_and_acronyms_are_not_misspelt(language: Language, question: str) -> None:
    assert said("typos", language, question) is None


def changed_words(before: str, after: str) -> list[tuple[str, str]]:
    return [pair for pair in zip(before.split(" "), after.split(" "), strict=True) if pair[0] != pair[1]]


def is_a_slip(word: str, slip: str) -> bool:
    """One letter swapped with the next, dropped, doubled, or another one in its place; never the first."""
    swaps = {word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(1, len(word) - 1)}
    drops = {word[:n] + word[n + 1 :] for n in range(1, len(word))}
    doubles = {word[: n + 1] + word[n:] for n in range(1, len(word))}
    other = len(word) == len(slip) and sum(a != b for a, b in zip(word, slip, strict=True)) == 1
    return slip[0] == word[0] and (slip in swaps | drops | doubles or other)


@pytest.mark.parametrize(("language", "count"), [("es", 1), ("es", 2), ("en", 1), ("en", 3)])
def test_one_word_in_six_is_misspelt(language: Language, count: int) -> None:
    question = " ".join(["bridge house river valley plate stone"] * count)
    slips = changed_words(question, said("typos", language, question) or "")
    assert len(slips) == count
    assert all(is_a_slip(*pair) for pair in slips)


def test_no_more_than_three_words_are_misspelt() -> None:
    question = " ".join(["bridge house river valley plate stone"] * 9)
    assert len(changed_words(question, said("typos", "en", question) or "")) == 3


def test_cases_and_languages_are_misspelt_differently() -> None:
    question = "bridge house river valley plate stone"
    made = {said("typos", language, question, id=f"demo-{n:03}") for n in range(20) for language in LANGUAGES}
    assert len(made) > 20


def test_a_slip_never_makes_another_number() -> None:
    made = {said("typos", "es", "¿Y el cuarto?", id=f"demo-{n}") for n in range(300)}
    assert len(made) > 10
    assert "¿Y el cuatro?" not in made


# Synonyms


@pytest.mark.parametrize(
    ("language", "question", "changed"),
    [
        (
            "es",
            "¿Qué midió la Secretaría de la Función Pública?",
            "¿Qué midió la SFP?",
        ),
        ("es", "¿Qué midió la SFP?", "¿Qué midió la Secretaría de la Función Pública?"),
        ("es", "¿Qué hizo el foro multiactor?", "¿Qué hizo el espacio multiactor?"),
        ("es", "¿Quién publicó los beneficiarios finales?", "¿Quién publicó los beneficiarios reales?"),
        ("es", "Foro multiactor: ¿qué hizo?", "Espacio multiactor: ¿qué hizo?"),
        ("es", "¿Con qué meta del ODS 16 va?", "¿Con qué meta del Objetivo de Desarrollo Sostenible 16 va?"),
        ("es", "¿Con qué metas de los ODS va?", "¿Con qué metas de los Objetivos de Desarrollo Sostenible va?"),
        ("en", "Which target of SDG 16 is it?", "Which target of Sustainable Development Goal 16 is it?"),
        ("en", "What did the OGP page say?", "What did the Open Government Partnership page say?"),
        ("en", "How did the sixth one go?", "How did the 6th one go?"),
        ("en", "Which agencies took part?", "Which government agencies took part?"),
        ("en", "Who wrote the self-assessment?", "Who wrote the self-assessment report?"),
    ],
)
def test_terms_are_said_in_another_form(language: Language, question: str, changed: str) -> None:
    assert said("synonyms", language, question) == changed


@pytest.mark.parametrize(
    ("language", "question", "why"),
    [
        ("es", "¿Cuántos puentes prometió Ruritania?", "no term"),
        ("es", "¿Qué dice el gobierno abierto?", "no other form"),
        ("es", "¿Qué sesionó el beneficiario final?", "no other form of that number"),
        ("es", "¿Y la propiedad efectiva?", "the other forms are masculine"),
        ("es", "¿Y los fideicomisos?", "the other form is singular"),
        ("es", "¿Qué son MRI e IRM?", "two forms side by side"),
        ("es", "¿Qué pasó con el puente?", "the forms are not for searching"),
        ("es", "¿Quién leyó el padrón abierto de beneficiarios?", "it would say beneficiaries twice"),
        ("en", "Who pays for OGP and why?", "in words it would need an article"),
        ("en", "Which sub-agencies took part?", "half a word"),
        ("en", "Is it an MSF?", "an would have to become a"),
    ],
)
def test_what_would_not_fit_is_left_alone(language: Language, question: str, why: str) -> None:
    assert said("synonyms", language, question) is None, why


def test_a_question_about_initials_keeps_them() -> None:
    assert said("synonyms", "es", "¿Qué es el NOSC?", kind="acronym") is None


def test_no_form_is_taken_that_gives_the_answer() -> None:
    assert said("synonyms", "es", "¿Qué hizo el NOSC?") == "¿Qué hizo el Núcleo de Organizaciones de la Sociedad Civil?"
    assert said("synonyms", "es", "¿Qué hizo el NOSC?", nugget="organizaciones de la sociedad civil") is None


def test_any_terms_can_be_given() -> None:
    terms = Terms([Term({"es": ("Consejo de Puentes", "CDP", "Junta de Puentes")})])
    assert in_other_words(case(es="¿Qué votó el CDP?"), "es", terms) == "¿Qué votó el Consejo de Puentes?"
    assert in_other_words(case(es="¿Qué votó la Junta de Puentes?"), "es", terms) == "¿Qué votó la Junta de Puentes?"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_that_agree_are_words_of_the_terms(language: Language) -> None:
    used = {
        word
        for term in load_terms().terms
        for form in term.forms.get(language, ())
        for word in comparable(form).split()
    }
    assert set().union(*grammar(language).heads) <= used


# The other language, and noise


def test_the_other_half_of_the_pair_is_asked_with_its_conversation() -> None:
    asked = case(before=(("¿Y los ríos?", "And the rivers?"), ("¿Dónde?", "Where?")), kind="follow_up")
    assert perturb("language", asked, "es") == Perturbed(asked.en, ("And the rivers?", "Where?"), "en")
    assert perturb("language", asked, "en") == Perturbed(asked.es, ("¿Y los ríos?", "¿Dónde?"), "es")


@pytest.mark.parametrize("variant", sorted(set(VARIANTS) - {"language", "synonyms"}))
def test_of_a_conversation_only_the_last_question_changes(variant: str) -> None:
    asked = case(before=(("¿Y los ríos más caudalosos?", "And the greatest rivers?"),), kind="follow_up")
    changed = perturb(variant, asked, "es")
    assert changed is not None
    assert changed.history == asked.earlier("es")


@pytest.mark.parametrize("language", LANGUAGES)
def test_noise_is_small_talk(language: Language) -> None:
    talk = sentences(language)
    assert len(set(talk)) == len(talk) >= 8
    for sentence in talk:
        assert sentence.endswith("."), sentence
        assert not re.search(r"[?¿\d]", sentence), sentence
        assert not [load_terms().find(sentence, code) for code in LANGUAGES if load_terms().find(sentence, code)], (
            sentence
        )


def test_noise_stands_in_front_and_differs_from_case_to_case() -> None:
    made = {said("noise", "en", "Who built it?", id=f"demo-{n}") for n in range(60)}
    assert made == {f"{sentence} Who built it?" for sentence in sentences("en")}


# What always holds

plain = st.text("abcdefghijlmnñopqrstuvyzáéíóúü", min_size=1, max_size=12)
tokens = st.one_of(
    plain,
    plain.map(str.capitalize),
    st.sampled_from(
        ["MX0081", "2019", "4PA", "SEDENA", "la AGA", "el MRI", "the IRM", "fideicomisos", "cuatro", "self-assessment"]
    ),
)
questions = st.builds(
    lambda words, mark: {"?": "¿{}?", "!": "¡{}!", "": "{}"}[mark].format(" ".join(words)),
    st.lists(tokens, min_size=1, max_size=25),
    st.sampled_from(["?", "!", ""]),
)
ids = st.text(min_size=1, max_size=8)
languages = st.sampled_from(LANGUAGES)


@given(st.sampled_from(VARIANTS), questions, questions, ids, languages)
def test_a_perturbation_is_always_the_same_and_never_nothing(
    variant: str, es: str, en: str, id: str, language: Language
) -> None:
    asked = case(es, en, id=id)
    changed = perturb(variant, asked, language)
    assert changed == perturb(variant, case(es, en, id=id), language)
    if changed is not None:
        assert changed.question != asked.question(language)
        assert changed.language == language or variant == "language"


@given(st.sampled_from(VARIANTS), st.text(min_size=1), languages)
def test_any_text_can_be_perturbed(variant: str, text: str, language: Language) -> None:
    perturb(variant, case(text, text), language)


@given(questions, ids, languages)
def test_typos_touch_few_words_and_no_number(question: str, id: str, language: Language) -> None:
    changed = said("typos", language, question, id=id)
    if changed is not None:
        slips = changed_words(question, changed)
        assert 1 <= len(slips) <= 3
        for word, slip in slips:
            bare = word.strip("¿?¡!")
            assert not any(char.isdigit() for char in bare)
            assert bare not in {"SEDENA", "AGA", "MRI", "IRM"}
            assert is_a_slip(bare, slip.strip("¿?¡!")) or "-" in bare


@given(questions)
def test_upper_case_folds_back_to_the_question(question: str) -> None:
    changed = said("upper", "es", question)
    assert changed is None or (changed.isupper() and comparable(changed) == comparable(question))


@given(questions)
def test_without_accents_is_plain_letters_and_the_same_words(question: str) -> None:
    changed = said("accents", "es", question) or question
    assert changed.isascii()
    assert comparable(changed) == comparable(question.translate(str.maketrans("", "", "¿¡")))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_gold_case_can_be_perturbed_and_none_is_given_its_answer(path: Path) -> None:
    applies = dict.fromkeys(VARIANTS, 0)
    for asked in load_cases(path):
        for language in LANGUAGES:
            for variant in VARIANTS:
                changed = perturb(variant, asked, language)
                applies[variant] += changed is not None
                if changed is not None and variant != "language":
                    before, after = (asked.missing_nuggets(q) for q in (asked.question(language), changed.question))
                    assert len(after) >= len(before), (asked.id, changed.question)
    assert all(applies.values()), applies
