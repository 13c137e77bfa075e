"""All examples by source, those held out for checking apart."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evals.errors import TrainingMissing
from evals.reader.examples import Example, across, selqa, squad
from evals.reader.written import HERE, Encode, sources, written

XQUAD = ("es", "en")
UNRELATED, PASSAGES = 400, 300  # questions of each language about anything, and the passages the nearest is taken from
SAME = 0.97  # cosine from which two paragraphs of one language are one paragraph in two translations


@dataclass(frozen=True, slots=True)
class Mixture:
    """`train` by source; `check` is never trained on."""

    train: dict[str, list[Example]]
    check: list[Example]


def names() -> list[str]:
    """The files of written questions, without their ending."""
    return sorted(path.stem for path in (HERE / "questions").glob("*.jsonl"))


def mixture(shared: Path, encode: Encode, held_out: float) -> Mixture:
    """Everything there is to learn from. Errors: TrainingMissing, RowWrong."""
    training, bench = shared / "training", shared / "bench" / "xquad"
    for folder in (training, bench):
        if not folder.is_dir():
            raise TrainingMissing(what=folder.name, path=folder)
    found = {
        "squad-es": list(squad(training / "squad-es-dev.json", "squad-es")),
        "squad-en": list(squad(training / "squad-en-dev.json", "squad-en")),
        "selqa": [*selqa(training / "selqa-dev.json", "selqa"), *selqa(training / "selqa-test.json", "selqa")],
        "policyqa": list(squad(training / "policyqa-dev.json", "policyqa")),
    }
    found["es-en"], found["en-es"] = _two_ways(across(found["squad-es"], found["squad-en"], encode))
    kept, check = xquad(bench)
    known = _articles(check, [*found["squad-es"], *found["squad-en"]], encode)
    for source in ("squad-es", "squad-en", "es-en", "en-es"):
        found[source] = [example for example in found[source] if example.about not in known]
    found["xquad"] = kept
    found["written"] = []
    for name in names():
        rows = list(written(name, sources(name, shared), encode))
        held = [example for example in rows if is_held_out(example.about, held_out)]
        check += [replace(example, source=f"written {example.source.split()[-1]}") for example in held]
        found["written"] += [example for example in rows if not is_held_out(example.about, held_out)]
    found["unrelated"] = [
        example
        for source in ("squad-es", "squad-en")
        for example in unrelated(found[source], found["written"], encode, random.Random(source))
    ]
    return Mixture(found, check)


def unrelated(
    public: Sequence[Example], field: Sequence[Example], encode: Encode, chance: random.Random
) -> Iterator[Example]:
    """Questions about anything at all, each over the passage of the field that comes nearest: it does not answer."""
    blocks = {_text(example): example.block for example in chance.sample(list(field), min(PASSAGES, len(field)))}
    vectors = encode([f"passage: {text}" for text in blocks])
    for example in chance.sample(list(public), min(UNRELATED, len(public))):
        nearest = int((vectors @ encode([f"query: {example.question}"])[0]).argmax())
        block = list(blocks.values())[nearest]
        yield Example(example.question, block, (), "unrelated", "unrelated")


def _two_ways(examples: Iterable[Example]) -> tuple[list[Example], list[Example]]:
    both = list(examples)
    return [one for one in both if one.source == "es-en"], [one for one in both if one.source == "en-es"]


def xquad(folder: Path) -> tuple[list[Example], list[Example]]:
    """XQuAD in all four directions: every other article to learn from, the others to check with."""
    sets = {code: list(squad(folder / f"xquad-dev.{code}.json", "xquad")) for code in XQUAD}
    titles = list(dict.fromkeys(example.about for example in sets["en"]))
    articles = [titles.index(example.about) for example in sets["en"]]
    kept: list[Example] = []
    check: list[Example] = []
    for asked in XQUAD:
        for told in XQUAD:
            for question, block, article in zip(sets[asked], sets[told], articles, strict=True):
                example = replace(block, question=question.question, source=f"xquad {asked}-{told}")
                (check if article % 2 else kept).append(example)
    return kept, check


def _articles(check: Sequence[Example], public: Sequence[Example], encode: Encode) -> set[str]:
    """The articles of the public sets that the check has paragraphs of, be it in another translation."""
    checked = encode(list(dict.fromkeys(_text(example) for example in check)))
    texts = {_text(example): example.about for example in public}
    nearest = (encode(list(texts)) @ checked.T).max(axis=1)
    return {about for about, cosine in zip(texts.values(), nearest, strict=True) if cosine >= SAME}


def _text(example: Example) -> str:
    return " ".join(part.text for part in example.block.parts)


def is_held_out(about: str, share: float) -> bool:
    """Whether examples about this are kept out of training: a `share` of all there are, by the hash of the name."""
    return int(hashlib.sha256(about.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF < share
