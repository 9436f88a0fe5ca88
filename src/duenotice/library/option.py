"""What can be done in a window, as data that a lawyer owns: one `Option` for each ``option`` block.

An option never says that it will succeed. Its letters (``when``) are conditions of the order language,
read by the same grammar and the same vocabulary; asked of a record they say whether the option is of
use, may be, or is not. Its clock is its own deadline. What it takes is our estimate and marked so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from duenotice.days import DateFact
from duenotice.days.counting.periods import Length
from duenotice.language import Cite, Group
from duenotice.problems import Place
from duenotice.terms import Kind


@dataclass(frozen=True)
class NoClock:
    """The option has no deadline of its own that this file knows of."""


@dataclass(frozen=True)
class ByDate:
    """The option was open through a day that law fixed."""

    date: DateFact


@dataclass(frozen=True)
class AfterEvent:
    """A period after the event that a letter of the option calls by this name.

    watch: it is somebody else's time, or a length that opens something: a date to watch, not to meet.
    """

    length: Length
    name: str
    cite: str
    watch: bool


OwnClock = NoClock | ByDate | AfterEvent


@dataclass(frozen=True)
class Option:
    """One thing that can be done. `when` without letters: it is of use to everybody.

    takes: days that it needs to have effect, an estimate of ours. filing: whether it goes to an office
    that is closed on holidays. orders: the cases or order ids that it is limited to; empty: every order.
    then: what remains when its own time is over, by id. version: of the file it stands in.
    """

    id: str
    name: str
    what: str
    when: Group[Kind]
    clock: OwnClock
    takes: int
    filing: bool
    needs: tuple[str, ...]
    where: str
    cites: tuple[Cite, ...]
    cautions: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    version: str = "1"
    place: Place = field(compare=False, default=Place(""))

    def concerns(self, order: str) -> bool:
        """Whether it is meant for an order with this id."""
        return not self.orders or order in self.orders or order.split("/", maxsplit=1)[0] in self.orders

    @property
    def to_verify(self) -> bool:
        """Whether any of its sources was not seen."""
        return any(cite.to_verify for cite in self.cites)


@dataclass(frozen=True)
class Options:
    """All options by id. digest: a hash of the documents, prose included; it goes into every receipt."""

    by_id: Mapping[str, Option]
    digest: str

    def with_options(self, further: Options) -> Options:
        """These and further ones; one with the same id takes the place of ours."""
        return Options({**self.by_id, **further.by_id}, f"{self.digest}+{further.digest}")

    def for_order(self, order: str) -> tuple[Option, ...]:
        """Those that are meant for an order, in the order of the documents."""
        return tuple(option for option in self.by_id.values() if option.concerns(order))
