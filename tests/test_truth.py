"""Truth: strong Kleene logic, all nine pairs written out."""

import csv
from itertools import product
from pathlib import Path

import pytest

from duenotice.truth import NO, UNKNOWN, YES, Truth, agreed, all_of, any_of

ROOT = Path(__file__).parents[1]
EVERY = (NO, UNKNOWN, YES)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (NO, NO, NO),
        (NO, UNKNOWN, NO),
        (NO, YES, NO),
        (UNKNOWN, NO, NO),
        (UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, YES, UNKNOWN),
        (YES, NO, NO),
        (YES, UNKNOWN, UNKNOWN),
        (YES, YES, YES),
    ],
)
def test_all_is_the_least_of_no_unknown_yes(left: Truth, right: Truth, expected: Truth) -> None:
    assert all_of([left, right]) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (NO, NO, NO),
        (NO, UNKNOWN, UNKNOWN),
        (NO, YES, YES),
        (UNKNOWN, NO, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, YES, YES),
        (YES, NO, YES),
        (YES, UNKNOWN, YES),
        (YES, YES, YES),
    ],
)
def test_any_is_the_greatest_of_no_unknown_yes(left: Truth, right: Truth, expected: Truth) -> None:
    assert any_of([left, right]) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (NO, NO, NO),
        (NO, UNKNOWN, UNKNOWN),
        (NO, YES, UNKNOWN),
        (UNKNOWN, NO, UNKNOWN),
        (UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, YES, UNKNOWN),
        (YES, NO, UNKNOWN),
        (YES, UNKNOWN, UNKNOWN),
        (YES, YES, YES),
    ],
)
def test_readings_that_differ_are_unknown(left: Truth, right: Truth, expected: Truth) -> None:
    assert agreed([left, right]) is expected


def test_not_turns_the_order_round_and_leaves_unknown() -> None:
    assert [~NO, ~UNKNOWN, ~YES] == [YES, UNKNOWN, NO]


def test_all_of_nothing_is_yes_any_of_nothing_is_no_and_nobody_agreed_is_unknown() -> None:
    assert all_of([]) is YES
    assert any_of([]) is NO
    assert agreed([]) is UNKNOWN


@pytest.mark.parametrize(("left", "right"), list(product(EVERY, EVERY)))
def test_de_morgan_holds_with_unknowns(left: Truth, right: Truth) -> None:
    assert ~all_of([left, right]) is any_of([~left, ~right])
    assert ~any_of([left, right]) is all_of([~left, ~right])


@pytest.mark.parametrize("values", list(product(EVERY, repeat=3)))
def test_order_and_grouping_do_not_matter(values: tuple[Truth, Truth, Truth]) -> None:
    first, second, third = values
    for combine in (all_of, any_of):
        assert combine(values) is combine(reversed(values))
        assert combine(values) is combine([first, combine([second, third])])
        assert combine(values) is combine([*values, first])


@pytest.mark.parametrize("value", EVERY)
def test_asking_a_truth_for_its_boolean_is_an_error(value: Truth) -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(value)


def test_a_truth_is_written_and_read_as_its_word() -> None:
    assert [str(value) for value in EVERY] == ["no", "unknown", "yes"]
    assert [Truth.from_text(word) for word in ("no", " Unknown ", "YES")] == [NO, UNKNOWN, YES]
    with pytest.raises(ValueError, match="`maybe` is none of yes, no, unknown"):
        Truth.from_text("maybe")


def test_the_numbers_are_the_ones_the_sql_carries() -> None:
    assert [int(value) for value in EVERY] == [0, 1, 2]


def test_what_is_known_either_way_is_yes_or_no() -> None:
    assert Truth.of(True) is YES
    assert Truth.of(False) is NO


def test_the_published_tables_say_what_the_code_does() -> None:
    rows = list(csv.DictReader((ROOT / "conformance" / "truth.csv").read_text().splitlines()))
    two_sided = {"all": all_of, "any": any_of}
    seen = []
    for row in rows:
        left, expected = Truth.from_text(row["left"]), Truth.from_text(row["expected"])
        if row["connective"] == "not":
            assert ~left is expected, row
        else:
            assert two_sided[row["connective"]]([left, Truth.from_text(row["right"])]) is expected, row
        seen.append((row["connective"], row["left"], row["right"]))
    assert len(seen) == len(set(seen)) == 2 * 9 + 3
