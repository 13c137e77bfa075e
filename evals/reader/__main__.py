"""`python -m evals.reader`: train the reader, write it, measure and calibrate it."""

from __future__ import annotations

import pickle
import tomllib
from pathlib import Path

import click

from evals.reader.mixture import Mixture, mixture
from evals.reader.written import HERE


@click.group()
def reader() -> None:
    """Train the reader, calibrate it and measure what it reaches."""


@reader.command()
@click.option("--encoder", type=click.Path(path_type=Path, exists=True), required=True, help="folder of the encoder")
@click.option("--shared", type=click.Path(path_type=Path), default=Path("../shared"), help="the shared material")
@click.option("--folder", type=click.Path(path_type=Path), default=Path(".evals/reader"), help="state and curve")
@click.option("--stage", "stages", multiple=True, help="only this stage (default: all)")
@click.option("--threads", default=0, help="processor threads (default: all)")
def train(encoder: Path, shared: Path, folder: Path, stages: tuple[str, ...], threads: int) -> None:
    """Train by the recipe; started again, it goes on where it broke off."""
    import torch

    from evals.reader.train import Training

    if threads:
        torch.set_num_threads(threads)
    folder.mkdir(parents=True, exist_ok=True)
    recipe = tomllib.loads((HERE / "recipe.toml").read_text(encoding="utf-8"))
    found = _examples(folder, encoder, shared, recipe["held_out"])
    for source, examples in found.train.items():
        click.echo(f"{source:10} {len(examples):6} examples, {sum(not e.answers for e in examples)} without an answer")
    click.echo(f"{'check':10} {len(found.check):6}")
    Training(folder, encoder, recipe, click.echo).run(found, stages or None)


@reader.command(name="export")
@click.option("--encoder", type=click.Path(path_type=Path, exists=True), required=True, help="folder of the encoder")
@click.option("--folder", type=click.Path(path_type=Path), default=Path(".evals/reader"), help="state and examples")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="default: where the product reads it from")
@click.option("--whole", is_flag=True, help="32 bits, to compare with")
def export_(encoder: Path, folder: Path, out: Path | None, whole: bool) -> None:
    """Write the trained network as the product runs it."""
    from assistant.reading.reader import FOLDER
    from evals.reader.encoder import export

    found: Mixture = pickle.loads((folder / "examples.pickle").read_bytes())
    seen = [example for examples in found.train.values() for example in examples]
    size = export(folder / "state.pt", encoder, seen, out or FOLDER, whole=whole)
    click.echo(f"{out or FOLDER}: {size / 1e6:.1f} MB")


@reader.command()
@click.option("--folder", type=click.Path(path_type=Path), default=Path(".evals/reader"), help="where training was")
@click.option("--model", type=click.Path(path_type=Path), default=None, help="default: the one of the product")
def measure(folder: Path, model: Path | None) -> None:
    """What the reader reaches on what was held out of training."""
    from assistant.reading.reader import FOLDER, Reader
    from evals.reader.measure import measured

    found: Mixture = pickle.loads((folder / "examples.pickle").read_bytes())
    click.echo(f"{'':16} blocks  answering  sentence  run    answers or not (AUC)")
    for one in measured(Reader.load(model or FOLDER), found.check):
        told = ["–" if value is None else f"{value:.3f}" for value in (one.sentence, one.run, one.auc)]
        click.echo(f"{one.source:16} {one.blocks:6}  {one.answering:9}  {told[0]:8}  {told[1]:5}  {told[2]}")


@reader.command(name="agreement")
def agreement_() -> None:
    """How far a second reading of the written questions agrees with the first."""
    from evals.reader.measure import agreement

    one = agreement()
    click.echo(f"{one.rows} rows read twice: both say the same in {one.whether:.3f} (kappa {one.kappa:.3f});")
    click.echo(f"where both answer, their words meet in {one.words:.3f}. They differ on: {', '.join(one.differ)}")


@reader.command()
@click.option("--folder", type=click.Path(path_type=Path), default=Path(".evals/evals/libraries"), help="their indexes")
@click.option("--plot", type=click.Path(path_type=Path), default=Path("docs/images/reader-reliability.png"))
@click.option("--wrong", default=1.0, help="cost of an answer that should be a refusal, against 1 the other way round")
def calibrate(folder: Path, plot: Path, wrong: float) -> None:
    """Fit weights and threshold on the development half of the gold questions, and print them."""
    from evals.reader.calibration import calibrate as calibrated

    calibrated(folder, plot, wrong, click.echo)


@reader.command()
@click.option("--folder", type=click.Path(path_type=Path), default=Path(".evals/reader"), help="where training was")
@click.option("--out", type=click.Path(path_type=Path), default=Path("docs/images/reader-training.png"))
def curve(folder: Path, out: Path) -> None:
    """Draw the loss over the steps."""
    from evals.reader.train import draw

    draw(folder / "curve.jsonl", out)


def _examples(folder: Path, encoder: Path, shared: Path, held_out: float) -> Mixture:
    """Read once for a folder: matching and encoding take minutes. Delete examples.pickle to read anew."""
    from evals.reader.encoder import TrainingEncoder

    kept = folder / "examples.pickle"
    if kept.exists():
        found: Mixture = pickle.loads(kept.read_bytes())
        return found
    encode = TrainingEncoder(encoder, folder / "vectors.pickle")
    found = mixture(shared, encode, held_out)
    encode.keep()
    kept.write_bytes(pickle.dumps(found))
    return found


if __name__ == "__main__":
    reader()
