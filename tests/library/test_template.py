"""The order file to copy: it is an order like those on the shelf, and says that it is not finished."""

from duenotice.language import check, formatted
from duenotice.library import load_shelf, load_vocabulary, order_from_text, template
from duenotice.reason import coverage_problems, run_cases
from tests.library.test_mutants import in_the_file_of, survivors

ORDER = order_from_text(template(), load_vocabulary(), "single-order.md")


def test_the_template_can_be_read_and_leaves_a_careful_reader_no_question() -> None:
    assert check(ORDER.rules) == ()
    assert coverage_problems(ORDER, load_vocabulary()) == ()
    assert formatted(template(), "single-order.md") == template()


def test_the_cases_of_the_template_pass() -> None:
    ran = run_cases(ORDER, in_the_file_of(ORDER), load_vocabulary())
    assert [one.case.title for one in ran if not one.passed] == []
    assert len(ran) > 20


def test_a_case_of_the_template_notices_every_change_of_its_rules() -> None:
    assert list(survivors(ORDER, in_the_file_of(ORDER))) == []


def test_the_template_is_not_on_the_shelf_and_warns_whoever_leaves_it_as_it_is() -> None:
    assert ORDER.id not in load_shelf().orders
    assert "template" in ORDER.identity.cautions[0]
