"""What was known when, and what was in force when."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from duenotice.days import DateFact, from_day
from duenotice.language import Act, Life, LifeAct
from duenotice.library import in_force
from duenotice.reason import Answer, Status, answer, to_text
from duenotice.record import Entry, Event, Fact, Origin, Record, Search
from duenotice.truth import YES
from tests.orders import CITE, WRITTEN, asked, lives, notices
from tests.reference import in_force as in_force_there
from tests.strategies import DAYS, START, VOCABULARY, Asked, one_in, pick, reads, records, upto
from tests.told import all_but_receipt
from tests.worlds import World, completions, days_of

KNOWN_ON = START + 10


@st.composite
def filed(draw: st.DrawFn, entries: list[Entry], first: int, last: int) -> list[Entry]:
    """Entries with the day on which each was learned; each may correct an earlier one."""
    found: list[Entry] = []
    for number, entry in enumerate(entries):
        learned = first + draw(upto(last - first))
        corrects = (pick(draw, found).origin.id,) if found and one_in(draw, 4) else ()
        found.append(replace(entry, origin=Origin("", learned, f"{first}-{number}", corrects)))
    return found


def by(of: Asked, record: Record) -> Answer:
    return answer(of.order, record, VOCABULARY, of.on, KNOWN_ON)


@given(asked(), st.data())
def test_what_was_learned_later_changes_not_a_letter(of: Asked, data: st.DataObject) -> None:
    """security.md 3.2.13: an old report is reproduced byte for byte, whatever was added, corrected or
    withdrawn since."""
    early = data.draw(filed(list(of.record.entries()), START, KNOWN_ON))
    more = data.draw(records(reads(of.order.rules)))
    late = data.draw(filed(list(more.entries()), KNOWN_ON + 1, KNOWN_ON + 30))
    late = [
        replace(entry, origin=replace(entry.origin, corrects=(data.draw(st.sampled_from(early)).origin.id,)))
        if early
        else entry
        for entry in late
    ]
    before, after = Record("").adding(*early), Record("").adding(*early, *late)
    assert to_text(by(of, after)) == to_text(by(of, before))
    kept = Record("").adding(*before.known_on(KNOWN_ON).entries())
    assert all_but_receipt(by(of, kept)) == all_but_receipt(by(of, before))


def begun(entry: Entry, by_day: int) -> bool:
    match entry:
        case Event(date=date):
            return date.lo <= by_day
        case Fact(since=since):
            return since.lo <= by_day
        case _:
            return True


@given(st.one_of(asked(), notices()))
def test_what_happened_after_the_day_changes_nothing(of: Asked) -> None:
    """security.md 3.2.13: what is dated after the day of the question has not happened yet."""
    entries = [entry for entry in of.record.entries() if begun(entry, of.on.hi)]
    after = of.about(Record("").adding(*entries))
    assert all_but_receipt(after.answer) == all_but_receipt(of.answer)


@given(asked(), upto(DAYS))
def test_a_search_says_nothing_of_days_after_the_question(of: Asked, further: int) -> None:
    """security.md 3.2.13."""
    day = of.on.hi + 1 + further
    after = of.about(of.record.adding(Search(("everything",), from_day(day + 5), from_day(day))))
    before = [(c.truth, c.deciding) for c in of.answer.classes], [d.status for d in of.answer.duties]
    now = [(c.truth, c.deciding) for c in after.answer.classes], [d.status for d in after.answer.duties]
    assert now == before


OWED = {Status.MET, Status.VIOLATED, Status.PENDING}
ALL_DAYS = [from_day(day) for day in range(START - 35, START + 2 * DAYS)]
TAKES_AWAY = (Act.STAYED, Act.VACATED, Act.SUPERSEDED, Act.DISSOLVED, Act.EXPIRED)


@given(st.one_of(asked(), notices()))
def test_no_duty_is_owed_on_a_day_on_which_the_order_is_not_surely_in_force(of: Asked) -> None:
    """security.md 3.2.14; "What it means", 6."""
    world = next(completions(of, 1))
    for duty in of.answer.duties:
        for judged in (*duty.acts, duty.deciding):
            if judged.status in OWED:
                assert judged.standing.truth is YES
                day = judged.act.date if judged.act else of.on
                assert all(in_force_there(world, of.order.rules.life, d) is YES for d in days_of(day))
    assert of.answer.standing.truth is YES or of.answer.protected is not YES


def there(life: Life) -> World:
    """A world with nothing in it but the life of an order, its dates exact."""
    return World(START, (), (), {}, {}, tuple((act.date.lo, act) for act in life.acts))


@given(lives(exact=True))
def test_an_order_is_in_force_on_the_days_that_its_life_says(life: Life) -> None:
    """language.md 5; "What it means", 6: on exact days, as the reference reads it."""
    for day in ALL_DAYS:
        assert in_force(life, day).truth is in_force_there(there(life), life, day.lo), day


@given(lives(), upto(DAYS))
def test_to_extend_an_order_never_takes_a_yes_away(life: Life, further: int) -> None:
    """security.md 3.2.14: by looking it up again later, by an extension, by an earlier entry."""
    first, *rest = life.acts
    last = max(act.date.hi for act in life.acts)
    longer = replace(life, known_through=life.known_through.shifted(further))
    extended = replace(life, acts=(*life.acts, LifeAct(from_day(last + further), Act.EXTENDED, CITE)))
    sooner = replace(life, acts=(replace(first, date=first.date.shifted(-further)), *rest))
    for day in ALL_DAYS:
        if in_force(life, day).truth is YES:
            for other in (longer, extended, sooner):
                assert in_force(other, day).truth is YES, (day, other)


@given(lives(), st.sampled_from(TAKES_AWAY), WRITTEN)
def test_a_stay_or_an_end_never_adds_a_yes(life: Life, act: Act, date: DateFact) -> None:
    """security.md 3.2.14. (A *mandate* may: an opinion that vacates binds only from the mandate, so that
    whoever knows its day knows that the order still bound until then.)"""
    added = LifeAct(date, act, CITE)
    acts = sorted((*life.acts[1:], added), key=lambda one: one.date.lo)
    after = replace(life, acts=(life.acts[0], *acts))
    for day in ALL_DAYS:
        assert in_force(after, day).truth is not YES or in_force(life, day).truth is YES, (day, after)


@given(lives(exact=True))
def test_after_the_last_known_day_an_order_never_says_yes(life: Life) -> None:
    """security.md 3.2.14: a stale file answers unknown, never yes."""
    for day in ALL_DAYS:
        assert day.lo <= life.known_through.hi or in_force(life, day).truth is not YES
