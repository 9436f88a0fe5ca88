"""What can be done in the window: of use or not, by when, and what is never hidden."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from duenotice.days import Span, from_day, from_edtf, iso
from duenotice.days.counting import Unit
from duenotice.days.counting.periods import FEDERAL, Length
from duenotice.library import load_options, load_shelf
from duenotice.notice.closing import Basis, Closes, after_notice
from duenotice.notice.deadline import Deadline, NoDeadline, NotKnown
from duenotice.notice.ledger import NOWHEN, ledger
from duenotice.notice.window import Asked, Choice, State, Window, last_open_day, window
from duenotice.notice.window_text import window_to_text
from duenotice.record import read_record
from duenotice.truth import NO, UNKNOWN, YES

ORDER = "chhoeun-v-marin/2019-01-03"
CLASS = "chhoeun-v-marin/2018-08-14"
STAY = "chhoeun-v-marin/2018-01-25"
CERTAIN = """Person A
  nationality Cambodia
  in the United States
  1999-06-01 conviction
  2002-05-20 final order of removal
  2003-03-11 release from ICE custody by order of supervision
"""
SEARCHED = "  searched everything through 2019-01-31\n"
LENGTH = Length(14, Unit.DAYS)
LETTER = "  2019-01-10 notice of detention written mailed\n"


def asked(lines: str, on: str = "2019-01-11", order: str = ORDER, court: str = "any") -> Asked:
    shelf = load_shelf()
    record = read_record(lines, shelf.vocabulary, "a record")[0].record
    return Asked(shelf.order(order), record, shelf.vocabulary, from_edtf(on), court=court)


def of(lines: str, on: str = "2019-01-11", order: str = ORDER) -> Window:
    return window(asked(lines, on, order), load_options())


def one(said: Window, id_: str) -> Choice:
    [found] = [choice for choice in said.choices if choice.option.id == id_]
    return found


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_every_option_for_the_order_is_listed_once_with_a_number_of_its_own() -> None:
    said = of(CERTAIN)
    assert {choice.option.id for choice in said.choices} == set(load_options().by_id)
    assert [choice.number for choice in said.choices] == list(range(1, len(said.choices) + 1))
    listed = [choice for state in State for choice in said.of_state(state)]
    assert listed == list(said.choices)


def test_within_a_list_the_last_safe_day_that_comes_first_stands_first() -> None:
    safe = [choice.safe for choice in of(CERTAIN + LETTER).of_state(State.OPEN)]
    assert safe
    assert safe == sorted(safe)


def test_the_window_by_the_notice_on_file_is_read_on_the_most_lenient_count_first() -> None:
    closes = of(CERTAIN + LETTER).closes
    assert (closes.basis, iso(closes.lenient)) == (Basis.NOTICE, "2019-01-24")
    assert closes.strict == FEDERAL.first_lawful(Span(day("2019-01-10"), day("2019-01-10")), LENGTH).hi
    assert closes.strict > closes.lenient


def test_without_a_notice_the_window_is_that_of_a_notice_given_on_the_day() -> None:
    closes = of(CERTAIN).closes
    assert (closes.basis, iso(closes.lenient)) == (Basis.NO_NOTICE, "2019-01-25")


def test_a_notice_that_an_arrest_followed_opens_no_window_once_the_person_is_free_again() -> None:
    taken = CERTAIN + LETTER + "  2019-01-24 detention for removal\n"
    assert of(taken, "2019-01-25").closes.basis is Basis.DONE
    freed = taken + "  2019-01-28 release from ICE custody by bond\n"
    closes = of(freed, "2019-01-29").closes
    assert (closes.basis, iso(closes.lenient)) == (Basis.NO_NOTICE, "2019-02-12")


def test_an_order_that_asks_for_no_notice_promises_no_time() -> None:
    said = of(CERTAIN, "2018-08-29", CLASS)
    assert said.closes.basis is Basis.NO_TIME
    assert not said.closes.promised
    lead = [choice.option.takes for choice in said.of_state(State.HURRY)]
    assert lead == sorted(lead)
    assert "Every day may be the last." in window_to_text(said)


def test_under_a_stay_the_window_is_that_of_the_step_that_runs_out_first() -> None:
    closes = of(CERTAIN, "2018-01-29", STAY).closes
    assert (closes.basis, iso(closes.lenient)) == (Basis.STAY, "2018-02-06")
    assert of(CERTAIN, "2018-02-05", STAY).closes == closes
    outside = CERTAIN.replace("Cambodia", "Laos") + '  not on the roster "Chhoeun petitioners (92)"\n'
    assert of(outside, "2018-01-29", STAY).closes.basis is Basis.NO_TIME


def test_a_roughly_dated_notice_is_counted_from_its_first_day() -> None:
    closes = of(CERTAIN + "  2019-01-02/2019-01-10 notice of detention written\n").closes
    assert iso(closes.lenient) == "2019-01-16"


@pytest.mark.parametrize("order", load_shelf().orders)
@pytest.mark.parametrize("lines", [CERTAIN, CERTAIN + LETTER, CERTAIN + LETTER + SEARCHED])
def test_the_window_closes_on_the_days_of_the_ledger(lines: str, order: str) -> None:
    question = asked(lines, order=order)
    closes = window(question, load_options()).closes
    book = ledger(question.order, question.record, question.vocabulary, question.on)
    if closes.basis in (Basis.NOTICE, Basis.NO_NOTICE):
        assert (closes.lenient, closes.strict) == book.closes
    else:
        assert book.closes == NOWHEN


def test_a_person_whom_the_order_surely_does_not_cover_is_promised_no_time() -> None:
    said = of(CERTAIN.replace("Cambodia", "Laos") + SEARCHED)
    assert said.closes.basis is Basis.NO_TIME
    assert "owes this person no notice" in window_to_text(said)


def test_days_that_are_known_better_are_taken_as_they_are() -> None:
    closes = Closes(Basis.NOTICE, day("2019-02-01"), day("2019-02-05"))
    said = window(asked(CERTAIN), load_options(), closes)
    assert said.closes == closes
    assert iso(one(said, "family-plan").safe) == "2019-01-29"


def test_a_filing_moves_back_to_a_day_on_which_offices_are_open() -> None:
    said = of(CERTAIN + LETTER)
    filed, asked_for = one(said, "stay-judge-or-board"), one(said, "habeas-ready")
    assert (filed.option.takes, asked_for.option.takes) == (3, 3)
    assert iso(asked_for.safe) == "2019-01-20"  # a Sunday, before the holiday of 21 January
    assert iso(filed.safe) == "2019-01-18"  # the Friday


def test_the_holidays_of_the_courts_state_close_its_offices_too() -> None:
    assert iso(last_open_day(day("2019-04-01"))) == "2019-04-01"
    assert iso(last_open_day(day("2019-04-01"), "cacd")) == "2019-03-29"  # Monday: a day of California


@pytest.mark.parametrize(
    ("lines", "truth", "state"),
    [
        (SEARCHED, YES, State.OPEN),
        ("", UNKNOWN, State.OPEN),
        ("  2018-12-01 conviction vacated\n" + SEARCHED, NO, State.NO_USE),
        ("  2018 conviction vacated\n", UNKNOWN, State.OPEN),  # there may be a second one
    ],
)
def test_an_option_is_of_use_may_be_or_is_not(lines: str, truth: object, state: State) -> None:
    found = one(of(CERTAIN + LETTER + lines), "vacatur")
    assert (found.truth, found.state) == (truth, state)
    assert bool(found.questions) is (truth is UNKNOWN)


def test_a_claim_is_of_use_when_recorded_and_of_no_use_when_a_lawyer_ruled_it_out() -> None:
    ruled_out = "  possible claim not crime victim\n  possible claim not trafficking victim\n"
    assert one(of(CERTAIN), "crime-or-trafficking-victim").truth is UNKNOWN
    assert one(of(CERTAIN + ruled_out), "crime-or-trafficking-victim").truth is NO
    assert one(of(CERTAIN + "  possible claim crime victim\n"), "crime-or-trafficking-victim").truth is YES


def test_the_pleas_before_april_1997_keep_a_route_whose_own_window_closed_in_2005() -> None:
    before = CERTAIN.replace("1999-06-01", "1996-10-01") + SEARCHED
    found = one(of(before), "former-212c")
    assert (found.truth, found.state) == (YES, State.OVER)
    assert isinstance(found.own, Deadline)
    assert iso(found.own.days.hi) == "2005-04-26"
    assert one(of(CERTAIN + SEARCHED), "former-212c").state is State.NO_USE


def test_ninety_days_after_a_fresh_order_are_the_persons_own_deadline() -> None:
    fresh = (
        CERTAIN.replace("2002-05-20", "2018-10-19").replace("2003-03-11", "2018-10-20") + LETTER + SEARCHED
    )
    found = one(of(fresh), "motion-to-reopen")
    assert isinstance(found.own, Deadline)
    assert iso(found.own.days.lo) == "2019-01-17"
    assert (found.state, iso(found.safe)) == (State.OPEN, "2019-01-17")
    later = one(of(fresh, "2019-01-18"), "motion-to-reopen")
    assert later.state is State.OVER


def test_a_deadline_long_past_is_said_to_be_so_with_what_remains() -> None:
    said = of(CERTAIN + LETTER + SEARCHED)
    assert one(said, "motion-to-reopen").state is State.OVER
    text = window_to_text(said)
    number = one(said, "joint-motion").number
    assert "ended on Monday 19 August 2002, long past" in text
    assert f"Ask the government to join in a motion to reopen ({number})" in text


def test_a_deadline_is_not_over_while_nobody_looked_for_a_later_order() -> None:
    found = one(of(CERTAIN + LETTER), "motion-to-reopen")
    assert found.state is State.OPEN
    assert isinstance(found.own, Deadline)
    assert found.own.another
    assert "nobody has looked whether there was a later one" in window_to_text(of(CERTAIN + LETTER))


def test_a_roughly_dated_order_gives_the_earliest_and_the_latest_deadline() -> None:
    rough = (
        CERTAIN.replace("2002-05-20", "2018-10/2018-12").replace("2003-03-11", "2018-12-31")
        + LETTER
        + SEARCHED
    )
    found = one(of(rough), "motion-to-reopen")
    assert isinstance(found.own, Deadline)
    assert (iso(found.own.days.lo), iso(found.own.days.hi)) == ("2018-12-31", "2019-04-01")
    assert (found.state, iso(found.safe)) == (State.HURRY, "2018-12-31")


@pytest.mark.parametrize(("written", "own"), [("unknown", NotKnown), ("../2003", Deadline)])
def test_a_deadline_from_a_day_nobody_knows_is_not_made_up(written: str, own: type) -> None:
    lines = CERTAIN.replace("2002-05-20", written) + LETTER + SEARCHED
    found = one(of(lines), "motion-to-reopen")
    assert type(found.own) is own
    assert found.state is (State.OVER if own is Deadline else State.OPEN)


def test_an_order_from_before_the_court_calendars_is_long_past_and_breaks_nothing() -> None:
    old = CERTAIN.replace("2002-05-20", "1984-02-01") + SEARCHED
    assert one(of(old), "motion-to-reopen").state is State.OVER


def test_the_days_of_an_agency_are_watched_and_never_missed() -> None:
    held = CERTAIN + LETTER + "  2018-06-01 detention for removal\n" + SEARCHED
    said = of(held)
    habeas, review = one(said, "habeas"), one(said, "custody-review")
    assert isinstance(habeas.own, Deadline)
    assert isinstance(review.own, Deadline)
    assert (iso(habeas.own.days.lo), iso(habeas.own.days.hi)) == ("2018-11-28", "2018-12-01")
    assert habeas.own.watch
    assert review.own.watch
    assert {habeas.state, review.state} == {State.HURRY}
    assert "date to watch, not a deadline" in window_to_text(said)


def test_the_shorter_time_for_an_appeal_is_the_safe_one_since_march_2026() -> None:
    lines = CERTAIN + "  2026-05-04 motion to reopen denied\n  searched everything through 2026-05-31\n"
    found = one(of(lines, "2026-05-06"), "appeal-to-the-board")
    assert isinstance(found.own, Deadline)
    assert (iso(found.own.days.lo), iso(found.own.days.hi)) == ("2026-05-14", "2026-06-03")


def test_what_was_learned_later_does_not_count() -> None:
    shelf = load_shelf()
    lines = CERTAIN + SEARCHED + "  2018-12-01 pardon (learned 2019-01-20)\n"
    record = read_record(lines, shelf.vocabulary, "a record")[0].record
    order, on = shelf.order(ORDER), from_edtf("2019-01-11")
    known = [
        one(window(Asked(order, record, shelf.vocabulary, on, day(text)), load_options()), "pardon").truth
        for text in ("2019-01-19", "2019-01-20")
    ]
    assert known == [YES, NO]


def test_a_person_whom_the_order_may_not_protect_is_told_that_no_time_is_promised() -> None:
    told = "it promises no time: act as if there were none"
    assert told in window_to_text(of(CERTAIN.replace("Cambodia", "Laos")))
    assert told not in window_to_text(of(CERTAIN + SEARCHED, "2019-01-11"))


def test_each_thing_to_find_out_is_asked_once_for_however_many_options() -> None:
    questions = [question.ask for question in of(CERTAIN).questions]
    assert len(questions) == len(set(questions))
    assert sum("citizen parent" in ask for ask in questions) == 1


def test_the_receipt_names_the_options_and_the_court() -> None:
    said = window(asked(CERTAIN, court="cacd"), load_options())
    assert (said.receipt.options, said.receipt.court) == (load_options().digest, "cacd")
    assert said.receipt.answer.order == ORDER
    assert load_options().digest in window_to_text(said)


LINES = (
    *CERTAIN.splitlines()[1:],
    *(
        "  2019-01-10 notice of detention written",
        "  2018-12-20 motion to reopen denied",
        "  2001 order in absentia",
    ),
    *("  2018-11-05 BIA denial", "  2018-12-03 motion to reopen", "  2018-12 petition for review"),
    *("  possible claim crime victim", "  2017 conviction vacated", "  2019-01-02 detention for removal"),
)


@st.composite
def records(draw: DrawFn) -> str:
    kept = draw(st.lists(st.sampled_from(LINES), unique=True, max_size=9))
    terms = (
        "final order of removal",
        "conviction vacated",
        "motion to reopen",
        "petition for review",
        "everything",
    )
    looked = draw(st.lists(st.sampled_from(terms), unique=True, max_size=2))
    return (
        "\n".join(
            [
                "Person A",
                *kept,
                "  in the United States",
                *(f"  searched {t} through 2019-01-31" for t in looked),
            ]
        )
        + "\n"
    )


@settings(max_examples=40, deadline=None)
@given(records(), st.integers(day("2019-01-04"), day("2019-02-20")), st.integers(0, 20))
def test_no_safe_day_lies_after_the_window_or_after_the_persons_own_deadline(
    lines: str, closes: int, more: int
) -> None:
    said = window(asked(lines), load_options(), Closes(Basis.GIVEN, closes, closes + more))
    for choice in said.choices:
        assert choice.safe <= closes - 1 - choice.option.takes
        own = choice.own
        if choice.state is State.OPEN and isinstance(own, Deadline) and own.binds and not own.another:
            assert choice.safe <= own.days.lo
        if choice.state is State.OPEN and choice.option.filing:
            assert last_open_day(choice.safe) == choice.safe
        assert (choice.state is State.NO_USE) is (choice.truth is NO)
        assert isinstance(own, Deadline | NotKnown | NoDeadline)


@settings(max_examples=30, deadline=None)
@given(records(), st.integers(day("2019-01-12"), day("2019-02-20")), st.integers(0, 10))
def test_a_window_that_closes_later_never_makes_a_safe_day_earlier(
    lines: str, closes: int, more: int
) -> None:
    sooner, later = (
        {c.option.id: c.safe for c in window(asked(lines), load_options(), Closes(Basis.GIVEN, n, n)).choices}
        for n in (closes, closes + more)
    )
    assert [id_ for id_ in sooner if sooner[id_] > later[id_] and sooner[id_] >= day("2019-01-11")] == []


@settings(max_examples=30, deadline=None)
@given(records())
def test_looking_and_finding_nothing_never_turns_of_use_into_of_no_use(lines: str) -> None:
    before = {choice.option.id: choice.truth for choice in of(lines).choices}
    after = {choice.option.id: choice.truth for choice in of(lines + SEARCHED).choices}
    assert {id_: before[id_] for id_ in before if before[id_] not in (UNKNOWN, after[id_])} == {}


@settings(max_examples=30, deadline=None)
@given(records())
def test_a_deadline_that_is_over_stays_over_when_more_is_looked_for(lines: str) -> None:
    over = {choice.option.id for choice in of(lines).of_state(State.OVER)}
    then = {choice.option.id: choice.state for choice in of(lines + SEARCHED).choices}
    assert {then[id_] for id_ in over} <= {State.OVER, State.NO_USE}


@given(st.integers(day("1990-04-01"), day("2060-09-30")))
def test_the_last_open_day_is_the_day_or_a_little_before_and_stays_itself(on: int) -> None:
    found = last_open_day(on)
    assert on - 10 <= found <= on
    assert last_open_day(found) == found
    assert from_day(found).exact
    assert date.fromordinal(found).weekday() < 5


def test_an_order_without_a_notice_closes_on_the_day_itself() -> None:
    at = Span(day("2019-01-10"), day("2019-01-10"))
    assert after_notice(load_shelf().order(STAY), at) == at
