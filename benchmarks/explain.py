"""One explanation: how long it takes, and how that grows with the record and with the class.

An explanation is the answer and its whole text, every letter with its reasons. Beside it stands what a
bare loop takes that knows only yes and no, and can give neither a reason nor an unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from importlib.resources import files

from _measuring import measured, ms, show

from duenotice.days import DateFact
from duenotice.documents import from_markdown
from duenotice.language import Order, from_document
from duenotice.library import load_shelf
from duenotice.reason import answer, to_text
from duenotice.record import Case, Record, read_record

ORDER = "chhoeun-v-marin/2019-01-03"
PERSON = files("duenotice.cli").joinpath("person-a.md").read_text(encoding="utf-8")
FIRST, DAYS = date(1990, 1, 1), 10_500
MIXES = {
    "check-ins": ("check-in",),
    "all relevant": (
        "final order of removal",
        "release from ICE custody",
        "conviction",
        "detention for removal",
    ),
}


def main() -> None:
    """Print every table."""
    shelf = load_shelf()
    order = shelf.order(ORDER)
    demo = read(PERSON)
    each = measured(explaining(order, demo), runs=500)
    bare = measured(lambda: two_valued(demo.record), runs=500)
    show(
        f"One explanation of the demo record ({len(demo.record.events)} events, {ORDER})",
        ("", "least ms", "median ms", "runs"),
        [
            ("answer and text", ms(each.least), ms(each.median), str(each.runs)),
            ("bare loop", f"{bare.least:.4f}", f"{bare.median:.4f}", str(bare.runs)),
            ("ratio", f"{each.least / bare.least:,.0f}", f"{each.median / bare.median:,.0f}", ""),
        ],
    )
    for mix in MIXES:
        events(order, mix)
    letters()


def events(order: Order, mix: str) -> None:
    """Growth with the number of events of one person."""
    rows = []
    for count in (10, 100, 1_000, 10_000):
        case = read(longer(count, MIXES[mix]))
        each = measured(explaining(order, case), runs=30)
        bare = measured(two_valued_of(case), runs=30)
        said = answer(order, case.record, load_shelf().vocabulary, on(case))
        rows.append(
            (
                f"{count:,}",
                ms(each.least),
                ms(each.median),
                f"{each.median * 1000 / count:,.0f}",
                f"{bare.median:,.3f}",
                f"{each.median / bare.median:,.1f}",
                f"{said.classes[0].truth}, {said.duties[0].status.value}",
            )
        )
    columns = ("events", "least ms", "median ms", "µs an event", "bare loop ms", "ratio", "answer")
    show(f"Growth with the events of one person ({mix}, added to the demo record)", columns, rows)


def letters() -> None:
    """Growth with the number of letters of a class, for a record of 100 relevant events."""
    case = read(longer(100, MIXES["all relevant"]))
    rows = []
    for count in (3, 6, 12, 24):
        each = measured(explaining(with_letters(count), case))
        rows.append((str(count), ms(each.least), ms(each.median), f"{each.median * 1000 / count:,.0f}"))
    columns = ("letters", "least ms", "median ms", "µs a letter")
    show("Growth with the letters of a class (100 relevant events)", columns, rows)


def explaining(order: Order, case: Case) -> Callable[[], object]:
    """What is measured: the answer and all of its text."""
    vocabulary = load_shelf().vocabulary
    return lambda: to_text(answer(order, case.record, vocabulary, on(case)))


def on(case: Case) -> DateFact:
    """The day that the case asks about."""
    assert case.on is not None
    return case.on


def read(text: str) -> Case:
    """The one case of a text."""
    return read_record(text, load_shelf().vocabulary, "person-a.md")[0]


def longer(count: int, kinds: tuple[str, ...]) -> str:
    """The demo record with `count` further events, evenly from 1990 to the autumn of 2018."""
    days = (FIRST + timedelta(days=number * DAYS // count) for number in range(count))
    lines = (f"  {day.isoformat()} {kinds[number % len(kinds)]}" for number, day in enumerate(days))
    return PERSON.rstrip() + "\n" + "\n".join(lines) + "\n"


def with_letters(count: int) -> Order:
    """An order whose class has so many letters; from the third on, each is about one of the two names."""
    kinds = ("conviction", "criminal violation", "violation of release conditions", "removal", "death")
    lines = [
        "there is a final order of removal: call it the order",
        "there is a release from ICE custody after the order: call it the release",
        "there is a detention for removal after the release",
    ]
    names = ("release", "order")
    lines += [f"there is no {kinds[n % 5]} after the {names[n // 5 % 2]}" for n in range(count - len(lines))]
    shown = "\n".join(f"    ({chr(97 + number)}) {line}" for number, line in enumerate(lines))
    original = load_shelf().order(ORDER).document.text
    front = original[: original.index("```order")]
    text = (
        f'{front}```order\nclass "benchmark" [none]\n'
        f"  a person is a member when all of these hold:\n{shown}\n\n"
        "life of this order\n  2019-01-03 entered [none]\n  known through 2019-04-03 [none]\n```\n"
    )
    return from_document(from_markdown(text, "benchmark.md"), load_shelf().vocabulary)


def two_valued_of(case: Case) -> Callable[[], object]:
    """The bare loop over one record."""
    return lambda: two_valued(case.record)


def two_valued(record: Record) -> bool:
    """The class of 3 January 2019 with plain booleans: what is not on file did not happen."""
    days: dict[str, list[int]] = {}
    for event in record.events:
        days.setdefault(event.kind.term, []).append(event.date.lo)
    convictions, detentions = days.get("conviction", []), days.get("detention for removal", [])
    free = [
        release
        for release in days.get("release from ICE custody", [])
        if not any(day > release for day in convictions) and any(day > release for day in detentions)
    ]
    return any(release > order for order in days.get("final order of removal", []) for release in free)


main()
