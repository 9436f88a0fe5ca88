"""Names as they are compared: however they are typed, and in whichever order their parts stand."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """A text without case, accents and punctuation. Vowel signs are letters of their script and stay."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = (char for char in plain if not unicodedata.combining(char))
    kept = (char if unicodedata.category(char)[0] in "LMN" else " " for char in bare)
    return " ".join("".join(kept).split())


def name_key(name: str) -> str:
    """A name whose parts stand in any order: lists write the family name first or last."""
    return " ".join(sorted(folded(name).split()))
