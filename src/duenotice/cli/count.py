"""`duenotice count`: the end of a period, in every reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from duenotice.cli.printing import print_json
from duenotice.days import from_edtf
from duenotice.days.calendars import Calendar
from duenotice.days.counting import CLOCKS, RULES, Service
from duenotice.days.counting.ask import clock_of, period_of
from duenotice.days.counting.count import count as count_period
from duenotice.days.counting.drawing import draw
from duenotice.days.counting.periods import Periods
from duenotice.days.counting.words import (
    caution_in_words,
    close_in_words,
    count_in_words,
    rule_in_words,
    to_data,
    working,
)
from duenotice.problems import Place, Problem, RefusedDate

_HELP = {
    "court": "The court's CM/ECF id, such as cacd or ca9. Default: any, for no state's holidays.",
    "rules": f"One of {', '.join(RULES)}. Default: by the court, else frcp.",
    "service": f"One of {', '.join(Service)}.",
    "rule-date": "Count by the text in force on this day. Default: the start.",
    "zone": "The IANA time zone of the place. Default: the court's.",
    "closed": "For a filing: a day on which the clerk's office was inaccessible. May be repeated.",
    "holiday": "A day declared a holiday for this court. May be repeated.",
    "calendars": "A folder with your own federal.csv, states.csv or courts.csv.",
}
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_OPTIONS = (
    click.option("--court", default="any", metavar="ID", help=_HELP["court"]),
    click.option("--rules", metavar="NAME", help=_HELP["rules"]),
    click.option("--service", default="none", metavar="WAY", help=_HELP["service"]),
    click.option("--rule-date", metavar="DATE", help=_HELP["rule-date"]),
    click.option("--zone", default="", metavar="ZONE", help=_HELP["zone"]),
    click.option("--closed", multiple=True, metavar="DATE", help=_HELP["closed"]),
    click.option("--holiday", multiple=True, metavar="DATE", help=_HELP["holiday"]),
    click.option("--calendars", type=_FOLDER, metavar="FOLDER", help=_HELP["calendars"]),
    click.option("--calendar", "drawn", is_flag=True, help="Draw the months."),
    click.option("--json", "as_json", is_flag=True, help="Print JSON."),
)


def _with_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command(short_help="The end of a period, in every reading.")
@click.argument("period")
@click.argument("direction", type=click.Choice(["after", "before", "on"]))
@click.argument("start")
@_with_options
def count(period: str, direction: str, start: str, **options: Any) -> None:
    """\b
    Example:
      duenotice count "14 days" after 2019-01-03 --court cacd --service personal
      duenotice count "7 court days" after 2018-02-01 --court mad
      duenotice count "72 hours" after 2007-11-02T10:23 --court nysd
      duenotice count removal-period after 2018-10-15

    The end of a period in one line, then the working: every reading that gives another date, day by
    day, with its source. PERIOD is a length, or the name of a clock that law fixes; `fixed date` goes
    with `on`. START is a day, or a day with its time of day.
    """
    calendar = Calendar.load(options["calendars"])
    counted = count_period(*_question(period, direction, start, options), **_more(period, options, calendar))
    if options["as_json"]:
        print_json(to_data(counted))
        return
    click.echo(count_in_words(counted))
    click.echo(caution_in_words(counted))
    if close := close_in_words(counted):
        click.echo(close)
    click.echo(f"Counted by {rule_in_words(counted)}.\n")
    if options["drawn"]:
        click.echo("\n".join(draw(counted, calendar)) + "\n")
    click.echo("\n".join(working(counted)))


def _question(period: str, direction: str, start: str, options: dict[str, Any]) -> tuple[Any, ...]:
    clock = clock_of(period) if period in CLOCKS else None
    if clock and clock.amount:
        amount, unit = clock.amount, clock.unit
    else:
        amount, unit = period_of(period)
    court = options["court"]
    rules = options["rules"] or (clock.rules if clock else Periods(court.lower()).rules)
    return _moment(start), amount, unit, direction, rules, court, options["service"]


def _more(period: str, options: dict[str, Any], calendar: Calendar) -> dict[str, Any]:
    return {
        "clock": period if period in CLOCKS else "",
        "rule_date": _day(options["rule_date"], "--rule-date") if options["rule_date"] else None,
        "zone": options["zone"],
        "closed": _days(options["closed"], "--closed"),
        "extra_holidays": _days(options["holiday"], "--holiday"),
        "calendar": calendar,
    }


def _days(texts: Iterable[str], option: str) -> list[date]:
    return [_day(text, option) for text in texts]


def _day(text: str, option: str) -> date:
    known = from_edtf(text, Place(option))
    if known.exact:
        return date.fromordinal(known.lo)
    raise RefusedDate(
        Problem(
            "D01",
            Place(option),
            f"`{text}` is not one day",
            "time is counted from one day; count from the first and from the last day that it may be",
            "write a full day, such as 2019-01-15",
        )
    )


def _moment(text: str) -> date:
    if "T" in text:
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    return _day(text, "START")
