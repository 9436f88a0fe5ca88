"""The day a page is about, and what was on file by then: from the address, so that a page can be sent on.

``?on=2019-01-03&known=2019-02-01``: both are days as ISO 8601. Without `on` it is today, without `known`
everything on file counts. A day that cannot be read is not guessed: today is shown, and the page says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.http import HttpRequest

from duenotice.days import DateFact, from_edtf
from duenotice.record import Record


@dataclass(frozen=True)
class Moment:
    """`on`: the day asked about; `known`: the last day whose entries count, None: all. `refused`: what was
    typed and is no day."""

    on: date
    known: date | None
    today: date
    refused: str = ""

    @property
    def as_of(self) -> DateFact:
        """The day asked about, as the domain takes it."""
        return from_edtf(self.on.isoformat())

    @property
    def now(self) -> bool:
        """Whether nothing was chosen."""
        return self.on == self.today and self.known is None

    @property
    def query(self) -> str:
        """What a link adds to its address to stay at this moment; empty for now."""
        parts = [f"on={self.on}"] if self.on != self.today else []
        parts += [f"known={self.known}"] if self.known else []
        return "&".join(parts)

    def of(self, record: Record) -> Record:
        """What of a record was on file by then."""
        return record if self.known is None else record.known_on(self.known.toordinal())


def moment_of(request: HttpRequest) -> Moment:
    """The moment that a request asks about."""
    today = datetime.now(UTC).date()
    days: dict[str, date | None] = {"on": None, "known": None}
    refused = ""
    for name in days:
        typed = request.GET.get(name, "").strip()
        try:
            days[name] = date.fromisoformat(typed) if typed else None
        except ValueError:
            refused = typed
    return Moment(days["on"] or today, days["known"], today, refused)
