"""Duties, judged on the day of each act."""

import pytest

from duenotice.days import from_edtf
from duenotice.library import in_force
from tests.reason.asking import LIFE, MEMBER, ask, chhoeun, duty_of, order

TAKEN = f"{MEMBER}\n2019-01-20 detention for removal"


@pytest.mark.parametrize(
    ("notice", "verdict"),
    [
        ("2018-12-31", "met"),
        ("2019-01-01", "met"),
        ("2019-01-02", "unknown because notice"),
        ("2019-01-06", "unknown because notice"),
        ("2019-01-07", "violated because notice"),
        ("2019-01-20", "violated because notice"),
        ("2019-01-01/2019-01-02", "unknown because notice"),
        ("2019-01-06/2019-01-07", "unknown because notice"),
        ("2019-01-07/2019-01-09", "violated because notice"),
        ("2018-12", "met"),
        ("2019-01", "unknown because notice"),
    ],
)
def test_fourteen_days_on_every_count_are_enough_thirteen_on_every_count_are_not(
    notice: str, verdict: str
) -> None:
    """Of 1 January the fourteen days end on the 15th and, with three days for the mail, on the 18th; of the
    2nd on the 16th and, by the mail and over a weekend and a holiday, on the 22nd."""
    assert duty_of(f"{TAKEN}\n{notice} notice of detention written", on="2019-01-20") == verdict


def test_between_the_counts_each_is_told_with_the_day_from_which_the_act_was_lawful() -> None:
    found = ask(f"{TAKEN}\n2019-01-06 notice of detention handed", on="2019-01-20").duties[0]
    said = [reason.says for reason in found.deciding.reasons]
    words = "by the words alone, 14 days after the notice: the act was lawful from 20 January 2019, in time"
    assert f"{words} (the words of the order)" in said
    whole = "the whole period must be over before the act: the act was lawful from 23 January 2019"
    assert any(one.startswith(f"{whole}, 3 days too early (FRCP 6(a)") for one in said)
    asked = [reason.question.ask for reason in found.deciding.reasons if reason.question]
    assert asked == [
        "How is the time before the detention for removal of 20 January 2019 counted? It depends on the "
        "reading: the act was lawful from 20 January 2019 on one, from 23 January 2019 on another."
    ]
    found = ask(f"{TAKEN}\n2018-12-20 notice of detention handed", on="2019-01-20").duties[0]
    assert not any(reason.question for reason in found.deciding.reasons)


def test_a_notice_two_days_short_says_so() -> None:
    found = ask(f"{TAKEN}\n2019-01-08 notice of detention written", on="2019-01-20").duties[0]
    assert any("short by 2 to 6 days" in reason.says for reason in found.deciding.reasons)
    assert found.deciding.due_by == "2019-01-06"


def test_no_notice_is_a_violation_only_if_somebody_looked() -> None:
    assert duty_of(TAKEN, on="2019-01-20") == "violated because notice"
    base = TAKEN.replace(
        "searched everything through 2019-12-31",
        "searched criminal violation or violation of release conditions through 2019-01-20",
    )
    assert duty_of(base, on="2019-01-20") == "unknown because notice"
    looked = f"{base}\nsearched notice of detention through 2019-01-20"
    assert duty_of(looked, on="2019-01-20") == "violated because notice"


@pytest.mark.parametrize(
    ("how", "verdict"),
    [
        ("written", "met"),
        ("mailed", "met"),
        ("handed", "met"),
        ("oral", "violated because notice"),
        ("", "unknown because notice"),
        ("written to counsel", "unknown because notice"),
    ],
)
def test_the_notice_must_be_in_writing_and_to_the_person(how: str, verdict: str) -> None:
    assert duty_of(f"{TAKEN}\n2019-01-01 notice of detention {how}", on="2019-01-20") == verdict


def test_a_mailed_notice_that_came_back_leaves_it_unknown() -> None:
    lines = f"{TAKEN}\n2019-01-01 notice of detention mailed\n2019-01-10 notice returned"
    assert duty_of(lines, on="2019-01-20") == "unknown because notice"
    again = f"{lines}\n2019-01-05 notice of detention mailed"
    assert duty_of(again, on="2019-01-20") == "unknown because notice"
    later = f"{TAKEN}\n2018-12-01 notice returned\n2019-01-01 notice of detention mailed"
    assert duty_of(later, on="2019-01-20") == "met"


def test_a_notice_is_for_the_first_act_that_follows_it() -> None:
    lines = f"""{MEMBER}
        2018-12-31 notice of detention written
        2019-01-20 detention for removal
        2019-02-01 release from ICE custody
        2019-03-01 detention for removal"""
    found = ask(lines, on="2019-03-01").duties[0]
    assert [act.status.value for act in found.acts] == ["met", "violated"]
    assert found.status.value == "violated"


def test_a_search_for_the_notice_need_not_reach_behind_an_earlier_act() -> None:
    base = MEMBER.replace(
        "searched everything through 2019-12-31",
        "searched criminal violation or violation of release conditions through 2019-12-31",
    )
    looked = f"{base}\nsearched notice of detention from 2018-06-01 through 2019-01-20"
    assert duty_of(f"{looked}\n2019-01-20 detention for removal", on="2019-01-20") == "unknown because notice"
    twice = f"{looked}\n2018-06-01 detention for removal\n2019-01-20 detention for removal"
    assert duty_of(twice, on="2019-01-20") == "violated because notice"


def test_the_duty_is_pending_while_nothing_was_done() -> None:
    assert duty_of(MEMBER, on="2019-01-15") == "pending"
    assert duty_of(TAKEN, on="2019-01-19") == "pending"


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("2019-01-02", "not owed because in force"),
        ("2019-01-03", "pending"),
        ("2019-04-03", "pending"),
        ("2019-04-04", "unknown because in force"),
    ],
)
def test_a_duty_is_owed_only_while_the_order_is_known_to_be_in_force(on: str, verdict: str) -> None:
    assert duty_of(MEMBER, on=on) == verdict


def test_an_act_before_the_order_was_entered_is_not_under_it() -> None:
    lines = f"{MEMBER}\n2017-10-05 detention for removal"
    found = ask(lines, on="2019-01-15").duties[0]
    assert [act.status.value for act in found.acts] == ["not owed"]
    assert found.status.value == "pending"


def test_an_act_is_judged_on_its_own_day_even_when_asked_about_later() -> None:
    lines = f"{TAKEN}\n2019-02-01 conviction"
    assert duty_of(lines, on="2019-03-01") == "violated because notice"


def test_whoever_is_not_in_the_class_is_owed_nothing() -> None:
    assert duty_of(f"{TAKEN}\n2005-01-01 conviction", on="2019-01-20") == "not owed because class"


def test_an_unknown_class_leaves_the_duty_unknown() -> None:
    assert duty_of(f"{TAKEN}\n2005-01-01 criminal arrest", on="2019-01-20") == "unknown because class"


FORBIDDEN = """
class "the few" [Dkt. 1]
  a person is a member when all of these hold:
    (a) the person's nationality is Cambodia

duty "no removal" [Dkt. 1]
  owed to each member of "the few"
  the government must not carry out removal
  protection ends for a person when any of these holds:
    (a) all of these hold:
      (1) the day is after 2019-02-05
      (2) there is no motion to reopen on or before 2019-02-05
    (b) all of these hold:
      (1) there is a motion to reopen on or before 2019-02-05: call it the motion
      (2) there is a motion to reopen denied after the motion
"""
BASE = "nationality Cambodia\nsearched everything through 2019-12-31"


@pytest.mark.parametrize(
    ("lines", "on", "verdict"),
    [
        (BASE, "2019-02-05", "pending"),
        (BASE, "2019-02-06", "not owed because protection"),
        (f"{BASE}\n2019-02-05 motion to reopen", "2019-03-06", "pending"),
        (f"{BASE}\n2019-02-06 motion to reopen", "2019-03-06", "not owed because protection"),
        (
            f"{BASE}\n2019-02-01 motion to reopen\n2019-03-01 motion to reopen denied",
            "2019-03-06",
            "not owed because protection",
        ),
        (f"{BASE}\n2019-02-04 removal", "2019-02-10", "violated because act"),
        (f"{BASE}\n2019-02-07 removal", "2019-02-10", "not owed because protection"),
        ("nationality Cambodia", "2019-02-05", "unknown because protection"),
        ("nationality Cambodia", "2019-02-06", "unknown because protection"),
        ("searched everything through 2019-12-31", "2019-02-05", "unknown because class"),
        ("nationality Vietnam", "2019-02-05", "not owed because class"),
    ],
)
def test_an_act_is_forbidden_until_protection_ends_for_that_person(lines: str, on: str, verdict: str) -> None:
    assert duty_of(lines, order(FORBIDDEN), on) == verdict


LEFT_OUT = (
    FORBIDDEN
    + """
left out: "whether a person who left and came back is still covered" [Dkt. 1, to verify]
  could change "no removal" when any of these holds:
    (x) there is an entry to the United States on or after 2019-01-03
"""
)


def test_what_the_file_leaves_out_makes_the_duty_unknown_where_it_matters() -> None:
    assert duty_of(BASE, order(LEFT_OUT), "2019-02-01") == "pending"
    back = f"{BASE}\n2019-01-20 entry to the United States"
    assert duty_of(back, order(LEFT_OUT), "2019-02-01") == "unknown because left out"
    assert (
        duty_of(back.replace("Cambodia", "Vietnam"), order(LEFT_OUT), "2019-02-01")
        == "not owed because class"
    )


def test_a_stayed_order_binds_nobody_and_a_stay_on_the_very_day_leaves_it_unknown() -> None:
    life = LIFE.replace("  known", "  2019-02-01 stayed [Dkt. 2]\n  2019-03-01 stay lifted [Dkt. 3]\n  known")
    stayed = order(FORBIDDEN, life)
    said = [
        str(in_force(stayed.rules.life, from_edtf(day)).truth)
        for day in ("2019-01-31", "2019-02-01", "2019-02-02", "2019-03-01")
    ]
    assert said == ["yes", "unknown", "no", "yes"]


def test_the_answer_carries_what_it_takes_to_produce_it_again() -> None:
    receipt = ask(MEMBER).receipt
    assert receipt.order == chhoeun().id
    assert receipt.on == "2019-01-15"
    assert receipt == ask(MEMBER).receipt
    assert receipt.record_hash != ask(TAKEN).receipt.record_hash
