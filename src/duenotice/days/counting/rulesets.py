"""The rules of counting, each a small table: what is in force since when, and what may be added.

Nothing here is a branch in the code: a rule set says where its holidays come from, which way an end
moves, and what each version of it changed; a clock names a period that law itself fixes.
`SERVICE` says for every way of service since when, and until when, three days follow it.

Sources: sections 1.1 to 1.5 of the design's ``time.md``; the committee notes of 2005 and 2009 to Civil
Rule 6 and of 1996, 2002 and 2009 to Appellate Rule 26, read in the House's U.S. Code release.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

LONG_AGO: Final = date(1, 1, 1)
ALWAYS: Final = date(9999, 12, 31)
NEW_COUNTING: Final = date(2009, 12, 1)  # every day counts, however short the period (2009 notes)
NO_E_DAYS: Final = date(2016, 12, 1)  # electronic service lost its three days (FRCP 6(d) of 2016)


class Service(StrEnum):
    """Ways of service (FRCP 5(b)(2)), and none for a period that no service begins."""

    NONE = "none"
    PERSONAL = "personal"
    MAIL = "mail"
    ELECTRONIC = "electronic"
    CLERK = "clerk"
    OTHER = "other"
    CARRIER = "carrier"
    OFFICE_OR_DWELLING = "office_or_dwelling"


class Holidays(StrEnum):
    """Whose holidays count beside the federal ones."""

    FEDERAL = "federal holidays only"
    COURT = "also the state where the court sits"
    COURT_AND_CLERK = "also the states of the district court and of the circuit clerk"


class Version(NamedTuple):
    """A text of the rule. short: periods of fewer days than this skip weekends and holidays.

    state_both_ways: the state's days also count before an event, as they did until 2009.
    """

    since: date
    cite: str
    short: int = 0
    state_both_ways: bool = False
    parts: bool = True


class Added(NamedTuple):
    """Three days after a way of service, from one rule date up to another."""

    since: date
    until: date
    cite: str


Additions = dict[Service, Added]


@dataclass(frozen=True)
class RuleSet:
    """One rule of counting.

    back_moves_forward: the end of a period before an event moves forward too. fixed_moves: so does a
    date certain. offers_at_once: whether the three days may also be read into the period itself.
    """

    name: str
    title: str
    versions: tuple[Version, ...]
    holidays: Holidays
    added: Additions = field(default_factory=dict)
    back_moves_forward: bool = False
    fixed_moves: bool = False
    offers_at_once: bool = False

    def version(self, on: date) -> Version:
        """The text in force on a day; before the first, the first."""
        return [v for v in self.versions if v.since <= on or v is self.versions[0]][-1]


class Kind(StrEnum):
    """What a clock measures."""

    ACT = "the time for an act"
    DURATION = "a length of time"
    TARGET = "a target, never a hard violation"


@dataclass(frozen=True)
class Clock:
    """A period that a statute or regulation fixes. amount 0: the notice itself says how long.

    doubts: the questions of `duenotice.days.counting.doubts` that come with it, each with the rule
    date from which it is open. tolerance: days around a target.
    """

    name: str
    rules: str
    amount: int
    unit: str
    cite: str
    kind: Kind = Kind.ACT
    doubts: tuple[tuple[str, date], ...] = ()
    tolerance: int = 0
    adds: bool = False


def _three(cite: str, *ways: Service, electronic_since: date = date(2001, 12, 1)) -> Additions:
    """Three days for each of the ways, and for electronic service as long as it had them."""
    added = {way: Added(LONG_AGO, ALWAYS, cite) for way in ways}
    return {**added, Service.ELECTRONIC: Added(electronic_since, NO_E_DAYS, f"former {cite}")}


_M, _C, _O, _R = Service.MAIL, Service.CLERK, Service.OTHER, Service.CARRIER
_AGENCY: Final = (
    "8 CFR 1001.1(h), as quoted in Monsalvo Velazquez v. Bondi (U.S. 22 Apr 2025; text to verify)"
)

RULES: Final[dict[str, RuleSet]] = {
    rules.name: rules
    for rules in (
        RuleSet(
            "frcp",
            "Federal Rule of Civil Procedure 6",
            (
                Version(
                    LONG_AGO, "former FRCP 6(a)", short=11, state_both_ways=True, parts=False
                ),  # since 1985
                Version(NEW_COUNTING, "FRCP 6(a)"),
            ),
            Holidays.COURT,
            _three("FRCP 6(d)", _M, _C, _O, _R),  # FRCP 5(b)(2)(C), (D), (F); carrier is one of (F)
        ),
        RuleSet(
            "frap",
            "Federal Rule of Appellate Procedure 26",
            (
                Version(LONG_AGO, "former FRAP 26(a)", short=7, state_both_ways=True, parts=False),
                Version(date(2002, 12, 1), "former FRAP 26(a)", short=11, state_both_ways=True, parts=False),
                Version(NEW_COUNTING, "FRAP 26(a)"),
            ),
            Holidays.COURT_AND_CLERK,  # 26(a)(6)(C)
            # 26(c): unless delivered on the day stated in the proof of service
            _three("FRAP 26(c)", _M, _C, _O, _R, electronic_since=date(2002, 12, 1)),
        ),
        RuleSet(
            "frbp",
            "Federal Rule of Bankruptcy Procedure 9006",
            (
                Version(LONG_AGO, "former FRBP 9006(a) (to verify)", 8, True, False),
                Version(NEW_COUNTING, "FRBP 9006(a)"),
            ),
            Holidays.COURT,
            _three("FRBP 9006(f)", _M, _C, _O, _R),
        ),
        RuleSet(
            "frcrp",
            "Federal Rule of Criminal Procedure 45",
            (
                Version(LONG_AGO, "former FRCrP 45(a)", short=11, state_both_ways=True, parts=False),
                Version(NEW_COUNTING, "FRCrP 45(a)"),
            ),
            Holidays.COURT,
            _three("FRCrP 45(c)", _M, _C, _O, _R),
        ),
        RuleSet("eoir", "8 CFR part 1003", (Version(LONG_AGO, _AGENCY, parts=False),), Holidays.FEDERAL),
        RuleSet(
            "eoir-manual",
            "Immigration Court Practice Manual 3.1(c)",
            (Version(LONG_AGO, "Immigration Court Practice Manual 3.1(c) (2008 text)", parts=False),),
            Holidays.FEDERAL,
            back_moves_forward=True,  # a deadline before a hearing moves to the next business day
            fixed_moves=True,  # its own example: 21 June 2008, a Saturday
        ),
        RuleSet(
            "dhs",
            "8 CFR part 103",
            (Version(LONG_AGO, "8 CFR 1.2 (text to verify)", parts=False),),
            Holidays.FEDERAL,
            {Service.MAIL: Added(LONG_AGO, ALWAYS, "8 CFR 103.8(b)")},  # [seen, 2012 print]
            offers_at_once=True,
        ),
    )
}

COMPLETE: Final[dict[Service, tuple[str, str]]] = {
    Service.PERSONAL: ("on delivery", "FRCP 5(b)(2)(A)"),
    Service.OFFICE_OR_DWELLING: ("on delivery", "FRCP 5(b)(2)(B)"),
    Service.MAIL: ("on mailing to the last known address", "FRCP 5(b)(2)(C); 8 CFR 103.8(b)"),
    Service.CLERK: ("on leaving it with the clerk, if no address is known", "FRCP 5(b)(2)(D)"),
    Service.ELECTRONIC: ("on sending, unless the sender learns that it failed", "FRCP 5(b)(2)(E)"),
    Service.OTHER: ("on handing it to the agency, if consented to in writing", "FRCP 5(b)(2)(F)"),
    Service.CARRIER: ("on handing it to the carrier, if consented to in writing", "FRCP 5(b)(2)(F)"),
}
"""When a service is complete, which is the day to count from."""

_DURATION: Final = (("day-one", LONG_AGO), ("moved", LONG_AGO))
_TARGET: Final = (("tolerance-early", LONG_AGO), ("tolerance-late", LONG_AGO))
_NEAR: Final = (Kind.TARGET, _TARGET, 15)  # the widths are ours
_FAR: Final = (Kind.TARGET, _TARGET, 30)

CLOCKS: Final[dict[str, Clock]] = {
    clock.name: clock
    for clock in (
        # 1.4: filed is received; no mail days; e-notice too
        Clock("bia-appeal", "eoir", 30, "days", "8 CFR 1003.38(b)", doubts=(("ten-days", date(2026, 3, 9)),)),
        Clock("motion-to-reopen", "eoir", 90, "days", "8 CFR 1003.2(c)(2); 8 USC 1229a(c)(7)(C)(i)"),
        Clock("motion-to-reconsider", "eoir", 30, "days", "8 CFR 1003.2(b)(2); 8 USC 1229a(c)(6)(B)"),
        Clock("in-absentia", "eoir", 180, "days", "8 USC 1229a(b)(5)(C)(i) (to verify)"),
        Clock("statute-1229c", "dhs", 60, "days", "8 USC 1229c(b)(2); Monsalvo Velazquez v. Bondi (2025)"),
        Clock("8cfr103.8", "dhs", 0, "days", "8 CFR 103.8(b)", adds=True),
        Clock("petition-for-review", "frap", 30, "days", "8 USC 1252(b)(1): from the date of the order"),
        # 1.5: durations are reported in every reading and not moved by default
        Clock("removal-period", "dhs", 90, "days", "8 USC 1231(a)(1)", Kind.DURATION, _DURATION),
        Clock(
            "zadvydas",
            "dhs",
            6,
            "months",
            "Zadvydas v. Davis, 533 U.S. 678, 701 (2001)",
            Kind.DURATION,
            (("thirty-day-months", LONG_AGO),),
        ),
        # 1.5: targets with a tolerance; the paragraphs are known and were not read.
        Clock("custody-review", "dhs", 90, "days", "8 CFR 241.4(k) (to verify)", *_NEAR),
        Clock("custody-review-notice", "dhs", 30, "days", "8 CFR 241.4(h)(2), (k) (to verify)", *_NEAR),
        Clock("custody-review-hq", "dhs", 180, "days", "8 CFR 241.4(k) (to verify)", *_FAR),
        Clock("custody-review-next", "dhs", 1, "years", "8 CFR 241.4(k) (to verify)", *_FAR),
        Clock("revocation-review", "dhs", 3, "months", "8 CFR 241.4(l) (to verify)", *_NEAR),
    )
}
"""The clocks by name. `statute-1231` is read as `removal-period`."""

ALIASES: Final = {
    "statute-1231": "removal-period",
    "1231": "removal-period",
    "statute-1252": "petition-for-review",
}
