"""Training: stages of the recipe one after the other, each step written down, and gone on with where it broke off."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from assistant.reading.windows import Windows
from evals.reader.batches import Sample, batches, reached, samples, tensors
from evals.reader.examples import Example, careless
from evals.reader.mixture import Mixture
from evals.reader.network import ReaderNetwork, loss_of

SAVE = 300  # seconds between two states on disk
TELL = 25  # steps between two lines of the curve
LARGEST = 1.0  # norm of a gradient

Say = Callable[[str], None]


@dataclass
class Progress:
    """Where training stands, kept with the weights."""

    stage: int = 0
    step: int = 0


class Training:
    """One run in one folder. `recipe` is recipe.toml as read; `folder` holds the state and the curve."""

    def __init__(self, folder: Path, encoder: Path, recipe: Mapping[str, Any], say: Say) -> None:
        self._folder = folder
        self._recipe = recipe
        self._say = say
        torch.manual_seed(recipe["seed"])
        self.network = ReaderNetwork.from_encoder(encoder, recipe["dropout"])
        self.network.freeze(recipe["frozen_layers"])
        self._optimizer = self._adam()
        self._windows = Windows.load(encoder)
        self._at = Progress()
        self._resume()

    def run(self, found: Mixture, stages: Sequence[str] | None = None) -> None:
        """Go through the stages (all, or those named), from where an earlier run broke off."""
        check = samples(found.check, self._windows)
        for number, stage in enumerate(self._recipe["stage"]):
            if number < self._at.stage or (stages and stage["name"] not in stages):
                continue
            if number != self._at.stage:  # the one before was not asked for, or broken off
                self._at = Progress(number)
            groups = self._groups(stage, found.train)
            last = number + 1 == len(self._recipe["stage"])
            self._say(f"stage {stage['name']}: {sum(map(len, groups))} windows in {len(groups)} steps")
            self._stage(groups, last)
            self._at = Progress(number + 1, 0)
            self._save()
            self._check(check, stage["name"])

    def _groups(self, stage: Mapping[str, Any], train: Mapping[str, Sequence[Example]]) -> list[list[Sample]]:
        chance = random.Random(f"{self._recipe['seed']} {stage['name']}")
        drawn: list[Example] = []
        for source, passes in stage["passes"].items():
            pool = list(train[source])
            drawn += pool * int(passes)
            drawn += chance.sample(pool, round(len(pool) * (passes % 1)))
        typed = [
            one if one.source.split()[0] not in _PUBLIC else Example(careless(one.question, chance), *_rest(one))
            for one in drawn
        ]
        return list(batches(samples(typed, self._windows), chance))

    def _stage(self, groups: Sequence[Sequence[Sample]], last: bool) -> None:
        self.network.train()
        begun, saved, seen, summed, told = time.monotonic(), time.monotonic(), 0, 0.0, 0
        first = self._at.step
        for step in range(first, len(groups)):
            self._rates(step, len(groups), last)
            batch = tensors(groups[step])
            with torch.autocast("cpu", torch.bfloat16):
                numbers = self.network(batch.ids, batch.mask)
            loss = loss_of(numbers.float(), batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), LARGEST)
            self._optimizer.step()
            self._optimizer.zero_grad()
            self._at.step = step + 1
            seen += len(groups[step])
            summed, told = summed + loss.item(), told + 1
            if told == TELL or step + 1 == len(groups):
                rate = seen / (time.monotonic() - begun)
                left = sum(map(len, groups[step + 1 :])) / rate / 60
                self._line(stage=self._at.stage, step=step + 1, loss=round(summed / told, 4))
                self._say(f"{step + 1}/{len(groups)}  loss {summed / told:.3f}  {rate:.1f}/s  {left:.0f} min left")
                summed, told = 0.0, 0
            if time.monotonic() - saved > SAVE:
                self._save()
                saved = time.monotonic()

    def _check(self, check: Sequence[Sample], stage: str) -> None:
        for one in reached(self.network, check):
            sentence = "–" if one.sentence is None else f"{one.sentence:.3f}"
            auc = "–" if one.auc is None else f"{one.auc:.3f}"
            self._say(f"  {one.source:14} {one.samples:5}  right sentence {sentence}  answers or not {auc}")
            self._line(stage=stage, source=one.source, sentence=one.sentence, auc=one.auc)

    def _adam(self) -> torch.optim.AdamW:
        body = [p for p in self.network.body.parameters() if p.requires_grad]
        groups = [
            {"params": body, "lr": self._recipe["learning_rate"]},
            {"params": list(self.network.head.parameters()), "lr": self._recipe["head_rate"]},
        ]
        return torch.optim.AdamW(groups, weight_decay=self._recipe["weight_decay"])

    def _rates(self, step: int, steps: int, last: bool) -> None:
        """Rising at the beginning of a stage, level, and falling to nothing at the end of the last one."""
        share = min(1.0, (step + 1) / self._recipe["warm_up"])
        if last:
            falling = self._recipe["decay"] * steps
            share = min(share, (steps - step) / falling)
        rates = (self._recipe["learning_rate"], self._recipe["head_rate"])
        for group, rate in zip(self._optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * share

    def _line(self, **values: Any) -> None:
        with (self._folder / "curve.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(values) + "\n")

    def _save(self) -> None:
        state = {
            "network": self.network.state_dict(),
            "optimizer": self._optimizer.state_dict(),
            "at": (self._at.stage, self._at.step),
        }
        aside = self._folder / "state.aside"
        torch.save(state, aside)
        aside.replace(self._folder / "state.pt")

    def _resume(self) -> None:
        path = self._folder / "state.pt"
        if path.exists():
            state = torch.load(path, weights_only=True)
            self.network.load_state_dict(state["network"])
            self._optimizer.load_state_dict(state["optimizer"])
            self._at = Progress(*state["at"])
            self._say(f"going on from stage {self._at.stage}, step {self._at.step}")


_PUBLIC = {"squad-es", "squad-en", "es-en", "en-es", "selqa", "policyqa", "xquad"}


def _rest(one: Example) -> tuple[Any, ...]:
    return (one.block, one.answers, one.about, one.source, one.exact)


def draw(curve: Path, picture: Path) -> None:
    """`curve` is the curve.jsonl of a training's folder. Errors: OSError, ValueError."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    told = [json.loads(line) for line in curve.read_text(encoding="utf-8").splitlines()]
    losses = [one for one in told if "loss" in one]
    figure, axes = pyplot.subplots(figsize=(7, 3.5), layout="constrained")
    before = 0
    for stage in sorted({one["stage"] for one in losses}):
        steps = [one for one in losses if one["stage"] == stage]
        x = [before + one["step"] for one in steps]
        axes.plot(x, [one["loss"] for one in steps], marker=".", label=f"stage {stage + 1}")
        before = x[-1]
    axes.set_xlabel("steps of about 18 windows")
    axes.set_ylabel("loss")
    axes.set_ylim(bottom=0)
    axes.legend()
    figure.savefig(picture, dpi=120)
    pyplot.close(figure)
