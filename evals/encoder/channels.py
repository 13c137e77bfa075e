"""How large the channels become that go into a network's matrices, seen over some texts."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

Floats = npt.NDArray[np.float32]


@torch.inference_mode()
def largest_channels(body: nn.Module, batches: Iterable[tuple[Tensor, Tensor]]) -> dict[str, Floats]:
    """The largest absolute value of each channel by the name of the matrix it goes into; batches are (ids, mask)."""
    found: dict[str, Floats] = {}

    def watch(name: str, module: nn.Module) -> torch.utils.hooks.RemovableHandle:
        def seen(_module: nn.Module, inputs: tuple[Tensor, ...], _output: Tensor) -> None:
            largest = inputs[0].abs().flatten(0, -2).amax(dim=0).numpy()
            found[name] = np.maximum(found.get(name, 0), largest)

        return module.register_forward_hook(seen)

    watched = [watch(name, module) for name, module in body.named_modules() if isinstance(module, nn.Linear)]
    for ids, mask in batches:
        body(input_ids=ids, attention_mask=mask)
    for handle in watched:
        handle.remove()
    return found
