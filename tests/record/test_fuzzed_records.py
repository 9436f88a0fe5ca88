"""Whatever is uploaded as a record, its author reads a message and never a traceback."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from duenotice.problems import Refused
from duenotice.record import read_record, to_json_text, to_text, to_yaml_text
from tests.mutations import mutated
from tests.record.strategies import VOCABULARY

CASE = """released and free of convictions
  nationality Cambodia or Thailand from 1975 [passport, copy]
  nationality not Laos
  in the United States from 1985-06
  on the roster "list A"
  counsel "Person B" (learned 2019-01-05; as r1)
  counsel unknown (learned 2019-01-07; as r2; corrects r1)
  language understood Khmer or Lao
  [1998,1999-05] final order of removal
  1999-03-02~ release from ICE custody by bond [ICE file \\[p. 2\\]]
  2019-01-02 written notice of detention (in Khmer), to counsel (as r3)
  withdraws r3 (learned 2019-02-01)
  searched conviction or criminal charge from 1999 through 2019-02-01 at "the county court"
  searched everything through 2019-01-01
  on 2019-01-15
  known on 2019-03-01
  expect class "example": unknown because (e) (f)
  expect duty: not owed
"""
(RECORD,) = (case.record for case in read_record(CASE, VOCABULARY))
MARKDOWN = f"---\norder: doe-v-agency/2019-01-03\n---\n\nText.\n\n```case\n{CASE}```\n"


@settings(max_examples=1500)
@given(mutated(CASE))
def test_the_case_notation_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        read_record(text, VOCABULARY, "case.txt")


@settings(max_examples=1000)
@given(mutated(MARKDOWN))
def test_a_file_of_cases_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        read_record(text, VOCABULARY, "cases.md")


@settings(max_examples=1500)
@given(mutated(to_json_text(RECORD)))
def test_json_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        read_record(text, VOCABULARY, "record.json")


@settings(max_examples=1000)
@given(mutated(to_yaml_text(RECORD)))
def test_yaml_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        read_record(text, VOCABULARY, "record.yaml")


@settings(max_examples=1000)
@given(st.text(max_size=60), st.sampled_from(("", ".md", ".txt", ".json", ".yaml")))
def test_any_text_at_all_is_read_or_refused(text: str, ending: str) -> None:
    with suppress(Refused):
        read_record(text, VOCABULARY, f"file{ending}" if ending else "")


@settings(max_examples=1000)
@given(mutated(CASE))
def test_what_was_read_is_written_and_read_the_same(text: str) -> None:
    try:
        cases = read_record(text, VOCABULARY, "case.txt")
    except Refused:
        return
    for case in cases:
        (again,) = read_record(to_text(case.record) + "  on 2019-01-01\n  expect class: yes\n", VOCABULARY)
        assert again.record == case.record
