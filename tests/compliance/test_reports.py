"""Reports: what is shown, what is not, and that the same data give the same bytes."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from duenotice.cli.schema import schema_of
from duenotice.compliance import LEAST, Asked, Report, audit, questions, to_data, to_html, to_text
from duenotice.compliance.acts import COLUMNS
from duenotice.compliance.sheet import Cell, Hidden, Table
from duenotice.days import from_edtf
from duenotice.library import load_shelf, order_from_text
from duenotice.problems import RefusedTables
from tests.cli.running import ORDER, run

OFFICES = ("Boston", "Seattle", "Los Angeles")


def person(number: int) -> Iterator[tuple[str, str]]:
    """Rows of one invented person, by table: taken in January or February 2019, some with notice."""
    name = f"p-{number:04}"
    yield "people", name
    yield "facts", f"{name},nationality,Cambodia"
    yield "facts", f"{name},presence,in the United States"
    if number % 7:
        yield "facts", f"{name},field office,{OFFICES[number % 3]}"
    yield "events", f"{name},final order of removal,2002-05-06"
    yield "events", f"{name},release from ICE custody,{'2003' if number % 11 == 0 else '2003-02-11'}"
    month = 1 + number % 2
    yield "events", f"{name},detention for removal,2019-{month:02}-{20 + number % 8}"
    if number % 4 == 0:
        yield "notices", f"{name},2019-01-04,written"
    terms = (
        "everything"
        if number % 3
        else "detention for removal;final order of removal;release from ICE custody"
    )
    yield "searches", f"{name},{terms},2019-03-20"


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred invented people."""
    heads = {
        "people": "person",
        "facts": "person,fact,values",
        "events": "person,term,date",
        "notices": "person,date,method",
        "searches": "person,terms,through",
    }
    rows = [row for number in range(200) for row in person(number)]
    folder = tmp_path_factory.mktemp("tables")
    for name, head in heads.items():
        lines = [head, *(row for table, row in rows if table == name)]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def asked(tables: Path) -> Asked:
    shelf = load_shelf()
    return Asked(shelf.order(ORDER), shelf.vocabulary, (tables,), from_edtf("2019-03-15"))


@pytest.fixture(scope="session")
def published(asked: Asked) -> Report:
    return audit(asked)


@pytest.fixture(scope="session")
def internal(asked: Asked) -> Report:
    return audit(replace(asked, internal=True))


def table(report: Report, key: str) -> Table:
    return next(one for one in report.tables() if one.key == key)


def cells(report: Report) -> list[Cell]:
    return [cell for one in report.tables() for row in one.rows for cell in row]


def test_what_the_data_cannot_show_comes_first(published: Report) -> None:
    assert published.sections[0].key == "unseen"
    assert table(published, "searches").rows[0][0] in {
        "criminal violation",
        "violation of release conditions",
    }


def test_people_and_acts_add_up(internal: Report) -> None:
    *answers, (_, everybody) = table(internal, "people").rows
    assert everybody == 200
    assert sum(int(str(people)) for _, people in answers) == 200
    found = {str(row[0]): int(str(row[1])) for row in table(internal, "acts").rows}
    outcomes = sum(found[one] for one in ("violated", "met", "unknown", "pending"))
    assert outcomes == found["owed, or perhaps owed"]
    assert outcomes + found["not owed"] == 200
    for key in ("month", "place"):
        assert sum(int(str(row[-2])) for row in table(internal, key).rows) == outcomes


def test_no_number_of_a_published_report_is_small(published: Report) -> None:
    shown = [cell for cell in cells(published) if isinstance(cell, int)]
    assert shown
    assert [number for number in shown if 0 < number < LEAST] == []
    assert any(isinstance(cell, Hidden) for cell in cells(published))


def test_what_is_hidden_is_in_no_form_of_the_report(published: Report, internal: Report) -> None:
    for key in ("month", "place", "acts"):
        for row, other in zip(table(published, key).rows, table(internal, key).rows, strict=True):
            assert all(
                one == two or isinstance(one, Hidden) for one, two in zip(row[:-1], other[:-1], strict=True)
            )
    page = to_html(published)
    assert page.count('class="hidden"') == sum(isinstance(cell, Hidden) for cell in cells(published))


def test_a_rate_is_hidden_with_the_numbers_that_it_is_made_of(published: Report) -> None:
    rows = [row for key in ("month", "place") for row in table(published, key).rows]
    for row in rows:
        if any(isinstance(cell, Hidden) for cell in row[1:4]):
            assert isinstance(row[-1], Hidden)


def test_a_place_of_few_acts_is_not_named(asked: Asked, tables: Path, tmp_path: Path) -> None:
    for file in tables.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    facts = tmp_path / "facts.csv"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("p-0001,field office,Seattle", "p-0001,field office,Guam")
    )
    places = {
        report.internal: [row[0] for row in table(report, "place").rows]
        for report in (
            audit(replace(asked, paths=(tmp_path,))),
            audit(replace(asked, paths=(tmp_path,), internal=True)),
        )
    }
    assert "Guam" in places[True]
    assert "Guam" not in places[False]
    assert "elsewhere" in places[False]


def test_the_same_data_give_the_same_bytes(asked: Asked, published: Report) -> None:
    again = audit(asked)
    assert to_html(again) == to_html(published)
    assert to_text(again) == to_text(published)


def test_the_page_asks_nobody_for_anything_and_runs_nothing(internal: Report) -> None:
    page = to_html(internal)
    assert page.count("<svg") == 4
    assert re.findall(r"https?:|//|<script|<link|<img|@import|\bsrc=|\bhref=|\bon\w+=", page) == []


def test_the_receipt_names_everything_that_the_report_was_made_from(asked: Asked, published: Report) -> None:
    receipt = published.receipt
    assert (receipt.order, receipt.order_hash) == (ORDER, asked.order.digest)
    assert sorted(name for name, _ in receipt.data) == [
        "events.csv",
        "facts.csv",
        "notices.csv",
        "people.csv",
        "searches.csv",
    ]
    assert all(re.fullmatch("[0-9a-f]{64}", hash_) for _, hash_ in receipt.data)
    page = to_html(published)
    assert receipt.data_hash in page


def test_reports_as_data_have_the_published_shape(asked: Asked, published: Report, internal: Report) -> None:
    validator = Draft202012Validator(schema_of("audit"))
    for report in (published, internal, questions(asked)):
        assert list(validator.iter_errors(to_data(report))) == []


def test_data_that_are_wrong_are_refused_with_all_that_is_wrong(asked: Asked, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("person\np-1\n", encoding="utf-8")
    (tmp_path / "events.csv").write_text(
        "person,term,date\np-1,conviction,03/04/2019\np-2,x,2019\n", encoding="utf-8"
    )
    with pytest.raises(RefusedTables) as refused:
        audit(replace(asked, paths=(tmp_path,)))
    assert {problem.code for problem in refused.value.problems} == {"D03", "R02", "T08"}


def test_people_without_any_entry_are_counted(asked: Asked, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("person\np-1\np-2\n", encoding="utf-8")
    report = audit(replace(asked, paths=(tmp_path,), internal=True))
    assert {row[0]: row[1] for row in table(report, "people").rows} == {
        "yes": 0,
        "no": 0,
        "unknown": 2,
        "all": 2,
    }
    assert table(report, "acts").rows[-1][1] == 0
    assert report.sections[2].says[0] == "Violation rate: no rate."


@pytest.mark.parametrize("order", ["2018-01-25", "2018-08-14", "2020-03-04", "2020-04-27"])
def test_every_order_on_the_shelf_can_be_audited(asked: Asked, order: str) -> None:
    found = load_shelf().order(f"chhoeun-v-marin/{order}")
    report = audit(replace(asked, order=found))
    assert [
        number for cell in cells(report) if isinstance(cell, int) for number in [cell] if 0 < number < LEAST
    ] == []


def test_the_commands_print_text_and_json_and_write_a_page(tables: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    ran = run("audit", ORDER, tables, "--on", "2019-03-15", "-o", page)
    assert (ran.code, ran.out) == (0, "")
    first = page.read_bytes()
    assert run("audit", ORDER, tables, "--on", "2019-03-15", "-o", page).code == 2
    assert page.read_bytes() == first
    assert run("audit", ORDER, tables, "--on", "2019-03-15", "-o", page, "--replace").code == 0
    assert page.read_bytes() == first
    asked = run("questions", ORDER, tables, "--on", "2019-03-15")
    assert "What would settle the most people" in asked.out
    data = run("questions", ORDER, tables, "--on", "2019-03-15", "--publish", "--json").data
    assert data["internal"] is False


def acts_in(file: Path) -> list[tuple[str, ...]]:
    """The rows of a file of acts, as texts."""
    match file.suffix:
        case ".parquet":
            return [tuple(row.values()) for row in pq.read_table(file).to_pylist()]
        case ".xlsx":
            rows = load_workbook(file).active.iter_rows(min_row=2, values_only=True)  # type: ignore[union-attr]  # there is a sheet
            return [tuple(str(cell or "") for cell in row) for row in rows]
        case _:
            with file.open(encoding="utf-8", newline="") as opened:
                return [tuple(row.values()) for row in csv.DictReader(opened)]


def test_every_judged_act_can_be_written_out_and_the_report_hides_as_before(
    tables: Path, tmp_path: Path, published: Report, internal: Report
) -> None:
    command = ("audit", ORDER, tables, "--on", "2019-03-15")
    files = [tmp_path / f"acts.{kind}" for kind in ("csv", "parquet", "xlsx")]
    for file in files:
        ran = run(*command, "--acts", file)
        assert ran.code == 0
        assert ran.out == run(*command).out
        assert ran.err == f"200 acts: {file}. They name people: not for publication.\n"
    found = [acts_in(file) for file in files]
    assert found[0] == found[1] == found[2]
    by_status = Counter(dict(zip(COLUMNS, row, strict=True))["status"] for row in found[0])
    counted = {str(row[0]): row[1] for row in table(internal, "acts").rows}
    assert all(by_status[status] == counted[status] for status in ("violated", "met", "unknown", "not owed"))
    assert any(isinstance(cell, Hidden) for cell in cells(published))


def test_a_row_of_an_act_says_what_was_due_what_was_short_and_what_decides(
    tables: Path, tmp_path: Path
) -> None:
    run("audit", ORDER, tables, "--on", "2019-03-15", "--acts", tmp_path / "acts.parquet")
    found = {row[1]: dict(zip(COLUMNS, row, strict=True)) for row in acts_in(tmp_path / "acts.parquet")}
    assert found["p-0001"] == {
        "duty": "notice before re-detention",
        "person": "p-0001",
        "act": "detention for removal",
        "act_day": "2019-02-21",
        "status": "violated",
        "may_be": "",
        "due": "2019-02-07",
        "short_least": "",
        "short_most": "",
        "parts": "notice",
        "letters": "",
        "month": "2019-02",
        "place": "Seattle",
    }
    unknown = found["p-0003"]
    assert (unknown["status"], unknown["may_be"]) == ("unknown", "not owed; met; violated")
    assert (unknown["parts"], unknown["letters"]) == ("class; notice", "(e); (f)")


@pytest.mark.parametrize(
    ("name", "said"), [("acts.txt", "must end in .parquet, .csv or .xlsx"), ("acts.csv", "W04")]
)
def test_a_file_of_acts_is_refused_before_anything_is_counted(
    tables: Path, tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "acts.csv").write_text("mine", encoding="utf-8")
    ran = run("audit", ORDER, tables, "--on", "2019-03-15", "--acts", tmp_path / name)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["acts.csv"]
    assert (tmp_path / "acts.csv").read_text(encoding="utf-8") == "mine"


INTERVIEW = """---
id: example-v-example/2019-01-03
title: Example
court: C.D. Cal.
number: 1:19-cv-1
judge: Example
docket entry: Dkt. 1
decided: 2019-01-03
territory: nationwide
time zone: America/Los_Angeles
version: 1
---

# Example

```order
class "everybody" [Dkt. 1 at 2]
  a person is a member when all of these hold:
    (a) the person is in the United States

duty "interview first" [Dkt. 1 at 2]
  owed to each member of "everybody"
  before each detention for removal
  the government must give interview at least 14 days earlier

life of this order
  2019-01-03 entered [Dkt. 1]
  known through 2019-04-03 [Dkt. 1]
```
"""


def test_what_is_owed_before_an_act_need_not_be_a_letter(asked: Asked, tmp_path: Path) -> None:
    rows = {
        "people": "person\np-1\n",
        "facts": "person,fact,values\np-1,presence,in the United States\n",
        "events": "person,term,date\np-1,interview,2019-01-10\np-1,detention for removal,2019-02-20\n",
        "searches": "person,terms,through\np-1,everything,2019-03-15\n",
    }
    for name, text in rows.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    order = order_from_text(INTERVIEW, asked.vocabulary, "")
    report = audit(replace(asked, order=order, paths=(tmp_path,), internal=True))
    assert dict(zip(("violated", "met"), (row[1] for row in table(report, "acts").rows), strict=False)) == {
        "violated": 0,
        "met": 1,
    }
