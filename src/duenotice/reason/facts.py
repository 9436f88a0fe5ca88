"""What the entries on file say about one fact together: one rule for single and for several values."""

from __future__ import annotations

from dataclasses import replace

from duenotice.language import FactIs
from duenotice.record import Fact
from duenotice.terms import FactTerm, Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth


def any_of_facts(wanted: FactIs[Kind], facts: tuple[tuple[Fact, Truth], ...], term: FactTerm) -> Truth:
    """Whether a fact has one of the wanted values, by all entries that may hold.

    *Yes* needs an entry that surely holds and surely fits, and none that may hold and denies it; *no*
    needs an entry that surely holds and surely does not fit, and none that may fit. Another value denies
    it too, unless the two can be so together (a national of two countries is a national of each).
    Entries that contradict each other answer *unknown*: which is wrong is not for us to say. What several
    entries deny one by one they deny together: who understands neither Khmer nor English understands
    none of the two.
    """
    facts = _denied_together(facts)
    speak = [(fact, holds) for fact, holds in facts if not _silent(wanted.values, fact, term.single)]
    has = [(holds, fact_fits(wanted.values, fact, term.single)) for fact, holds in speak]
    denied = any(
        fits is NO and (fact.negated or not term.together)
        for (fact, _), (_, fits) in zip(speak, has, strict=True)
    )
    if any(holds is YES and fits is YES for holds, fits in has) and not denied:
        truth = YES
    elif any(fits is not NO for _, fits in has) or not any(holds is YES for holds, _ in has):
        truth = UNKNOWN
    else:
        truth = NO
    return ~truth if wanted.negated else truth


def _denied_together(facts: tuple[tuple[Fact, Truth], ...]) -> tuple[tuple[Fact, Truth], ...]:
    """The entries with those that surely hold and deny something put into one."""
    denials = [fact for fact, holds in facts if fact.negated and holds is YES]
    if len(denials) < 2:
        return facts
    values = tuple(sorted({value for fact in denials for value in fact.values}))
    rest = tuple(one for one in facts if one[0] not in denials)
    return (*rest, (replace(denials[0], values=values), YES))


def _silent(wanted: tuple[str, ...], fact: Fact, single: bool) -> bool:
    """Whether an entry says nothing either way about the wanted values: who understands English may
    or may not understand Khmer, and who is not Thai may or may not be Cambodian."""
    asked, said = ({value.casefold() for value in values} for values in (wanted, fact.values))
    if fact.negated:
        return bool(said) and not asked <= said
    return bool(said) and not single and not asked & said


def fact_fits(wanted: tuple[str, ...], fact: Fact, single: bool) -> Truth:
    """Whether one entry says that the value is among those wanted."""
    if not fact.values:
        return UNKNOWN
    folded = {value.casefold() for value in wanted}
    inside = [value.casefold() in folded for value in fact.values]
    if fact.negated:
        ruled_out = folded <= {value.casefold() for value in fact.values}
        return NO if ruled_out else UNKNOWN
    if all(inside):
        return YES
    return NO if single and not any(inside) else UNKNOWN
