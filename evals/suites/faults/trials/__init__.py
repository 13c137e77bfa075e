"""The trials. Every module here is imported when the suite runs, and registers its trials (`frame.trial`)."""

from __future__ import annotations
