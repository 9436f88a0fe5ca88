"""People on their way into an engine, and answers on their way back: in blocks, and none of them changed."""

from __future__ import annotations

import stat
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from duenotice.days import from_edtf
from duenotice.library import load_shelf
from duenotice.record import tables
from duenotice.screen import Statement, to_plan, to_sql
from duenotice.screen.engines.duckdb_ import DuckDB
from duenotice.screen.engines.engine import BATCH
from duenotice.screen.population import limit
from tests.agreement.engines import open_engine
from tests.strategies import VOCABULARY

AWKWARD = [
    'a "quoted", name',
    "back\\slash",
    "it's",
    "\\N",
    "NULL",
    "=1+1",
    "-",
    "Đặng\u3000Thị",
    "0042",
    "{x}",
]
PEOPLE = 2 * BATCH + 1


def saying(select: str) -> Statement:
    """A statement of one relation."""
    plan = to_plan(load_shelf().order("chhoeun-v-marin/2018-08-14"), VOCABULARY)
    real = to_sql(plan, from_edtf("2019-01-05"))
    return Statement((replace(real.relations[-1], select=select),))


@pytest.mark.parametrize("name", ["sqlite", "postgres", "spark"])
def test_ids_and_numbers_come_back_from_every_engine_as_they_went_in(name: str) -> None:
    with ExitStack() as stack, duckdb.connect() as connection:
        engine = open_engine(name, stack)
        connection.execute("CREATE TABLE names AS SELECT unnest(?) AS name", [AWKWARD])
        connection.execute(
            "CREATE VIEW people AS SELECT CAST(row_number() OVER () AS INTEGER) AS p, name FROM "
            f"(FROM names UNION ALL SELECT 'p-' || i FROM range({PEOPLE}) AS t(i))"
        )
        statement = saying(f"SELECT name AS person, p AS class_1, p + {2**40} AS class_1_why FROM people")
        engine.take(connection, {"people": ("p", "name")})
        engine.give(statement, connection)
        wanted = f"SELECT name AS person, p AS class_1, p + {2**40} AS class_1_why FROM people"
        for one, other in ((wanted, "FROM answered"), ("FROM answered", wanted)):
            assert connection.execute(f"{one} EXCEPT ALL {other}").fetchall() == []
        assert connection.table("answered").types == ["VARCHAR", "INTEGER", "BIGINT"]
        nobody = "CREATE OR REPLACE VIEW people AS SELECT 1 AS p, 'x' AS name WHERE false"
        connection.execute(nobody)
        engine.take(connection, {"people": ("p", "name")})
        engine.give(statement, connection)
        assert connection.execute("SELECT count(*) FROM answered").fetchall() == [(0,)]


def test_duckdb_answers_where_the_people_are() -> None:
    with closing(duckdb.connect()) as connection:
        connection.execute("CREATE TABLE people AS SELECT 1 AS p, 'p-1' AS name")
        engine = DuckDB(connection)
        engine.take(connection, {"people": ("p", "name")})
        engine.give(saying("SELECT name AS person, p AS class_1 FROM people"), connection)
        assert connection.execute("FROM answered").fetchall() == [("p-1", 1)]


def test_what_is_too_much_for_the_memory_lies_in_a_private_folder_that_is_gone_afterwards(
    tmp_path: Path,
) -> None:
    (tmp_path / "people.csv").write_text("person\np-1\n", encoding="utf-8")
    with tables.opened(tables.find([tmp_path])) as opened:
        limit(opened.connection, "64MiB", "memory")
        opened.connection.execute(
            "CREATE TABLE much AS SELECT md5(CAST(i AS VARCHAR)) FROM range(3_000_000) t(i)"
        )
        ((spilled,),) = opened.rows("SELECT current_setting('temp_directory')")
        ((used,),) = opened.rows("SELECT sum(memory_usage_bytes) FROM duckdb_memory()")
        assert list(Path(str(spilled)).iterdir())
        assert int(str(used)) <= 64 * 2**20
        assert stat.S_IMODE(Path(str(spilled)).parent.stat().st_mode) == stat.S_IRWXU
    assert not Path(str(spilled)).parent.exists()
