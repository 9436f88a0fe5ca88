"""Which passphrases are refused, and a hint about the others. No rule of composition, no forced change.

Source: NIST SP 800-63B-4, seen in secondary pages (security.md, scorecard 29).
"""

from __future__ import annotations

import re

from duenotice.web.keys.keyfile import SHORTEST_PASSPHRASE

ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
KNOWN = (
    "correcthorsebatterystaple",
    "thequickbrownfoxjumpsoverthelazydog",
    "tobeornottobethatisthequestion",
    "loremipsumdolorsitamet",
    "inthebeginninggodcreated",
    "maytheforcebewithyou",
    "everybodyinthisdemonstrationisinvented",
)
COMMON = (
    *(
        "password",
        "passwort",
        "passphrase",
        "secret",
        "admin",
        "administrator",
        "letmein",
        "welcome",
        "login",
    ),
    *("master", "dragon", "monkey", "football", "baseball", "iloveyou", "sunshine", "princess", "superman"),
    *("batman", "qwerty", "azerty", "abc", "trustno", "changeme", "default", "access", "shadow", "michael"),
    *("duenotice", "vault", "hello", "whatever", "freedom", "starwars", "computer", "internet"),
)
FEW = 5
"""A passphrase with so few different characters is a pattern."""


def refusal(passphrase: str) -> str:
    """Why a passphrase is refused; empty if it is not."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        return f"it has {len(passphrase)} characters; at least {SHORTEST_PASSPHRASE} are needed"
    if len(set(passphrase.lower())) <= FEW:
        return "it is made of a few characters only"
    letters = re.sub(r"[^a-z0-9]", "", passphrase.lower())
    if re.fullmatch(r"(.{1,14}?)\1+.{0,3}", letters):
        return "it is a short text again and again"
    if any(row in letters or letters in row + row or letters[::-1] in row + row for row in (*ROWS, *KNOWN)):
        return "it is among the first that anybody tries"
    rest = re.sub("|".join(sorted((*COMMON, *ROWS[1:]), key=len, reverse=True)) + r"|\d", "", letters)
    if letters and len(rest) < FEW:
        return "it is made of words that anybody tries first"
    return ""


def hint(passphrase: str) -> str:
    """One line about a passphrase that is taken."""
    words = len(re.findall(r"\S+", passphrase))
    if words >= 5 or len(passphrase) >= 24:
        return "Long enough to hold, if nobody can guess its words from knowing you."
    return "It is taken. Five or more words that a die chose are stronger, and easier to type."
