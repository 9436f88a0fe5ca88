"""Records in JSON and YAML, by the published schema, which nothing can make reach out."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing.exceptions import Unresolvable

from duenotice.days import from_edtf
from duenotice.library import load_vocabulary
from duenotice.problems import Refused
from duenotice.record import (
    Case,
    Fact,
    from_data,
    from_json_text,
    from_yaml_text,
    read_record,
    schema,
    to_data,
    to_json_text,
)
from duenotice.record.shape import validator

VOCABULARY = load_vocabulary()
FACT = {"fact": "nationality", "is": "Cambodia"}


def read(**parts: Any) -> Case:
    return from_data({"record": 1, **parts}, VOCABULARY, "r.json")


def refused(**parts: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as error:
        read(**parts)
    return [(str(problem.place), problem.what) for problem in error.value.problems]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_a_reference_to_another_place_is_never_fetched() -> None:
    away = validator().evolve(schema={"$ref": "https://example.org/record.schema.json"})
    with pytest.raises(Unresolvable):
        away.is_valid({})


def test_no_reference_of_the_schema_leads_out_of_it() -> None:
    assert json.dumps(schema()).count('"$ref": "#/$defs/') == json.dumps(schema()).count('"$ref"')


def test_the_days_of_a_question_are_written_and_read() -> None:
    case = read(on="2019-01-15", known_on="2019-01", title="Person A", facts=[FACT])
    assert (case.on, case.known_on) == (from_edtf("2019-01-15"), from_edtf("2019-01"))
    again = from_json_text(to_json_text(case.record, case), VOCABULARY)
    assert (again.on, again.known_on, again.title) == (case.on, case.known_on, "Person A")


def test_in_yaml_no_is_a_word_and_not_a_boolean() -> None:
    with pytest.raises(Refused) as error:
        from_yaml_text("record: 1\nfacts:\n  - fact: nationality\n    is: NO\n", VOCABULARY)
    assert error.value.problems[0].what == "`NO` is not a value of `nationality`"


def test_a_value_left_out_and_a_value_unknown_are_both_unknown() -> None:
    for item in ({"fact": "nationality"}, {"fact": "nationality", "is": "unknown"}):
        assert read(facts=[item]).record.facts == (Fact("nationality", ()),)


def fact(name: str, **parts: Any) -> dict[str, Any]:
    return {"facts": [{"fact": name, **parts}]}


def event(name: str = "conviction", **parts: Any) -> dict[str, Any]:
    return {"events": [{"event": name, "date": "2001", **parts}]}


NO_LINE = "does not fit on one line"
NO_NAME = "`r 1` cannot be the name of an entry"
SORT = {"searches": [{"searched": "oral notice of detention", "through": "2019"}]}


@pytest.mark.parametrize(
    ("parts", "place", "what"),
    [
        (fact("counsel", **{"is": ["B", "unknown"]}), "facts[0].is", "`unknown` stands among other values"),
        (fact("counsel", is_not="unknown"), "facts[0].is_not", "`not unknown` is not a value of `counsel`"),
        (fact("citizenship"), "facts[0].fact", "`citizenship` is not a fact of the vocabulary"),
        (fact("counsel", **{"is": "\u202eB"}), "facts[0].is", f"`\N{REPLACEMENT CHARACTER}B` {NO_LINE}"),
        (fact("counsel", **{"is": 'a "b"'}), "facts[0].is", f'`a "b"` {NO_LINE}'),
        (fact("counsel", **{"is": ["a\nb"]}), "facts[0].is[0]", f"`a b` {NO_LINE}"),
        (fact("counsel", **{"is": [7]}), "facts[0].is[0]", "`7` is a number"),
        (fact("counsel", **{"is": True}), "facts[0].is", "`true` is yes or no, not a text"),
        (fact("counsel", **{"is": "B", "is_not": "C"}), "facts[0]", "`is` and `is_not` exclude each other"),
        (
            fact("counsel", **{"is": "B", "from": "2003", "through": "2001"}),
            "facts[0]",
            "this begins on `2003` and ends before, on `2001`",
        ),
        (
            event(qualifiers=["vacated"]),
            "events[0].qualifiers[0]",
            "`vacated` does not belong to `conviction`",
        ),
        (event(date="01/02/2003"), "events[0].date", "`01/02/2003` can be read two ways"),
        ({"events": [{"event": "conviction"}]}, "events[0]", "an event has no `date`"),
        (event(learned="2019-01-05\n"), "events[0].learned", "`2019-01-05` is not a full date"),
        (event(learned="2019-02-30"), "events[0].learned", "`2019-02-30` is not a day that exists"),
        (event(id="r 1"), "events[0].id", NO_NAME),
        (event(corrects=["r 1"]), "events[0].corrects[0]", NO_NAME),
        (SORT, "searches[0].searched", "`oral notice of detention` has a qualifier, and a search cannot"),
        (
            {"withdrawals": [{"corrects": ["r1"]}]},
            "withdrawals[0]",
            "this line withdraws `r1`, which is not in the record",
        ),
        ({"withdrawals": [{}]}, "withdrawals[0]", "a withdrawal has no `corrects`"),
        ({"title": "a\nb"}, "title", f"`a b` {NO_LINE}"),
        ({"evnets": []}, "evnets", "`evnets` is not part of a record"),
        ({"events": {}}, "events", "`{}` is an object with names and values"),
        ({"on": "spring"}, "on", "`spring` is not a date"),
    ],
)
def test_data_that_would_be_misread_is_refused_with_its_place(
    parts: dict[str, Any], place: str, what: str
) -> None:
    assert refused(**parts) == [(f"r.json: {place}", what)]


def test_what_is_no_record_at_all_is_refused() -> None:
    nothing: tuple[Any, ...] = (None, [], "record", 7, {})
    for data in nothing:
        with pytest.raises(Refused):
            from_data(data, VOCABULARY)


@pytest.mark.parametrize(
    ("text", "file"),
    [
        (' {"record": 1, "facts": [{"fact": "counsel"}]}', ""),
        ('\ufeff{"record": 1, "facts": [{"fact": "counsel"}]}', "a.JSON"),
        ('{"record": 1, "facts": [{"fact": "counsel"}]}', "a.txt"),
        ("record: 1\nfacts: [{fact: counsel}]\n", "a.yml"),
        ("---\nrecord: 1\nfacts: [{fact: counsel}]\n", "a.yaml"),
        ("record: 1\r\nfacts: [{fact: counsel}]\r\n", ""),
        ("Person A\n  counsel unknown\n", ""),
        ("Person A\r\n  counsel unknown\r\n", "a.b/c"),
        ("\ufeffPerson A\n  counsel unknown\n", "a.txt"),
        ("# About\n\n```case\nPerson A\n  counsel unknown\n```\n", "a.md"),
        ("```case\r\nPerson A\r\n  counsel unknown\r\n```\r\n", ""),
    ],
)
def test_a_file_is_known_by_its_ending_and_its_content(text: str, file: str) -> None:
    (case,) = read_record(text, VOCABULARY, file)
    assert case.record.facts == (Fact("counsel", ()),)


@pytest.mark.parametrize(
    ("text", "file"),
    [
        *(("", ending) for ending in ("", "a.md", "a.json", "a.yaml")),
        ("\ufeff \n", "a.txt"),
        ("Person A\n", ""),
        ('{"record": 1}', ""),
        ("# About\n", "a.md"),
        ("---\norder: x\n---\n", "a.txt"),
        ("```case\n```\n", "a.md"),
        ("```case\nPerson A\n  counsel unknown\n```\n\n```case\n\n```\n", "a.md"),
        ("```text\nPerson A\n```\n", "a.md"),
    ],
)
def test_nothing_is_not_taken_for_a_person_of_whom_nothing_is_known(text: str, file: str) -> None:
    with pytest.raises(Refused) as error:
        read_record(text, VOCABULARY, file)
    assert error.value.problems[0].code == "R07"


def test_the_schema_that_is_installed_is_the_one_that_is_published() -> None:
    here = Path(__file__).parents[2] / "src" / "duenotice" / "record" / "record.schema.json"
    assert json.loads(here.read_text(encoding="utf-8")) == schema()


def test_to_data_leaves_out_what_is_empty() -> None:
    assert to_data(read(facts=[FACT]).record) == {
        "record": 1,
        "facts": [{"fact": "nationality", "is": ["Cambodia"]}],
    }
