"""The same through Spark Connect: a server of its own process, which the program only sends plans to."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("pyspark")
pytest.importorskip("grpc", reason="no client of Spark Connect: pip install 'pyspark[connect]'")
if shutil.which("java") is None:
    pytest.skip("no Java, which Spark runs on", allow_module_level=True)

import pyspark
from pyspark.sql import DataFrame, SparkSession

import duenotice
from duenotice.problems import RefusedTables
from tests.agreement.test_in_spark import ON, SETTINGS, SHORT, frames, from_csv, in_order
from tests.tables.mistakes import RIGHT

SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"
SECONDS = 120


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """A session at a server that runs for these tests."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    settings = SETTINGS | {
        "spark.connect.grpc.binding.address": "127.0.0.1",
        "spark.connect.grpc.binding.port": port,
    }
    submit = Path(pyspark.__file__).parent / "bin" / "spark-submit"
    command = [str(submit), "--class", SERVER, "--master", "local[2]"]
    command += [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    folder = tmp_path_factory.mktemp("connect")
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([*command, "spark-internal"], cwd=folder, stdout=log, stderr=log)
    try:
        wait_for(int(port), server)
        session = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
        yield session
        session.stop()
    finally:
        server.terminate()
        server.wait(SECONDS)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Until the server listens."""
    for _ in range(SECONDS):
        assert server.poll() is None, "the server has ended"
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(1)
    raise AssertionError("the server does not listen")


def test_frames_behind_spark_connect_are_answered_as_the_same_tables_are_in_duckdb(
    spark: SparkSession,
) -> None:
    given = {name: from_csv(text) for name, text in RIGHT.items()}
    found = duenotice.screen(SHORT, frames(spark, given), ON)
    assert isinstance(found, DataFrame)
    assert in_order(found.toArrow()) == in_order(duenotice.screen(SHORT, given, ON))


def test_tables_in_memory_go_into_a_session_and_a_wrong_cell_is_refused_there(spark: SparkSession) -> None:
    events = "person,term,date\np-1,convicton,2001-05\n"
    given = {"people": from_csv(RIGHT["people"]), "events": from_csv(events)}
    at = "frame `events`, a row of `p-1`, column `term`"
    with pytest.raises(RefusedTables, match=f"{at}: R02: `convicton`"):
        duenotice.screen(SHORT, given, ON, engine=spark)
