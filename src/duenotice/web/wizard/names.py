"""Names as they are compared: however they are typed, and in whichever order their parts stand."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """A text without case, accents and signs."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    kept = (char if char.isalnum() else " " for char in plain if not unicodedata.combining(char))
    return " ".join("".join(kept).split())


def name_key(name: str) -> str:
    """A name whose parts stand in any order: lists write the family name first or last."""
    return " ".join(sorted(folded(name).split()))
