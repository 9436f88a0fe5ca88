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
from duenotice.problems import NotOnShelf
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
        "chhoeun-v-marin/2017-12-14",
        "chhoeun-v-marin/2018-01-25",
        "chhoeun-v-marin/2018-08-14",
        "chhoeun-v-marin/2019-01-03",
        "chhoeun-v-marin/2020-03-04",
        "chhoeun-v-marin/2020-04-27",
    ]


def test_the_stays_of_removal_and_the_transfer_orders_are_on_the_shelf() -> None:
    cases = ("d-mass", "devitri", "hamama", "ibrahim", "pangemanan", "rombot", "trinh")
    assert [id_ for id_ in load_shelf().orders if id_.startswith(cases)] == [
        "d-mass-19-cv-12071/2019-10-07",
        "d-mass-19-cv-12071/2019-10-09",
        "devitri-v-cronen/2017-11-27",
        "devitri-v-cronen/2018-02-01",
        "hamama-v-adducci/2017-06-22",
        "hamama-v-adducci/2017-07-24",
        "hamama-v-adducci/2018-01-02",
        "hamama-v-adducci/2018-11-20",
        "ibrahim-v-acosta/2017-12-19",
        "ibrahim-v-acosta/2018-01-26",
        "ibrahim-v-acosta/2018-06-21",
        "pangemanan-v-tsoukaris/2018-02-02",
        "rombot-v-souza/2017-11-01",
        "trinh-v-homan/2018-10",
        "trinh-v-homan/2020-06-11",
    ]


def test_the_third_country_and_alien_enemies_orders_are_on_the_shelf() -> None:
    cases = ("aarp-v-trump", "asr-v-trump", "dbu-v-trump", "dvd-v-dhs", "jgg-v-trump", "wmm-v-trump")
    assert [id_ for id_ in load_shelf().orders if id_.startswith(cases)] == [
        "aarp-v-trump/2025-04-19",
        "aarp-v-trump/2025-05-16",
        "asr-v-trump/2025-05-13",
        "dbu-v-trump/2025-04-14",
        "dbu-v-trump/2025-04-22",
        "dbu-v-trump/2025-05-06",
        "dvd-v-dhs/2025-03-28",
        "dvd-v-dhs/2025-04-18",
        "dvd-v-dhs/2025-05-21",
        "dvd-v-dhs/2026-02-25",
        "jgg-v-trump/2025-03-15",
        "jgg-v-trump/2025-04-07",
        "wmm-v-trump/2025-09-02",
    ]


@pytest.mark.parametrize("case", ["aarp", "asr", "dbu", "dvd", "jgg", "wmm"])
def test_the_orders_that_are_stayed_or_ended_say_so_with_every_answer(case: str) -> None:
    orders = [order for order in ORDERS if order.id.startswith(case)]
    assert orders
    assert all(order.identity.cautions for order in orders)


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


def test_an_order_called_by_its_month_stands_among_those_of_its_case_by_time() -> None:
    shelf = load_shelf()
    assert [order.id for order in shelf.of_case("trinh-v-homan")] == [
        "trinh-v-homan/2018-10",
        "trinh-v-homan/2020-06-11",
    ]
    with pytest.raises(NotOnShelf, match="did you mean `trinh-v-homan/2018-10`"):
        shelf.order("trinh-v-homan/2018-1")
