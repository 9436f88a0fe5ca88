"""Random orders: trees over the real vocabulary, written out, read again and resolved.

Every order that comes from here went through `to_text`, `from_text` and `from_names`, so that it is
an order that a person could have written.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from duenotice.days import DateFact, Relation, from_day
from duenotice.language import (
    Act,
    Anchor,
    Choice,
    Cite,
    Class,
    Condition,
    CountsFrom,
    DayIs,
    Duty,
    DutyAfter,
    EventExists,
    FactIs,
    Forbidden,
    Group,
    How,
    Lapsed,
    LeftOut,
    Letter,
    Life,
    LifeAct,
    Named,
    NoEvent,
    NoticeBefore,
    OnDate,
    Order,
    Phrase,
    Reading,
    Readings,
    Rules,
    TheDay,
    Timing,
    Verb,
    to_text,
)
from duenotice.library import order_from_text
from duenotice.record import Event, Fact, Record, Search
from tests.periods import CLOCKS_OF_LAW, TONGUES, amount, days_of, earlier, further, tongues
from tests.strategies import (
    DAYS,
    START,
    VALUES,
    VOCABULARY,
    Asked,
    bounded_dates,
    exact_dates,
    kind,
    one_in,
    pick,
    reads,
    records,
    spans,
    timed,
    upto,
    with_days,
)

NEVER: Group[Phrase] = Group(How.ANY, ())
CITE = Cite("Dkt. 1 at 2")
KINDS = (
    "conviction",
    "criminal violation",
    "final order of removal",
    "release from ICE custody",
    "release from ICE custody by bond",
    "detention for removal",
    "violation of release conditions",
    "revocation of release for breach",
    "event ending the order",
    "order vacated",
    "removal",
    "notice of detention",
    "notice of detention written",
    "check-in",
)
NOTICES = ("notice of detention", "notice of detention written", "notice of detention in Khmer")
ACTS = ("detention for removal", "removal", "other detention")
FRONT = """---
id: random/2019-01-01
title: An order made up for a test
court: none
number: "0"
judge: none
docket entry: Dkt. 1
decided: 2019-01-01
territory: nationwide
time zone: America/Los_Angeles
court id: COURT
version: 1
---

"""


AFTERWARDS = ("interview", "custody hearing", "notice of reasons", "notice of reasons written")
COURTS = ("any", "cacd", "mad", "dcd")


def order_of(rules: Rules[Phrase], court: str = "any") -> Order:
    """The order of a court that says these rules, by way of its text."""
    front = FRONT.replace("court id: COURT\n", "" if court == "any" else f"court id: {court}\n")
    return order_from_text(f"{front}```order\n{to_text(rules)}```\n", VOCABULARY, "random.md")


WRITTEN = st.one_of(exact_dates, exact_dates, spans)
"""Dates as an order may write them: the grammar has no sets."""
_LIFE_ACTS = st.builds(LifeAct, WRITTEN, st.sampled_from(list(Act)[1:]), st.just(CITE))
_EXACT_ACTS = st.builds(LifeAct, exact_dates, st.sampled_from(list(Act)[1:]), st.just(CITE))


SORTS = ("exists", "none", "exists", "none", "exists", "fact", "fact", "day", "step", "group")


class Author:
    """Draws letters, and keeps the names that may be used where it is writing."""

    def __init__(self, draw: st.DrawFn, kinds: tuple[str, ...], readings: bool, steps: bool = True) -> None:
        self.draw, self.kinds, self.readings, self.steps = draw, kinds, readings, steps
        self.names = 0

    def group(
        self, scope: list[str], depth: int = 0, most: int = 4, start: int = 0, how: How | None = None
    ) -> Group[Phrase]:
        """A group; names that its letters introduce are added to `scope`."""
        how = how or (How.ANY if one_in(self.draw, 3) else How.ALL)
        letters = []
        for number in range(1 + self.draw(upto(most - 1))):
            label = str(number + 1) if depth % 2 else "abcdefghijklmnop"[start + number]
            letters.append(Letter(label, self.letter(scope, depth, how)))
        return Group(how, tuple(letters))

    def letter(self, scope: list[str], depth: int, how: How) -> Condition[Phrase]:
        """One letter, contested at times."""
        if not (self.readings and depth == 0 and one_in(self.draw, 8)):
            return self.condition(scope, depth, how)
        first, second = list(scope), list(scope)
        one, other = (self.condition(inside, depth, How.ANY) for inside in (first, second))
        return Readings((Reading("", one), Reading("class counsel", other)))

    def condition(self, scope: list[str], depth: int, how: How) -> Condition[Phrase]:
        """One condition; deeper groups only down to two steps."""
        sort = pick(self.draw, SORTS)
        match sort:
            case "group" if depth < 2:
                return self.group(list(scope), depth + 1, 3)
            case "step" if self.steps:
                return self.lapsed(scope)
            case "fact" | "step":
                return self.fact()
            case "day":
                return DayIs(self.timing(scope, own_day=False))
            case "none" | "group":
                return NoEvent(self.phrase(), self.timings(scope))
            case _:
                return self.exists(scope, how)

    def lapsed(self, scope: list[str]) -> Lapsed[Phrase]:
        """A step with its clock; now and then the time is one that a rule of law fixes."""
        period = pick(self.draw, CLOCKS_OF_LAW) if one_in(self.draw, 8) else amount(self.draw)
        timings = self.timings(scope) if one_in(self.draw, 4) else ()
        return Lapsed(period, self.anchor(scope, own_day=True), self.phrase(), timings)

    def exists(self, scope: list[str], how: How) -> EventExists[Phrase]:
        """There is one; named where later letters can use the name."""
        choice = pick(self.draw, (Choice.A, Choice.A, Choice.LAST, Choice.FIRST))
        what, timings = self.phrase(), self.timings(scope)
        if how is How.ANY or one_in(self.draw, 4):
            return EventExists(choice, what, timings)
        self.names += 1
        name = f"e-{'abcdefghijklmnopqrstuvwxyz'[self.names % 26]}{'x' * (self.names // 26)}"
        scope.append(name)
        return EventExists(choice, what, timings, name)

    def phrase(self) -> Phrase:
        return Phrase(pick(self.draw, self.kinds))

    def fact(self) -> FactIs[Phrase]:
        name = pick(self.draw, tuple(VALUES))
        fixed = name in ("roster", "presence")
        values = VALUES[name][: 1 if fixed else 1 + self.draw(upto(1))]
        return FactIs(Phrase(name), values, one_in(self.draw, 3))

    def timings(self, scope: list[str]) -> tuple[Timing, ...]:
        return tuple(self.timing(scope) for _ in range(pick(self.draw, (0, 1, 1, 2))))

    def timing(self, scope: list[str], own_day: bool = True) -> Timing:
        relation = pick(self.draw, tuple(Relation))
        number = 1 + self.draw(upto(4)) if relation.takes_days else 0
        return Timing(relation, self.anchor(scope, own_day), number)

    def anchor(self, scope: list[str], own_day: bool) -> Anchor:
        places = ["name", "name", "date", "the day"] if scope else ["date", "the day"]
        match pick(self.draw, places):
            case "name":
                return Named(pick(self.draw, scope))
            case "the day" if own_day:
                return TheDay()
            case _:
                return OnDate(self.draw(WRITTEN))


@st.composite
def lives(draw: st.DrawFn, exact: bool = False, simple: bool = False) -> Life:
    """A life that begins with `entered`, its acts in the order of their dates; `simple`: nothing else."""
    begun = from_day(START - 30) if simple else draw(exact_dates if exact else WRITTEN)
    further = _EXACT_ACTS if exact else _LIFE_ACTS
    acts = [] if simple else [draw(further) for _ in range(draw(upto(3)))]
    after = sorted((act for act in acts if act.date.lo >= begun.lo), key=lambda act: act.date.lo)
    through = START + DAYS if simple else draw(upto(DAYS)) + pick(draw, (0, 10, 20)) + START
    return Life((LifeAct(begun, Act.ENTERED, CITE), *after), from_day(through), CITE)


def simple_life() -> Life:
    """In force on all days of these tests."""
    return Life((LifeAct(from_day(START - 30), Act.ENTERED, CITE),), from_day(START + 2 * DAYS), CITE)


LIVES = st.one_of(lives(), lives(simple=True))


@st.composite
def a_class(
    draw: st.DrawFn,
    name: str,
    kinds: tuple[str, ...],
    readings: bool = True,
    most: int = 4,
    steps: bool = True,
) -> Class[Phrase]:
    """A class with one to four letters, now and then with exceptions."""
    author = Author(draw, kinds, readings, steps)
    scope: list[str] = []
    body = author.group(scope, most=most)
    unless = author.group(scope, most=2, start=len(body.letters)) if one_in(draw, 3) else NEVER
    return Class(name, CITE, body, unless)


@st.composite
def a_duty(draw: st.DrawFn, name: str, owed_to: str, kinds: tuple[str, ...]) -> Duty[Phrase]:
    """Notice owed before an act, something owed after it, or an act forbidden until protection ends."""
    act = Phrase(pick(draw, ACTS))
    match pick(draw, ("before", "forbidden", "before", "forbidden", "after")):
        case "before":
            what, verb = Phrase(pick(draw, NOTICES)), pick(draw, tuple(Verb))
            runs = pick(draw, tuple(CountsFrom)) if one_in(draw, 2) else CountsFrom.SILENT
            period, others, read = earlier(draw), further(draw), one_in(draw, 4)
            return NoticeBefore(name, CITE, owed_to, act, verb, what, period, runs, others, read)
        case "after":
            done, period = Phrase(pick(draw, AFTERWARDS)), amount(draw)
            return DutyAfter(name, CITE, owed_to, act, Verb.GIVE, done, period, further(draw))
    author = Author(draw, kinds, readings=False)
    ends = author.group([], most=2) if one_in(draw, 2) else NEVER
    return Forbidden(name, CITE, owed_to, act, ends)


@st.composite
def rules(
    draw: st.DrawFn,
    *,
    readings: bool = True,
    omissions: bool = False,
    life: st.SearchStrategy[Life] = LIVES,
    most: int = 4,
    kinds: tuple[str, ...] = KINDS,
    steps: bool = True,
) -> Rules[Phrase]:
    """The rules of one order over one to four kinds, so that letters speak of the same things."""
    few = tuple(dict.fromkeys(pick(draw, kinds) for _ in range(1 + draw(upto(3)))))
    class_ = draw(a_class("class", few, readings, most, steps))
    owed = tuple(draw(a_duty(f"duty {n}", "class", few)) for n in range(1, 1 + draw(upto(2))))
    left: tuple[LeftOut[Phrase], ...] = ()
    if omissions and one_in(draw, 2):
        author = Author(draw, few, readings=False)
        changes = pick(draw, ["class", *(duty.name for duty in owed)])
        left = (LeftOut("something", CITE, changes, author.group([], most=2)),)
    return Rules((class_,), owed, draw(life), left)


def orders(
    *,
    readings: bool = True,
    omissions: bool = False,
    life: st.SearchStrategy[Life] = LIVES,
    most: int = 4,
    kinds: tuple[str, ...] = KINDS,
    steps: bool = True,
) -> st.SearchStrategy[Order]:
    """A random order of some court, read from its own text; `most`: how many letters its class may have;
    `steps`: whether steps with a clock may be among them."""
    drawn = rules(readings=readings, omissions=omissions, life=life, most=most, kinds=kinds, steps=steps)
    return st.builds(order_of, drawn, st.sampled_from(COURTS))


ORDERS = orders()


@st.composite
def asked(draw: st.DrawFn, of: st.SearchStrategy[Order] = ORDERS) -> Asked:
    """An order, a record that bears on it, and a day, late enough for most to have happened."""
    order = draw(of)
    on = draw(bounded_dates) if one_in(draw, 4) else from_day(START + 8 + draw(upto(DAYS - 3)))
    return Asked(order, draw(records(reads(order.rules))), on)


PRESENT = FactIs(Phrase("presence"), ("in the United States",))


@st.composite
def notices(draw: st.DrawFn, dated: st.SearchStrategy[DateFact] = bounded_dates) -> Asked:
    """Notice owed before an act to whoever is in the country and fulfils at most one further letter;
    with acts and notices on file, and often with everything searched."""
    author = Author(draw, ("release from ICE custody", "conviction", "detention for removal"), readings=False)
    letters = [Letter("a", PRESENT)]
    if one_in(draw, 3):
        letters.append(Letter("b", author.condition([], 1, How.ANY)))
    class_ = Class("class", CITE, Group(How.ALL, tuple(letters)), NEVER)
    act, what, period = pick(draw, ACTS), pick(draw, NOTICES), earlier(draw)
    number = days_of(period)
    runs = pick(draw, tuple(CountsFrom)) if one_in(draw, 2) else CountsFrom.SILENT
    verb, sent = pick(draw, ((Verb.GIVE, ""), (Verb.GIVE, "mailed"), (Verb.MAIL, "mailed"), (Verb.HAND, "")))
    said = period, runs, further(draw), one_in(draw, 4)
    duty = NoticeBefore("duty", CITE, "class", Phrase(act), verb, Phrase(what), *said)
    life = draw(LIVES) if one_in(draw, 4) else draw(lives(simple=True))
    order = order_of(Rules((class_,), (duty,), life), pick(draw, COURTS))
    tongue = pick(draw, TONGUES) if duty.understood else ""
    given = kind(f"{what} {sent} to counsel" if one_in(draw, 8) else f"{what} {sent} {tongue}")
    day = START + draw(upto(10))
    notice = Event(given, from_day(day))
    early = Event(kind(act), from_day(max(day - 2, day + number - 2 + draw(upto(14)))))
    if duty.hourly and one_in(draw, 2):
        notice, early = (replace(event, date=timed(draw, event.date)) for event in (notice, early))
    notice = notice if one_in(draw, 2) else with_days(draw, notice)
    events = [Event(pick(draw, (kind(act), given)), draw(dated)) for _ in range(draw(upto(2)))]
    some = draw(records(reads(order.rules), dated))
    drawn = some if one_in(draw, 3) else Record("", (), (), some.searches)
    terms = pick(draw, (("everything",), ("notice of detention",), ()))
    looked = (Search(terms, from_day(START + 40)),) if terms else ()
    here = (Fact("presence", ("in the United States",)),) if draw(upto(5)) else ()
    record = drawn.adding(notice, early, *events, *looked, *here, *tongues(draw, duty.understood))
    return Asked(order, record, from_day(START + DAYS + draw(upto(5))))


@st.composite
def duties_after(draw: st.DrawFn, dated: st.SearchStrategy[DateFact] = bounded_dates) -> Asked:
    """Something owed after an act to whoever is in the country, done or not, mostly about when its time
    ends, and often with everything searched."""
    class_ = Class("class", CITE, Group(How.ALL, (Letter("a", PRESENT),)), NEVER)
    act, what, period = pick(draw, ACTS), pick(draw, AFTERWARDS), amount(draw)
    duty = DutyAfter("duty", CITE, "class", Phrase(act), Verb.GIVE, Phrase(what), period, further(draw))
    order = order_of(Rules((class_,), (duty,), draw(lives(simple=True))), pick(draw, COURTS))
    day = START + draw(upto(8))
    taken = Event(kind(act), draw(dated) if one_in(draw, 4) else from_day(day))
    done = Event(kind(what), draw(dated) if one_in(draw, 4) else from_day(day + draw(upto(9))))
    if duty.hourly and one_in(draw, 2):
        taken, done = (replace(event, date=timed(draw, event.date)) for event in (taken, done))
    terms = pick(draw, (("everything",), ("everything",), (done.kind.term,), ()))
    looked = (Search(terms, from_day(START + pick(draw, (40, 10)))),) if terms else ()
    record = Record("").adding(Fact("presence", PRESENT.values), taken, *looked)
    record = record if one_in(draw, 3) else record.adding(done)
    return Asked(order, record, draw(dated) if one_in(draw, 4) else from_day(START + 4 + draw(upto(DAYS))))
