"""One line of an ``order`` block into a piece of the tree, by ``grammar.lark``.

A line that is not a sentence of the language is refused with the forms that may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, ParseTree, Token, Transformer, UnexpectedInput, v_args
from lark.exceptions import UnexpectedToken, VisitError

from duenotice.days import Relation, from_edtf
from duenotice.days.counting import CLOCKS
from duenotice.language import near_sentences
from duenotice.language.amounts import EARLIER, Amount, Unit
from duenotice.language.tree import (
    Choice,
    Cite,
    CountsFrom,
    DayIs,
    EventExists,
    FactIs,
    How,
    Lapsed,
    Named,
    NoEvent,
    OnDate,
    Phrase,
    TheDay,
    Timing,
    Verb,
)
from duenotice.problems import Place, Problem, Refused, RefusedOrder, did_you_mean, quoted

FORMS: dict[str, str] = {
    "class_head": 'class "NAME" [CITATION]',
    "members": "a person is a member when all of these hold:",
    "unless": "unless any of these holds:",
    "letter": "(a) CONDITION [CITATION]",
    "reading": "or, on another reading: CONDITION [CITATION]",
    "duty_head": 'duty "NAME" [CITATION]',
    "owed": 'owed to each member of "CLASS"',
    "before_each": "before each TERM",
    "after_each": "after each TERM",
    "by_date": "by 2018-02-02",
    "by_period": "by N days after each TERM",
    "every_period": "every N months after each TERM",
    "must": "the government must give TERM at least N days earlier",
    "must_reading": "or, on another reading: at least N days earlier [CITATION]",
    "must_within": "the government must give a TERM within N days",
    "must_by": "the government must give a TERM",
    "within_reading": "or, on another reading: within N days [CITATION]",
    "understood": "the notice must be in a language the person understands",
    "counts_from": "the notice counts from the day it is received",
    "must_not": "the government must not carry out TERM",
    "ends": "protection ends for a person when any of these holds:",
    "life_head": "life of this order",
    "act": "2019-01-03 entered [CITATION]",
    "known": "known through 2019-04-03 [CITATION]",
    "left_out": 'left out: "WHAT" [CITATION]',
    "changes": 'could change "NAME" when any of these holds:',
}
"""Every sentence of the language, as its author would write it. The keys are rules of the grammar."""

CONDITIONS: tuple[str, ...] = (
    "the person's nationality is Cambodia",
    "the person is in the United States",
    'the person is on the roster "NAME"',
    "there is a TERM after the NAME: call it the NAME",
    "there is the last TERM after the NAME: call it the NAME",
    "there is no TERM after the NAME",
    "the day is after 2018-02-05",
    "N days after the NAME have passed without a TERM",
    "any of these holds:",
    "all of these hold:",
)


MOST_DAYS = 36525
"""No order counts further than a hundred years."""


@dataclass(frozen=True)
class Sentence:
    """A parsed line: which form it has, its parts in the order of the grammar, and its citation."""

    form: str
    parts: tuple[Any, ...]
    cite: Cite
    place: Place


@cache
def _parser() -> Lark:
    grammar = files("duenotice.language").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(_whole_words(grammar), parser="lalr", start=list(FORMS), maybe_placeholders=False)


def _whole_words(grammar: str) -> str:
    """The grammar with each quoted word as a terminal that ends where the word ends. Otherwise the
    lexer, which tries only what may come next, would read *another detention* as *an* and *other
    detention*."""
    words: dict[str, str] = {}

    def named(match: re.Match[str]) -> str:
        return words.setdefault(match[1], f"_{match[1].upper().replace(chr(39), '_')}")

    rules = re.sub(r'"([A-Za-z][A-Za-z\']*)"', named, re.sub(r"(?m)^//.*$", "", grammar))
    ends = "(?![\\w'-])"
    return rules + "".join(f"\n{name}.2: /{word}{ends}/" for word, name in words.items()) + "\n"


def sentence(text: str, place: Place, forms: Sequence[str]) -> Sentence:
    """Read `text` as one of `forms` (the first that fits). Raises `RefusedOrder` (O01), or
    `RefusedDate` for a date that does not exist."""
    text = re.sub(r"\s", " ", text)
    furthest: UnexpectedInput | None = None
    for form in forms:
        try:
            tree = _parser().parse(text, start=form)
        except UnexpectedInput as error:
            if furthest is None or _column(error, text) > _column(furthest, text):
                furthest = error
            continue
        parts = _pieces(tree, place)
        cites = [part for part in parts if isinstance(part, Cite)]
        others = tuple(part for part in parts if not isinstance(part, Cite))
        return Sentence(form, others, cites[0] if cites else Cite(), place)
    raise RefusedOrder(_no_form(text, place, forms, furthest))


def _pieces(tree: ParseTree, place: Place) -> list[Any]:
    """The parts of a sentence. What a part refuses is raised as it is, not as an error of the parser."""
    try:
        pieces: list[Any] = _Pieces(place).transform(tree).children
    except VisitError as error:
        if isinstance(error.orig_exc, Refused):
            raise error.orig_exc from None
        raise
    return pieces


def _column(error: UnexpectedInput | None, text: str) -> int:
    column = getattr(error, "column", -1)
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return len(text.rstrip()) + 1
    return column if isinstance(column, int) and column > 0 else len(text.rstrip()) + 1


def _no_form(text: str, place: Place, forms: Sequence[str], error: UnexpectedInput | None) -> Problem:
    column = min(_column(error, text), len(text.rstrip()) + 1)
    conditional = bool({"letter", "reading"} & set(forms)) and text.lstrip().startswith(("(", "or,"))
    offered = {form: FORMS[form] for form in forms}
    if conditional and column > len(text) - len(text.lstrip()) + 1:
        label = (
            text.lstrip().split(")")[0] + ")" if text.lstrip().startswith("(") else "or, on another reading:"
        )
        offered = {condition: f"{label} {condition}" for condition in CONDITIONS}
    return near_sentences.no_form(text, place, column, offered, _expected(error))


_SHOWN = {
    "NAME": "the name of an event, such as `release`",
    "DATE": "a date, such as `2018-02-05`",
    "INT": "a number",
    "STRING": "words in quotation marks",
    "CITE": "a citation in square brackets",
    "WORD": "words of the vocabulary",
    "LABEL": "a letter, such as `(a)`",
    "VERB": "`give`, `mail`, `hand`",
    "CLOCK": "`dated`, `mailed`, `postmarked`, `received`, `acknowledged`",
    "NOT": "`not`",
    "$END": "the end of the line",
}


def _expected(error: UnexpectedInput | None) -> tuple[str, ...]:
    """What could have stood where the sentence breaks off, in the user's words."""
    names = getattr(error, "expected", None) or getattr(error, "allowed", None) or ()
    terminals = {terminal.name: terminal.pattern.value for terminal in _parser().terminals}
    shown = {_SHOWN.get(name, f"`{terminals.get(name, name).split('(?')[0]}`") for name in names}
    return tuple(sorted(shown))


def read_cite(text: str) -> Cite:
    """``[Dkt. 190 at 5, to verify]`` into a citation. `to verify` anywhere in it marks it."""
    parts = [" ".join(part.split()) for part in text.removeprefix("[").removesuffix("]").split(",")]
    kept = [part for part in parts if part and part.casefold() != "to verify"]
    return Cite(", ".join(kept), "to verify" in " ".join(text.casefold().split()))


def _no_amount(text: str, place: Place) -> Problem:
    return Problem(
        "O01",
        place,
        f"{quoted(text)} is not a number that can be counted",
        f"an amount is from 1 to {MOST_DAYS}",
        "write the number that the order says",
    )


def _no_clock(name: str, place: Place) -> Problem:
    known = sorted(name for name, clock in CLOCKS.items() if clock.amount and clock.unit in UNITS)
    return Problem(
        "O14",
        place.pointing_at(name),
        f"{quoted(name)} is not a period that a rule of law fixes",
        f"the periods are: {', '.join(known)}",
        did_you_mean(name, known, "write the number of days that the order says, such as `14 days`"),
    )


UNITS = {unit.value for unit in Unit}


@v_args(inline=True)
class _Pieces(Transformer[Token, Any]):
    """Parse tree → pieces of our tree. Method names are the grammar's."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place

    def _at(self, token: Token, width: int = 0) -> Place:
        return self._place.at(token.column or 1, width or len(token))

    def CITE(self, token: Token) -> Cite:  # noqa: N802 - the grammar's name
        return read_cite(str(token))

    def STRING(self, token: Token) -> str:  # noqa: N802 - the grammar's name
        return " ".join(str(token)[1:-1].split())

    def LABEL(self, token: Token) -> str:  # noqa: N802 - the grammar's name
        return str(token)[1:-1]

    def INT(self, token: Token) -> int:  # noqa: N802 - the grammar's name
        if len(token) > len(str(MOST_DAYS)) or not 1 <= int(token) <= MOST_DAYS:
            raise RefusedOrder(_no_amount(str(token), self._at(token)))
        return int(token)

    def VERB(self, token: Token) -> Verb:  # noqa: N802 - the grammar's name
        return Verb(str(token))

    def DATE(self, token: Token) -> OnDate:  # noqa: N802 - the grammar's name
        return OnDate(from_edtf(str(token), self._at(token)))

    def NAME(self, token: Token) -> Named:  # noqa: N802 - the grammar's name
        return Named(str(token), self._at(token))

    def phrase(self, *words: Token) -> Phrase:
        text = " ".join(str(word) for word in words)
        return Phrase(text, self._at(words[0], len(text)))

    def value(self, *words: Token | str) -> str:
        return " ".join(str(word) for word in words)

    def negated(self, *nots: Token) -> bool:
        return bool(nots)

    def all(self) -> How:
        return How.ALL

    def any(self) -> How:
        return How.ANY

    def any_one(self) -> Choice:
        return Choice.A

    def the_first(self) -> Choice:
        return Choice.FIRST

    def the_last(self) -> Choice:
        return Choice.LAST

    def anchor(self, what: Named | OnDate) -> Named | OnDate | TheDay:
        return TheDay() if what == Named("day") else what

    def amount(self, number: int) -> Amount:
        return Amount(number)

    def period(self, number: int | str, unit: Unit = Unit.DAYS) -> Amount:
        return Amount(number, unit) if isinstance(number, int) else self._clock(number)

    def _clock(self, name: str) -> Amount:
        if name not in CLOCKS or not CLOCKS[name].amount:
            raise RefusedOrder(_no_clock(name, self._place))
        clock = CLOCKS[name]
        return Amount(clock.amount, Unit(clock.unit), name)

    def since(self, what: Phrase | OnDate) -> Phrase | OnDate:
        return what

    def earlier(self, *period: Amount) -> Amount:
        return period[0] if period else EARLIER

    def in_days(self) -> Unit:
        return Unit.DAYS

    def in_business_days(self) -> Unit:
        return Unit.BUSINESS_DAYS

    def in_weeks(self) -> Unit:
        return Unit.WEEKS

    def in_months(self) -> Unit:
        return Unit.MONTHS

    def in_hours(self) -> Unit:
        return Unit.HOURS

    def CLOCK(self, token: Token) -> CountsFrom:  # noqa: N802 - the grammar's name
        return CountsFrom(str(token))

    def lapsed(
        self,
        period: Amount,
        anchor: Named | OnDate | TheDay,
        what: Phrase,
        timings: tuple[Timing, ...],
    ) -> Lapsed[Phrase]:
        return Lapsed(period, anchor, what, timings)

    def timings(self, *timings: Timing) -> tuple[Timing, ...]:
        return timings

    def _timing(self, relation: Relation, *parts: Any) -> Timing:
        return Timing(relation, parts[-1], parts[0].number if len(parts) == 2 else 0)

    def after(self, *parts: Any) -> Timing:
        return self._timing(Relation.AFTER, *parts)

    def on_or_after(self, *parts: Any) -> Timing:
        return self._timing(Relation.ON_OR_AFTER, *parts)

    def before(self, *parts: Any) -> Timing:
        return self._timing(Relation.BEFORE, *parts)

    def on_or_before(self, *parts: Any) -> Timing:
        return self._timing(Relation.ON_OR_BEFORE, *parts)

    def same_day(self, *parts: Any) -> Timing:
        return self._timing(Relation.SAME_DAY, *parts)

    def within_days_after(self, *parts: Any) -> Timing:
        return self._timing(Relation.WITHIN_DAYS_AFTER, *parts)

    def more_than_days_after(self, *parts: Any) -> Timing:
        return self._timing(Relation.MORE_THAN_DAYS_AFTER, *parts)

    def at_least_days_before(self, *parts: Any) -> Timing:
        return self._timing(Relation.AT_LEAST_DAYS_BEFORE, *parts)

    def fact_is(self, fact: Phrase, negated: bool, *values: str) -> FactIs[Phrase]:
        return FactIs(fact, values, negated)

    def presence(self, negated: bool) -> FactIs[Phrase]:
        return FactIs(Phrase("presence", self._place), ("in the United States",), negated)

    def roster(self, negated: bool, name: str) -> FactIs[Phrase]:
        return FactIs(Phrase("roster", self._place), (name,), negated)

    def exists(
        self, choice: Choice, what: Phrase, timings: tuple[Timing, ...], *name: Named
    ) -> EventExists[Phrase]:
        return EventExists(choice, what, timings, name[0].name if name else "", what.place)

    def no_event(self, what: Phrase, timings: tuple[Timing, ...]) -> NoEvent[Phrase]:
        return NoEvent(what, timings)

    def day_is(self, timing: Timing) -> DayIs:
        return DayIs(timing)
