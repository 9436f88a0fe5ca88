"""Opening the engines that tests ask; one that is not here is skipped with a message."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack

import pytest

from duenotice.screen.engines import Engine, engine_named

QUICK = ("duckdb", "sqlite", "postgres")
"""The engines that answer in milliseconds; Spark plans for seconds."""

LOCAL = "host=127.0.0.1 user=postgres dbname=test connect_timeout=3"


def open_engine(name: str, stack: ExitStack) -> Engine:
    """An engine, open until the stack is closed."""
    if name == "postgres":
        psycopg = pytest.importorskip("psycopg")
        os.environ.setdefault("DUENOTICE_POSTGRES", LOCAL)
        try:
            return stack.enter_context(engine_named(name)())
        except psycopg.OperationalError as error:
            pytest.skip(f"no PostgreSQL to ask (set DUENOTICE_POSTGRES): {error}")
    if name == "spark":
        pytest.importorskip("pyspark")
        if shutil.which("java") is None:
            pytest.skip("no Java, which Spark runs on")
    return stack.enter_context(engine_named(name)())


def is_spark(engine: Engine) -> bool:
    """Whether it is the engine that plans for seconds."""
    return engine.version.startswith("Spark")
