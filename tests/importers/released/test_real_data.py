"""The released files themselves, where they are at hand: totals, and the linked people as seen by `reason`.

Only aggregates are looked at, and no row is printed.
"""

from __future__ import annotations

import csv
import os
from collections import Counter
from functools import cache
from pathlib import Path

import duckdb
import pytest

from duenotice.days import from_edtf
from duenotice.importers.released import Report, run
from duenotice.importers.released.countries import same_country
from duenotice.library import load_vocabulary, order_from_text
from duenotice.reason import answer
from duenotice.record import Record
from duenotice.record.tables import check, find, opened, records_of
from tests.importers.released.asking import asking

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("DUENOTICE_DATA") or ROOT.parent / "shared" / "data")
NATIONAL, LINKED = DATA / "ice-national-fy2016-2019", DATA / "ice-linked-wa-2024-2025"

pytestmark = pytest.mark.skipif(
    not NATIONAL.is_dir(),
    reason=f"the released files are not at hand: no folder {DATA.name} (DUENOTICE_DATA)",
)

Counts = dict[tuple[int, str], int]


@pytest.fixture(scope="module")
def removals(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    folder = tmp_path_factory.mktemp("removals") / "out"
    return run("auto", sorted(NATIONAL.glob("ICERemovals_*")), folder, "parquet", lambda _: None), folder


@pytest.fixture(scope="module")
def arrests(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    folder = tmp_path_factory.mktemp("arrests") / "out"
    return run("auto", sorted(NATIONAL.glob("EROArrests_*")), folder, "parquet", lambda _: None), folder


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    folder = tmp_path_factory.mktemp("linked") / "out"
    return run("auto", [LINKED / "joined_df_wa.csv.gz"], folder, "parquet", lambda _: None), folder


def counts_in(folder: Path) -> Counts:
    with (folder / "of-the-release" / "counts.csv").open(encoding="utf-8") as stream:
        return {(int(row["year"]), row["country"]): int(row["total"]) for row in csv.DictReader(stream)}


def by_year(counts: Counts, country: str = "") -> dict[int, int]:
    found: Counter[int] = Counter()
    for (year, name), total in counts.items():
        if country in ("", name):
            found[year] += total
    return dict(sorted(found.items()))


def noticed(report: Report) -> dict[str, int]:
    return {one.says: one.rows for one in report.oddities}


def one(folder: Path, query: str) -> tuple[int, ...]:
    """One row of numbers about the tables in a folder."""
    db = duckdb.connect()
    for table in ("people", "facts", "events", "searches"):
        db.execute(f"create view {table} as from '{folder}/{table}.parquet'")
    (row,) = db.execute(query).fetchall()
    return tuple(row)


def test_every_removal_is_imported_and_the_rows_of_each_year_are_the_published_ones(
    removals: tuple[Report, Path],
) -> None:
    report, folder = removals
    assert [(each.rows, each.kept) for each in report.files] == [
        (240_255, 240_255),
        (226_119, 226_119),
        (256_085, 256_085),
        (241_513, 241_513),
    ]
    assert by_year(counts_in(folder)) == {2016: 240_255, 2017: 226_119, 2018: 256_085, 2019: 241_513}
    assert report.profile.name == "removals-2019"
    assert report.written == {"people": 963_972, "facts": 963_972, "events": 963_972, "searches": 0}


def test_every_arrest_is_imported_and_the_rows_of_each_year_are_the_published_ones(
    arrests: tuple[Report, Path],
) -> None:
    report, folder = arrests
    assert by_year(counts_in(folder)) == {2016: 110_104, 2017: 143_470, 2018: 158_581, 2019: 131_904}
    assert sum(each.kept for each in report.files) == 544_059
    assert report.profile.name == "arrests-2019"


def test_the_removals_of_cambodians_and_their_rise_are_the_published_ones(
    removals: tuple[Report, Path],
) -> None:
    found = by_year(counts_in(removals[1]), "CAMBODIA")
    assert found == {2016: 74, 2017: 29, 2018: 110, 2019: 79}
    assert round((found[2018] / found[2017] - 1) * 100, 1) == 279.3


def test_the_arrests_of_cambodians_are_the_published_ones(arrests: tuple[Report, Path]) -> None:
    assert by_year(counts_in(arrests[1]), "CAMBODIA") == {2016: 175, 2017: 94, 2018: 237, 2019: 95}


def test_the_removals_are_those_of_the_agencys_table_country_by_country(
    removals: tuple[Report, Path],
) -> None:
    path = DATA / "aggregates" / "FY2017andFY2018ICERemovalsbyCountryofCitizenship.csv"
    agency: Counts = {}
    with path.open(encoding="utf-8-sig") as stream:
        for row in csv.DictReader(stream, skipinitialspace=True):
            for year in (2017, 2018):
                name = same_country(row["CountryOfCitizenship"])
                total = int(row[str(year)].replace(",", "") or 0)
                if total and "TOTAL" not in name:
                    agency[year, name] = agency.get((year, name), 0) + total
    ours = {key: total for key, total in counts_in(removals[1]).items() if key[0] in (2017, 2018)}
    differing = {key for key in agency.keys() | ours.keys() if agency.get(key) != ours.get(key)}
    assert differing == set()
    assert by_year(agency) == {2017: 226_119, 2018: 256_085}


def test_the_odd_days_of_the_removals_are_noticed(removals: tuple[Report, Path]) -> None:
    found = noticed(removals[0])
    assert found["the arrest lies after the departure"] == 1_874
    assert found["no day of arrest"] == 14_235
    assert found["departed in an earlier fiscal year than the one that counts the row"] == 18_477


def test_charge_sections_that_differ_by_case_only_are_one(removals: tuple[Report, Path]) -> None:
    with (removals[1] / "of-the-release" / "codes.csv").open(encoding="utf-8") as stream:
        charges = [row for row in csv.DictReader(stream) if row["field"] == "charge"]
    assert len({row["printed"] for row in charges}) == 116
    assert len({row["meaning"] for row in charges}) == 106


def test_nothing_is_searched_in_files_without_a_person_id(
    removals: tuple[Report, Path], arrests: tuple[Report, Path]
) -> None:
    for report, _ in (removals, arrests):
        assert report.written["searches"] == 0
        assert report.profile.cannot[0].startswith("one person over time: there is no person id")


def test_the_linked_rows_are_44_people_with_their_rows_of_each_sort(linked: tuple[Report, Path]) -> None:
    report, folder = linked
    again = "an arrest of the same person within 24 hours"
    kept = {each.table: each.kept + each.aside.get(again, 0) for each in report.files}
    assert kept == {"stints": 103, "arrests": 47, "detainers": 47, "encounters": 77}
    assert all(each.rows == 235 for each in report.files)
    assert report.written["people"] == 44
    assert one(folder, "select count(*) from people") == (44,)


def test_the_103_stints_at_hand_as_parquet_are_43_of_these_people(tmp_path: Path) -> None:
    report = run("auto", [LINKED / "detentions.parquet"], tmp_path / "out", "parquet", lambda _: None)
    assert report.profile.name == "detentions-2025-02"
    assert [(each.rows, each.kept) for each in report.files] == [(103, 103)]
    assert report.written["people"] == 43
    assert dict(report.unused_columns)["stints: stay in"].endswith("so the column was shifted")


def test_35_stints_of_18_people_begin_after_the_final_order_that_stands_on_their_row() -> None:
    db = duckdb.connect()
    db.execute(f"create view stints as from '{LINKED}/detentions.parquet'")
    query = """select count(*), count(distinct unique_identifier) from stints
        where book_in_date_time > final_order_date"""
    assert db.execute(query).fetchall() == [(35, 18)]


def test_18_people_are_held_again_after_their_final_order(linked: tuple[Report, Path]) -> None:
    """Beginnings and transfers of custody after an order on file, which is what the 35 stints become."""
    people, entries = one(
        linked[1],
        """select count(distinct person), count(*) from (
            select distinct held.person, held.source from events held join events final using (person)
            where held.term in ('detention for removal', 'transfer')
            and final.term = 'final order of removal' and held.date > final.date)""",
    )
    assert people >= 18
    assert entries >= 35


def test_the_shifted_columns_are_noticed_and_not_used(linked: tuple[Report, Path]) -> None:
    notes = dict(linked[0].unused_columns)
    assert notes["stints: stay in"].endswith("so the column was shifted")
    assert notes["detainers: charged"] == "not used: most of its cells are no days"


@cache
def records_in(folder: Path) -> tuple[Record, ...]:
    with opened(find([folder])) as tables:
        return tuple(case.record for _, case in records_of(tables, load_vocabulary()))


def verdicts(folder: Path, letters: str, on: str = "2025-02-15") -> Counter[str]:
    """How many of the linked people are members of a class of these letters, by verdict."""
    order = order_from_text(asking(letters), load_vocabulary())
    answers = (answer(order, record, load_vocabulary(), from_edtf(on)) for record in records_in(folder))
    return Counter(str(each.classes[0].truth) for each in answers)


def with_event(folder: Path, term: str) -> int:
    return one(folder, f"select count(distinct person) from events where term = '{term}'")[0]


def test_the_tables_of_the_linked_people_pass_the_check(linked: tuple[Report, Path]) -> None:
    with opened(find([linked[1]])) as tables:
        report = check(tables, load_vocabulary())
    assert report.findings == ()


def test_every_linked_person_has_a_timeline_that_an_order_can_be_asked_about(
    linked: tuple[Report, Path],
) -> None:
    found = verdicts(linked[1], "(a) there is a final order of removal")
    assert found == {"yes": with_event(linked[1], "final order of removal"), "unknown": 14}
    assert sum(found.values()) == 44


def test_custody_that_went_to_the_marshals_is_no_release_as_seen_by_reason(
    linked: tuple[Report, Path],
) -> None:
    """Nobody of the 44 is a member of a class of released people, and of nobody can it be said that
    they were never released: custody before the release begins is on no row."""
    letters = """(a) there is a final order of removal: call it the order
    (b) there is a release from ICE custody after the order"""
    assert one(linked[1], "select count(*) from events where term = 'release from ICE custody'") == (0,)
    assert verdicts(linked[1], letters) == {"unknown": 44}


def test_a_reinstated_order_after_a_removal_is_another_order_as_seen_by_reason(
    linked: tuple[Report, Path],
) -> None:
    """Two orders with a removal between them stand on file for at least one person, and only there can
    somebody stand under an order after a removal that ended one."""
    between = """(a) there is a final order of removal: call it the order
    (b) there is a removal after the order: call it the removal
    (c) there is a final order of removal after the removal"""
    found = verdicts(linked[1], between)
    assert found["yes"] >= 1
    assert found["yes"] < with_event(linked[1], "removal")
