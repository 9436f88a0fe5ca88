"""What was typed on one page, read: an answer, or what is wrong beside each field.

An answer is an object of field names to text (a list of texts for ticks). `{}` is *don't know*: it was asked,
and nothing is known. Blank fields and *I don't know* are left out of it, so nothing can be made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import assert_never

from django.http import QueryDict
from django.utils.translation import gettext as _

from duenotice.days import DateFact
from duenotice.days.spoken import NotSaid, read
from duenotice.library import load_vocabulary
from duenotice.problems import Refused, unseen
from duenotice.web.intake.parts import UNKNOWN, ANumber, Field, Line, Pick, Question, Ticks, When
from duenotice.web.people.numbers import nine_digits

Answer = dict[str, str | list[str]]
Answers = dict[str, Answer]
LONGEST = 200
"""Characters of one line."""
JOINERS = "\u200b\u200c\u200d"
"""Characters without ink that Khmer, Lao, Persian and other scripts write inside names."""


@dataclass(frozen=True)
class Filled:
    """A page that was sent: the answer, what was typed, and what is wrong by field (empty: nothing)."""

    answer: Answer
    typed: Mapping[str, str | list[str]]
    errors: Mapping[str, str]


class Wrong(Exception):
    """A field cannot be taken; the message says why."""


def filled(question: Question, sent: QueryDict, today: date) -> Filled:
    """Read what was sent for a question. The button *I don't know* answers the whole page."""
    if sent.get("answer") == UNKNOWN:
        return Filled({}, {}, {})
    typed: dict[str, str | list[str]] = {
        each.name: sent.getlist(each.name) if isinstance(each, Ticks) else sent.get(each.name, "").strip()
        for each in question.fields
    }
    errors: dict[str, str] = {}
    answer: Answer = {}
    for each in question.fields:
        try:
            answer |= dict(_taken(each, typed, today))
            _makes_sense(each, question, typed)
        except Wrong as wrong:
            errors[each.name] = str(wrong)
    first = question.fields[0].name
    nothing = not typed[first] or (first not in answer and first not in errors and typed[first] != UNKNOWN)
    if nothing and first not in errors and not question.may_be_blank:
        errors[first] = _("Answer this, or choose “I don't know”.")
    return Filled(answer, typed, errors)


def choices_of(pick: Pick) -> tuple[tuple[str, str], ...]:
    """The choices of a pick, without *I don't know*."""
    return _values(pick.of) if pick.of else pick.choices


def day(answer: Answer, name: str, today: date) -> DateFact | None:
    """The day in a field of an answer that was taken; None where none was told."""
    said = answer.get(name)
    return read(said, today) if isinstance(said, str) and said else None


def _taken(
    each: Field, typed: Mapping[str, str | list[str]], today: date
) -> Iterator[tuple[str, str | list[str]]]:
    value = typed[each.name]
    if isinstance(each, Ticks):
        _among(value, [known for known, _words in each.choices])
        if value:
            yield each.name, sorted(set(value))
    elif value and not (isinstance(each, Pick) and value == UNKNOWN):
        yield each.name, _text(each, str(value), today)


def _text(each: Pick | Line | When | ANumber, text: str, today: date) -> str:
    """What is kept of a text that is not blank. Raises `Wrong`."""
    _short(text)
    match each:
        case Pick():
            _among([text], [known for known, _words in choices_of(each)])
            return text
        case When():
            return _day(each, text, today)
        case ANumber():
            return _number(text)
        case Line():
            return " ".join(text.split())
        case _:
            assert_never(each)


def _among(values: Iterable[str], known: Iterable[str]) -> None:
    if not set(values) <= set(known):
        raise Wrong(_("Choose from the list."))


def _makes_sense(each: Field, question: Question, typed: Mapping[str, str | list[str]]) -> None:
    if isinstance(each, Ticks | ANumber) or typed[each.name] in ("", UNKNOWN):
        return
    first = question.fields[0]
    unknown = each is not first and typed[first.name] == UNKNOWN
    if unknown or (each.only_if and typed[first.name] not in each.only_if):
        raise Wrong(_("This does not fit the answer above: leave it blank, or change that answer."))


def _short(text: str) -> None:
    if len(text) > LONGEST:
        raise Wrong(_("This is too long: at most 200 characters."))
    if any(unseen(char) and char not in JOINERS for char in text):
        raise Wrong(_("This holds a character that cannot be seen. Type it anew, on one line."))


def _day(when: When, text: str, today: date) -> str:
    """The text; a day that counts from today as that day, because the call may go on tomorrow."""
    try:
        found = read(text, today)
    except NotSaid as why:
        raise Wrong(str(why)) from None
    if not when.ahead and found.lo > today.toordinal():
        raise Wrong(_("This day has not come yet. Check the year."))
    return str(found) if re.search(r"today|yesterday", text, re.IGNORECASE) else text


def _number(text: str) -> str:
    try:
        return nine_digits(text)
    except Refused as why:
        wrong = why.problems[0].why
        help_ = _("Write nine digits, as in A012-345-678, or leave it blank.")
        raise Wrong(f"{wrong[:1].upper()}{wrong[1:]}. {help_}") from None


@cache
def _values(fact: str) -> tuple[tuple[str, str], ...]:
    values = sorted(set(load_vocabulary().facts[fact].values.values()))
    return tuple((value, value) for value in values)
