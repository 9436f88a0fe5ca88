"""`convert`, `terms`, `schema`: records in other notations, the vocabulary, the published shapes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from duenotice.cli.schema import SHAPES
from duenotice.library import load_vocabulary
from duenotice.record import read_record

from .conftest import Write
from .running import RECORDS, answered, refused, valid

EVERYTHING = r"""Person Z "the example"
  nationality Cambodia or Laos (learned 2019-01-02) [a file]
  in the United States from 1985
  state of residence not Texas through 2015-12-31
  language understood Khmer
  counsel "A. Example or partner" [a letter (2018)]
  on the roster "the list" (as m1)
  2003~ release from ICE custody by bond (as r1) [receipt \] with a bracket]
  2003-03-11 release from ICE custody by bond (learned 2019-02-01; as r2; corrects r1)
  [2003-01-05,2005-01-05] conviction
  unknown removal
  2019-01-10 notice of detention written to counsel in Khmer [a letter]
  searched conviction or removal from 1990 through 2019-01-22 at "the county court" [clerk]
  searched everything through 2019
  withdraws m1 (learned 2019-03-01)
  on 2019-01-22
  known on 2019-02-02
"""


@pytest.fixture(params=[*sorted(path.name for path in RECORDS.glob("*.md")), "everything"])
def record(request: pytest.FixtureRequest, write: Write) -> Path:
    """A record file: each of the examples, and one that uses every part of the notation."""
    return write("everything.md", EVERYTHING) if request.param == "everything" else RECORDS / request.param


@pytest.mark.parametrize("via", ["text", "json", "yaml"])
def test_nothing_is_lost_on_the_way_through_another_notation(via: str, record: Path, write: Write) -> None:
    original = read_record(record.read_text(encoding="utf-8"), load_vocabulary(), record.name)
    ending = {"text": "md"}.get(via, via)
    there = write(f"there.{ending}", answered("convert", record, "--to", via))
    assert read_record(there.read_text(encoding="utf-8"), load_vocabulary(), there.name) == original
    for back in ("text", "json", "yaml"):
        assert answered("convert", there, "--to", back) == answered("convert", record, "--to", back)


def test_a_converted_record_has_the_published_shape(record: Path) -> None:
    assert valid("record", json.loads(answered("convert", record)))


def test_terms_lists_every_term_and_explains_one() -> None:
    vocabulary = load_vocabulary()
    listed = answered("terms")
    for name in (*vocabulary.events, *vocabulary.facts):
        assert re.search(rf"^{re.escape(name)}  +\S", listed, flags=re.MULTILINE), name
    said = answered("terms", "criminal violation")
    assert "  shown by: conviction\n" in said
    assert "  hinted at by: criminal arrest, criminal charge\n" in said
    assert "did you mean `conviction`?" in refused("terms", "convictoin")


def test_terms_prints_json_of_the_published_shape() -> None:
    data = valid("terms", json.loads(answered("terms", "--json")))
    assert len(data) == len(load_vocabulary().events) + len(load_vocabulary().facts)
    [nationality] = valid("terms", json.loads(answered("terms", "nationality", "--json")))
    assert "Cambodia" in nationality["values"]


@pytest.mark.parametrize("name", SHAPES)
def test_each_published_shape_is_a_valid_schema_with_a_name_and_a_version(name: str) -> None:
    shape = json.loads(answered("schema", name))
    Draft202012Validator.check_schema(shape)
    assert re.fullmatch(r"urn:duenotice:[a-z]+:\d+", shape["$id"])
    assert re.search(r", version \d+$", shape["title"])
    assert shape["description"]


def test_schema_without_a_name_lists_the_shapes() -> None:
    assert [line.split()[0] for line in answered("schema").splitlines()] == list(SHAPES)
    assert "'nothing' is not one of" in refused("schema", "nothing")


def test_every_option_json_names_a_published_shape() -> None:
    commands = ("check", "explain", "ledger", "window", "lint", "format", "cases", "conformance", "terms")
    below = (
        ("orders", "list"),
        ("orders", "show"),
        ("orders", "life"),
        ("orders", "diff"),
        ("data", "check"),
        ("import", "auto"),
    )
    for command in (*((name,) for name in commands), *below):
        named = re.findall(r"duenotice\s+schema\s+([a-z]+)", answered(*command, "--help"))
        assert len(named) == 1, command
        assert named[0] in SHAPES
