"""What several releases show and cannot show, said once."""

CUSTODY_SEARCHED = ("detention for removal", "release from ICE custody")
"""The terms that a whole table of stints is a search for."""

IN_ERO = "ERO book-ins and book-outs"

STINTS_SHOWN = "when a person was booked in and out, and how a stint ended"
SHOWS_CUSTODY = (
    STINTS_SHOWN,
    "the final order, the departure and the case status as they stood on the day of the extract",
)
NO_NOTICE = "whether notice was given: no released column says so"
OTHERS_REMOVE = (
    "removals that are not counted as ICE removals (expedited removals whose subject ERO never held, those "
    "of CBP): no removal on file is not a search for one"
)
ORDERS_AS_OF = (
    "what a final-order field said before the extract: it is filled in later, and a reinstatement "
    "overwrites it"
)
NO_CRIME_SEARCH = "convictions other than the most serious one: no conviction on file is not a search for one"
NO_EARLIER = "custody before the release begins: whoever was let go earlier has no earlier stint here"
NOT_BOOKED = "custody that ERO did not book in: an arrest with release on the spot, or custody of CBP"
NOT_THE_PAST = (
    NO_EARLIER,
    NOT_BOOKED,
    ORDERS_AS_OF,
    OTHERS_REMOVE,
    NO_CRIME_SEARCH,
    NO_NOTICE,
)
NO_PERSON = (
    "one person over time: there is no person id, so every row is a person of its own (a `row person`), "
    "good for totals and for nothing else",
    "identical rows are normal here and are all kept",
)
ARRESTS_ONLY = (
    "how custody ended: arrests alone show no release",
    "arrests by others than ERO, and custody that began without an ERO arrest: not a search for detentions",
)
