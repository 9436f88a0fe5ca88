"""What is written out is read back the same: orders, their formatting, and people's records."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duenotice.documents import Block
from duenotice.language import Order, Phrase, Rules, formatted, from_names, from_text, to_text
from duenotice.library import order_from_text
from duenotice.problems import Place, Refused
from duenotice.reason import to_data
from duenotice.record import Origin, Record, read_record, to_json_text, to_yaml_text
from duenotice.record import to_text as record_text
from tests.orders import FRONT, asked, orders, rules
from tests.strategies import START, VOCABULARY, Asked, upto

NOWHERE = Place("")
FULL = rules(omissions=True)


def read(text: str) -> Rules[Phrase]:
    return from_text([Block("order", text, "an order", 1)], NOWHERE)


@given(FULL)
def test_an_order_is_read_back_as_it_was_written(written: Rules[Phrase]) -> None:
    """language.md 4; security.md 3.2.22: tree, text and tree again."""
    text = to_text(written)
    assert read(text) == written
    assert to_text(read(text)) == text


@given(orders(omissions=True))
def test_an_order_with_its_terms_is_read_back_as_well(order: Order) -> None:
    """security.md 3.2.22: also where the words have become terms of the vocabulary."""
    assert from_names(read(to_text(order.rules)), VOCABULARY) == order.rules


@given(FULL, st.randoms(use_true_random=False))
def test_the_formatter_has_one_spelling_and_keeps_it(written: Rules[Phrase], shake: object) -> None:
    """language.md 4: what is formatted stays as it is, and loose spacing comes to the same."""
    del shake
    file = f"{FRONT}Some prose.\n\n```order\n{to_text(written)}```\n"
    assert formatted(file) == file
    loose = file.replace("\n\n", "\n\n\n").replace("  (", "    (").replace(" is ", "  is ")
    try:
        once = formatted(loose)
    except Refused:
        return
    assert formatted(once) == once


@given(orders(omissions=True))
def test_formatting_changes_no_meaning(order: Order) -> None:
    """language.md 4."""
    again = order_from_text(formatted(order.document.text), VOCABULARY)
    assert again.rules == order.rules


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), max_size=12)


@st.composite
def with_origins(draw: st.DrawFn, of: Record) -> Record:
    """The record with sources, days of learning, names and corrections."""
    entries = []
    for number, entry in enumerate(of.entries()):
        learned = START + draw(upto(20)) if draw(upto(1)) else 1
        corrects = (f"e{draw(upto(number - 1))}",) if number and draw(upto(4)) == 0 else ()
        source = " ".join(draw(TEXTS).split())
        entries.append(replace(entry, origin=Origin(source, learned, f"e{number}", corrects)))
    return Record("a person").adding(*entries)


@pytest.mark.parametrize(
    ("write", "file"),
    [(record_text, "case.txt"), (to_json_text, "case.json"), (to_yaml_text, "case.yaml")],
)
@given(asked(), st.data())
def test_a_record_that_was_written_and_read_gives_the_same_answer_and_hash(
    write: object, file: str, of: Asked, data: st.DataObject
) -> None:
    """security.md 3.2.22: person, export, import, the same answer with the same receipt."""
    if not list(of.record.entries()):
        return
    record = data.draw(with_origins(of.record))
    (case,) = read_record(write(record), VOCABULARY, file)  # type: ignore[operator]
    assert sorted(map(repr, case.record.entries())) == sorted(map(repr, record.entries()))
    assert to_data(of.about(case.record).answer) == to_data(of.about(record).answer)
