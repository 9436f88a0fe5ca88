"""Every small change to an order on the shelf is noticed by a case in that order's own file."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext

import pytest

from duenotice.language import Order
from duenotice.library import load_shelf, load_vocabulary
from duenotice.problems import Refused
from duenotice.reason import cases_of, run_case
from duenotice.record import Case
from tests.library.mutants import Mutant, mutants

ORDERS = tuple(load_shelf().orders.values())

SUPERSEDED = "the order ends on that day, which leaves the day itself unknown and every later one no"
ONE_MOTION = "all that stands on the day of the motion is of one day, so that none is earlier or later"
IN_TIME = "what is done on the very day that is asked about is never in a time that is over by then"
MANDATE = "an opinion does nothing to the force of an order until its mandate, which is on file"

HEARING = "a hearing is told to the reader and does nothing to the force of an order"
BETWEEN = "on that day the readings of 180 days and of six months part: unknown anyway"
EARLIER = (
    "where an earlier arrest may decide, the other readings are no: no or unknown, whichever arrest it is"
)
ITSELF = (
    "the letter asks about the day of the last arrest: any, the first and the last on it or after it are it"
)
AS_EARLIER = "an earlier arrest, which the change lets in, makes another reading differ: unknown either way"
ONE_DAY = "what lies after the day is not seen on it, so that all these removals are of one day"
STANDING = "what is in force stays so when it is extended"
A_LIST = "a list and an act: no letter asks whether a thing is not there"
VACATED = "the order is vacated on that day without a mandate, and unknown from then on whatever is known"
OVER = "the order ends on that day, and every later one is no whatever is known"
STAYED = "the order is stayed on that day already: ended or stayed, it is not in force"
ANY_LETTER = "whoever had such a letter gets no verdict because of what is left out, however early it came"
MOVED = "a move leaves the letter unknown whether it surely or perhaps happened: the other reading says no"
A_MONTH = "which day of the month it was is not on file: unknown on that day and the next anyway"
OF_ONE_DAY = "the order is known for one day only, so that all these moves are of one day"

CLOCKS = ("dated", "mailed", "postmarked", "received", "acknowledged")


def any_letter(duty: str, *changes: str) -> dict[str, str]:
    """The mutants of a notice of which a file cannot say when it is enough, with those of its days."""
    amounts = ("give → mail", "give → hand", *changes)
    counts = (f"counts from: any of its days → {clock}" for clock in CLOCKS)
    return {f"{duty}: {what}": ANY_LETTER for what in (*amounts, *counts)}


def moved(class_: str) -> dict[str, str]:
    """The mutants of which move out of a district it is, where a move is a reading."""
    return {f"{class_}: (b) reading 2(2) a → the {choice}": MOVED for choice in ("first", "last")}


def on_the_day_of_the_order(date: str) -> dict[str, str]:
    """The mutants of who had been held six months on the day of a *Hamama* order."""
    letter = "held six months on the day of the order: (e) reading"
    found: dict[str, str] = {}
    for reading in ("1", "2", "3(1)"):
        found |= dict.fromkeys(
            [f"{letter} {reading} a → the {choice}" for choice in ("first", "last")], ITSELF
        )
        if reading != "1":
            found[f"{letter} {reading} drop on_or_after"] = AS_EARLIER
            found[f"{letter} {reading} on_or_after → on_or_before"] = AS_EARLIER
        found[f"{letter} {reading} on_or_after → same_day"] = ITSELF
    found[f"{letter} 3(1) {date} +1 day"] = BETWEEN
    return found | dict.fromkeys([f"{letter} 3(2) a → the {choice}" for choice in ("first", "last")], EARLIER)


KNOWN = ("life: known through -1 day", "life: known through +1 day")
MERGED = ("life: superseded -1 day", "life: superseded +1 day")

EQUIVALENT: dict[str, dict[str, str]] = {
    "8-cfr-241-4-k/2000-12-21": {
        "held since the order became final: (a) the last → a": "what undoes a later order undoes an earlier",
        "held since the order became final: (b) a → the last": "a release after it is after an earlier one",
        "left out 1: (a)(1) a → the first": "who is taken after a later order is taken after the first",
        **dict.fromkeys(
            [f"left out 1: (a)(2) a → the {choice}" for choice in ("first", "last")],
            "if anybody was taken after the order, there is a first and a last time",
        ),
    },
    "8-cfr-241/2000-12-21": {
        **dict.fromkeys(
            [
                "released after a final order: (b) reading 2(2) a → the first",
                "released after a final order: (b) reading 2(2) a → the last",
            ],
            "who was not released after the order is no by the first reading, and with a check-in never a no",
        ),
        "left out 4: (a)(2) drop oral": "a notice of reasons that is surely not written is oral",
    },
    "8-usc-1229a/1997-04-01": {
        f"motion against an order in absentia: {what}": why
        for what, why in (
            ("(c)(1) a → the first", ONE_MOTION),
            ("(c)(1) a → the last", ONE_MOTION),
            (
                "(c)(1) same_day → on_or_after",
                "what comes in the 180 days and later than the motion finds it in them",
            ),
            ("(c)(2) a → the first", ONE_MOTION),
            ("(c)(2) a → the last", ONE_MOTION),
        )
    },
    "8-usc-1231/1997-04-01": {
        **dict.fromkeys(
            [
                'past the removal period: (b) reading 1 the period "removal-period" → 89 days',
                "past the removal period: (b) reading 2(1)(i) on_or_after → after",
                'past the removal period: (b) reading 2(1)(ii) the period "removal-period" → 89 days',
            ],
            "both readings must say yes, and from the day of the order they count the same ninety days",
        ),
    },
    "chhoeun-v-marin/2017-12-14": {
        **dict.fromkeys(
            [
                "Cambodian citizens: (b)(2) a → the first",
                "Cambodian citizens: (b)(2) a → the last",
                "Cambodian citizens: (b)(2) on_or_after → same_day",
            ],
            ONE_DAY,
        ),
        **dict.fromkeys(
            ["life: drop hearing set", "life: hearing set -1 day", "life: hearing set +1 day"], HEARING
        ),
        **dict.fromkeys(["life: known through -1 day", "life: known through +1 day"], SUPERSEDED),
    },
    "aarp-v-trump/2025-04-19": {**moved("the putative class"), **dict.fromkeys(KNOWN, SUPERSEDED)},
    "aarp-v-trump/2025-05-16": moved("named plaintiffs and putative class"),
    "asr-v-trump/2025-05-13": moved("detainees in the Western District"),
    "chhoeun-v-marin/2019-01-03": dict.fromkeys(
        ["life: drop hearing set", "life: hearing set -1 day", "life: hearing set +1 day"], HEARING
    ),
    "chhoeun-v-marin/2020-03-04": dict.fromkeys(
        ["life: known through -1 day", "life: known through +1 day"], SUPERSEDED
    ),
    "dbu-v-trump/2025-04-14": {**moved("people held in Colorado"), **dict.fromkeys(KNOWN, SUPERSEDED)},
    "dbu-v-trump/2025-04-22": {**moved("provisional class"), **dict.fromkeys(KNOWN, SUPERSEDED)},
    "dbu-v-trump/2025-05-06": {
        **moved("provisional class"),
        **dict.fromkeys(
            [
                "left out 1: (a) a → the first",
                "left out 1: (a) a → the last",
                "left out 1: (a) on_or_after → same_day",
            ],
            OF_ONE_DAY,
        ),
    },
    "devitri-v-cronen/2017-11-27": {
        **dict.fromkeys(["life: known through -1 day", "life: known through +1 day"], SUPERSEDED),
        "nobody looked → nothing there": A_LIST,
    },
    "devitri-v-cronen/2018-02-01": {
        **dict.fromkeys(
            [
                "no removal: ends (a)(2)(i) reading 2 in time: on_or_before → before",
                "no removal: ends (a)(2)(ii) reading 2 in time: on_or_before → before",
            ],
            IN_TIME,
        ),
        "no removal: ends (c)(2)(i) reading 2(2) in time: on_or_after → after": "who moved on the day of the "
        "denial moved in time on the first reading, and what follows a motion is contested: unknown anyway",
    },
    "d-mass-19-cv-12071/2019-10-09": {"nobody looked → nothing there": A_LIST},
    "dvd-v-dhs/2025-03-28": {
        **any_letter("notice before a third-country removal"),
        **dict.fromkeys(KNOWN, SUPERSEDED),
    },
    "dvd-v-dhs/2025-04-18": {**dict.fromkeys(MERGED, STAYED), "life: known through +1 day": OVER},
    "dvd-v-dhs/2025-05-21": {**dict.fromkeys(MERGED, STAYED), "life: known through +1 day": OVER},
    "dvd-v-dhs/2026-02-25": any_letter("notice before a third-country removal"),
    "hamama-v-adducci/2017-06-22": {
        **dict.fromkeys(["life: drop extended", "life: extended +1 day"], STANDING),
        **dict.fromkeys(["life: known through -1 day", "life: known through +1 day"], SUPERSEDED),
    },
    "hamama-v-adducci/2017-07-24": {
        **dict.fromkeys(
            [
                "Hamama class: (b)(2) a → the first",
                "Hamama class: (b)(2) a → the last",
                "Hamama class: (b)(2) on_or_after → same_day",
            ],
            ONE_DAY,
        ),
        **dict.fromkeys(
            [
                "no removal: ends (a)(3) reading 3 in time: on_or_before → before",
                "no removal: ends (a)(4) reading 3 in time: on_or_before → before",
            ],
            IN_TIME,
        ),
        **dict.fromkeys(
            ["life: drop vacated", "life: vacated -1 day", "life: vacated +1 day"],
            MANDATE,
        ),
        **dict.fromkeys(["life: known through -1 day", "life: known through +1 day"], SUPERSEDED),
    },
    "hamama-v-adducci/2018-01-02": {
        "held six months without a hearing: (e) reading 3(1) 183 → 182 days": BETWEEN,
        **dict.fromkeys(
            [
                "held six months without a hearing: (e) reading 3(2) a → the first",
                "held six months without a hearing: (e) reading 3(2) a → the last",
            ],
            EARLIER,
        ),
        **on_the_day_of_the_order("2017-07-02"),
        **dict.fromkeys(["life: drop vacated", "life: vacated -1 day", "life: vacated +1 day"], MANDATE),
        **dict.fromkeys(["life: known through -1 day", "life: known through +1 day"], SUPERSEDED),
    },
    "hamama-v-adducci/2018-11-20": {
        "held six months: (e) reading 3(1) 183 → 182 days": BETWEEN,
        **dict.fromkeys(
            [
                "held six months: (e) reading 3(2) a → the first",
                "held six months: (e) reading 3(2) a → the last",
            ],
            EARLIER,
        ),
        **on_the_day_of_the_order("2018-05-20"),
        **dict.fromkeys(["life: drop vacated", "life: vacated -1 day", "life: vacated +1 day"], MANDATE),
        **dict.fromkeys(["life: known through -1 day", "life: known through +1 day"], SUPERSEDED),
    },
    "ibrahim-v-acosta/2017-12-19": {
        **dict.fromkeys(
            ["life: drop hearing set", "life: hearing set -1 day", "life: hearing set +1 day"], HEARING
        ),
        **dict.fromkeys(["life: drop extended", "life: extended -1 day", "life: extended +1 day"], STANDING),
        **dict.fromkeys(["life: known through -1 day", "life: known through +1 day"], SUPERSEDED),
        "nobody looked → nothing there": A_LIST,
    },
    "ibrahim-v-acosta/2018-01-26": {"nobody looked → nothing there": A_LIST},
    "rombot-v-souza/2017-11-01": {"nobody looked → nothing there": A_LIST},
    "jgg-v-trump/2025-03-15": dict.fromkeys(KNOWN, SUPERSEDED),
    "jgg-v-trump/2025-04-07": any_letter("notice in time to ask for habeas"),
    "wjcc-v-trump/2025-06": {
        **any_letter(
            "twenty-one days of notice",
            "21 days → 20 days",
            "21 days → 22 days",
            "21 days → 21 business days",
        ),
        **dict.fromkeys(KNOWN, A_MONTH),
    },
    "wmm-v-trump/2025-09-02": {
        **moved("named petitioners and putative class"),
        **dict.fromkeys(KNOWN, VACATED),
    },
}
"""By order: the mutants that no record can tell from the original, each with the reason."""


def survivors(order: Order, cases: Iterable[Case]) -> Iterator[str]:
    """The mutants that pass every case. The case that noticed the last one is asked first."""
    waiting = list(cases)
    wrong = [case.title for case in waiting if noticed(Mutant("nothing", order), case)]
    assert not wrong, f"a case that fails anyway notices nothing: {wrong}"
    for mutant in mutants(order):
        killer = next((case for case in waiting if noticed(mutant, case)), None)
        if killer is None:
            yield mutant.what
        else:
            waiting.remove(killer)
            waiting.insert(0, killer)


def in_the_file_of(order: Order) -> tuple[Case, ...]:
    return cases_of(order.document, load_vocabulary())


def noticed(mutant: Mutant, case: Case) -> bool:
    with mutant.during():
        try:
            return not run_case(mutant.order, case, load_vocabulary()).passed
        except Refused:
            return True


def test_there_are_mutants_of_every_order_and_no_two_have_one_name() -> None:
    for order in ORDERS:
        names = [mutant.what for mutant in mutants(order)]
        assert len(names) > 10, order.id
        assert len(set(names)) == len(names), order.id


def test_every_mutant_of_the_rules_differs_from_the_order() -> None:
    changed = [m for order in ORDERS for m in mutants(order) if m.during is nullcontext]
    originals = {order.id: order.rules for order in ORDERS}
    assert [m.what for m in changed if m.order.rules == originals[m.order.id]] == []


def test_without_cases_nothing_is_noticed() -> None:
    order = load_shelf().order("chhoeun-v-marin/2018-08-14")
    assert list(survivors(order, ())) == [mutant.what for mutant in mutants(order)]


def test_only_the_cases_about_the_last_days_notice_thirteen_for_fourteen() -> None:
    order = load_shelf().order("chhoeun-v-marin/2019-01-03")
    thirteen = next(m for m in mutants(order) if m.what.endswith("14 days → 13 days"))
    killers = [case.title for case in in_the_file_of(order) if noticed(thirteen, case)]
    assert killers == [
        "taken 14 days after a notice was handed over: the words would allow it, FRCP 6(a) a day later",
        "taken 13 days after a notice was mailed",
    ]


def test_every_mutant_in_the_table_of_equivalents_is_a_mutant() -> None:
    listed = {(id_, what) for id_, table in EQUIVALENT.items() for what in table}
    assert listed <= {(order.id, mutant.what) for order in ORDERS for mutant in mutants(order)}


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.id)
def test_a_case_in_the_file_notices_every_change_of_the_rules(order: Order) -> None:
    assert list(survivors(order, in_the_file_of(order))) == list(EQUIVALENT.get(order.id, {}))
