"""Notice earlier by no number, in a language understood, and numbers read in several ways: every small
pattern of notice, person and act, on every engine as `reason` says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import product

import pytest

from duenotice.days import from_edtf
from duenotice.library import order_from_text
from duenotice.reason import answer
from duenotice.record import Record, read_record
from duenotice.screen import ask, from_records, question
from duenotice.screen.engines import Engine
from tests.agreement.compare import differences
from tests.agreement.engines import QUICK, open_engine
from tests.agreement.test_found import LIFE, PRESENT
from tests.orders import FRONT
from tests.strategies import VOCABULARY

ON = from_edtf("2019-01-30")
UNDERSTOOD = "  the notice must be in a language the person understands\n"
OTHER = "    or, on another reading: {}\n"
LANGUAGES = (
    *("", "in Khmer", "in English", "in English in Khmer", "in a language understood"),
    *("in a language not understood", "in Khmer in a language not understood"),
)
FACTS = (
    *("", "language understood Khmer", "language understood Khmer or English", "language understood unknown"),
    *('language understood not "Khmer"', "language understood Khmer from 2019-01-12"),
    'language understood Khmer; language understood not "Khmer"',
)
GIVEN = (
    "2019-01-01",
    "2019-01-11",
    "2019-01-12",
    "2019-01-12T08:00",
    "2019-01-13",
    "2019-01-11/2019-01-12",
    "",
)
ACTS = ("2019-01-12", "2019-01-12T09:00")
DUTIES = {
    "earlier": ("earlier\n", UNDERSTOOD),
    "days": ("at least 2 days earlier\n", UNDERSTOOD),
    "readings": ("at least 2 days earlier\n", OTHER.format("at least 5 business days earlier")),
    "mixed": (
        "at least 24 hours earlier\n",
        OTHER.format("earlier"),
        OTHER.format("at least 2 days earlier"),
    ),
    "counted": ("earlier\n", "  the notice counts from the day it is dated\n"),
}


@pytest.fixture(scope="module", params=QUICK)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine that is quick to ask."""
    with ExitStack() as stack:
        yield open_engine(request.param, stack)


def people(languages: tuple[str, ...], facts: tuple[str, ...]) -> list[Record]:
    """A person for every pattern; half of them searched."""
    found = []
    for language, fact, given, act, searched in product(languages, facts, GIVEN, ACTS, (True, False)):
        lines = ["in the United States", *filter(None, fact.split("; ")), f"{act} detention for removal"]
        lines += [f"{given} notice of detention written {language}"] if given else []
        lines += ["searched everything through 2019-02-01"] if searched else []
        text = "\n".join(("a pattern", *(f"  {line}" for line in lines)))
        found.append(read_record(text, VOCABULARY)[0].record)
    return found


@pytest.mark.parametrize("name", DUTIES)
def test_every_pattern_of_a_notice_has_one_answer(name: str, engine: Engine) -> None:
    """security.md 3.1, "Small scope is exhaustible", and 3.2.7."""
    first, *more = DUTIES[name]
    rules = (
        f'{PRESENT}\nduty "duty" [invented]\n  owed to each member of "class"\n'
        "  before each detention for removal\n"
        f"  the government must give written notice of detention {first}{''.join(more)}{LIFE}"
    )
    order = order_from_text(
        f"{FRONT.replace('court id: COURT', 'court id: cacd')}```order\n{rules}```\n", VOCABULARY, "x.md"
    )
    asks = UNDERSTOOD in more
    records = people(LANGUAGES if asks else LANGUAGES[:1], FACTS if asks else FACTS[:1])
    asked = question(
        order, from_records((str(n), record) for n, record in enumerate(records)), VOCABULARY, ON
    )
    rows = {int(row["person"]): row for row in ask(engine, asked)}
    seen: Counter[str] = Counter()
    for number, record in enumerate(records):
        said = answer(order, record, VOCABULARY, ON)
        assert differences(said, asked.plan, rows[number]) == [], record
        seen[said.duties[0].status.value] += 1
    assert {"met", "violated", "unknown"} == set(seen)
