"""What a column can mean, which meaning its header suggests, and the mapping that the readers take.

A meaning is one of the parts of an identity (``number``), ``fact:nationality``, ``date:conviction`` (the cell
is the day) or ``yes:conviction`` (the cell says whether it happened, on a day unknown).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duenotice.days import FIRST_DAY
from duenotice.importers.roster.mapping import RANDOM, EventColumn, FactColumn, Mapping, Meaning, folded
from duenotice.library import load_vocabulary
from duenotice.problems import Place
from duenotice.terms import UnknownWords, Vocabulary, fact_value, kind_from_words
from duenotice.web.people.incoming import Columns
from duenotice.web.wizard.choices import NOTHING, UNKNOWN, YES, Choices

IDENTITY = {
    "name": "Name (several columns are joined)",
    "alias": "Another name",
    "number": "A-number",
    "birth_date": "Date of birth",
    "contact": "Phone or e-mail",
    "address": "Address",
}
SIGNS: tuple[tuple[str, str], ...] = (
    (
        r"(alien|a)[ .#-]*(no|num|number|registration)?[ .#:]*#?|anum(ber)?|a ?file.*|alien registration.*",
        "number",
    ),
    (r"(date of )?birth ?(date|day)?|dob|d\.o\.b\.?|born( on)?|birthdate", "birth_date"),
    (r"alias(es)?|a\.?k\.?a\.?|other names?|also known as|nickname", "alias"),
    (
        r"(full |client |person |member |first |last |middle |given |family )?name|surname|client|member",
        "name",
    ),
    (r"(cell|mobile|home|safe)? ?(phone|tel|telephone)( ?(no|number|#))?\.?|e-?mail|contact", "contact"),
    (r"(home |mailing |street )?address", "address"),
    (
        r"nationality|citizenship|country( of (origin|nationality|citizenship))?|citizen of",
        "fact:nationality",
    ),
    (r"state( of residence)?", "fact:state of residence"),
    (r"(preferred |primary )?language( understood| spoken)?", "fact:language understood"),
    (r"(attorney|lawyer|counsel)( name)?", "fact:counsel"),
    (r"(ero |ice )?field office", "fact:field office"),
    (
        r"(date of )?(final )?(removal )?order( of removal)?( date)?|f\.?o\.?r\.?|ordered( removed| on)?",
        "",
    ),
    (r"(date )?released?( date| on| from ice( custody)?)?|osup( date)?", "date:release from ICE custody"),
    (r"convict(ed|ion)s?( date| on)?", "date:conviction"),
    (r"(date )?(detained|arrested by ice|re-?detained)( date| on)?", "date:detention for removal"),
    (r"(next |last )?check-?in( date)?|report(ing)? date", "date:check-in"),
)
"""What headers suggest, the first that fits as a whole. A suggestion is shown and never acted on unseen."""
_FINAL = "date:final order of removal"
_KNOWN = tuple((re.compile(pattern, re.IGNORECASE), meaning or _FINAL) for pattern, meaning in SIGNS)


@dataclass(frozen=True)
class Group:
    """Meanings of one sort, as a form lists them: (meaning, its words)."""

    title: str
    options: tuple[tuple[str, str], ...]


def groups() -> tuple[Group, ...]:
    """Every meaning that a column can have."""
    vocabulary = load_vocabulary()
    events = sorted(vocabulary.events)
    return (
        Group("Who it is", tuple(IDENTITY.items())),
        Group(
            "The cell is the value of a fact",
            tuple((f"fact:{name}", name) for name in sorted(vocabulary.facts)),
        ),
        Group("The cell is the day of", tuple((f"date:{name}", name) for name in events)),
        Group(
            "The cell says whether there was, on a day unknown",
            tuple((f"yes:{name}", name) for name in events),
        ),
    )


def known(meaning: str) -> bool:
    """Whether this is a meaning."""
    vocabulary = load_vocabulary()
    sort, _, name = meaning.partition(":")
    if sort == "fact":
        return name in vocabulary.facts
    return name in vocabulary.events if sort in ("date", "yes") else meaning in IDENTITY


def suggested(label: str) -> str:
    """What the header of a column suggests; blank if nothing."""
    plain = " ".join(re.sub(r"[_:?*]", " ", label).split())
    return next((meaning for pattern, meaning in _KNOWN if pattern.fullmatch(plain)), "")


def is_date(meaning: str) -> bool:
    """Whether the cells of such a column are days."""
    return meaning == "birth_date" or meaning.startswith("date:")


def columns_of(choices: Choices) -> Columns:
    """The columns that say who somebody is."""

    def of(part: str) -> tuple[str, ...]:
        return tuple(label for label, meaning in choices.columns.items() if meaning == part)

    return Columns(**{part: of(part) for part in IDENTITY})


def mapping_of(choices: Choices, source: str, day_first: bool | None) -> Mapping:
    """The mapping that the readers take. `source`: what the list is called in the source of each entry."""
    vocabulary = load_vocabulary()
    blank = {"", *(cell for said in choices.values.values() for cell, to in said.items() if to == NOTHING)}
    facts = {label for label, meaning in choices.columns.items() if meaning.startswith(("fact:", "yes:"))}
    for label in facts:  # there a spelling that says nothing is listed with its column
        blank -= {cell for cell, to in choices.values.get(label, {}).items() if to == NOTHING}
    return Mapping(
        person=RANDOM,
        link=(),
        told_apart_by=choices.together,
        several=True,
        sheets=(),
        day_first=day_first,
        serial=None,
        encoding="utf-8",
        blank=frozenset(blank | {""}),
        learned=FIRST_DAY,
        source=source,
        columns=dict(_meanings(choices, vocabulary)),
    )


def _meanings(choices: Choices, vocabulary: Vocabulary) -> Iterator[tuple[str, Meaning]]:
    for label, meaning in choices.columns.items():
        sort, _, name = meaning.partition(":")
        said = choices.values.get(label, {})
        if sort == "fact":
            yield label, FactColumn(name, dict(said))
        elif sort == "date":
            yield label, EventColumn(kind_from_words(name, vocabulary, Place(""), "R02"))
        elif sort == "yes":
            yes = frozenset(cell for cell, to in said.items() if to == YES)
            no = frozenset(cell for cell, to in said.items() if to == NOTHING)
            kind = kind_from_words(name, vocabulary, Place(""), "R02")
            yield label, EventColumn(kind, yes or frozenset(("\0",)), no)


def value_of(meaning: str, text: str) -> str | None:
    """What a chosen text means for a spelling of such a column; None if it can mean nothing there."""
    said, (sort, _, name) = folded(text), meaning.partition(":")
    if said == NOTHING:
        return NOTHING
    if sort == "yes":
        return YES if said == YES else None
    if sort != "fact":
        return None
    if said == UNKNOWN:
        return UNKNOWN
    try:
        return fact_value(load_vocabulary().facts[name], text, Place(""), "R03")
    except UnknownWords:
        return None


def values_of(meaning: str) -> tuple[str, ...]:
    """What the spellings of such a column can mean, apart from free text."""
    sort, _, name = meaning.partition(":")
    if sort == "fact":
        return (NOTHING, UNKNOWN, *sorted(set(load_vocabulary().facts[name].values.values())))
    return (YES, NOTHING) if sort == "yes" else (NOTHING,)
