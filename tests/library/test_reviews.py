"""REVIEWS.md and what follows from it: an order file counts as compared for one version and one hash only."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from duenotice.days import from_edtf
from duenotice.language import Order
from duenotice.library import Review, compared, load_reviews, load_shelf, reviews_from_text, reviews_of
from duenotice.library.review_sheet import parts, review_row, sheet_to_html, sheet_to_markdown
from duenotice.library.reviews import COLUMNS
from duenotice.problems import RefusedDate, RefusedDocument
from duenotice.reason import answer, not_advice
from duenotice.record import Record

ROOT = Path(__file__).parents[2]
SHELF = load_shelf()
ORDERS = tuple(SHELF.orders.values())
TRO = SHELF.order("chhoeun-v-marin/2019-01-03")
NOBODY = "Nobody has yet compared this order file with the docket."
HEAD = f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n"


def row(order: Order) -> Review:
    return Review(
        order.id, order.identity.version, order.digest, "Dkt. 190, pages 1 to 5", "A Lawyer", "2026-12-01"
    )


def test_every_review_in_the_table_is_of_an_order_on_the_shelf() -> None:
    assert [review for review in load_reviews() if review.order not in SHELF.orders] == []


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.id)
def test_the_line_below_each_answer_follows_from_the_table(order: Order) -> None:
    said = not_advice(answer(order, Record("nobody"), SHELF.vocabulary, from_edtf("2019-01-15")).order)
    rows = reviews_from_text((ROOT / "REVIEWS.md").read_text(encoding="utf-8"))
    assert said == f"This is not legal advice. {compared([order], rows)}"
    assert ("Nobody has yet compared" in said) is not any(
        (each.order, each.version, each.hash) == (order.id, order.identity.version, order.digest)
        for each in rows
    )


def test_a_review_is_told_with_who_what_and_when() -> None:
    assert compared([TRO], [row(TRO)]) == (
        "A Lawyer compared this order file with Dkt. 190, pages 1 to 5 on 1 December 2026."
    )


def test_an_order_without_a_row_is_not_compared() -> None:
    assert compared([TRO], []) == NOBODY
    other = next(order for order in ORDERS if order is not TRO)
    assert compared([TRO], [row(other)]) == NOBODY


@pytest.mark.parametrize("change", [{"hash": "000000000000"}, {"version": "999"}])
def test_a_review_of_another_version_or_another_text_does_not_hold(change: dict[str, str]) -> None:
    old = replace(row(TRO), **change)
    assert reviews_of(TRO, [old]) == ()
    assert compared([TRO], [old]) == (
        "Nobody has yet compared this order file with the docket, only an earlier version of it."
    )


def test_of_several_orders_it_is_told_how_many_were_compared() -> None:
    assert compared(ORDERS, []) == NOBODY
    count = len(ORDERS)
    assert compared(ORDERS, [row(TRO)]) == (
        f"1 of {count} order files were compared with the docket; "
        f"nobody has yet compared the other {count - 1}."
    )
    every = [row(order) for order in ORDERS]
    assert compared(ORDERS, every) == f"{count} of {count} order files were compared with the docket."


def test_the_row_that_the_sheet_offers_is_a_review_once_it_is_filled_in() -> None:
    blank = review_row(TRO)
    with pytest.raises(RefusedDocument, match="does not fill the columns"):
        reviews_from_text(HEAD + blank)
    filled = blank.replace("|   |   |   |", "| Dkt. 190, pages 1 to 5 | A Lawyer | 2026-12-01 |")
    assert reviews_from_text(HEAD + filled) == (row(TRO),)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("no table", "M05"),
        (HEAD + "| a | 1 | b | c | d |", "M05"),
        (HEAD + "| a | 1 | b |  | d | 2026-12-01 |", "M05"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(text: str, code: str) -> None:
    with pytest.raises(RefusedDocument, match=code):
        reviews_from_text(text)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(RefusedDate, match="D02"):
        reviews_from_text(HEAD + "| a | 1 | b | c | d | 2026-02-30 |")


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.id)
def test_the_sheet_holds_every_line_of_the_rules_and_all_prose_but_no_case(order: Order) -> None:
    blocks = order.document.of_kind("order")
    lines = [line.strip() for block in blocks for line in block.lines if line.strip()]
    assert [clause.text for part in parts(order) for clause in part.rule] == lines
    sheet = " ".join(sheet_to_markdown(order).split())
    assert all(" ".join(note.text.split()) in sheet for note in order.notes)
    expected = re.compile(r"\bexpect (class|duty|in force)\b[^.]*:")
    assert expected.search(order.document.text)
    assert not expected.search(sheet)
    assert review_row(order) in sheet_to_markdown(order)


def test_the_page_has_our_words_to_the_left_of_our_rule_and_nothing_runs() -> None:
    said = sheet_to_html(TRO)
    left, _, right = said.partition('<div class="clauses"><p style="padding-left: 0.0rem">class ')
    assert "The class is the one certified on 14 August 2018" in left
    assert right
    assert "<script" not in said
