"""Networks that come with the product, run by ONNX Runtime on the processor: no torch, no download.

A model is a folder with `model.onnx`, `tokenizer.json` and `digests.json` (the SHA-256 of both). A file that is missing
or is not the one that was measured is not run.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.encoding.model_files import reason, said
from index.errors import ModelFileWrong

if TYPE_CHECKING:
    from tokenizers import Tokenizer

NETWORK, TOKENIZER, DIGESTS = "model.onnx", "tokenizer.json", "digests.json"

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


class Network:
    """An open network with its tokenizer; may be shared by threads. `digest` is the SHA-256 over both files."""

    def __init__(self, session: Any, tokenizer: Tokenizer, digest: str) -> None:
        self._session = session
        self.tokenizer = tokenizer
        self.digest = digest

    @classmethod
    def open(cls, folder: Path) -> Network:
        """Errors: ModelFileWrong for a file that is missing, cut or altered, or that the runtime refuses."""
        digest = digest_of(folder)
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4  # what goes wrong is raised, too
        options.enable_mem_pattern = False  # shapes differ from call to call
        options.enable_cpu_mem_arena = False  # one large call would be held for ever
        # threads that wait do not keep a processor busy that somebody else needs
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        opening = folder / NETWORK
        try:
            session = onnxruntime.InferenceSession(opening, options, providers=["CPUExecutionProvider"])
            opening = folder / TOKENIZER
            tokenizer = Tokenizer.from_file(str(opening))
        except Exception as error:  # both libraries raise their own
            raise ModelFileWrong(file=str(opening), reason=said(error)) from error
        return cls(session, tokenizer, digest)

    def run(self, ids: Ints, mask: Ints) -> Floats:
        """What the network says; `ids` and `mask` have shape (batch, length)."""
        told: Floats = self._session.run(None, {"ids": ids, "mask": mask})[0]
        return told


def digest_of(folder: Path) -> str:
    """The SHA-256 over the model's files, each compared with what digests.json has. Errors: ModelFileWrong."""
    whole = hashlib.sha256()
    for name, expected in _expected(folder / DIGESTS).items():
        path = folder / name
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise ModelFileWrong(file=str(path), reason=reason("model_file_unread")) from error
        if found != expected:
            raise ModelFileWrong(file=str(path), reason=reason("model_file_other", found=found, expected=expected))
        whole.update(found.encode())
    return whole.hexdigest()


def _expected(listed: Path) -> dict[str, str]:
    """The SHA-256 that each of the model's files should have."""
    try:
        told = json.loads(listed.read_text(encoding="utf-8"))
        return {name: str(told[name]) for name in (NETWORK, TOKENIZER)}
    except OSError as error:
        raise ModelFileWrong(file=str(listed), reason=reason("model_file_unread")) from error
    except (ValueError, TypeError, KeyError) as error:
        raise ModelFileWrong(file=str(listed), reason=reason("model_digests_wrong")) from error


def write_digests(folder: Path) -> None:
    """Set down the SHA-256 of the model's files as they are."""
    told = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (NETWORK, TOKENIZER)}
    (folder / DIGESTS).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
