"""The ledger of one person: owed since when, given how, lawful from when, judged as `reason` judges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duenotice.days import iso
from duenotice.language import NoticeBefore
from duenotice.library import load_vocabulary
from duenotice.notice import ledger
from duenotice.notice.ledger import NOWHEN, Verdict
from duenotice.reason import Status, answer
from tests.orders import asked, notices
from tests.reason.asking import MEMBER
from tests.strategies import Asked

from .keeping import AFTER, HOURS, ON_ROSTER, STEPS, duty


def test_the_founding_order_served_by_hand_on_3_january_2019_allows_detention_from_18_january() -> None:
    found = duty(f"{MEMBER}\n2019-01-03 notice of detention handed", on="2019-01-10")
    assert found["first_lawful_act"] == {
        "mildest": "2019-01-17",
        "strictest": "2019-01-18",
        "after_a_notice_on_file": True,
    }
    counts = found["notices"][0]["counts"]
    assert [(way["first_lawful_act"], way["source"]) for way in counts] == [
        ("2019-01-17", "the words of the order"),
        ("2019-01-18", "FRCP 6(a)"),
    ]


def test_where_the_count_back_from_the_act_is_stricter_it_is_a_count_of_its_own() -> None:
    """time.md 1.6: by hand on Friday 10 November 2017; counted back, an arrest on the 25th is too early."""
    lines = f"{MEMBER}\n2017-11-10 notice of detention handed"
    counts = duty(lines, on="2017-11-15")["notices"][0]["counts"]
    assert [way["first_lawful_act"] for way in counts] == ["2017-11-24", "2017-11-25", "2017-11-28"]


def test_owed_since_the_order_was_entered_for_who_was_a_member_before() -> None:
    found = duty(MEMBER)
    assert (found["owed_since"], found["owed_because"]) == ("2019-01-03", "the order was entered [Dkt. 190]")


def test_owed_since_the_day_after_the_release_for_who_was_released_under_the_order() -> None:
    lines = """
      nationality Cambodia
      in the United States
      2018-05-01 final order of removal
      2019-01-10 release from ICE custody
      searched everything through 2019-12-31
    """
    found = duty(lines, on="2019-01-20")
    assert found["owed_since"] == "2019-01-10"
    assert "release from ICE custody" in found["owed_because"]


def test_who_is_not_surely_protected_is_owed_nothing_since_any_day() -> None:
    assert duty("nationality Cambodia")["owed_since"] is None


@pytest.mark.parametrize(
    ("arrest", "verdict", "short"),
    [
        ("2019-01-10", "short", {"least": 7, "most": 8}),
        ("2019-01-16", "short", {"least": 1, "most": 2}),
        ("2019-01-17", "cannot tell", {"least": 0, "most": 1}),
        ("2019-01-18", "honoured", None),
    ],
)
def test_an_arrest_is_honoured_short_or_open_by_every_count(
    arrest: str, verdict: str, short: dict[str, int] | None
) -> None:
    lines = f"{MEMBER}\n2019-01-03 notice of detention handed\n{arrest} detention for removal"
    [act] = duty(lines, on="2019-02-01")["acts"]
    assert (act["verdict"], act["short_by_days"]) == (verdict, short)


def test_an_arrest_without_any_notice_says_none_given() -> None:
    [act] = duty(f"{MEMBER}\n2019-01-10 detention for removal", on="2019-02-01")["acts"]
    assert (act["verdict"], act["short_by_days"]) == ("none given", None)


def test_each_day_of_a_letter_is_counted_where_the_order_is_silent() -> None:
    letter = "2019-01-04 notice of detention mailed, dated 2019-01-02, received 2019-01-09"
    counts = duty(f"{MEMBER}\n{letter}", on="2019-01-10")["notices"][0]["counts"]
    assert {way["counted_from"] for way in counts} == {"dated", "given", "received"}
    assert counts[0] == {
        "counted_from": "dated",
        "reading": "by the words alone, 14 days after the notice",
        "first_lawful_act": "2019-01-16",
        "short_by_days": 0,
        "source": "the words of the order",
    }


def test_the_parts_of_a_letter_are_told_apart() -> None:
    letter = "2019-01-04 notice of detention mailed to counsel in Khmer stating the right to counsel"
    [notice] = duty(f"{MEMBER}\n{letter}", on="2019-01-10")["notices"]
    parts = {key: notice[key] for key in ("method", "recipients", "languages", "contents")}
    assert parts == {
        "method": "mailed",
        "recipients": ["counsel"],
        "languages": ["Khmer"],
        "contents": ["the right to counsel"],
    }
    assert notice["is_what_is_owed"] == "unknown"


def test_what_was_only_said_is_on_the_ledger_and_is_not_what_is_owed() -> None:
    [notice] = duty(f"{MEMBER}\n2019-01-04 notice of detention oral", on="2019-01-10")["notices"]
    assert notice["is_what_is_owed"] == "no"


def test_without_a_notice_the_ledger_says_what_one_given_today_would_allow() -> None:
    found = duty(MEMBER, on="2019-01-03")["first_lawful_act"]
    assert found == {"mildest": "2019-01-17", "strictest": "2019-01-23", "after_a_notice_on_file": False}


def test_a_notice_that_an_arrest_has_used_opens_no_window() -> None:
    lines = f"{MEMBER}\n2019-01-03 notice of detention handed\n2019-01-20 detention for removal"
    found = duty(lines, on="2019-01-25")
    assert found["notices"][0]["before"] == ["2019-01-20 detention for removal"]
    assert found["first_lawful_act"]["after_a_notice_on_file"] is False


@pytest.mark.parametrize(
    ("done", "on", "verdict", "short"),
    [
        ("2019-01-09 interview", "2019-02-01", "honoured", None),
        ("2019-01-12 interview", "2019-02-01", "late", {"least": 3, "most": 3}),
        ("", "2019-02-01", "not done", None),
        ("", "2019-01-09", "still time", None),
    ],
)
def test_what_is_owed_after_an_act_is_done_late_not_done_or_still_open(
    done: str, on: str, verdict: str, short: dict[str, int] | None
) -> None:
    lines = (
        f"in the United States\n2019-01-07 detention for removal\n{done}\nsearched everything through {on}"
    )
    [act] = duty(lines, AFTER, on)["acts"]
    assert (act["verdict"], act["short_by_days"]) == (verdict, short)
    assert act["last_day"] == {"mildest": "2019-01-09", "strictest": "2019-01-09"}


def test_a_transfer_with_times_on_file_is_short_by_hours_and_minutes() -> None:
    lines = """
      in the United States
      2019-01-08T15:00 notice of transfer to the court
      2019-01-10T07:30 transfer
      searched everything through 2019-02-01
    """
    found = duty(lines, HOURS, "2019-02-01")
    assert (found["acts"][0]["verdict"], found["acts"][0]["short_by_minutes"]) == ("short", 450)
    assert found["notices"][0]["first_lawful_minute"] == {
        "mildest": "2019-01-10T15:00",
        "strictest": "2019-01-10T15:00",
    }


def test_forty_eight_hours_that_end_on_a_sunday_have_a_stricter_reading() -> None:
    lines = "in the United States\n2019-01-11T15:00 notice of transfer to the court"
    assert duty(lines, HOURS, "2019-01-11")["notices"][0]["first_lawful_minute"] == {
        "mildest": "2019-01-13T15:00",
        "strictest": "2019-01-14T15:00",
    }


def test_a_transfer_without_times_on_file_two_days_later_cannot_be_judged() -> None:
    lines = """
      in the United States
      2019-01-08 notice of transfer to the court
      2019-01-10 transfer
      searched everything through 2019-02-01
    """
    [act] = duty(lines, HOURS, "2019-02-01")["acts"]
    assert (act["verdict"], act["short_by_minutes"]) == ("cannot tell", None)


def test_a_removal_while_the_stay_lasts_is_done_while_forbidden() -> None:
    lines = f"{ON_ROSTER}2018-03-01 A-file received\n2018-05-30 removal"
    [act] = duty(lines, STEPS, "2018-06-30")["acts"]
    assert act["verdict"] == "done while forbidden"


@given(st.one_of(asked(), notices()))
def test_the_ledger_never_says_anything_else_than_the_answer(of: Asked) -> None:
    said = answer(of.order, of.record, load_vocabulary(), of.on)
    kept_ = ledger(of.order, of.record, load_vocabulary(), of.on)
    assert [lines.status for lines in kept_.duties] == [found.status for found in said.duties]
    words = {
        Status.MET: {Verdict.HONOURED},
        Status.UNKNOWN: {Verdict.UNKNOWN},
        Status.NOT_OWED: {Verdict.NOT_OWED},
        Status.PENDING: {Verdict.OPEN},
        Status.VIOLATED: {Verdict.SHORT, Verdict.NONE, Verdict.LATE, Verdict.UNDONE, Verdict.FORBIDDEN},
    }
    for lines, found in zip(kept_.duties, said.duties, strict=True):
        for line, judged in zip(lines.acts, found.acts, strict=True):
            assert line.verdict in words[judged.status]
            if line.verdict is Verdict.SHORT and line.counted:
                assert 0 < line.short.lo <= line.short.hi
            if line.verdict is Verdict.HONOURED and line.counted:
                assert isinstance(lines.duty, NoticeBefore)
                assert line.short.hi == 0
        if lines.closes != NOWHEN and lines.since.day:
            assert lines.closes.lo <= lines.closes.hi


@given(st.one_of(asked(), notices()))
def test_owed_since_is_a_day_on_which_the_answer_says_protected(of: Asked) -> None:
    for lines in ledger(of.order, of.record, load_vocabulary(), of.on).duties:
        if lines.since.day:
            since = iso(lines.since.day)
            assert lines.since.day <= of.on.lo, since
