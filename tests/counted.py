"""Counting for the reference: one view at a time, day by day, by ``tests.days.brute_force``.

A *view* answers everything that is open about a count: which contested days are holidays, whether mail
adds three days, whether the words alone decide or the whole period must be over (forward, backward or
both), and from which of the days on file a notice counts if the order is silent. Under one view every
count has one end, and a comparison is plainly so or not. A definite verdict must be so under every view.

Nothing here is shared with ``duenotice.days.counting``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from duenotice.language import Amount, Unit
from tests.days.brute_force import (
    ORDINARY,
    answer_sets,
    first_open,
    holidays,
    is_open,
    later_month,
    one_end,
    states_for,
)

DAY = 1440
FIXED = {
    # clocks of law: days, rules
    "bia-appeal": (30, "eoir"),
    "motion-to-reopen": (90, "eoir"),
    "petition-for-review": (30, "frap"),
}
UNITS = {Unit.DAYS: "days", Unit.BUSINESS_DAYS: "court days", Unit.WEEKS: "days", Unit.MONTHS: "months"}


@dataclass(frozen=True)
class View:
    """One way to count. `seen` tells of each comparison whether it came out so, otherwise, or both."""

    court: str = "any"
    zone: str = "America/Los_Angeles"
    answers: frozenset[str] = ORDINARY
    mail: bool = True
    how: str = "forward"
    clock: str = "given"
    seen: dict[tuple[object, ...], set[bool]] = field(default_factory=dict, compare=False)

    def closed(self, rules: str = "frcp", after: bool = True) -> frozenset[date]:
        """The legal holidays; a state's count after an event only."""
        return holidays(states_for(rules, self.court), self.answers, after)

    def last(self, start: int, amount: Amount) -> int:
        """The last minute of a period after something: the end of a day, unless hours are counted."""
        if amount.unit is Unit.HOURS:
            return self._hours(start, amount.number, moves=True)
        number, rules = FIXED[amount.clock] if amount.clock else (amount.number, "frcp")
        closed = self.closed(rules)
        begun = date.fromordinal(start // DAY)
        return _end(begun, number, amount.unit, False, closed).toordinal() * DAY + DAY - 1

    def over(self, at: int, start: int, amount: Amount) -> bool:
        """Whether the time after something was over at a minute."""
        return self._told(("over", at, start, amount), at > self.last(start, amount))

    def lawful(self, notice: int, act: int, amount: Amount, by_mail: tuple[bool, ...]) -> bool:
        """Whether an act came late enough after a notice, which may have gone by mail, or not. Late enough
        for no number: at a later minute, or, on the mildest view, in the same one."""
        mailed = self.mail if len(by_mail) > 1 else by_mail[0]
        so = self._lawful(notice, act, amount, mailed)
        return self._told(("lawful", notice, act, amount, by_mail), so)

    def _lawful(self, notice: int, act: int, amount: Amount, mailed: bool) -> bool:
        if not amount.number:
            return act > notice or (act == notice and self.how == "words")
        if amount.unit is Unit.HOURS:
            return act >= self._hours(notice, amount.number, moves=self.how != "words")
        served, acted = date.fromordinal(notice // DAY), date.fromordinal(act // DAY)
        if self.how == "words":
            closed = self.closed() if amount.unit is Unit.BUSINESS_DAYS else frozenset[date]()
            return acted >= _end(served, amount.number, amount.unit, False, closed, rolls=False)
        end = _end(served, amount.number, amount.unit, False, self.closed())
        if mailed and self.mail:
            end = first_open(end + timedelta(3), 1, self.closed())
        back = _end(acted, amount.number, amount.unit, True, self.closed(after=False))
        return {"forward": acted > end, "backward": served <= back, "both": acted > end and served <= back}[
            self.how
        ]

    def _hours(self, start: int, hours: int, moves: bool) -> int:
        day, minute = divmod(start, DAY)
        begun = datetime.fromordinal(day).replace(
            hour=minute // 60, minute=minute % 60, tzinfo=ZoneInfo(self.zone)
        )
        end = (begun.astimezone(UTC) + timedelta(hours=hours)).astimezone(ZoneInfo(self.zone))
        while moves and not is_open(end.date(), self.closed()):
            end += timedelta(1)
        return end.toordinal() * DAY + end.hour * 60 + end.minute

    def _told(self, what: tuple[object, ...], so: bool) -> bool:
        self.seen.setdefault(what, set()).add(so)
        return so

    @property
    def contested(self) -> bool:
        """Whether any comparison came out both ways, under this view and those that it shares `seen` with."""
        return any(len(found) == 2 for found in self.seen.values())


def _end(
    start: date, amount: int, unit: Unit, before: bool, closed: frozenset[date], rolls: bool = True
) -> date:
    number = amount * 7 if unit is Unit.WEEKS else amount
    if rolls or unit is Unit.BUSINESS_DAYS:
        return one_end(start, number, UNITS[unit], before, closed, False)
    if unit is Unit.MONTHS:
        return later_month(start, number)
    return start + timedelta(number)


def views(court: str, clocks: frozenset[str]) -> list[View]:
    """The ways to count that are tried: the mildest and the strictest first. Holidays only ever move an end
    outwards, so that of their combinations none, the ordinary ones and all of them are enough."""
    seen: dict[tuple[object, ...], set[bool]] = {}
    sets = answer_sets(states_for("frcp", court))
    answers = (frozenset[str](), max(sets, key=len), ORDINARY & max(sets, key=len))
    each = product(
        answers, (True, False), ("words", "both", "forward", "backward"), ("given", *sorted(clocks))
    )
    found = [View(court, answers=a, mail=m, how=h, clock=c, seen=seen) for a, m, h, c in each]
    extremes = [v for v in found if (v.how, v.answers) in {("words", answers[0]), ("both", answers[1])}]
    return [*extremes, *(view for view in found if view not in extremes)]
