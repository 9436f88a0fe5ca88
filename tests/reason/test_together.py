"""All orders together: surely and perhaps, who gives the strictest duty, what is hard to keep at once."""

from __future__ import annotations

from duenotice.days import from_edtf
from duenotice.language import Order
from duenotice.library import load_vocabulary, order_from_text
from duenotice.reason import Strictest, Together, together, together_to_text
from duenotice.record import read_record
from duenotice.truth import NO, UNKNOWN, YES

VOCABULARY = load_vocabulary()
FRONT = """---
id: {id}/2019-01-03
title: an invented order
court: none
number: none
judge: nobody
docket entry: none
decided: 2019-01-03
territory: nowhere
time zone: UTC
version: 1
---

```order
class "people" [p. 1]
  a person is a member when all of these hold:
    (a) the person's nationality is {country}

{duty}
life of this order
  2019-01-03 entered [p. 1]
  known through {through} [p. 1]
```
"""
NOTICE = """duty "notice" [p. 2]
  owed to each member of "people"
  before each detention for removal
  the government must give written notice of detention at least {} days earlier
"""
FORBIDDEN = """duty "no taking" [p. 2]
  owed to each member of "people"
  the government must not carry out detention for removal
"""
AFTER = """duty "interview" [p. 2]
  owed to each member of "people"
  after each detention for removal
  the government must give an interview within {} days
"""
PERSON = "a man\n  nationality Cambodia\n  in the United States\n  searched everything through 2019-06-01\n"


def order(id_: str, duty: str, country: str = "Cambodia", through: str = "2019-12-31") -> Order:
    return order_from_text(FRONT.format(id=id_, duty=duty, country=country, through=through), VOCABULARY)


def asked(*orders: Order, person: str = PERSON, on: str = "2019-05-01") -> Together:
    (case,) = read_record(person, VOCABULARY, "")
    return together(orders, case.record, VOCABULARY, from_edtf(on))


def named(found: Strictest) -> tuple[list[str], list[str]]:
    return [d.order.identity.case for d in found.surely], [d.order.identity.case for d in found.perhaps]


LONG, SHORT = order("long", NOTICE.format(14)), order("short", NOTICE.format(7))
MAYBE = order("stale", NOTICE.format(21), through="2019-02-01")


def test_the_longest_notice_that_surely_binds_stands_alone() -> None:
    (found,) = asked(SHORT, LONG).strictest
    assert found.matter == "before each detention for removal"
    assert named(found) == (["long"], [])


def test_two_orders_that_ask_the_same_both_stand() -> None:
    (found,) = asked(LONG, order("other", NOTICE.format(14))).strictest
    assert named(found) == (["long", "other"], [])


def test_a_longer_notice_of_an_order_that_may_be_over_stands_as_perhaps() -> None:
    (found,) = asked(SHORT, LONG, MAYBE).strictest
    assert named(found) == (["long"], ["stale"])


def test_a_shorter_notice_of_an_order_that_may_be_over_adds_nothing_to_one_that_surely_binds() -> None:
    (found,) = asked(LONG, order("stale", NOTICE.format(7), through="2019-02-01")).strictest
    assert named(found) == (["long"], [])


def test_where_nothing_is_sure_everything_that_may_bind_stands_the_strictest_first() -> None:
    shorter = order("stale-too", NOTICE.format(7), through="2019-02-01")
    (found,) = asked(shorter, MAYBE).strictest
    assert named(found) == ([], ["stale", "stale-too"])


def test_an_act_that_is_forbidden_asks_more_than_any_notice_and_the_two_are_named() -> None:
    said = asked(LONG, order("stay", FORBIDDEN))
    assert [named(found) for found in said.strictest] == [(["stay"], [])]
    (conflict,) = said.conflicts
    assert conflict.truth is YES
    assert conflict.says == (
        "allows detention for removal after notice, which is forbidden with or without notice by"
    )
    assert (conflict.one.order.identity.case, conflict.other.order.identity.case) == ("long", "stay")


def test_a_conflict_with_an_order_that_may_be_over_is_one_that_may_be() -> None:
    (conflict,) = asked(LONG, MAYBE).conflicts
    assert (conflict.says, conflict.truth) == (
        "asks for another notice of detention for removal than",
        UNKNOWN,
    )


def test_what_is_owed_after_an_act_is_a_matter_of_its_own_and_the_shorter_time_is_stricter() -> None:
    said = asked(LONG, order("slow", AFTER.format(10)), order("fast", AFTER.format(3)))
    assert [(found.matter, *named(found)) for found in said.strictest] == [
        ("after each detention for removal: interview", ["fast"], []),
        ("before each detention for removal", ["long"], []),
    ]
    assert [each.says for each in said.conflicts] == ["gives another time for interview than"]


def test_a_duty_that_many_orders_stand_against_is_named_once_with_all_of_them() -> None:
    stays = [order("stay-a", FORBIDDEN), order("stay-b", FORBIDDEN)]
    said = together_to_text(asked(LONG, *stays))
    assert said.partition("Hard to keep at once\n")[2].splitlines()[0] == (
        '  - "notice" of long/2019-01-03 allows detention for removal after notice, which is forbidden with '
        'or without notice by "no taking" of stay-a/2019-01-03, "no taking" of stay-b/2019-01-03 (both bind)'
    )
    assert said.count("surely: the government must not carry out detention for removal\n") == 1


def test_two_duties_of_one_order_are_its_own_affair() -> None:
    two = order("two", NOTICE.format(14) + "\n" + FORBIDDEN)
    assert asked(two).conflicts == ()


def test_an_order_that_surely_does_not_bind_gives_no_duty_and_no_conflict() -> None:
    other = order("iraq", FORBIDDEN, country="Iraq")
    said = asked(LONG, other)
    assert named(said.strictest[0]) == (["long"], [])
    assert said.conflicts == ()
    assert asked(other).protected is NO
    assert "No order on the shelf binds, or may bind" in together_to_text(asked(other))


def test_what_binds_today_does_not_hang_on_what_was_done_and_what_came_of_it_is_told() -> None:
    taken = PERSON + "  2019-04-20 detention for removal\n"
    said = asked(LONG, person=taken)
    assert named(said.strictest[0]) == (["long"], [])
    assert '"notice" of long/2019-01-03 [p. 2]: violated' in together_to_text(said)


def test_a_person_of_unknown_nationality_is_perhaps_protected_by_every_order() -> None:
    said = asked(LONG, SHORT, person=PERSON.replace("nationality Cambodia", "nationality unknown"))
    assert said.protected is UNKNOWN
    assert named(said.strictest[0]) == ([], ["long", "short"])
