"""Whether a notice is in a language that the person understands, as SQL.

Two rule tables, worked out for the papers and entries that occur:

    tongues  paper, said, tongue           what a paper itself says of being understood: 2 yes, 0 no, 1
                                           nothing; and each language that it is in, by number (0: none)
    speaks   tongue, entry, fits, denies   what a fact on file says to *understands this language*

A paper counts by what it says; else a language that the person surely understood on the day of the act is
enough. A paper that is said not to be understood, in a language that they do understand, is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from duenotice.language import NoticeBefore
from duenotice.screen.codes import Codebook, Entry, Rows
from duenotice.screen.days import columns
from duenotice.screen.plan import Plan
from duenotice.screen.text import SQL, Relationship, within
from duenotice.terms import LANGUAGE, NOT_UNDERSTOOD, UNDERSTOOD, Vocabulary
from duenotice.truth import Truth

Says = Callable[[tuple[str, ...], Entry, Vocabulary], tuple[Truth, bool] | None]

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "tongues": ("paper", "said", "tongue"),
    "speaks": ("tongue", "entry", "fits", "denies"),
}
TRUTH = "CASE WHEN y.said = 2 THEN 2 WHEN v.p IS NULL THEN y.said WHEN y.said = 0 THEN 1 ELSE 2 END"
"""By what the paper says (``y``) and the languages that the person understands (``v``)."""


def asked(plan: Plan) -> bool:
    """Whether a duty of the order asks for a language."""
    duties = (judged.duty for _, _, judged in plan.duties)
    return any(isinstance(duty, NoticeBefore) and duty.understood for duty in duties)


def rows(codes: Codebook, vocabulary: Vocabulary, says: Says) -> dict[str, Rows]:
    """The two rule tables."""
    numbers: dict[str, int] = {}
    tongues: Rows = []
    for paper, code in codes.papers.items():
        qualifiers = paper.kind.qualifiers
        said = 2 if UNDERSTOOD in qualifiers else 0 if NOT_UNDERSTOOD in qualifiers else 1
        named = vocabulary.event(paper.kind.term).languages(qualifiers)
        each = [numbers.setdefault(language.casefold(), len(numbers) + 1) for language in named]
        tongues += [(code, said, number) for number in each or [0]]
    speaks: Rows = [
        (number, code, int(fits), int(denies))
        for language, number in numbers.items()
        for entry, code in codes.entries.items()
        if entry.name == LANGUAGE and (found := says((language,), entry, vocabulary))
        for fits, denies in [found]
    ]
    return {"tongues": tongues, "speaks": speaks}


def relations(name: str, spans: int) -> SQL:
    """Which papers each person understood on the day of each act. name: that of the duty's step."""
    act = within("x", columns("of", spans))
    holds = f"f.since_hi <= {act.lo} AND f.until_lo >= {act.hi}"
    yield Relationship(
        f"{name}_understood",
        "SELECT DISTINCT s.p, s.id, g.paper FROM (SELECT x.p, x.id, k.tongue, "
        f"MAX(CASE WHEN {holds} THEN k.fits ELSE 0 END) AS surely, MAX(k.denies) AS denied "
        f"FROM {name}_live AS x JOIN facts AS f ON f.p = x.p JOIN speaks AS k ON k.entry = f.entry "
        f"WHERE f.since_lo <= {act.hi} AND f.until_hi >= {act.lo} GROUP BY x.p, x.id, k.tongue) AS s "
        "JOIN tongues AS g ON g.tongue = s.tongue WHERE s.surely = 2 AND s.denied = 0",
        "papers in a language that the person understood on the day of the act",
    )
    yield Relationship(f"{name}_papers", "SELECT DISTINCT paper, said FROM tongues")


def joined(name: str) -> str:
    """What `TRUTH` asks, joined to the notices and the acts."""
    return (
        f" JOIN {name}_papers AS y ON y.paper = n.paper LEFT JOIN {name}_understood AS v "
        "ON v.p = x.p AND v.id = x.id AND v.paper = n.paper"
    )
