"""The loss over the steps of a training, as a picture."""

from __future__ import annotations

import json
from pathlib import Path


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
