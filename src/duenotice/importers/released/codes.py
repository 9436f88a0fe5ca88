"""What the words and codes of the releases mean in our vocabulary. Compared without case.

Release reasons. The exact strings were counted in one published table of 763,286 stints. ICE's own
definitions: an order of recognizance is a release before a final order, an order of supervision one
after it. What is not a release: a move to another facility, to the Marshals or another agency, to the
Office of Refugee Resettlement, a removal, a departure of one's own, death. What may or may not be
one (`MAYBE`) is never an event; the days on which it may have been one count as not searched. The
same holds for a reason that is blank, redacted or not in this table.
"""

from __future__ import annotations

from typing import NamedTuple


class Ending(NamedTuple):
    """How a stint ended: `how` is one of the words below, `way` the qualifier of a release."""

    how: str
    way: str = ""


MOVED, AWAY, REMOVED, DIED, RELEASED, MAYBE = "moved", "away", "removed", "died", "released", "maybe"
OPEN, UNREAD = "open", "unread"
SUPERVISION, RECOGNIZANCE = "by order of supervision", "by recognizance"
BOND, PAROLE = "by bond", "by parole"

RELEASE_REASONS: dict[str, Ending] = {
    "transferred": Ending(MOVED),
    "u.s. marshals or other agency (explain in detention comments)": Ending(AWAY),
    "u.s. marshals or other agency": Ending(AWAY),
    "orr - office of refugee resettlement": Ending(AWAY),
    "office of refugee resettlement": Ending(AWAY),
    "removed": Ending(REMOVED),
    "voluntary departure": Ending(AWAY),
    "voluntary return": Ending(AWAY),
    "title 42 return": Ending(AWAY),
    "died": Ending(DIED),
    "order of supervision": Ending(RELEASED, SUPERVISION),
    "order of supervision - no slrrff": Ending(RELEASED, SUPERVISION),
    "order of supervision - humanitarian": Ending(RELEASED, SUPERVISION),
    "order of supervision - re-release": Ending(RELEASED, SUPERVISION),
    "order of recognizance": Ending(RELEASED, RECOGNIZANCE),
    "order of recognizance - humanitarian": Ending(RELEASED, RECOGNIZANCE),
    "bonded out": Ending(RELEASED, BOND),
    "bonded out - ij": Ending(RELEASED, BOND),
    "bonded out - field office": Ending(RELEASED, BOND),
    "paroled": Ending(RELEASED, PAROLE),
    "paroled - fear found": Ending(RELEASED, PAROLE),
    "paroled - humanitarian": Ending(RELEASED, PAROLE),
    "paroled - public benefit": Ending(RELEASED, PAROLE),
    "prosecutorial discretion": Ending(RELEASED),
    "relief granted by ij": Ending(RELEASED),
    "proceedings terminated": Ending(RELEASED),
    "processing disposition changed locally": Ending(MAYBE),
    "escaped": Ending(MAYBE),
    "withdrawal": Ending(MAYBE),
    "orr-runaway": Ending(MAYBE),
}
"""Every reason seen. The two last releases carry no way: the case ended, the person was let go."""

ENDINGS_BY_BEGINNING: dict[str, Ending] = {
    "order of supervision": Ending(RELEASED, SUPERVISION),
    "order of recognizance": Ending(RELEASED, RECOGNIZANCE),
    "bonded out": Ending(RELEASED, BOND),
    "paroled": Ending(RELEASED, PAROLE),
    "u.s. marshals": Ending(AWAY),
    "orr -": Ending(AWAY),
    "voluntary": Ending(AWAY),
}
"""Spellings not seen yet that begin like a known reason: "Order of Supervision - No SLRFF"."""


def ending_of(reason: str) -> Ending:
    """What a release reason as printed means; `UNREAD` if it is not in the table."""
    folded = " ".join(reason.casefold().split())
    if folded in RELEASE_REASONS:
        return RELEASE_REASONS[folded]
    starts = (e for words, e in ENDINGS_BY_BEGINNING.items() if folded.startswith(words))
    return next(starts, Ending(UNREAD))


LEFT_BY_REMOVAL = ("6-", "8-")
"""Case statuses under which a departure is a removal: 6-Deported/Removed, 8-Excluded/Removed."""
LEFT_OTHERWISE = ("0-", "3-", "5-", "9-")
"""Withdrawal permitted, voluntary departure confirmed, Title 50 expulsion, voluntary return witnessed:
the person left, and was not removed. The vocabulary has no term for it, so there is no event."""
DIED_STATUS = "7-"
"""7-Died: the day is not in any column."""

REINSTATED = "[16]"
"""Case category of a reinstated order. The release then prints the day of the reinstatement and no
longer that of the order, so the order that was reinstated is on no row: not the same order."""
REINSTATED_DISPOSITIONS = (
    "REINST",
    "REINRF",
    "REINSTATEMENT OF DEPORT ORDER I-871",
    "REINSTATEMENT OF DEPORTATION REASONABLE FEAR",
)

ORDER_FINAL = ("[3]", "[8C]", "[16]", "[5B]", "[8E]", "[5C]", "[5D]", "[5F]", "[11]", "[12]")
"""Case categories under which there is a final order. [5F] Unable to Obtain Travel Document names the
class of Chhoeun directly. The grouping is ours. Used only where the yes/no field is not in a release."""

YES_NO = {"YES": "yes", "Y": "yes", "NO": "no", "N": "no"}
"""Whether there is a final order, as printed; `cells` reads the same. Anything else counts as blank."""

CRIMINALITY: dict[str, str] = {"1": "conviction", "2": "criminal charge"}
"""`1 Convicted Criminal`, `2 Pending Criminal Charges`: as of the row's own day, so on or before it.
`3 Other Immigration Violator` says nothing: it is not a search."""

REPROCESSED = "ero reprocessed arrest"
"""An arrest on paper of somebody who was in custody already."""

DISPOSITIONS: dict[str, str] = {
    "b": "bag and baggage",
    "t": "other",
    "reinst": "reinstatement of deport order i-871",
    "reinrf": "reinstatement of deportation reasonable fear",
    "wa/nta": "warrant of arrest/notice to appear",
    "nta": "notice to appear (i-862)",
    "nta_1": "notice to appear (i-862)",
    "nta/dt": "notice to appear detained (i-862)",
    "nta/pd": "notice to appear/prosecutorial discretion",
    "admdpt": "administrative deportation i-851/i-851a",
    "er": "expedited removal (i-860)",
    "er/cf": "expedited removal with credible fear",
    "er/lr": "expedited removal limited review",
    "dtnr": "detainer",
    "v": "voluntary return",
    "i": "i-210",
    "wd": "withdrawal (i-275)",
    "wd2": "withdrawal (wd2)",
    "wd/er": "withdrawal in lieu of er",
    "wd/nta": "withdrawal in lieu of nta",
    "tot": "turned over to",
    "nic": "not in custody",
    "nar": "not amenable to removal",
    "p": "paroled",
    "pd": "prosecutorial discretion",
    "rel": "release",
    "rel/pd": "released/prosecutorial discretion",
    "fr": "formal removal",
    "ex": "exclusion",
    "d": "deported",
    "abs": "absconder",
    "admit": "admitted",
    "def": "deferred inspection",
    "fbusc": "foreign born usc",
    "vwppr": "vwp removal",
    "vwpprm": "vwpp removal",
    "vwprm": "vwp removal",
    "vwprf": "vwp refusal",
    "vwprlr": "vwp - refusal - limited review",
    "vwp/cf": "vwp - credible fear",
    "vwp/lr": "vwp - limited review",
    "vwp/gm": "vwp removal (guam-cnmi)",
    "stow": "stowaway",
    "stw/cf": "stowaway with credible fear",
    "stw/lr": "stowaway - limited review",
    "crwi99": "crewmember (i-99)",
    "crw/dt": "crewmember detained",
    "crwrlr": "crewmember refused landing rights",
}
"""Processing dispositions: the code of one release to the words of another. "Bag and Baggage" is said
of people arrested on an order that existed already; that is an inference, and no event rests on it."""


def disposition_of(printed: str) -> str:
    """A processing disposition in words, without case; what is not in the table stays as it is."""
    folded = " ".join(printed.casefold().split())
    return DISPOSITIONS.get(folded, folded)


COURT_CASE_TYPES = ("RMV", "DEP", "EXC")
"""Removal, and the old deportation and exclusion: an order of any of them counts."""
COURT_ORDERS: dict[tuple[str, str], str] = {
    ("RMV", "X"): "ordered removed",
    ("DEP", "D"): "ordered deported",
    ("EXC", "E"): "ordered excluded",
}
"""What a decision means depends on the case type: X in a bond case is a zero bond. That X, D and E are
the orders in these three is an inference from their frequency (to verify)."""
BIA_KEPT_THE_ORDER = ("DIS", "SAF", "SUD", "SAD", "SDG", "SED", "SND", "SOD", "DUT", "S-L")
"""Board decisions that leave the judge's order as it was: dismissed, affirmed, summarily dismissed."""
BIA_DENIED = (*BIA_KEPT_THE_ORDER, "DEN")
"""Board decisions that dismiss an appeal or deny a motion."""
CASE_APPEALS = ("case appeal",)
