"""Small numbers: nothing that is hidden can be worked out from what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from duenotice.compliance import LEAST, Count, hidden
from duenotice.compliance.small import possible

FEW = 3
"""A small number of these tests, so that every table of that size can be tried."""


def one_column(parts: list[int]) -> list[Count]:
    rows = [Count(f"row {n}", "all", "parts", number) for n, number in enumerate(parts)]
    return [*rows, Count("total", "parts", "all", sum(parts))]


def two_ways(cells: list[list[int]]) -> list[Count]:
    counts = [Count("total", "end", "all", sum(map(sum, cells)))]
    for r, row in enumerate(cells):
        counts.append(Count(f"row {r}", "all", f"r{r}", sum(row)))
        counts += [Count(f"cell {r} {c}", f"r{r}", f"c{c}", number) for c, number in enumerate(row)]
    columns = [sum(column) for column in zip(*cells, strict=True)]
    return counts + [Count(f"column {c}", f"c{c}", "end", number) for c, number in enumerate(columns)]


def tables_like(counts: list[Count], away: frozenset[str], most: int) -> Iterator[dict[str, int]]:
    """Every table that agrees with all that is shown, with no hidden number above `most`."""
    names = sorted(away)
    nodes = {node for count in counts for node in (count.tail, count.head)}
    for values in product(range(most + 1), repeat=len(names)):
        told = dict(zip(names, values, strict=True))
        number = {count.name: told.get(count.name, count.number) for count in counts}
        flow = dict.fromkeys(nodes, 0)
        for count in counts:
            flow[count.tail] -= number[count.name]
            flow[count.head] += number[count.name]
        if not any(flow.values()):
            yield told


@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_no_part_of_a_column_can_be_worked_out_from_the_rest(parts: list[int]) -> None:
    counts = one_column(parts)
    away = hidden(counts, FEW)
    assert {count.name for count in counts if 0 < count.number < FEW} <= away
    if 0 < len(away) <= 4:
        told = list(tables_like(counts, away, sum(parts) + FEW))
        for name in away:
            values = {one[name] for one in told}
            assert len(values) >= FEW
            assert max(values) >= FEW


@given(st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=2), min_size=2, max_size=2))
def test_no_cell_of_a_table_with_margins_can_be_worked_out(cells: list[list[int]]) -> None:
    counts = two_ways(cells)
    away = hidden(counts, FEW)
    if 0 < len(away) <= 5:
        told = list(tables_like(counts, away, sum(map(sum, cells)) + FEW))
        for name in away:
            values = {one[name] for one in told}
            assert len(values) >= FEW
            assert max(values) >= FEW


@given(st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=1, max_size=6))
def test_every_hidden_number_of_a_larger_table_could_be_many_others(cells: list[list[int]]) -> None:
    counts = two_ways(cells)
    away = set(hidden(counts))
    for count in counts:
        if count.name in away:
            lo, hi = possible(count, counts, away)
            assert lo <= count.number <= hi
            assert hi - lo + 1 >= LEAST
            assert hi >= LEAST
        else:
            assert count.number == 0 or count.number >= LEAST


@given(
    st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=3), min_size=2, max_size=2).filter(
        lambda rows: len(rows[0]) == len(rows[1])
    )
)
def test_what_a_hidden_number_may_be_is_what_trying_every_table_says(cells: list[list[int]]) -> None:
    counts = two_ways(cells)
    away = {"cell 0 0", "cell 0 1", "cell 1 0", "cell 1 1"}
    told = list(tables_like(counts, frozenset(away), 12))
    for count in counts:
        if count.name in away:
            values = {one[count.name] for one in told}
            assert possible(count, counts, away, 100) == (min(values), max(values))


def test_numbers_that_are_large_enough_are_all_shown() -> None:
    assert hidden(two_ways([[11, 40], [0, 300]])) == frozenset()


def test_one_small_part_takes_the_next_smallest_with_it() -> None:
    assert hidden(one_column([7, 300, 40])) == {"row 0", "row 2"}


def test_two_small_parts_whose_sum_is_small_take_a_third_with_them() -> None:
    assert hidden(one_column([2, 3, 500, 60])) == {"row 0", "row 1", "row 3"}


def test_a_zero_hides_nothing_and_is_shown() -> None:
    assert hidden(one_column([0, 4, 90])) == {"row 1", "row 2"}


def test_a_table_that_is_all_small_is_hidden_with_its_total() -> None:
    assert hidden(one_column([4])) == {"row 0", "total"}
