"""The rules that need no order: they stand behind the orders, and are not told as orders of a court."""

import pytest

from duenotice.days import from_edtf
from duenotice.language import Order
from duenotice.library import load_shelf, load_vocabulary
from duenotice.notice import ledger_to_text
from duenotice.notice.ledger import ledger
from duenotice.reason import answer, to_data, to_text
from duenotice.record import read_record

RULES = tuple(order for order in load_shelf().orders.values() if order.identity.kind == "rule")

NOBODY = "somebody\n  nationality Vietnam\n  on 2022-02-01\n"


def text_of(order: Order) -> str:
    record = read_record(NOBODY, load_vocabulary(), "nobody.txt")[0].record
    return to_text(answer(order, record, load_vocabulary(), from_edtf("2022-02-01")))


def test_the_rules_stand_behind_the_orders() -> None:
    kinds = [order.identity.kind for order in load_shelf().orders.values()]
    assert kinds == sorted(kinds)
    assert [order.id for order in RULES] == [
        "8-cfr-241-13/2001-11-14",
        "8-cfr-241-4-k/2000-12-21",
        "8-cfr-241/2000-12-21",
        "8-usc-1229a/1997-04-01",
        "8-usc-1231/1997-04-01",
        "zadvydas-v-davis/2001-06-28",
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_an_answer_about_a_rule_speaks_of_no_order_and_no_docket(rule: Order) -> None:
    text = text_of(rule)
    assert "May be protected by this rule: " in text
    assert f"{rule.identity.court}, {rule.identity.number}, {rule.identity.docket_entry}\n" in text
    assert "Nobody has yet compared this file with the text of the rule." in text
    assert "docket" not in text


def test_the_data_and_the_ledger_say_the_same() -> None:
    rule, vocabulary = load_shelf().order("8-cfr-241/2000-12-21"), load_vocabulary()
    record = read_record(NOBODY, vocabulary, "nobody.txt")[0].record
    day = from_edtf("2022-02-01")
    unchecked = "This is not legal advice. Nobody has yet compared this file with the text of the rule."
    assert to_data(answer(rule, record, vocabulary, day))["not_advice"] == unchecked
    text = ledger_to_text(ledger(rule, record, vocabulary, day))
    assert unchecked in text
    assert "May be protected by this rule: " in text


def test_an_order_is_told_as_before() -> None:
    text = text_of(load_shelf().order("chhoeun-v-marin/2019-01-03"))
    assert "No. 8:17-cv-01898-CJC-GJS, Dkt. 190\n" in text
    assert "Nobody has yet compared this order file with the docket." in text
