"""What fields and official levels are called on screen."""

from __future__ import annotations

from corpus.ledger.data import table
from corpus.ledger.model import Finding


def field_label(field: str, language: str) -> str:
    """The field's name; the field itself where it has none."""
    return str(table("fields").get(field, {}).get("label", {}).get(language, field))


def value_label(finding: Finding, language: str) -> str:
    """The finding's value: an official level by its name, anything else as it is."""
    levels = table("scales").get(finding.field, {}).get("levels", {})
    return str(levels.get(finding.value, {}).get("label", {}).get(language, finding.value))
