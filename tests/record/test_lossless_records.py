"""A record that is written is read back letter for letter, in all three spellings."""

import json

from hypothesis import given, settings

from duenotice.documents import Block, from_yaml
from duenotice.record import (
    Record,
    cases_from_text,
    from_data,
    from_json_text,
    from_yaml_text,
    to_data,
    to_json_text,
    to_text,
    to_yaml_text,
)
from duenotice.record.shape import validator
from tests.record.strategies import VOCABULARY, records


def read_again(text: str) -> Record:
    (case,) = cases_from_text(Block("case", text, "", 1), VOCABULARY)
    return case.record


@settings(max_examples=200)
@given(records())
def test_the_case_notation_loses_nothing(record: Record) -> None:
    assert read_again(to_text(record)) == record


@settings(max_examples=200)
@given(records())
def test_json_loses_nothing_and_fits_the_schema(record: Record) -> None:
    text = to_json_text(record)
    assert from_json_text(text, VOCABULARY).record == record
    assert validator().is_valid(json.loads(text))


@settings(max_examples=100)
@given(records())
def test_yaml_loses_nothing_and_fits_the_schema(record: Record) -> None:
    text = to_yaml_text(record)
    assert from_yaml_text(text, VOCABULARY).record == record
    assert validator().is_valid(from_yaml(text))


@settings(max_examples=100)
@given(records())
def test_from_one_spelling_to_the_next_and_back(record: Record) -> None:
    one = from_yaml_text(to_yaml_text(record), VOCABULARY).record
    two = from_json_text(to_json_text(one), VOCABULARY).record
    assert read_again(to_text(two)) == record
    assert from_data(to_data(two), VOCABULARY).record.digest == record.digest
