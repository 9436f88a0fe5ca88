"""Whether a notice is in a language that the person understands.

Theory. A paper can say it outright: *in a language understood*, *in a language not understood*. Else it
follows from the languages that the record names for it and the fact *language understood*, as that was on
the day of the act, like everything that a duty asks about a person. One language that the person surely
understands is enough. None is surely not enough only if the paper itself says so: who wrote ``in English``
did not write that nothing else stood on the paper, and the person may understand that. A paper that is
said not to be understood, in a language that the person understands, contradicts itself: unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

from duenotice.days import in_words
from duenotice.language import FactIs, NoticeBefore
from duenotice.reason.facts import any_of_facts
from duenotice.reason.reasons import Ease, Question, Reason, entries_of, fact_reason, the
from duenotice.reason.timeline import Happening, Timeline
from duenotice.terms import LANGUAGE, NOT_UNDERSTOOD, UNDERSTOOD, EventTerm, Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth, any_of


def understood(notice: Happening, duty: NoticeBefore[Kind], then: Timeline) -> Truth:
    """Whether the language of a notice is as the duty asks, by what held at the moment of `then`."""
    if not duty.understood:
        return YES
    term, qualifiers = _paper(notice, then)
    known = any_of(_understands(language, then) for language in term.languages(qualifiers))
    if UNDERSTOOD in qualifiers:
        return YES
    if NOT_UNDERSTOOD in qualifiers:
        return UNKNOWN if known is YES else NO
    return YES if known is YES else UNKNOWN


def language_reasons(notice: Happening, duty: NoticeBefore[Kind], then: Timeline) -> Iterator[Reason]:
    """What is on file about the language of a notice, and what would settle it."""
    if not duty.understood:
        return
    truth, entries = understood(notice, duty, then), entries_of(notice)
    term, qualifiers = _paper(notice, then)
    languages = term.languages(qualifiers)
    listed = f" ({' and '.join(languages)})" if languages else ""
    says = {
        YES: f"{the(notice)} is in a language that the person understands{listed}",
        NO: f"does not count: {the(notice)} is in no language that the person understands{listed}",
        UNKNOWN: f"it is open whether {the(notice)} is in a language that the person understands{listed}",
    }
    question = _question(notice, languages, NOT_UNDERSTOOD in qualifiers) if truth is UNKNOWN else None
    yield Reason(says[truth], entries, question)
    yield from (fact_reason(fact) for fact, _ in then.facts(LANGUAGE))


def _paper(notice: Happening, then: Timeline) -> tuple[EventTerm, tuple[str, ...]]:
    assert notice.event is not None
    return then.vocabulary.event(notice.event.kind.term), notice.event.kind.qualifiers


def _understands(language: str, then: Timeline) -> Truth:
    wanted = FactIs(Kind(LANGUAGE), (language,))
    return any_of_facts(wanted, then.facts(LANGUAGE), then.vocabulary.facts[LANGUAGE])


def _question(notice: Happening, languages: tuple[str, ...], denied: bool) -> Question:
    about = entries_of(notice)
    if denied:
        ask = f"Did the person understand {the(notice)}? The record says no, and that they know its language."
        return Question(ask, Ease.ASK, about=about)
    if languages:
        named = " or ".join(languages)
        ask = f"Does the person understand {named}? If not, was {the(notice)} in another language as well?"
        return Question(ask, Ease.ASK, (), about=about)
    assert notice.event is not None
    day = in_words(notice.date)
    ask = f"In which language was the {notice.event.kind} of {day}, and does the person understand it?"
    return Question(ask, Ease.PAPER, about=about)
