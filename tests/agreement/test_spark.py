"""Spark: the tests of the other engines once more, in one session and on a smaller share.

It plans for seconds what the others answer in milliseconds. So every order of the shelf is asked about fewer
people, on one day; all patterns of the class of 2019 in one question; and each property is tried with one
random order.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from duenotice.screen.engines import Engine
from tests.agreement.engines import open_engine
from tests.agreement.populations import tried
from tests.agreement.test_known_cases import (  # noqa: F401 - these tests, of the engine below
    test_all_2187_patterns_of_the_class_of_2019_are_answered_as_reason_does,
    test_every_case_of_the_shelf_has_one_answer,
)
from tests.agreement.test_notices_on_engines import (  # noqa: F401 - these as well
    test_earlier_service_keeps_what_was_met,
    test_proof_of_service_never_adds_a_violation,
    test_the_bounds_of_a_rate_hold_every_completion_and_only_ever_tighten,
    test_without_a_proof_of_service_nothing_becomes_met,
)
from tests.agreement.test_properties_on_engines import (  # noqa: F401 - and these, with what they ask for
    duckdb,
    test_entries_that_the_order_does_not_read_change_no_column,
    test_every_column_is_what_duckdb_and_reason_say,
    test_every_person_is_in_exactly_one_of_three_groups_and_in_the_same_by_reason,
    test_other_people_change_no_column,
    test_shifting_every_date_shifts_a_deadline_in_calendar_days,
    test_shifting_every_date_shifts_the_days_and_nothing_else,
    test_the_order_of_entries_and_their_repetition_change_no_column,
    test_two_halves_of_a_population_in_any_order_give_the_rows_of_the_whole,
)
from tests.agreement.test_random_orders import Drawn, asked_orders, disagreements, people

PEOPLE = 200


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """One local session for all questions."""
    with ExitStack() as stack:
        yield open_engine("spark", stack)


def test_spark_says_what_reason_says(engine: Engine) -> None:
    """security.md 3.2.7, of many people."""

    def check(asked: Drawn) -> None:
        records = people(asked.order, asked.seed, PEOPLE)
        wrong = disagreements(asked.order, asked.on, records, [engine])
        assert not wrong, "\n\n".join(wrong)

    tried(engine, asked_orders, check)
