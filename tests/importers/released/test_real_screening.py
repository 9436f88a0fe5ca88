"""The released files screened as `docs/how-to/screen-a-release.md` says: its figures, and the two traps.

Only aggregates are looked at, and no row is printed.
"""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from duenotice.days import from_edtf
from duenotice.importers.released import run
from duenotice.library import load_vocabulary, order_from_text
from duenotice.reason import answer
from duenotice.record.tables import find, opened, records_of
from tests.cli.running import ORDER
from tests.cli.running import run as duenotice
from tests.docs.pages import DOCS, options, read
from tests.importers.released.test_real_data import LINKED, NATIONAL
from tests.importers.released.test_real_data import pytestmark as where_they_are_at_hand

pytestmark = where_they_are_at_hand

PAGE = DOCS / "how-to" / "screen-a-release.md"
DAY = "2025-02-15"


def the_question() -> str:
    """The example order of the page."""
    (text,) = (block.text for block in read(PAGE).blocks if options(block).get("file") == "again.md")
    return text


def figures(title: str) -> dict[str, int]:
    """The table of the page under this title."""
    _, _, below = PAGE.read_text(encoding="utf-8").partition(f"| {title} |")
    rows = re.findall(r"^\| ([^|]+) \| ([\d,]+) \|$", below.partition("\n\n")[0], flags=re.MULTILINE)
    return {label: int(number.replace(",", "")) for label, number in rows}


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The linked people as tables, with the answers beside them."""
    folder = tmp_path_factory.mktemp("linked")
    (folder / "again.md").write_text(the_question(), encoding="utf-8")
    run("auto", [LINKED / "joined_df_wa.csv.gz"], folder / "tables", "parquet", lambda _: None)
    asked = ("screen", folder / "again.md", folder / "tables", "--on", DAY, "-o", folder / "answers.parquet")
    assert duenotice(*asked).code == 0
    return folder


def one(folder: Path, query: str) -> tuple[int, ...]:
    """One row of numbers about the answers, the tables and the stints in a folder."""
    db = duckdb.connect()
    db.execute(f"create view answers as from '{folder}/answers.parquet'")
    db.execute(f"create view events as from '{folder}/tables/events.parquet'")
    db.execute(f"create view stints as from '{LINKED}/detentions.parquet'")
    (row,) = db.execute(query).fetchall()
    return tuple(row)


def people(folder: Path, where: str) -> int:
    return one(folder, f"select count(distinct person) from answers where {where}")[0]


def with_event(term: str) -> str:
    return f"person in (select person from events where term = '{term}')"


def test_the_figures_of_the_linked_people_are_those_of_the_page(linked: Path) -> None:
    after = "select count(distinct unique_identifier) from stints where book_in_date_time > final_order_date"
    assert figures("of the linked people") == {
        "all": people(linked, "true"),
        "taken again after a release: unknown": people(linked, "class_1 = 'unknown'"),
        "with a final order on file": people(linked, with_event("final order of removal")),
        "without one on file": people(linked, f"not {with_event('final order of removal')}"),
        "with a stint that begins after the final order on its row": one(linked, after)[0],
        "with a release from custody on file": people(linked, with_event("release from ICE custody")),
    }


def test_every_unknown_of_the_linked_people_is_explained_by_letters(linked: Path) -> None:
    assert people(linked, "class_1_why = '' or class_1_b <> 'unknown'") == 0


def test_whoever_the_marshals_took_after_the_order_was_not_released_and_is_held_anew(linked: Path) -> None:
    ids = """select distinct 'id ' || one.unique_identifier from stints as one join stints as next
        using (unique_identifier) where one.detention_release_reason ilike 'u.s. marshals%'
        and one.detention_book_out_date_time > one.final_order_date
        and next.book_in_date_time > one.detention_book_out_date_time"""
    them = f"regexp_extract(person, 'id .*') in ({ids})"
    assert people(linked, them) >= 1
    assert people(linked, f"{them} and (class_1 <> 'unknown' or class_1_b <> 'unknown')") == 0
    held = "select count(*) from events where events.person = answers.person"
    assert people(linked, f"{them} and ({held} and term = 'detention for removal') < 2") == 0


def test_a_removal_and_a_reinstated_order_are_no_release_and_not_the_same_order(linked: Path) -> None:
    them = """person in (select old.person from events as old join events as gone using (person)
        join events as new using (person) where old.term = 'final order of removal'
        and gone.term = 'removal' and new.term = 'final order of removal'
        and old.date < gone.date and gone.date < new.date and new.source like '%reinstated order%')"""
    assert people(linked, them) >= 1
    assert people(linked, f"{them} and (class_1 <> 'unknown' or class_1_b <> 'unknown')") == 0


def test_one_person_at_a_time_the_linked_people_get_the_same_answers(linked: Path) -> None:
    vocabulary = load_vocabulary()
    order = order_from_text(the_question(), vocabulary)
    rows = duckdb.connect().execute(f"select person, class_1 from '{linked}/answers.parquet'").fetchall()
    with opened(find([linked / "tables"])) as tables:
        found = {
            person: str(answer(order, case.record, vocabulary, from_edtf(DAY)).classes[0].truth)
            for person, case in records_of(tables, vocabulary)
        }
    assert found == dict(rows)


def test_the_figures_of_the_national_arrests_are_those_of_the_page(tmp_path: Path) -> None:
    run("auto", sorted(NATIONAL.glob("EROArrests_*")), tmp_path / "tables", "parquet", lambda _: None)
    answers = tmp_path / "answers.parquet"
    assert duenotice("screen", ORDER, tmp_path / "tables", "--on", "2019-03-15", "-o", answers).code == 0
    query = f"""select count(*), count(*) filter (class_1 = 'yes'),
        count(*) filter (class_1 = 'no' and class_1_why = '(a)'),
        count(*) filter (class_1 = 'unknown' and class_1_a = 'yes'),
        count(*) filter (class_1 = 'unknown' and class_1_a = 'unknown') from '{answers}'"""
    assert tuple(figures("of the national arrests").values()) == duckdb.connect().execute(query).fetchall()[0]
