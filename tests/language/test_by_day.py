"""The sentences of what is owed by a day that follows no act."""

from __future__ import annotations

import pytest

from duenotice.documents import Block
from duenotice.language import Amount, DutyByDay, OnDate, Phrase, Rules, Unit, from_text, to_text
from duenotice.problems import Place, RefusedOrder

RULES = """class "held" [none]
  a person is a member when all of these hold:
    (a) there is a detention for removal

duty "review" [none]
  owed to each member of "held"
  {due}
  the government must give a custody review

life of this order
  2019-01-03 entered [none]
  known through 2019-04-03 [none]
"""


def read(due: str) -> Rules[Phrase]:
    return from_text([Block("order", RULES.format(due=due), "a.md", 1)], Place("a.md"))


@pytest.mark.parametrize(
    ("due", "since", "amount", "every"),
    [
        ("by 2018-02-02", "2018-02-02", Amount(0), False),
        ("by 90 days after each detention for removal", "detention for removal", Amount(90), False),
        ("by 1 month after 2018-01-02", "2018-01-02", Amount(1, Unit.MONTHS), False),
        ("every 12 months after each custody review", "custody review", Amount(12, Unit.MONTHS), True),
        (
            'by the end of the period "custody-review" after each final order of removal',
            "final order of removal",
            Amount(90, Unit.DAYS, "custody-review"),
            False,
        ),
        (
            'every period "custody-review-next" after each custody review',
            "custody review",
            Amount(1, Unit.YEARS, "custody-review-next"),
            True,
        ),
    ],
)
def test_every_form_is_read_and_written_back(due: str, since: str, amount: Amount, every: bool) -> None:
    (duty,) = read(due).duties
    assert isinstance(duty, DutyByDay)
    said = str(duty.since.date) if isinstance(duty.since, OnDate) else str(duty.since)
    assert (said, duty.amount, duty.every) == (since, amount, every)
    assert to_text(read(due)) == RULES.format(due=due)


@pytest.mark.parametrize(
    ("due", "what"),
    [
        (
            "by 48 hours after 2018-01-02",
            "a day by which something is owed is not counted in hours",
        ),
        (
            'every period "bia-appeal" after each BIA denial',
            'the period "bia-appeal" does not come again and again',
        ),
        ("by 0 days after 2018-01-02", "`0` is not a number that can be counted"),
        (
            'by the end of the period "nine-days" after 2018-01-02',
            "`nine-days` is not a period that",
        ),
    ],
)
def test_what_cannot_be_counted_so_is_refused(due: str, what: str) -> None:
    with pytest.raises(RefusedOrder, match=what) as refused:
        read(due)
    assert refused.value.problems[0].place.line == 7


def test_a_day_by_which_nothing_is_owed_is_not_complete() -> None:
    text = RULES.format(due="by 2018-02-02").replace("  the government must give a custody review\n", "")
    with pytest.raises(RefusedOrder, match="add a line `the government must give a TERM`"):
        from_text([Block("order", text, "a.md", 1)], Place("a.md"))
