"""Record: what is known of one person, from where, and since when.

Takes the ``case`` notation, JSON or YAML; gives a `Record`: facts and events whose dates may be
uncertain, *searches* (what was looked for, from when through when), each with its source and
the day it was learned. Must not know any order. Absence from a record means nothing by itself;
only a search makes it count.
"""

from duenotice.record.from_json import from_data, from_json_text, from_yaml_text, schema
from duenotice.record.from_text import Case, Expectation, cases_from_document, cases_from_text
from duenotice.record.model import ALWAYS, FOR_GOOD, Entry, Event, Fact, Origin, Record, Search, Withdrawal
from duenotice.record.read import read_record
from duenotice.record.to_json import to_data, to_json_text, to_yaml_text
from duenotice.record.to_text import body_of, line_of, to_text

__all__ = [
    "ALWAYS",
    "FOR_GOOD",
    "Case",
    "Entry",
    "Event",
    "Expectation",
    "Fact",
    "Origin",
    "Record",
    "Search",
    "Withdrawal",
    "body_of",
    "cases_from_document",
    "cases_from_text",
    "from_data",
    "from_json_text",
    "from_yaml_text",
    "line_of",
    "read_record",
    "schema",
    "to_data",
    "to_json_text",
    "to_text",
    "to_yaml_text",
]
