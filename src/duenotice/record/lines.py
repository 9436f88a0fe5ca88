"""One line of the ``case`` notation into an entry or a directive.

The forms are a table, tried from top to bottom; a line that fits none is refused with the forms
(`near_lines` finds out what was probably meant).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from duenotice.days import NOT_KNOWN, DateFact, from_edtf
from duenotice.problems import Place, Problem, RefusedDate, RefusedRecord, quoted
from duenotice.record import near_lines
from duenotice.record.clocks import IN_LINE, with_clocks
from duenotice.record.model import ALWAYS, FOR_GOOD, Entry, Event, Fact, Origin, Search, Withdrawal
from duenotice.record.origins import ID, read_origin
from duenotice.record.words import is_plain, stop_word
from duenotice.terms import FactTerm, UnknownWords, Vocabulary, fact_value, kind_from_words

EVERYTHING = "everything"
"""The one word that a search may use instead of terms: every term of the vocabulary."""

_DATE_AHEAD = r"(?=\S*\d|\[|\.\.|unknown\b|[A-Z][a-z]+\.? \d)"
_SPAN = rf"(?: from (?P<since>{_DATE_AHEAD}[^\"]+?))?(?: through (?P<until>[^\"]+?))?"
_OR = re.compile(r' or (?=(?:[^"]*"[^"]*")*[^"]*$)')


@dataclass(frozen=True)
class Directive:
    """A line that is not an entry: ``on``, ``known on``, or ``expect``."""

    word: str
    date: DateFact
    text: str
    place: Place


@dataclass(frozen=True)
class _Line:
    text: str
    origin: Origin
    place: Place
    vocabulary: Vocabulary

    def date(self, text: str) -> DateFact:
        return from_edtf(text, self.place.pointing_at(text))

    def fact(self, name: str) -> FactTerm:
        if name not in self.vocabulary.facts:
            raise RefusedRecord(near_lines.no_fact(name, self.place))
        return self.vocabulary.facts[name]


def read_line(text: str, place: Place, vocabulary: Vocabulary) -> Entry | Directive:
    """Read one line. Raises `RefusedRecord` or `RefusedDate`, pointing into the line."""
    body, origin = read_origin(text.strip(), place)
    unclear = near_lines.unclear(body, place)
    if unclear:
        raise RefusedRecord(unclear)
    line = _Line(" ".join(body.split()), origin, place, vocabulary)
    for pattern, read in _forms(tuple(vocabulary.facts)):
        match = pattern.fullmatch(line.text)
        if match:
            try:
                return read(line, match)
            except UnknownWords as unknown:
                raise RefusedRecord(near_lines.unknown_words(unknown, line.place)) from None
    raise near_lines.no_form(line.text, place, vocabulary)


def reads_as_line(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the line has one of the forms (whether or not its words are right)."""
    try:
        body, _ = read_origin(text.strip(), Place(""))
    except (RefusedRecord, RefusedDate):
        return True
    line = " ".join(body.split())
    return any(pattern.fullmatch(line) for pattern, _ in _forms(tuple(vocabulary.facts)))


def _event(line: _Line, match: re.Match[str]) -> Event:
    words, *further = IN_LINE.split(match["words"].replace("(", " ").replace(")", " "))
    if unread := near_lines.unread_clock(", ".join([words, *further[1::2]]), line.place):
        raise RefusedRecord(unread)
    try:
        date = line.date(match["date"])
        event = Event(kind_from_words(words, line.vocabulary, line.place, "R02"), date, line.origin)
        return with_clocks(event, _clocks(line, further), line.vocabulary, line.place)
    except (RefusedDate, UnknownWords):
        in_front = near_lines.source_in_front(line.text, line.place)
        known = in_front or near_lines.date_before_term(line.text, line.place, line.vocabulary)
        if known:
            raise known from None
        raise


def _clocks(line: _Line, further: list[str]) -> dict[str, DateFact]:
    """The further days of a notice: clock, date, clock, date. None is given twice."""
    clocks: dict[str, DateFact] = {}
    for clock, text in zip(further[::2], further[1::2], strict=True):
        if clock in clocks:
            raise RefusedRecord(near_lines.clock_twice(clock, line.place))
        clocks[clock] = line.date(text)
    return clocks


def _search(line: _Line, match: re.Match[str]) -> Search:
    for key in ("since", "until"):
        near_lines.other_words_in_date(match[key] or "", line.place)
    parts = re.split(r" or |\s*,\s*", match["terms"])
    terms = tuple(searched_term(words, line.vocabulary, line.place) for words in parts)
    since = line.date(match["since"]) if match["since"] else ALWAYS
    return Search(terms, line.date(match["until"]), since, match["where"] or "", line.origin)


def searched_term(words: str, vocabulary: Vocabulary, place: Place) -> str:
    """The term that a search names. Raises `UnknownWords`, or `RefusedRecord` for a qualified one."""
    if words == EVERYTHING:
        return words
    kind = kind_from_words(words, vocabulary, place, "R02")
    if kind.qualifiers:
        raise RefusedRecord(
            Problem(
                "R02",
                place.pointing_at(words),
                f"{quoted(words)} has a qualifier, and a search cannot",
                "who looked for one sort of it and found none may have overlooked the other sorts",
                f"write `searched {kind.term} …` if all sorts were looked for",
            )
        )
    return kind.term


def _fact(line: _Line, match: re.Match[str]) -> Fact:
    return _fact_of(line.fact(match["fact"]), match["values"], bool(match["negated"]), line, match)


def _presence(line: _Line, match: re.Match[str]) -> Fact:
    inside = match["where"].lower() == "in"
    value = "in the United States" if inside else "outside the United States"
    return _fact_of(line.fact("presence"), value, False, line, match)


def _roster(line: _Line, match: re.Match[str]) -> Fact:
    return _fact_of(line.fact("roster"), f'"{match["name"]}"', bool(match["negated"]), line, match)


def _fact_of(term: FactTerm, values: str, negated: bool, line: _Line, match: re.Match[str]) -> Fact:
    for key in ("since", "until"):
        near_lines.other_words_in_date(match[key] or "", line.place)
    texts = () if values == "unknown" and not negated else tuple(_OR.split(values))
    kept = tuple(_value(term, text, line) for text in texts)
    since = line.date(match["since"]) if match["since"] else ALWAYS
    until = line.date(match["until"]) if match["until"] else FOR_GOOD
    return Fact(term.name, kept, negated, since, until, line.origin)


def _value(term: FactTerm, text: str, line: _Line) -> str:
    """One value: in quotation marks as it stands, without them only if nothing else can be meant."""
    if re.fullmatch('"[^"]*"', text):
        return fact_value(term, text[1:-1], line.place, "R03")
    if term.values and '"' not in text and not re.search(r"\d|\bunknown\b", text):
        return _known_value(term, text, line)
    if not is_plain(text):
        raise RefusedRecord(near_lines.unquoted(term, text, stop_word(text), line.place))
    return fact_value(term, text, line.place, "R03")


def _known_value(term: FactTerm, text: str, line: _Line) -> str:
    try:
        return fact_value(term, text, line.place, "R03")
    except UnknownWords:
        if re.search(r" and |[,;&/(]", text):
            raise RefusedRecord(near_lines.several_values(term, text, line.place)) from None
        raise


def _directive(line: _Line, match: re.Match[str]) -> Directive:
    if line.origin != Origin():
        raise RefusedRecord(near_lines.no_origin_here(line.place, match["word"]))
    return Directive(match["word"], line.date(match["date"]), line.text, line.place)


def _expect(line: _Line, match: re.Match[str]) -> Directive:
    if line.origin != Origin():
        raise RefusedRecord(near_lines.no_origin_here(line.place, "expect"))
    return Directive("expect", NOT_KNOWN, match[0], line.place)


def _withdrawal(line: _Line, match: re.Match[str]) -> Withdrawal:
    ids = tuple(match["ids"].replace(",", " ").split())
    bad = [id_ for id_ in ids if not ID.fullmatch(id_)]
    if bad or line.origin.corrects:
        raise RefusedRecord(near_lines.bad_withdrawal(bad[0] if bad else "corrects", line.place))
    return Withdrawal(Origin(line.origin.source, line.origin.learned, line.origin.id, ids))


_Reader = Callable[[_Line, re.Match[str]], Entry | Directive]


@lru_cache(maxsize=8)
def _forms(facts: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    """The table, for the facts of one vocabulary."""
    names = "|".join(re.escape(name) for name in sorted(facts, key=len, reverse=True)) or "(?!)"
    since = rf"(?: from (?P<since>{_DATE_AHEAD}[^\"]+?))?"
    return (
        (re.compile(r"expect\b.*"), _expect),
        (re.compile(r"(?P<word>on|known on) (?!(?:the )?roster\b)(?P<date>.+)"), _directive),
        (re.compile(r"withdraws (?P<ids>.+)"), _withdrawal),
        (
            re.compile(
                rf'searched (?P<terms>[^"]+?){since} through (?P<until>[^"]+?)(?: at "(?P<where>[^"]*)")?'
            ),
            _search,
        ),
        (re.compile(rf"(?P<where>(?i:in|not in|outside)) the United States{_SPAN}"), _presence),
        (re.compile(rf'(?P<negated>not )?on the roster "(?P<name>[^"]*)"{_SPAN}'), _roster),
        (
            re.compile(rf'(?P<fact>{names}) (?P<negated>not )?(?P<values>(?:"[^"]*"|[^"])+?){_SPAN}'),
            _fact,
        ),
        (
            re.compile(r"(?P<date>\[[^\]]*\]|(?:[\d./\[~?%]|-(?=\d)|XX|(?i:unknown)\b)\S*) (?P<words>.+)"),
            _event,
        ),
    )
