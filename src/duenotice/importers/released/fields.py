"""The fields that we use, and every name under which a release prints them.

One table for all releases: a column that means the same has the same meaning wherever it stands. A
release whose column means something else says so in its profile (`Table.reads`). Names are in their
normal form (`model.normal`): "Book-In Date/Time", "book_in_date_time" are both "book in date time".
"""

from __future__ import annotations

DATES: dict[str, tuple[str, ...]] = {
    "book_in": (
        "book in date time",
        "detention book in date and time",
        "detention book in date",
        "book in date",
    ),
    "book_out": (
        "detention book out date time",
        "book out date time",
        "detention book out date",
        "book out date",
    ),
    "stay_in": ("stay book in date time", "stay book in date"),
    "stay_out": ("stay book out date time", "stay book out date"),
    "final_date": ("final order date",),
    "departed": ("departed date", "departure date"),
    "removal_date": ("removal date",),
    "apprehended": (
        "apprehension date",
        "arrest date",
        "latest person apprehension date",
        "latest apprehension date",
    ),
    "prepared": ("detainer prepare date", "prepare date"),
    "convicted": ("msc conviction date",),
    "charged": ("msc charge date", "most serious conviction msc charge date"),
    "met": ("event date",),
    "prior_departed": ("most recent prior depart date",),
    "completed": ("comp date",),
    "appeal_due": ("date appeal due status",),
    "appeal_filed": ("datappealfiled",),
    "appeal_decided": ("datbiadecision",),
    "motion_received": ("motion recd date",),
    "court_detained": ("datdetained",),
    "court_released": ("datreleased",),
}
"""Fields that hold a day, with or without the time."""

TEXTS: dict[str, tuple[str, ...]] = {
    "id": (
        "anonymized identifier",
        "anonymized identifer",
        "unique identifier",
        "unique id",
        "idncase",
    ),
    "citizenship": (
        "citizenship country",
        "citizenship",
        "country of citizenship",
        "ero citizenship",
        "nat",
        "strnat",
    ),
    "facility": ("detention facility code", "detainer facility code"),
    "reason": ("detention release reason",),
    "stay_reason": ("stay release reason",),
    "final_yes": ("final order yes no", "final order yes no 33"),
    "status": ("case status",),
    "category": ("case category",),
    "disposition": ("processing disposition code", "processing disposition"),
    "criminality": (
        "apprehension criminality",
        "book in criminality",
        "detainer prepared criminality",
        "detainer criminality",
        "encounter criminality",
        "criminality",
    ),
    "method": ("apprehension method", "arrest method", "method"),
    "charge": ("final charge section", "charge section code", "final charge section code"),
    "lift_reason": ("detainer lift reason",),
    "proceeding": ("idnproceeding",),
    "case_type": ("case type", "strcasetype"),
    "decision": ("dec code", "dec", "strbiadecision"),
    "decision_type": ("dec type",),
    "absentia": ("absentia",),
    "appeal_reserved": ("appeal rsvd",),
    "appeal_type": ("strappealtype",),
    "stay_grant": ("stay grant",),
    "custody": ("custody",),
}
"""Fields that hold a word or a code."""

ALIASES: dict[str, tuple[str, ...]] = DATES | TEXTS
