"""Lines that are nearly case notation: what was probably meant, and how it is written.

Nothing here ever makes an entry. Each function names one plausible mistake and says how to mend it.
"""

from __future__ import annotations

import re

from duenotice.days import from_edtf
from duenotice.problems import (
    Place,
    Problem,
    RefusedDate,
    RefusedRecord,
    did_you_mean,
    nearest,
    quoted,
    unseen,
)
from duenotice.record.words import STOP
from duenotice.terms import CLOCKS, FactTerm, UnknownWords, Vocabulary, find_term

_FORMS = "each line is a fact, a dated event, a search, a day, or an expectation"
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)


def unclear(body: str, place: Place) -> Problem | None:
    """Characters that look like others: invisible ones, curly quotation marks, an open quotation."""
    outside = re.sub('"[^"]*"', lambda match: " " * len(match[0]), body)
    seen = body.isprintable()
    hidden = "" if seen else next((char for char in body if unseen(char) and not char.isspace()), "")
    if hidden:
        what = f"a character stands in this line that cannot be seen: U+{ord(hidden):04X}"
        help_ = "delete the character, or type the line again"
        return Problem("R01", place.pointing_at(hidden), what, "the words look like others", help_)
    curly = next((char for char in outside if char in "\u201c\u201d"), "")
    if curly:
        what, why = "these are curly quotation marks", 'names and places stand in straight ones, `"`'
        return Problem("R01", place.pointing_at(curly), what, why, 'type `"` before and behind the words')
    if '"' in outside:
        return Problem(
            "R01",
            place.pointing_at('"'),
            "a quotation mark stands alone here",
            "it cannot be seen where the words end that it begins",
            'close the quotation with `"`, or remove the mark',
        )
    return None


def no_form(text: str, place: Place, vocabulary: Vocabulary) -> RefusedRecord | RefusedDate:
    """The answer to a line of no form."""
    here = place.pointing_at(text)
    date = date_before_term(text, place, vocabulary)
    if date:
        return date
    why, help_ = _FORMS, _meant(text, vocabulary)
    return RefusedRecord(
        Problem("R01", here, f"{quoted(text)} is not a line of the case notation", why, help_)
    )


def source_in_front(text: str, place: Place) -> RefusedRecord | None:
    """A source that stands before the date."""
    found = re.match(r"\[[^\]]*[A-Za-z]{2}[^\]]*\](?= \S*\d)", text)
    if not found:
        return None
    why = "a source in square brackets stands at the end of its entry"
    help_ = f"write `… {text.removeprefix(found[0]).strip()} {found[0]}`"
    return RefusedRecord(
        Problem("R01", place.pointing_at(found[0]), f"{quoted(found[0])} does not fit here", why, help_)
    )


def date_before_term(text: str, place: Place, vocabulary: Vocabulary) -> RefusedDate | RefusedRecord | None:
    """What is wrong with the date, if a date in another form stands before a term."""
    found = find_term(text, vocabulary)
    before = found[1].strip(" :-\u2013\u2014") if found else ""
    if not (re.search(r"\d", before) or _MONTH.search(before)) or re.match(r"searched\b|expect\b", before):
        return None
    before = re.sub(r"^on ", "", before)
    try:
        from_edtf(before, place.pointing_at(before))
    except RefusedDate as refused:
        usual = [p for p in refused.problems if not p.help.startswith("write `2003-05-12`")]
        return RefusedDate(*usual) if usual else None
    if found and re.match(rf"{re.escape(before)}\s*[:,;\u2013\u2014-]", text):
        what, why = "a date is followed by a space only", "the term begins behind it"
        help_ = f"write `{before} {found[0].name}`"
        return RefusedRecord(Problem("R01", place.pointing_at(before), what, why, help_))
    return None


def _meant(text: str, vocabulary: Vocabulary) -> str:
    """The help for a line of no form."""
    first, _, rest = text.partition(" ")
    for pattern, help_ in _MISTAKES:
        if re.match(pattern, text, re.IGNORECASE):
            return help_
    fact = next(
        (name for name in vocabulary.facts if re.match(rf"{name}\s*[:=]?\s*", text, re.IGNORECASE)), ""
    )
    if fact:
        value = re.sub(rf"^{fact}\s*[:=]?\s*", "", text, flags=re.IGNORECASE)
        return f"write `{fact} {value or 'VALUE'}`: small letters, a space, and the value"
    found = find_term(text, vocabulary)
    if found:
        term, _, after = found
        day = after if re.fullmatch(r"[\d/-]+", after) else "2019-01-15"
        return f"write the day first: `{day} {term.name}`, or `unknown {term.name}` if nobody knows the day"
    starts = ["searched", "expect", "withdraws", "known on", *vocabulary.facts]
    near = nearest(first, starts) or nearest(" ".join(text.split()[:2]), starts)
    if near and near[0] != first:
        return f"did you mean `{near[0]} {rest}`?" if rest else f"did you mean `{near[0]}`?"
    return "begin the line with a date, a fact, `searched`, `on`, `known on` or `expect`"


_MISTAKES: tuple[tuple[str, str], ...] = (
    (r"searched\b(?!.*\bthrough\b)", "say through which day: `searched conviction through 2019-02-01`"),
    (r"searched\b.*\bat\b", 'put the place in quotation marks at the end: `… through 2019-02-01 at "PLACE"`'),
    (r"searched\b", "write `searched TERM or TERM from DATE through DATE`"),
    (
        r"(?:in|outside|not in) (?:the )?(?:us|u\.s\.?|usa|u\.s\.a\.?|united states|country|states)\b",
        "write `in the United States` or `outside the United States`, and behind it `from DATE` if it began",
    ),
    (
        r"(?:no|never|not|without|nothing)\b",
        "what was looked for and not found is a search: `searched conviction through 2019-02-01`",
    ),
    (r"(?:not )?(?:on )?(?:the )?roster\b", 'write `on the roster "NAME"`, with straight quotation marks'),
    (r"(?:as of|asked on|day|date)\b", "write `on 2019-01-15` for the day that the question is about"),
    (r"expect", "write `expect class: yes`, or `expect duty: met`"),
    (r"(?:learned|as|corrects)\b", "write `(learned 2019-01-05)` at the end of the entry that it is about"),
    (r"\[", "write the source at the end of the entry that it is about"),
    (r"[-*] ", "write the line without a bullet"),
    (r"```", "the line with three backticks stands at the left edge"),
)


def unknown_words(unknown: UnknownWords, place: Place) -> Problem:
    """A phrase that the vocabulary does not have, with the mistakes of this notation explained."""
    problem, rest = unknown.problem, unknown.rest.lower().split()
    word = next((word for word in rest if word in _EXTRA), "")
    if not word:
        return problem
    here = problem.place.pointing_at(word) if problem.place.line else place
    return Problem("R01", here, f"`{word}` does not fit here", *_EXTRA[word])


_ONE_DAY = ("an event has one day", "write a span before the term: `2003-05/2003-07 TERM` is some day in it")
_ONE_EACH = ("one line says one thing", "write a line for each, or `or` between the terms of a search")
_AT_THE_END = (
    "when an entry was learned stands in round brackets at its end",
    "write `(learned 2019-01-05; as r2; corrects r1)` once, and the source behind it",
)
_EXTRA: dict[str, tuple[str, str]] = {
    "and": _ONE_EACH,
    "or": ("one line says one thing", "write the one that is sure, or a line for each"),
    "since": ("a first day is written `from DATE`", "write `from`, or write an event for what began"),
    "until": ("a last day is written `through DATE`", "write `through`, or write an event for the end"),
    "to": ("a last day is written `through DATE`", "write `through`, or take the word away"),
    "from": _ONE_DAY,
    "through": _ONE_DAY,
    "learned": _AT_THE_END,
    "as": _AT_THE_END,
    "corrects": _AT_THE_END,
}


def other_words_in_date(text: str, place: Place) -> None:
    """Raises `RefusedRecord` where a date is followed by words that belong elsewhere."""
    found = re.search(r"\s(to|until|till|at|and|since)\s", f" {text} ")
    if text and found:
        word = found[1]
        help_ = 'write `at "PLACE"` behind the date' if word == "at" else "write `from DATE through DATE`"
        why = "a first day is written `from DATE` and a last day `through DATE`"
        here = place.pointing_at(text).pointing_at(word)
        raise RefusedRecord(Problem("R01", here, f"`{word}` does not fit here", why, help_))


def unquoted(term: FactTerm, text: str, word: str, place: Place) -> Problem:
    """A value that could be read otherwise, because of a word or a sign in it."""
    here = place.pointing_at(text).pointing_at(word) if word else place.pointing_at(text)
    if word.lower() in ("since", "until", "till", "to"):
        instead = "from" if word.lower() == "since" else "through"
        why = "a first day is written `from DATE` and a last day `through DATE`"
        return Problem("R01", here, f"`{word}` does not fit here", why, f"write `{instead}` instead")
    if "(" in text:
        bracket = text[text.index("(") :]
        why = "round brackets say when an entry was learned: `(learned 2019-01-05; as r2; corrects r1)`"
        help_ = "put words that belong to the value in quotation marks, and others in the source, `[…]`"
        return Problem("R01", place.pointing_at(bracket), f"{quoted(bracket)} does not fit here", why, help_)
    if word.lower() == "unknown":
        why = "`unknown` is no value: if one of several values is not known, all of them are open"
        return Problem("R03", here, "`unknown` cannot stand here", why, f"write `{term.name} unknown`")
    if term.values and not word:
        known = did_you_mean(text, term.values, f"write `{term.name} unknown` if it is not known")
        why = "a misspelt value would be taken for another value, and the answer would be wrong"
        return Problem("R03", here, f"{quoted(text)} is not a value of `{term.name}`", why, known)
    return Problem(
        "R03",
        here,
        f"{quoted(text)} must stand in quotation marks",
        f"without them, a value is plain words, and none of: {', '.join(STOP)}",
        f'write `{term.name} "…"`, and `or` between two values',
    )


def several_values(term: FactTerm, text: str, place: Place) -> Problem:
    """Several values in one, joined by something other than *or*."""
    return Problem(
        "R03",
        place.pointing_at(text),
        f"{quoted(text)} is not a value of `{term.name}`",
        "one line gives one value; `or` between two says that one of them is right, and nobody knows which",
        "write `or` between them, or a line for each if all are right",
    )


def no_fact(name: str, place: Place) -> Problem:
    """A form that needs a fact which this vocabulary does not have."""
    why = "this form of words states a fact that a vocabulary document has to explain"
    return Problem(
        "R02", place, f"the vocabulary has no fact `{name}`", why, f"add a term `fact: {name}` to it"
    )


_A_CLOCK = re.compile(
    rf",\s*(?P<word>{'|'.join(CLOCKS)})\s*$|,\s*(?P<other>[a-z]+)\s+(?:on\s+)?[0-9\[.][^ ]*\s*$"
)


def unread_clock(words: str, place: Place) -> Problem | None:
    """A further day of a notice without its date, or of a sort that there is not."""
    found = _A_CLOCK.search(words)
    if not found:
        return None
    word = found["word"] or found["other"]
    no_date = f"`{word}` stands here without its date"
    known = "" if found["word"] else did_you_mean(word, CLOCKS, f"a notice can be {', '.join(CLOCKS)}")
    return Problem(
        "R01",
        place.pointing_at(word),
        no_date if found["word"] else f"`{word}` is none of the days of a notice",
        "behind a notice stand its further days, each with its date: `…, received 2019-01-08`",
        known or "add the date, or `unknown`",
    )


def clock_twice(clock: str, place: Place) -> Problem:
    """A notice that was received twice, and the like."""
    return Problem(
        "R01",
        place.pointing_at(clock),
        f"`{clock}` stands here twice",
        "each of the days of a notice is one day, which may be known only roughly",
        "write both as one date, such as `[2019-01-04,2019-01-08]`, or correct one of them",
    )


def no_origin_here(place: Place, word: str) -> Problem:
    """A source or a learned day behind a line that is no entry."""
    return Problem(
        "R01",
        place.pointing_at("[" if "[" in place.text else "("),
        f"nothing may stand in brackets behind `{word}`",
        "only facts, events and searches come from somewhere",
        "remove the brackets, or put them behind the entry that is meant",
    )


def bad_withdrawal(word: str, place: Place) -> Problem:
    """A withdrawal of something that is no name."""
    return Problem(
        "R01",
        place.pointing_at(word),
        f"{quoted(word)} does not fit behind `withdraws`",
        "an entry is withdrawn by the name that `(as ID)` gave it, and nothing takes its place",
        "write `withdraws r1`, or `withdraws r1 r2`; when it was learned may stand in brackets",
    )
