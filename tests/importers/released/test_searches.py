"""Which days a release is a search for."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duenotice.importers.released import PROFILES
from duenotice.library import load_vocabulary
from tests.importers.released.making import A, B, a_release, a_stint, custody_of, imported

RELEASE, DETENTION = "release from ICE custody", "detention for removal"


def by_month(first: date, months: int) -> list[dict[str, str]]:
    """A stint of somebody else in each of some months."""
    stints = []
    for number in range(months):
        year, month = divmod(first.month - 1 + number, 12)
        day = date(first.year + year, month + 1, 3)
        stints.append(a_stint(B, day.isoformat(), (day + timedelta(days=2)).isoformat(), "Removed"))
    return stints


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.name)
def test_only_what_a_profile_declares_is_ever_searched_and_only_tables_of_stints_are(profile: object) -> None:
    found = PROFILES[getattr(profile, "name", "")]
    assert set(found.searches) <= set(load_vocabulary().events)
    assert bool(found.searches) == any(table.kind == "stints" for table in found.tables)
    assert found.cannot
    assert found.shows


def test_a_release_is_searched_from_the_first_stint_on_and_a_detention_in_the_whole_window(
    tmp_path: Path,
) -> None:
    came = custody_of(
        tmp_path,
        a_stint(B, "11/5/2022", "11/9/2022", "Removed"),
        a_stint(A, "1/5/2024", "2/9/2024", "Removed"),
    )
    mine = f"person like '%{A}'"
    assert came.table("searches", "terms, since, through", mine) == [
        (DETENTION, "2022-11-05", "2024-02-09"),
        (RELEASE, "2024-01-05", "2024-02-09"),
    ]


def test_rows_outside_of_the_window_do_not_widen_it(tmp_path: Path) -> None:
    came = custody_of(
        tmp_path,
        a_stint(A, "1/5/1999", "2/9/1999", "Order of supervision"),
        a_stint(A, "1/5/2024", "2/9/2024", "Removed"),
    )
    assert came.searches(DETENTION) == [("2022-10-01", "2024-02-09")]
    assert came.events(RELEASE) == [("by order of supervision", "1999-02-09")]


def test_files_by_fiscal_year_cover_the_months_that_were_given(tmp_path: Path) -> None:
    stints = by_month(date(2016, 10, 1), 12)
    came = imported(tmp_path, a_release(tmp_path, "detentions-42034", *stints))
    assert came.searches(DETENTION) == [("2016-10-01", "2017-09-03")]


def test_a_year_that_was_not_given_is_not_searched(tmp_path: Path) -> None:
    first = a_release(tmp_path, "detentions-42034", *by_month(date(2015, 10, 1), 12), name="FY16.csv")
    third = a_release(tmp_path, "detentions-42034", *by_month(date(2017, 10, 1), 12), name="FY18.csv")
    came = imported(tmp_path, first, third)
    assert came.searches(DETENTION) == [("2015-10-01", "2016-09-03"), ("2017-10-01", "2018-09-03")]


def test_eleven_months_of_a_release_by_year_are_no_search(tmp_path: Path) -> None:
    came = imported(tmp_path, a_release(tmp_path, "detentions-42034", *by_month(date(2016, 10, 1), 11)))
    assert came.table("searches", "*") == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 400),
            st.integers(0, 60),
            st.sampled_from(["Transferred", "Order of supervision", "Removed", "Escaped", "", "Bonded Out"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_unclear_day_is_searched_and_searches_of_one_term_do_not_overlap(
    tmp_path_factory: pytest.TempPathFactory, stints: list[tuple[int, int, str]]
) -> None:
    first = date(2023, 1, 1)
    rows = [
        a_stint(
            A,
            (first + timedelta(days=start)).isoformat(),
            (first + timedelta(days=start + length)).isoformat() if reason else "",
            reason,
        )
        for start, length, reason in stints
    ]
    came = custody_of(tmp_path_factory.mktemp("some"), *rows)
    for term in (RELEASE, DETENTION):
        spans = [(str(since), str(through)) for since, through in came.searches(term)]
        assert all(since <= through for since, through in spans)
        assert all(one[1] < other[0] for one, other in itertools.pairwise(spans))
    ends = {row["book_out"] for row in rows if row["reason"] == "Escaped"}
    for since, through in came.searches(RELEASE):
        assert not any(str(since) <= end <= str(through) for end in ends)
