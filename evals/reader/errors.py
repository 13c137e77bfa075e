"""What can go wrong with the reader's training.

OgpError
└── ReaderFault
    ├── RowWrong          a row of the written questions cannot be read, or does not fit its document
    └── TrainingMissing   what training reads is not on this machine
"""

from __future__ import annotations

from corpus.errors import OgpError


class ReaderFault(OgpError):
    template = "The reader cannot be trained."


class RowWrong(ReaderFault):
    template = "{file}, {line}: {reason}"


class TrainingMissing(ReaderFault):
    template = "Training needs {what}, which is not here: {path}"
