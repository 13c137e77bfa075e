"""What can go wrong with an index.

OgpError
└── IndexFault
    ├── IndexMissing         no index has been built here
    ├── IndexDamaged         files of the index are missing or not as they were written
    │   └── IndexPointerLost nothing says which of the generations serves
    ├── EmbedderMismatch     built with another embedding model than the one configured
    │   └── EmbedderChanged  built with that model when its files, prefixes or languages were others
    ├── EmbedderUnavailable  the embedding model cannot be loaded
    ├── ModelFileWrong       a file of a model that comes with the product is missing, cut or altered
    ├── RerankerUnavailable  the reranker cannot be used; search goes on without it
    ├── BuildLocked          another process is building
    ├── ReadWithoutSpace     the disk is full; the index is read without what writes to it
    ├── LedgerMissing        the index was built before there were ledgers
    ├── BuildInvalid         a new index failed its own checks and was not put in place
    └── NothingToIndex       the documents hold no text
"""

from __future__ import annotations

from corpus.errors import OgpError


class IndexFault(OgpError):
    template = "The index cannot be used."


class IndexMissing(IndexFault):
    template = "There is no index in {home}. Run: ogp index build"


class IndexDamaged(IndexFault):
    template = "The index {generation} is damaged: {reason}. Run: ogp index build"


class IndexPointerLost(IndexDamaged):
    template = (
        "The index's pointer (index/CURRENT) is missing, or names no index that is there ({generation}), so nothing "
        "says which index serves. Run: ogp index build"
    )


class EmbedderMismatch(IndexFault):
    template = (
        "The index was built with the model {built}, and {configured} is configured. "
        "Run ogp index build, or configure {built} again."
    )


class EmbedderChanged(EmbedderMismatch):
    template = (
        "The index was built with the model {built} when its files, its prefixes or its languages were others. "
        "Run ogp index build, or set them back."
    )


class EmbedderUnavailable(IndexFault):
    template = "The embedding model {model} cannot be loaded: {reason}"


class ModelFileWrong(IndexFault):
    template = (
        "The model file {file} cannot be used: {reason}. Get it back with git checkout, or install the project again."
    )


class RerankerUnavailable(IndexFault):
    template = "The reranker {model} cannot be used: {reason}. Results stay in the order that search found."


class ReadWithoutSpace(IndexFault):
    template = "There is no space left in {place}: the index is read all the same, but nothing new can be built."


class LedgerMissing(IndexFault):
    template = "The index {generation} holds no ledger of commitments. Run: ogp index build"


class BuildLocked(IndexFault):
    template = "Another process is building the index in {home}. Try again when it has finished."


class BuildInvalid(IndexFault):
    template = "The new index failed its check ({reason}) and was not put in place; the previous one still serves."


class NothingToIndex(IndexFault):
    template = "There is nothing to index: the documents in {home} hold no text."
