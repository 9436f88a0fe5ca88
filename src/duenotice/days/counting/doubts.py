"""What is not settled about counting, as a table: one line for each question that has two answers.

The numbers are those of section 1.7 of the design's ``time.md``. Each answer carries its authority.
`prevails` says which answer the prevailing reading takes; the other becomes a reading of its own
wherever it gives another date. Nothing here picks silently.

A *view* is the set of the questions that are answered yes. `CLOSED` are the questions that decide
whether a day is closed; the others change the count itself.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Doubt(NamedTuple):
    """One open question, the words and the authority of either answer, and the answer that prevails."""

    yes: str
    no: str
    prevails: bool
    cite_yes: str
    cite_no: str


DOUBTS: Final[dict[str, Doubt]] = {
    "in-lieu": Doubt(  # 1.7 no. 1
        "the Friday or Monday in lieu is a legal holiday",
        "the Friday or Monday in lieu is no legal holiday",
        True,
        "5 USC 6103(b)(1); courts list these days as holidays (Bankr. S.D. Fla. 2021 list)",
        "5 USC 6103(b)(1) and EO 11582 sec. 3 are written for pay and leave",
    ),
    "closing": Doubt(  # 1.7 no. 2
        "the President's closing day is a legal holiday",
        "the President's closing day is no legal holiday",
        True,
        "FRCP 6(a)(6)(B); 9th Cir. notice for 5 Dec 2018; 3d Cir. for 26 Dec 2014",
        "7th Cir. Latham 1998; 9th Cir. notice for 26 Dec 2008",
    ),
    "inauguration": Doubt(  # 1.7 no. 6
        "Inauguration Day is a legal holiday in the District of Columbia",
        "Inauguration Day is no legal holiday",
        True,
        "5 USC 6103(c); FRCP 6(a)(6)(B); Fed. Cir. 2021",
        "5 USC 6103(c) speaks of employees in the D.C. area",
    ),
    "state": Doubt(  # 1.7 no. 5: own deadline, none
        "the days that the court's state declared are legal holidays",
        "the state's day is not counted on",
        True,
        "FRCP 6(a)(6)(C) and its twins; Dwyer v. Duffy (9th Cir. 2005; head only)",
        "which days a state has `declared` is unsettled; caution for one's own deadline",
    ),
    "state-contested": Doubt(  # 1.7 no. 5: government's clock, the broad list
        "the days that state law also lists are legal holidays",
        "a day listed by the state, but not for its courts, is no legal holiday",
        False,
        "Cal. Gov. Code 6700, read broadly",
        "Cal. Code Civ. Proc. 135 drops them",
    ),
    "mail": Doubt(  # 1.7 no. 7
        "three days are added for the way of service",
        "no days are added for the way of service",
        True,
        "FRCP 6(d) and its twins; 8 CFR 103.8",
        "6(d) is for a served party that must act; caution for one's own deadline",
    ),
    "mail-at-once": Doubt(
        "the three mail days join the period before its end is moved",
        "the three mail days follow the end of the period",
        False,
        "8 CFR 103.8(b): added `to the prescribed period` (to verify)",
        "as FRCP 6(d) and its 2005 note",
    ),
    "clerk": Doubt(
        "the clerk's office was inaccessible, and the filing waits for it",
        "the court orders otherwise, or does not find the office inaccessible",
        True,
        "FRCP 6(a)(3) and its twins",
        "FRCP 6(a)(3): `unless the court orders otherwise`; the rule defines no inaccessibility (2009 note)",
    ),
    "court-date": Doubt(  # 1.7 no. 9
        "the day of service is the date in the court's zone",
        "the day of service is the date at the place of service",
        False,
        "FRCP 6(a)(4) names the court's zone, for electronic filing only",
        "the civil date on the proof of service",
    ),
    "day-one": Doubt(  # 1.5
        "the day on which the time begins is its first day",
        "the day on which the time begins is not counted",
        False,
        "8 USC 1231(a)(1)(B): the period begins on that day",
        "counted as FRCP 6(a)(1)(A) counts",
    ),
    "moved": Doubt(  # 1.5
        "the end moves off a Saturday, Sunday or holiday",
        "the end does not move: it is a time, not an act",
        False,
        "counted as FRCP 6(a)(1)(C) counts",
        "a duration is no period for taking an action",
    ),
    "thirty-day-months": Doubt(  # 1.5
        "a month is thirty days",
        "a month is a month",
        False,
        "8 CFR 241.13 practice of 180 days (to verify)",
        "Zadvydas v. Davis, 533 U.S. 678, 701: six months",
    ),
    "ten-days": Doubt(  # 1.4, the change of 2026
        "the appeal is due in 10 days",
        "the appeal is due in 30 days",
        False,
        "interim final rule FR 2026-02326 of 9 Mar 2026; its core vacated on 8 Mar 2026 (to verify)",
        "8 CFR 1003.38(b), as law was last seen",
    ),
    "tolerance-early": Doubt(
        "the target is taken at the early end of its tolerance",
        "the target is taken at its own date",
        False,
        "`approximately` in 8 CFR 241.4(k); the width is ours and not the law's (to verify)",
        "8 CFR 241.4(k) (to verify)",
    ),
    "tolerance-late": Doubt(
        "the target is taken at the late end of its tolerance",
        "the target is taken at its own date",
        False,
        "`approximately` in 8 CFR 241.4(k); the width is ours and not the law's (to verify)",
        "8 CFR 241.4(k) (to verify)",
    ),
}

CLOSED: Final = ("in-lieu", "closing", "inauguration", "state", "state-contested")
PREVAILING: Final = frozenset(key for key, doubt in DOUBTS.items() if doubt.prevails)


def label(key: str, yes: bool) -> str:
    """The answer in words."""
    return DOUBTS[key].yes if yes else DOUBTS[key].no


def authority(key: str, yes: bool) -> str:
    """The authority for the answer."""
    return DOUBTS[key].cite_yes if yes else DOUBTS[key].cite_no
