"""The order files that come with duenotice: they hold together, and their cases pass."""

from collections.abc import Iterator

import pytest

from duenotice.language import (
    Cite,
    Forbidden,
    Group,
    Order,
    Readings,
    check,
    conditions_of,
    formatted,
    letters_of,
)
from duenotice.library import load_shelf, load_vocabulary
from duenotice.reason import cases_of, coverage_problems, run_cases
from duenotice.terms import Kind

ORDERS = tuple(load_shelf().orders.values())
of_every_order = pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.id)


def groups(order: Order) -> Iterator[Group[Kind]]:
    for class_ in order.rules.classes:
        yield from (class_.body, class_.unless)
    for duty in order.rules.duties:
        if isinstance(duty, Forbidden):
            yield duty.ends
    for omission in order.rules.left_out:
        yield omission.when


def citations(order: Order) -> Iterator[Cite]:
    rules = order.rules
    yield from (part.cite for part in (*rules.classes, *rules.duties, *rules.left_out, *rules.life.acts))
    yield rules.life.cite


def written_citations(order: Order) -> Iterator[Cite]:
    """All citations, those that letters and readings have of their own too."""
    yield from citations(order)
    for group in groups(order):
        yield from (letter.cite for _, letter in letters_of(group))
        for condition in conditions_of(group):
            if isinstance(condition, Readings):
                yield from (reading.cite for reading in condition.readings)


def test_the_founding_case_is_on_the_shelf() -> None:
    assert [order.id for order in load_shelf().of_case("chhoeun-v-marin")] == [
        "chhoeun-v-marin/2018-01-25",
        "chhoeun-v-marin/2018-08-14",
        "chhoeun-v-marin/2019-01-03",
        "chhoeun-v-marin/2020-03-04",
        "chhoeun-v-marin/2020-04-27",
    ]


def test_the_stays_of_removal_and_the_transfer_orders_are_on_the_shelf() -> None:
    orders = [order for order in load_shelf().orders.values() if order.identity.kind == "order"]
    assert [order.id for order in orders if order.identity.case != "chhoeun-v-marin"] == [
        "d-mass-19-cv-12071/2019-10-07",
        "d-mass-19-cv-12071/2019-10-09",
        "devitri-v-cronen/2017-11-27",
        "devitri-v-cronen/2018-02-01",
        "hamama-v-adducci/2017-06-22",
        "hamama-v-adducci/2017-07-24",
    ]


@of_every_order
def test_every_case_passes(order: Order) -> None:
    vocabulary = load_vocabulary()
    ran = run_cases(order, cases_of(order.document, vocabulary), vocabulary)
    assert [f"{one.case.title}: {d.expectation}, but {d.came}" for one in ran for d in one.differences] == []
    assert ran


@of_every_order
def test_no_two_cases_have_one_title(order: Order) -> None:
    titles = [case.title for case in cases_of(order.document, load_vocabulary())]
    assert sorted(set(titles)) == sorted(titles)
    assert "" not in titles


@of_every_order
def test_the_file_is_in_the_one_spelling_of_the_formatter(order: Order) -> None:
    assert formatted(order.document.text, order.document.file) == order.document.text


@of_every_order
def test_a_careful_reader_has_no_questions(order: Order) -> None:
    assert check(order.rules) == ()


@of_every_order
def test_every_letter_has_a_case_that_fails_by_it_and_one_that_is_unknown_by_it(order: Order) -> None:
    assert coverage_problems(order, load_vocabulary()) == ()


@of_every_order
def test_every_rule_says_where_it_comes_from(order: Order) -> None:
    assert all(cite.text for cite in citations(order))


@of_every_order
def test_what_is_to_verify_is_marked_so_that_the_answer_can_show_it(order: Order) -> None:
    assert [cite.text for cite in written_citations(order) if "to verify" in cite.text] == []


@of_every_order
def test_the_id_is_the_path_of_the_file_and_ends_with_the_day_of_the_order(order: Order) -> None:
    assert order.document.file == f"{order.id}.md"
    assert order.id == f"{order.identity.case}/{order.identity.decided}"
    assert str(order.rules.life.acts[0].date) == order.identity.decided


@of_every_order
def test_every_contested_letter_and_every_class_is_explained_in_a_note(order: Order) -> None:
    notes = [note.text for note in order.notes if note.text.startswith("Our reading of ")]
    assert notes
    contested = [
        label
        for group in groups(order)
        for label, letter in letters_of(group)
        if isinstance(letter.condition, Readings)
    ]
    assert [
        label for label in contested if not any(f"Our reading of {label}." in note for note in notes)
    ] == []


def test_the_class_of_the_case_has_the_same_letters_wherever_nothing_is_contested() -> None:
    shelf = load_shelf()
    classes = [
        shelf.order(f"chhoeun-v-marin/{day}").rules.classes[0]
        for day in ("2018-08-14", "2019-01-03", "2020-03-04")
    ]
    assert {class_.name for class_ in classes} == {"Chhoeun class"}
    assert len({class_.body for class_ in classes}) == 1


def test_the_injunction_warns_that_it_may_not_be_enforceable() -> None:
    injunction = load_shelf().order("chhoeun-v-marin/2020-04-27")
    assert "1252(f)(1)" in injunction.identity.cautions[0]
