"""Who takes part: how each is started, how many people at most, and what it cannot say."""

from __future__ import annotations

from typing import NamedTuple

FULL = "everything"
CLASS_AND_DUTY = "class, duty"


class Peer(NamedTuple):
    """A name, how the worker calls it, what it answers, and how many people it is given at most.

    orders: whether it is asked about both orders of rows, or about one only, because it is slow or because
    its data is put in order beforehand."""

    name: str
    call: str
    answers: str
    most: int = 10_000_000
    orders: tuple[str, ...] = ("sorted", "random")
    package: str = ""


TWO_VALUED = "class, 2 values"
OURS = Peer("duenotice, one query", "duckdb_:answer:generated", CLASS_AND_DUTY)
HAND = "DuckDB, SQL by hand"
OPENFISCA = "OpenFisca on events"

PEERS = (
    OURS,
    Peer("duenotice, with letters and reasons", "duckdb_:answer:full", FULL, 1_000_000, ("sorted",)),
    Peer("duenotice, in buckets", "duckdb_:answer:full", FULL, orders=("buckets",)),
    Peer("duenotice, in buckets, 512 MB", "duckdb_:answer:full:512MB", FULL, orders=("buckets",)),
    Peer(
        "duenotice, one query, 512 MB",
        "duckdb_:answer:generated:512MB",
        CLASS_AND_DUTY,
        1_000_000,
        ("random",),
    ),
    Peer(HAND, "duckdb_:answer:hand", CLASS_AND_DUTY),
    Peer("DuckDB, SQL by hand, in buckets", "duckdb_:answer:hand", CLASS_AND_DUTY, orders=("buckets",)),
    Peer("Polars, streaming, by hand", "polars_:answer", CLASS_AND_DUTY, package="polars"),
    Peer("plain Python", "python_:answer", CLASS_AND_DUTY, 1_000_000, ("sorted",)),
    Peer("SQLite, SQL by hand", "sql_:sqlite:hand", CLASS_AND_DUTY, 1_000_000, ("random",)),
    Peer("duenotice in SQLite", "sql_:sqlite:generated", FULL, 100_000, ("random",)),
    Peer("PostgreSQL, SQL by hand", "sql_:postgres:hand", CLASS_AND_DUTY, 1_000_000, ("random",), "psycopg"),
    Peer(
        "duenotice in PostgreSQL",
        "sql_:postgres:generated",
        FULL,
        1_000_000,
        ("random",),
        "psycopg",
    ),
    Peer("Spark local, by hand", "sql_:spark:hand", CLASS_AND_DUTY, 1_000_000, ("random",), "pyspark"),
    Peer("duenotice in Spark local", "sql_:spark:generated", CLASS_AND_DUTY, 100_000, ("random",), "pyspark"),
    Peer(OPENFISCA, "openfisca_:answer", "class", 1_000_000, ("sorted",), "openfisca-core"),
    Peer("ZEN", "engines_of_rules:zen", TWO_VALUED, 1_000_000, ("sorted",), "zen-engine"),
    Peer(
        "CEL in Rust",
        "engines_of_rules:cel",
        TWO_VALUED,
        1_000_000,
        ("sorted",),
        "common-expression-language",
    ),
    Peer("CEL in Python", "engines_of_rules:cel_python", TWO_VALUED, 10_000, ("sorted",), "cel-python"),
    Peer("clingo", "engines_of_rules:clingo", "class, duty, 2 values", 1_000_000, ("sorted",), "clingo"),
    Peer("bare scan of the columns, DuckDB", "duckdb_:scan", "nothing"),
)
"""`most` keeps the whole run within its time; a peer that was given fewer people is compared on those."""
