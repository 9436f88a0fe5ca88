"""Sentences that are nearly sentences of the language: what was probably meant, and its form.

Nothing here ever makes a piece of a tree. `MISTAKES` are tried from top to bottom on a line that
cannot be read; each points at the words under its group ``here``. What no row knows is answered
with the words that could have stood at the place where the sentence breaks off.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from duenotice.days import from_edtf
from duenotice.language.mistakes import (
    COUNT,
    MISTAKES,
    NEGATION,
    NEGATION_HELP,
    NOT_TIMING,
    ONE,
    TIMING_WORDS,
)
from duenotice.language.tree import Act
from duenotice.problems import Place, Problem, RefusedDate, nearest, quoted, unseen

_NUMBERS = {
    **{word: number for number, word in enumerate("one two three four five six seven eight".split(), 1)},  # noqa: SIM905
    **{"nine": 9, "ten": 10, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60},
    **{"ninety": 90, "a": 1, "an": 1},
}


def no_form(
    text: str, place: Place, column: int, forms: Mapping[str, str], expected: Sequence[str]
) -> Problem:
    """The answer to a line that is none of `forms` (rule → example), and breaks off at `column`."""
    known = _unclear(text, place) or _letters(text, place, forms)
    known = known or _timing(text, place) or _amount(text, place) or _date_in_words(text, place)
    if known:
        return known
    for pattern, what, why, help_ in MISTAKES if len(text) <= _LONGEST else ():
        match = re.fullmatch(pattern, text)
        if match and not (match.start("here") > column + 1 and pattern.startswith(".*")):
            here = place.at(match.start("here") + 1, len(match["here"]))
            shown = quoted(match["here"])
            return Problem(
                "O15" if "no event" in why else "O01", here, what.format(shown), why, help_.format(shown)
            )
    return _generic(text, place, column, forms, expected)


def _generic(
    text: str, place: Place, column: int, forms: Mapping[str, str], expected: Sequence[str]
) -> Problem:
    rest = text[column - 1 :].split()
    what = f"{quoted(rest[0])} does not fit here" if rest else "the sentence breaks off here"
    start = len(text) - len(text.lstrip()) + 1
    offered = list(forms.values())
    near = nearest(text.strip(), offered) or (offered[0],)
    why = f"here may stand: {'; '.join(f'`{form}`' for form in offered)}"
    if column > start and expected:
        why = f"here may stand: {', '.join(expected)}"
    help_ = (
        f"the nearest form is `{near[0]}`" if len(offered) > 1 or column > start else f"write `{offered[0]}`"
    )
    return Problem("O01", place.at(column, len(rest[0]) if rest else 1), what, why, help_)


def _unclear(text: str, place: Place) -> Problem | None:
    """Characters that look like others."""
    hidden = next((char for char in text if unseen(char) and not char.isspace()), "")
    if hidden:
        what = f"a character stands in this line that cannot be seen: U+{ord(hidden):04X}"
        return Problem(
            "O01", place.pointing_at(hidden), what, "the words look like others", "type the line again"
        )
    curly = next((char for char in text if char in "\u201c\u201d\u2018\u2019"), "")
    if curly:
        what, why = "this is a curly quotation mark", "names and words are written with straight ones"
        straight = '"' if curly in "\u201c\u201d" else "'"
        return Problem("O01", place.pointing_at(curly), what, why, f"type `{straight}` instead")
    return None


_LABEL = re.compile(r"\s*(?P<here>\((?:[a-z]{1,2}|[0-9]{1,2})\))\s*(?P<rest>.*)")
_CONDITION = re.compile(r"\s*(?P<here>there (?:is|are|was)|the person|the day|(?:all|any) of these)\b.*")


def _letters(text: str, place: Place, forms: Mapping[str, str]) -> Problem | None:
    """A letter where none may stand, none where one must stand, or nothing behind one."""
    label, bare = _LABEL.fullmatch(text), _CONDITION.fullmatch(text)
    if label and not any(form.startswith(("(", "or,")) for form in forms.values()):
        what = f"a letter, {quoted(label['here'])}, does not fit here"
        why = f"here may stand: {'; '.join(f'`{form}`' for form in forms.values())}"
        help_ = "indent it as the other letters of its group"
        return Problem("O07", place.at(label.start("here") + 1, len(label["here"])), what, why, help_)
    if bare and "letter" in forms:
        why = "cases and answers name conditions by their letters"
        help_ = f"write `(a) {text.strip()}`, with the next letter of its group"
        return Problem("O01", place.pointing_at(bare["here"]), "this condition has no letter", why, help_)
    return None


_TIMING = re.compile(
    r".*?there is .*?\b(?P<here>(?P<word>since|following|until|till|during|between|prior|by|from)(?: to)?) "
    r"(?:the [a-z-]+|\d\S*)(?:[:, ].*)?"
)


def _timing(text: str, place: Place) -> Problem | None:
    """A word for a time that the language does not have, before a name or a date."""
    match = _TIMING.fullmatch(text)
    if not match:
        return None
    here = place.at(match.start("here") + 1, len(match["here"]))
    what = f"{quoted(match['here'])} is not a timing word"
    return Problem("O01", here, what, TIMING_WORDS, NOT_TIMING[match["word"]])


_AMOUNT = re.compile(r".*?\b(?P<here>(?P<number>\d+|[a-z]+)[ -](?P<unit>days?|weeks?|months?|years?))\b.*")


def _amount(text: str, place: Place) -> Problem | None:
    """An amount of time in words, or in weeks."""
    match = _AMOUNT.fullmatch(text)
    if not match or (match["number"].isdigit() and match["unit"].startswith("day")):
        return None
    number = int(match["number"]) if match["number"].isdigit() else _NUMBERS.get(match["number"], 0)
    if not number and match["unit"].startswith("day"):
        return None
    unit = match["unit"].rstrip("s")
    help_ = {"day": f"write `{number} days`", "week": f"write `{7 * number} days`"}.get(
        unit, f"a {unit} is not always as long; write the days that the order means"
    )
    help_ = help_ if number else "write the number of days, such as `14 days`"
    here = place.at(match.start("here") + 1, len(match["here"]))
    return Problem("O01", here, f"{quoted(match['here'])} is not a number of days", COUNT, help_)


_ACTS = "|".join(re.escape(act.value) for act in Act)
_WORDY_DATE = re.compile(
    rf"\s*(?P<date>[A-Za-z].*\d.*?)\s+(?:{_ACTS}).*"
    r"|\s*known through (?P<seen>[A-Za-z][^\[]*\d[^\[]*)(?:\[.*)?"
)
_LONGEST = 500
"""Longer lines are not looked at for mistakes: nobody writes them."""


def _date_in_words(text: str, place: Place) -> Problem | None:
    """A date in another form before an act in the life of an order, or behind *through*."""
    match = _WORDY_DATE.fullmatch(text)
    date = (match["date"] or match["seen"]).strip() if match else ""
    try:
        from_edtf(date or "unknown", place.pointing_at(date))
    except RefusedDate as refused:
        return refused.problems[0]
    return None


def not_a_term(words: str, problem: Problem) -> Problem:
    """A noun phrase that the vocabulary does not have: perhaps a sentence ran into it."""
    for word in words.split():
        here = problem.place.pointing_at(word)
        if word in NOT_TIMING and word not in ("from", "by", "when"):
            return Problem("O01", here, f"`{word}` is not a timing word", TIMING_WORDS, NOT_TIMING[word])
        if word == "not":
            return Problem("O01", here, "`not` does not fit here", NEGATION, NEGATION_HELP)
        if word in ("and", "or"):
            help_ = "put the two below `all of these hold:` or `any of these holds:`"
            return Problem("O01", here, f"`{word}` does not fit here", ONE, help_)
        if word in ("after", "before", "within"):
            why = "the act is named by its term alone; when it counts is said by the class"
            return Problem("O01", here, f"`{word}` does not fit here", why, f"leave out `{word} …`")
    return problem
