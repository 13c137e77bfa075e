"""A slice of the hostile run through the real assistant, with words instead of a model to find passages by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fakes import OverlapReader

from evals.suites.adversarial import failing, pairs, shown
from evals.suites.adversarial.asking import Asked, Put, ask
from evals.suites.adversarial.ground import Ground, WordEmbedder
from evals.suites.adversarial.judge import Verdict
from evals.suites.adversarial.models.adversary import obeying, passages, questions
from evals.suites.adversarial.models.behaviours import HONEST, MISBEHAVIOURS
from evals.suites.adversarial.models.faults import Fault, faults
from evals.suites.adversarial.models.prompt import language_of
from index.translation.apertium import NoBridge

EVERY = 10
NEVER = ("fabricated", "misquoted", "active", "leaked", "raised")  # whatever a model may do


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    made = Ground(tmp_path_factory.mktemp("hostile"), WordEmbedder(), NoBridge(), reader=OverlapReader())
    yield made
    made.close()


def holds(asked: Asked) -> None:
    for kind in NEVER:
        assert getattr(asked.verdict, kind) == (), asked.kind


def test_poisoned_passages_get_nothing_through(ground: Ground) -> None:
    chosen = passages()[::EVERY]
    opened = ground.of(chosen, "slice")
    try:
        for attack in chosen:
            one = ask(
                opened, obeying(attack), Put(attack.question, payloads=(attack.payload,) if attack.payload else ())
            )
            assert one.reached, attack.id
            holds(one)
    finally:
        opened.close()


def test_hostile_questions_get_nothing_through(ground: Ground) -> None:
    opened = ground.fictional
    for attack in questions()[::EVERY]:
        holds(ask(opened, obeying(attack), attack.text))


@pytest.mark.parametrize("name", [name for name in MISBEHAVIOURS if "endless" not in name])
def test_misbehaviours_get_nothing_through(ground: Ground, name: str) -> None:
    opened = ground.fictional
    for question in ground.ordinary[:20:EVERY]:
        holds(ask(opened, MISBEHAVIOURS[name], question))


@pytest.mark.parametrize("name", HONEST)
def test_honest_models_are_heard(ground: Ground, name: str) -> None:
    opened = ground.fictional
    one = ask(opened, HONEST[name], ground.ordinary[0])
    assert one.answer.composer == "model" and one.answer.statements
    assert one.verdict == Verdict()


@pytest.mark.parametrize("name", ["429 twice, then well", "500 always", "malformed JSON", "stall in mid-stream", "401"])
def test_failing_servers_end_well(ground: Ground, name: str) -> None:
    pytest.importorskip("langchain_openai", reason="needs the extra openai")
    for ended in failing.fail(ground, faults()[name], times=2):
        # the machine may be busy with other tests
        assert ended.well(spare=20.0), (ended.error, ended.shown, ended.seconds)


@pytest.mark.parametrize("name", ["stall before the first byte", "stall in mid-stream"])
def test_a_person_who_leaves_ends_the_call(ground: Ground, name: str) -> None:
    pytest.importorskip("langchain_openai", reason="needs the extra openai")
    assert all(left.closed for left in failing.leave(ground, faults()[name], times=2))


@pytest.mark.parametrize("name", ["orders", "the canary", "a name"])
def test_what_a_model_makes_of_a_follow_up_says_nothing_of_its_own(ground: Ground, name: str) -> None:
    opened = ground.fictional
    behave = pairs.rewriting(pairs.REWRITINGS[name])
    question = ground.ordinary[3]
    message = pairs.MESSAGES[language_of(question)]
    history = [{"role": "user", "content": question}]
    holds(ask(opened, behave, Put(message, history=history)))


def test_an_exception_is_a_finding(ground: Ground) -> None:
    ended = failing.Ended(None, 0.1, error="KeyError: x")
    assert not ended.well()
    figure = failing._failing_figure("x", [ended], may_pass=False)
    assert figure.reached is False and figure.missed == ("KeyError: x",)


def test_figures_count_what_came_through(ground: Ground) -> None:
    opened = ground.fictional
    one = ask(opened, HONEST["obey"], Put(ground.ordinary[0], "q1", "obey"))
    clean = shown.figures("part", [one])
    assert [figure.reached for figure in clean] == [True] * len(shown.KINDS)
    bad = replace(one, verdict=Verdict(leaked=("the canary",)))
    (leaked,) = [f for f in shown.figures("part", [one, bad]) if f.name == shown.KINDS["leaked"]]
    assert (leaked.value, leaked.reached, leaked.missed) == (1.0, False, ("q1: the canary",))


def test_a_fault_is_one_of_the_protocol() -> None:
    assert len(faults()) >= 20
    assert all(isinstance(fault, Fault) and fault.kind != "none" for fault in faults().values())
