"""The card at the end of a call: what each order says in plain words, what is missing and who can supply it,
what to do today, what to bring to a check-in.

Verdicts come from `duenotice.reason`, asked about exactly what would be put on file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as _

from duenotice.days import DateFact, in_words
from duenotice.library import load_shelf
from duenotice.reason import Answer as Said
from duenotice.reason import Ease, Question, not_advice, overview
from duenotice.reason.overview import awaits_list
from duenotice.record import Record
from duenotice.truth import NO, UNKNOWN, YES, Truth, any_of
from duenotice.web.intake.forms import Answers, day
from duenotice.web.site.crimes import asks_about_crimes
from duenotice.web.site.verdicts import CLASSES, MUTED, says

SUMMARY = {
    YES: _("You may be protected by a court order. A lawyer must check it."),
    UNKNOWN: _("You may be protected. A few things must be found out first."),
    NO: _("On what was told, these orders may not cover you. Please talk to a lawyer all the same."),
}
"""How-to *Answer a hotline call*, step 3. Nobody is told to be safe, or not eligible."""
OVER = _("Not in force on this day")
"""Of an order that says no because it is over, whoever the person is."""
WHO = {
    Ease.ASK: _("you or your family"),
    Ease.PAPER: _("whoever has the paper"),
    Ease.SEARCH: _("whoever can look it up"),
    Ease.LAWYER: _("a lawyer"),
}
SOON = 14
"""Days before a check-in from which the card says to call first."""
TAKEN = _("Taken into custody: call a lawyer now. Write down when, where, by whom, and what was said.")
LOCATOR = _("Look into ICE's detainee locator; note time and spelling, also of “not found”.")
LETTER = _("Keep the letter and its envelope, take a picture of both, and send it to the lawyer today.")
CHECK_IN = _("The check-in is soon: call a lawyer before you go.")
REFERRAL = _("Ask for a referral to a lawyer.")
SIGN = _("Sign nothing that you do not understand before a lawyer has read it.")
PAPERS = _("Look for every paper from ICE and from the immigration court.")
BRING = (
    _("The order of supervision (I-220B) and all papers from ICE or the court; leave a copy at home."),
    _("Name and phone number of a lawyer, and form G-28 if a lawyer has filed one."),
    _("A phone number that you know by heart or have on paper."),
    _("Somebody who comes along, and a time at which they call for help if you are not back."),
    _("Medicine for some days, with the names of the medicines."),
)
"""From journey 4 of the design; for each office's counsel to check."""


@dataclass(frozen=True)
class Missing:
    """One fact that is missing: what to ask, who can tell, and where to look (may be blank)."""

    ask: str
    who: str
    where: str


@dataclass(frozen=True)
class Line:
    """One order about this call."""

    order: str
    title: str
    says: str
    kind: str
    missing: tuple[Missing, ...]


@dataclass(frozen=True)
class Card:
    """The whole card. `closed`: orders for people on a list that nobody has said this person is on."""

    summary: str
    kind: str
    lines: tuple[Line, ...]
    closed: tuple[Line, ...]
    today: tuple[str, ...]
    bring: tuple[str, ...]
    not_advice: str


def card(answers: Answers, record: Record, on: DateFact, today: date, in_full: bool) -> Card:
    """The card of a call. `in_full`: for whoever may read about crimes."""
    shelf = load_shelf()
    asked = overview(shelf.orders.values(), record, shelf.vocabulary, on)
    matter = [said for case in asked.cases for said in case.that_matter]
    open_ = [said for said in matter if not awaits_list(said)]
    closed = [said for said in matter if awaits_list(said)]
    truth = any_of(said.protected for said in open_)
    return Card(
        SUMMARY[truth],
        CLASSES[truth],
        _lines(open_, in_full),
        _lines(closed, in_full),
        tuple(_today(answers, truth, today)),
        BRING,
        not_advice(*asked.orders),
    )


def _lines(found: Iterable[Said], in_full: bool) -> tuple[Line, ...]:
    ranked = sorted(found, key=lambda said: -said.protected)
    return tuple(_line(said, in_full) for said in ranked)


def _line(said: Said, in_full: bool) -> Line:
    truth = said.protected
    missing = (
        tuple(dict.fromkeys(_missing(each, in_full) for each in said.questions)) if truth is UNKNOWN else ()
    )
    over = truth is NO and said.standing.truth is NO
    words = OVER if over else says(truth, len(missing), in_full)
    identity = said.order.identity
    return Line(identity.id, identity.title, words, CLASSES[truth], missing)


def _missing(question: Question, in_full: bool) -> Missing:
    if not in_full and asks_about_crimes(question):
        return Missing(MUTED, WHO[Ease.LAWYER], "")
    return Missing(question.ask, WHO[question.ease], question.where)


def _today(answers: Answers, truth: Truth, today: date) -> list[str]:
    """What to do today, the most urgent first."""
    letter = answers.get("letter", {}).get("letter")
    next_ = day(answers.get("check_in", {}), "next", today)
    taken = answers.get("taken", {}).get("taken") == "yes"
    holds = {
        TAKEN: taken,
        LOCATOR: taken,
        LETTER: letter not in (None, "none"),
        CHECK_IN: next_ is not None and next_.lo <= today.toordinal() + SOON,
        REFERRAL: answers.get("lawyer", {}).get("lawyer") != "yes",
        SIGN: truth is not NO,
        PAPERS: True,
    }
    return [words for words, so in holds.items() if so]


def next_check_in(answers: Answers, today: date) -> str:
    """The next check-in in words; blank if none was told."""
    found = day(answers.get("check_in", {}), "next", today)
    return in_words(found) if found else ""
