"""The vocabulary as values: event terms, fact terms, qualifiers.

A *kind* is a term with qualifiers: ``release from ICE custody`` + ``by bond``. Whether an event
on file is of a wanted kind has three answers, because a file often does not say how a release
was made or whether a notice was in writing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from duenotice.truth import NO, UNKNOWN, YES, Truth, all_of

_STRAIGHT = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2011": "-"})


def plain(text: str) -> str:
    """The one spelling of some words: single spaces, composed letters, straight quotation marks."""
    return unicodedata.normalize("NFC", " ".join(text.split())).translate(_STRAIGHT)


CLOCKS = ("dated", "mailed", "postmarked", "received", "acknowledged")
"""The days that a notice can have besides the day on which it was given, in the order of time."""

UNDERSTOOD, NOT_UNDERSTOOD = "in a language understood", "in a language not understood"
"""The qualifiers of a paper that say whether the person understands it."""
_IN_LANGUAGE = "in <language>"
LANGUAGE = "language understood"
"""The fact that says which languages the person understands."""

_BEHIND = {"by", "for", "in", "out", "outside", "silent", "stating", "to", "under"}
"""A qualifier that begins with one of these is said behind its term, any other before it."""


@dataclass(frozen=True, order=True)
class Kind:
    """An event term with qualifiers: what an order asks about, or what a record holds."""

    term: str
    qualifiers: tuple[str, ...] = ()

    def __str__(self) -> str:
        """As one would say it: ``written notice of detention``, ``release from ICE custody by bond``."""
        behind = [q for q in self.qualifiers if q.split()[0] in _BEHIND]
        return " ".join((*(q for q in self.qualifiers if q not in behind), self.term, *behind))


@dataclass(frozen=True)
class Qualifier:
    """A word added to an event term.

    `group` names the choice it belongs to (an event is only one of a group: ``by bond`` rules
    out ``by parole``; no group, no such conclusion); `implies` lists qualifiers that come with it
    (what was mailed was in writing); `weakens` means that an event which has it, where the order
    did not ask for it, only may count (a notice to counsel alone).
    A name that ends in ``<…>`` stands for any one name there, which begins with a capital letter:
    ``in <language>`` is ``in Khmer`` and never ``in writing``.
    """

    name: str
    group: str = ""
    implies: tuple[str, ...] = ()
    weakens: bool = False

    def matches(self, text: str) -> bool:
        """Whether `text` is this qualifier."""
        pattern = re.sub(
            r"<[^>]*>", r"(?P<name>[^\\W\\d_][^\\W\\d_-]*(?:-[^\\W\\d_]+)*)", re.escape(self.name)
        )
        found = re.fullmatch(pattern, text, re.IGNORECASE)
        name = found.groupdict().get("name") if found else None
        return found is not None and (name is None or name[0].isupper())


@dataclass(frozen=True)
class EventTerm:
    """One event term of the vocabulary.

    `shown_by` lists the kinds of event that prove it (a plain term is shown by itself alone),
    `hinted_at_by` those that can only make an answer unknown, `doubted_by` those that, on or
    after an event of this term, leave it only possible. `clocks` says that it is a paper, which has
    further days (`CLOCKS`).
    """

    name: str
    means: str
    shown_by: tuple[Kind, ...]
    hinted_at_by: tuple[Kind, ...] = ()
    doubted_by: tuple[Kind, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    stands_for: str = ""
    look_in: str = ""
    source: str = ""
    clocks: bool = False

    @property
    def compound(self) -> bool:
        """Whether other terms show it, so that looking for it means looking for them."""
        return self.shown_by != (Kind(self.name),) or bool(self.hinted_at_by)

    def qualifier(self, text: str) -> Qualifier | None:
        """The qualifier that `text` is, if this term has it."""
        return next((q for q in self.qualifiers if q.matches(text)), None)

    def languages(self, found: Iterable[str]) -> tuple[str, ...]:
        """The languages that the qualifiers `found` name: ``Khmer`` of ``in Khmer``."""
        named = (text for text in found if (q := self.qualifier(text)) and q.name == _IN_LANGUAGE)
        return tuple(text.split(maxsplit=1)[1] for text in named)

    def fits(self, wanted: Iterable[str], found: Iterable[str]) -> Truth:
        """Whether an event of this term with the qualifiers `found` has all of those `wanted`."""
        wanted, found = tuple(wanted), tuple(found)
        implied = {i for text in found if (q := self.qualifier(text)) for i in q.implies}
        has = {*found, *implied}
        unasked = [q for text in found if text not in wanted and (q := self.qualifier(text))]
        weak = UNKNOWN if any(q.weakens for q in unasked) else YES
        return all_of([weak, *(self._has(text, has) for text in wanted)])

    def _has(self, wanted: str, has: set[str]) -> Truth:
        if wanted.casefold() in {text.casefold() for text in has}:
            return YES
        asked = self.qualifier(wanted)
        group = asked.group if asked else ""
        rivals = {q.group for text in has if (q := self.qualifier(text))}
        return NO if group and group in rivals else UNKNOWN


@dataclass(frozen=True)
class FactTerm:
    """One fact term: `values` maps each accepted spelling to the value (empty: any text will do).

    `single` says that one recorded value rules out the others, `together` that two recorded values are
    no contradiction all the same (a national of two countries); `doubted_by` lists events after
    which an undated value is only possible (being in the country, after a removal). `renamed` maps
    values that are no longer used, in small letters, to what they are called now.
    """

    name: str
    means: str
    values: Mapping[str, str]
    single: bool
    ask: str
    doubted_by: tuple[Kind, ...] = ()
    source: str = ""
    together: bool = False
    renamed: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.name)

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """Every spelling in its plain form and without capitals, to the value."""
        return {plain(spelling).casefold(): value for spelling, value in self.values.items()}


@dataclass(frozen=True)
class Vocabulary:
    """All terms, by name. `version` goes into every receipt."""

    events: Mapping[str, EventTerm]
    facts: Mapping[str, FactTerm]
    version: str = ""

    def event(self, name: str) -> EventTerm:
        """The event term `name`; a name that passed `kind_from_words` is always there."""
        return self.events[name]

    @cached_property
    def longest_first(self) -> tuple[tuple[str, EventTerm], ...]:
        """The event terms with their names in small letters, long names first."""
        names = sorted(self.events, key=lambda name: (-len(name), name))
        return tuple((name.lower(), self.events[name]) for name in names)

    @cached_property
    def covers(self) -> Mapping[str, frozenset[str]]:
        """For each term, the terms that a search for it looks for: itself, and all that show or
        hint at it. Who searched for *criminal violation* has looked for convictions."""
        found: dict[str, frozenset[str]] = {}
        for name in self.events:
            reach, todo = {name}, [name]
            while todo:
                term = self.events[todo.pop()]
                new = {k.term for k in (*term.shown_by, *term.hinted_at_by)} - reach
                reach |= new
                todo += sorted(new)
            found[name] = frozenset(reach)
        return found

    @cached_property
    def read_by(self) -> Mapping[str, frozenset[str]]:
        """For each term, every event term whose presence or absence can bear on it."""
        return {
            name: frozenset(
                {doubt.term for reached in terms for doubt in self.events[reached].doubted_by} | terms
            )
            for name, terms in self.covers.items()
        }
