"""A-numbers: one spelling of nine digits, or the reason why a text is none.

The numbers of the immigration agencies have eight or nine digits and are written with or without the
letter and with any separators (``A12-345-678``, ``A# 012345678``); eight are nine with a zero in front.
What has any other form is refused: a digit that was lost would find, or hide, another person.
"""

from __future__ import annotations

import re
import unicodedata

from duenotice.web.people.refusals import not_a_number

TABLE_AND_COLUMN = "people_number.digits"
"""What the keyed hash of a number is for; a hash for another use is another hash."""
_LETTER = re.compile(r"(?:A(?:lien)?)?[\s.:#-]*(?:no\b|number\b|#)?[\s.:#-]*", re.IGNORECASE)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_BETWEEN = re.compile(r"[\s.-]")


def nine_digits(text: str) -> str:
    """The number as nine digits. Raises `RefusedVault` (K31), which does not repeat the text."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    digits = _BETWEEN.sub("", plain[_LETTER.match(plain).end() :])  # type: ignore[union-attr]  # may be empty
    why = _wrong(plain, digits)
    if why:
        raise not_a_number(why)
    return digits.zfill(9)


def shown(digits: str) -> str:
    """Nine digits as they stand on papers: ``A012-345-678``."""
    return f"A{digits[:3]}-{digits[3:6]}-{digits[6:]}"


def _wrong(plain: str, digits: str) -> str:
    if not plain:
        return "nothing was written"
    if not re.fullmatch(r"[0-9]*", digits):
        return "something other than digits, spaces, dots and hyphens stands behind the letter A"
    if len(digits) not in (8, 9):
        return f"it has {len(digits)} digits"
    if not digits.strip("0"):
        return "all its digits are zero"
    return ""
