"""An order file as one value: identity, rules with terms, notes on readings, cases to run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from duenotice.days.counting.periods import Periods
from duenotice.documents import Block, Document, Note
from duenotice.language.from_names import from_names
from duenotice.language.from_text import from_text
from duenotice.language.identity import OWED, identity_problems
from duenotice.language.readings import MOST_WAYS, ways_of
from duenotice.language.tree import Forbidden, Rules
from duenotice.problems import Place, Problem, Refused, RefusedOrder, quoted
from duenotice.terms import Kind, Vocabulary

LANGUAGE_VERSION = "3"
"""Goes into every receipt. It changes when a sentence is added or means something else."""


@dataclass(frozen=True)
class Identity:
    """Which order this is. `decided` is the day in the id, or the month where no day was seen; `version`
    counts changes of this file; `court_id` is the court in the calendars (``any``: no state's holidays);
    `kind` is ``order``, or ``rule`` for a statute or a regulation, which no court entered."""

    id: str
    title: str
    court: str
    number: str
    judge: str
    docket_entry: str
    territory: str
    time_zone: str
    version: str
    decided: str
    cautions: tuple[str, ...] = ()
    court_id: str = "any"
    kind: str = "order"

    @property
    def case(self) -> str:
        """The case that the order belongs to: the id up to the slash."""
        return self.id.split("/")[0]

    @property
    def source(self) -> str:
        """Where it stands: court, number and docket entry; of a rule the code and the section."""
        number = self.number if self.kind == "rule" else f"No. {self.number}"
        return f"{self.court}, {number}, {self.docket_entry}"

    @property
    def unchecked(self) -> str:
        """That nobody has held this file against what it tells of."""
        if self.kind == "rule":
            return "Nobody has yet compared this file with the text of the rule."
        return "Nobody has yet compared this order file with the docket."

    @property
    def periods(self) -> Periods:
        """How periods of this order are counted: by the rule and the holidays of its court."""
        return Periods(self.court_id, self.time_zone)


@dataclass(frozen=True)
class Order:
    """A court order that runs. `digest` is a hash of the whole file, prose included."""

    identity: Identity
    rules: Rules[Kind]
    notes: tuple[Note, ...]
    cases: tuple[Block, ...]
    digest: str
    document: Document = field(compare=False, repr=False)

    @property
    def id(self) -> str:
        """``chhoeun-v-marin/2019-01-03``."""
        return self.identity.id


def from_document(document: Document, vocabulary: Vocabulary) -> Order:
    """Read an order file. Raises `RefusedOrder` or `RefusedDate` with every problem found."""
    place = Place(document.file, 1)
    problems = list(identity_problems(document))
    try:
        rules = from_names(from_text(document.of_kind("order"), place), vocabulary)
        problems += _too_many_readings(rules)
    except Refused as refused:
        problems += refused.problems
        raise RefusedOrder(*problems) from None
    if problems:
        raise RefusedOrder(*problems)
    front = {name.replace(" ", "_"): document.front[name] for name in OWED}
    caution = document.front.get("caution", "")
    court = document.front.get("court id", "any").strip().lower()
    kind = document.front.get("kind", "order").strip()
    identity = Identity(**front, cautions=(caution,) if caution else (), court_id=court, kind=kind)
    digest = hashlib.sha256(document.text.encode()).hexdigest()[:12]
    return Order(identity, rules, document.notes, document.of_kind("case"), digest, document)


def _too_many_readings(rules: Rules[Kind]) -> Iterator[Problem]:
    """Each combination of readings is evaluated by itself, so there must not be too many."""
    ways = [(ways_of(part.body) * ways_of(part.unless), part.place, part.name) for part in rules.classes]
    ways += [
        (ways_of(part.ends), part.place, part.name) for part in rules.duties if isinstance(part, Forbidden)
    ]
    ways += [(ways_of(part.when), part.place, part.text) for part in rules.left_out]
    for many, place, name in ways:
        if many > MOST_WAYS:
            number = f"{many:,}" if many < 1_000_000 else "far too many"
            yield Problem(
                "O16",
                place.pointing_at(name),
                f"the readings of {quoted(name)} can be combined in {number} ways",
                f"each combination is an order of its own, and more than {MOST_WAYS} cannot be compared",
                "join readings that go together into one letter, or take the least likely ones out",
            )
