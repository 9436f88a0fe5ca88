"""The roster of a temporary vault on a laptop: list, filter, recompute under another version of the order.

    python benchmarks/roster.py

DUENOTICE_BENCH_ROSTER names how many people, `2000 50000` if it is not set. The people are invented, and are
written into the vault by the same services as everything else, sealed. Times are of whole requests, signed
in, with the page rendered; beside them stands how many queries each asked. A test holds the number of queries
(`tests/web/screens/test_roster.py`); nothing here asserts a time.
"""

from __future__ import annotations

# ruff: noqa: PLC0415 - models are imported once Django is set up
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from _measuring import ms, show  # noqa: E402

from duenotice.days import from_edtf  # noqa: E402
from duenotice.record import ALWAYS, FOR_GOOD, Event, Fact, Origin, Record, Search  # noqa: E402
from duenotice.terms import Kind  # noqa: E402
from duenotice.web.installation import Mode  # noqa: E402
from tests.web.vaults import opened, template  # noqa: E402

SIZES = [int(each) for each in os.environ.get("DUENOTICE_BENCH_ROSTER", "2000 50000").split()]
BEFORE, AFTER = "chhoeun-v-marin/2018-08-14", "chhoeun-v-marin/2019-01-03"
DAY = "on=2019-01-08"


def records(people: int) -> Iterator[Record]:
    """Invented lives, six entries each: three quarters with an old conviction, one in nine never searched."""
    fact = Fact("nationality", ("Cambodia",), False, ALWAYS, FOR_GOOD, Origin("an invented file"))
    here = Fact("presence", ("in the United States",), False, ALWAYS, FOR_GOOD, Origin("an invented file"))
    for n in range(people):
        said = [
            ("final order of removal", f"{1990 + n % 15}-{n % 12 + 1:02}-{n % 28 + 1:02}", n % 20),
            ("release from ICE custody", f"{2005 + n % 10}-{n % 12 + 1:02}-{n % 27 + 1:02}", 1),
            ("conviction", f"{1994 + n % 18}-{n % 12 + 1:02}-{n % 26 + 1:02}", n % 4),
        ]
        events = [
            Event(Kind(term, ()), from_edtf(day), Origin("an invented file"))
            for term, day, there in said
            if there
        ]
        through = "1995-01-01" if n % 9 == 0 else "2019-01-08"
        looked = Search(("everything",), from_edtf(through), ALWAYS, "", Origin("an invented file"))
        yield Record("").adding(fact, here, *events, looked)


def filled(people: int) -> object:
    """Everybody in one matter that one class counsel works on; who that is."""
    from django.db import transaction

    from duenotice.web.accounts.models import Organisation, Role
    from duenotice.web.acting import acting
    from duenotice.web.matters.models import Matter, OnMatter
    from duenotice.web.people import services
    from duenotice.web.people.identity import WhoIs
    from tests.web.site_world import NOW, account, command, member

    office = Organisation.objects.create(name="An invented office", created=NOW)
    lead = account("lead")
    member(office, lead, Role.CLASS_COUNSEL)
    matter = Matter.objects.create(organisation=office, title="An invented matter", created=NOW)
    OnMatter.objects.create(organisation=office, matter=matter, user=lead)
    with acting([office.pk]), transaction.atomic():
        by, made = command(office), []
        for n, record in enumerate(records(people)):
            who = WhoIs((f"Person {n}",), family=(f"Family {n // 4}",))
            made.append(services.added(by=by, who=who, record=record))
        for first in range(0, people, 500):
            matter.people.add(*made[first : first + 500])
    return lead


def requests(lead: object) -> Iterator[list[str]]:
    """Each request, its time and its queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from duenotice.days import from_edtf as day
    from duenotice.record import Event as Happened
    from duenotice.web.acting import acting
    from duenotice.web.people import services
    from duenotice.web.people.models import Person
    from tests.web.site_world import Account, browser, command, session_of

    client = browser()
    client.cookies["duenotice-session"] = session_of(Account("lead", lead))  # type: ignore[arg-type]

    def timed(what: str, address: str) -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            begun = perf_counter()
            answer = client.get(address)
            took = (perf_counter() - begun) * 1000
        if answer.status_code != 200:
            raise SystemExit(f"{address}: {answer.status_code}")
        return [what, ms(took), str(len(asked)), f"{len(answer.content) / 1024:,.0f}"]

    under = f"/roster/?order={{}}&{DAY}"
    yield timed("list, no order", "/roster/")
    yield timed("first time: every entry opened, one order computed", under.format(BEFORE))
    yield timed("page 1 again", under.format(BEFORE))
    yield timed("page 20", under.format(BEFORE) + "&page=20")
    yield timed("unknown only, sorted", under.format(BEFORE) + "&status=unknown&sort=-entered")
    yield timed("recomputed under another version", under.format(AFTER))
    yield timed("page 1 again", under.format(AFTER))
    yield timed("who changes between the two", f"/roster/changes/?from={BEFORE}&to={AFTER}&{DAY}")
    person = Person.objects.order_by("created").first()
    if person is not None:
        with acting([person.organisation_id]):
            event = Happened(Kind("conviction", ()), day("2012-02-02"), Origin("an invented file"))
            services.add_entries(by=command(person.organisation), person=person, version=1, entries=[event])
    yield timed("recomputed after one fact of one person", under.format(AFTER))


def main() -> None:
    """Print one table a size."""
    template(Mode.LAPTOP)
    from django.test import override_settings

    from duenotice.web.roster import population

    for people in SIZES:
        with TemporaryDirectory() as folder, opened(Mode.LAPTOP, Path(folder)):
            with override_settings(PASSWORD_HASHERS=["tests.web.site_world.Cheap"]):
                population.forget()
                begun = perf_counter()
                lead = filled(people)
                took = perf_counter() - begun
                rows = list(requests(lead))
            title = f"{people:,} people (written into the vault in {took:,.0f} s)"
            show(title, ["request", "milliseconds", "queries", "kB"], rows)


if __name__ == "__main__":
    main()
