"""Words into terms and bound events: the *names* stage.

Takes a tree whose nouns are phrases and a vocabulary; gives the same tree with kinds of the
vocabulary. What a letter calls ``the release`` can be used by the later letters of its group, by
what stands below them, and by ``unless``; a name used before it is introduced, or introduced
twice, is refused, and so is a name introduced under *any of*, where no sibling could rely on it.
"""

from __future__ import annotations

from typing import assert_never

from duenotice.days import Relation
from duenotice.language.near_sentences import not_a_term
from duenotice.language.tree import (
    Class,
    Condition,
    DayIs,
    Duty,
    DutyAfter,
    DutyByDay,
    EventExists,
    FactIs,
    Forbidden,
    Group,
    How,
    Lapsed,
    LeftOut,
    Letter,
    Named,
    NoEvent,
    NoticeBefore,
    OnDate,
    Phrase,
    Reading,
    Readings,
    Rules,
    Timing,
)
from duenotice.problems import Place, Problem, RefusedOrder, did_you_mean
from duenotice.terms import UNDERSTOOD, Kind, UnknownWords, Vocabulary, fact_value, kind_from_words

RESERVED = {"day", "person", "government"}


def from_names(rules: Rules[Phrase], vocabulary: Vocabulary) -> Rules[Kind]:
    """Resolve every noun and name. Raises `RefusedOrder` with all problems (O02 to O04, O06, O14)."""
    names = _Names(vocabulary)
    classes = tuple(names.class_(class_) for class_ in rules.classes)
    duties = tuple(names.duty(duty, classes) for duty in rules.duties)
    known = {part.name for part in (*classes, *duties)}
    left_out = tuple(names.left_out(omission, known) for omission in rules.left_out)
    names.unique([*classes, *duties])
    if names.problems:
        raise RefusedOrder(*names.problems)
    return Rules(classes, duties, rules.life, left_out)


class _Names:
    """One pass over one order, collecting problems instead of stopping at the first."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.problems: list[Problem] = []
        self.scope: set[str] = set()
        self.taken: set[str] = set()
        self.partly: set[str] = set()

    def begin(self) -> None:
        """Names mean nothing outside the class, the end of protection or the omission they stand in."""
        self.scope, self.taken, self.partly = set(), set(), set()

    def class_(self, class_: Class[Phrase]) -> Class[Kind]:
        self.begin()
        body = self.group(class_.body)
        unless = self.group(class_.unless)
        return Class(class_.name, class_.cite, body, unless, class_.place)

    def duty(self, duty: Duty[Phrase], classes: tuple[Class[Kind], ...]) -> Duty[Kind]:
        self._known(duty.owed_to, {class_.name for class_ in classes}, duty.owed_place, "class")
        match duty:
            case NoticeBefore(
                name, cite, owed_to, act, verb, what, amount, runs, readings, understood, place
            ):
                kinds = self.kind(act), verb, self.kind(what)
                if understood:
                    self._has_language(kinds[-1], what.place)
                return NoticeBefore(name, cite, owed_to, *kinds, amount, runs, readings, understood, place)
            case DutyAfter(name, cite, owed_to, act, verb, what, amount, readings, place):
                kinds = self.kind(act), verb, self.kind(what)
                return DutyAfter(name, cite, owed_to, *kinds, amount, readings, place)
            case DutyByDay(name, cite, owed_to, since, amount, every, verb, what, place):
                after = since if isinstance(since, OnDate) else self.kind(since)
                return DutyByDay(name, cite, owed_to, after, amount, every, verb, self.kind(what), place)
            case Forbidden(name, cite, owed_to, act, ends, place):
                self.begin()
                return Forbidden(name, cite, owed_to, self.kind(act), self.group(ends), place)
            case _:
                assert_never(duty)

    def _has_language(self, what: Kind, place: Place) -> None:
        """A language is asked only of what the vocabulary knows to be in one."""
        term = self.vocabulary.events.get(what.term)
        if term is not None and term.qualifier(UNDERSTOOD) is None:
            self.problems.append(
                Problem(
                    "O14",
                    place,
                    f"`{term.name}` has no language",
                    "the vocabulary does not say in which language it can be, so nothing could be told",
                    "ask it of a notice, or add the qualifier to the term",
                )
            )

    def left_out(self, omission: LeftOut[Phrase], known: set[str]) -> LeftOut[Kind]:
        if omission.when.letters:
            self._known(omission.changes, known, omission.changes_place, "class or duty")
        self.begin()
        when = self.group(omission.when)
        return LeftOut(omission.text, omission.cite, omission.changes, when, omission.place)

    def unique(self, parts: list[Class[Kind] | Duty[Kind]]) -> None:
        names = [part.name for part in parts]
        self.problems += [
            Problem(
                "O04",
                part.place.pointing_at(part.name),
                f"`{part.name}` is the name of two parts of this order",
                "duties and answers speak of classes and duties by name",
                "give one of them another name",
            )
            for number, part in enumerate(parts)
            if part.name in names[:number]
        ]

    def group(self, group: Group[Phrase]) -> Group[Kind]:
        """Names introduced in *all of* reach its later letters, and leave with a nested group."""
        outside = set(self.scope)
        letters = []
        for letter in group.letters:
            letters.append(self.letter(letter))
            if group.how is How.ANY:
                self._unreachable(letter, outside)
                self.scope = set(outside)
        return Group(group.how, tuple(letters))

    def letter(self, letter: Letter[Phrase]) -> Letter[Kind]:
        return Letter(letter.label, self.condition(letter.condition), letter.cite, letter.place)

    def condition(self, condition: Condition[Phrase]) -> Condition[Kind]:
        match condition:
            case FactIs():
                return self.fact(condition)
            case EventExists():
                what, timings = self.kind(condition.what), self.timings(condition.timings)
                self.introduce(condition.name, condition.place)
                return EventExists(condition.choice, what, timings, condition.name, condition.place)
            case NoEvent():
                return NoEvent(self.kind(condition.what), self.timings(condition.timings))
            case DayIs():
                self.timings((condition.timing,))
                return condition
            case Lapsed(period, anchor, what, timings):
                self.timings((Timing(Relation.AFTER, anchor), *timings))
                return Lapsed(period, anchor, self.kind(what), timings)
            case Group():
                outside = set(self.scope)
                group = self.group(condition)
                self.scope = outside
                return group
            case Readings():
                return self.readings(condition)
            case _:
                assert_never(condition)

    def readings(self, contested: Readings[Phrase]) -> Readings[Kind]:
        """Every reading may call its event by the same name, and later letters then use each in turn;
        a name that only some of the readings introduce cannot be used by later letters."""
        before, taken = set(self.scope), set(self.taken)
        resolved, scopes = [], []
        for reading in contested.readings:
            self.scope, self.taken = set(before), set(taken)
            resolved.append(Reading(reading.label, self.condition(reading.condition), reading.cite))
            scopes.append(self.scope)
        self.scope = set.intersection(*scopes)
        every = set.union(*scopes)
        self.partly |= every - self.scope
        self.taken = taken | every
        return Readings(tuple(resolved))

    def fact(self, fact: FactIs[Phrase]) -> FactIs[Kind]:
        name = fact.fact.words
        if name not in self.vocabulary.facts:
            self.problems.append(
                Problem(
                    "O02",
                    fact.fact.place,
                    f"`{name}` is not a fact of the vocabulary",
                    "an order may only ask for facts that a vocabulary document explains",
                    did_you_mean(name, self.vocabulary.facts, "`duenotice terms` lists every fact"),
                )
            )
            return FactIs(Kind(name), fact.values, fact.negated)
        term, values = self.vocabulary.facts[name], []
        for value in fact.values:
            try:
                values.append(fact_value(term, value, fact.fact.place.pointing_at(value), "O14"))
            except UnknownWords as unknown:
                self.problems.append(unknown.problem)
        return FactIs(Kind(name), tuple(values), fact.negated)

    def kind(self, phrase: Phrase) -> Kind:
        try:
            return kind_from_words(phrase.words, self.vocabulary, phrase.place, "O02")
        except UnknownWords as unknown:
            self.problems.append(not_a_term(phrase.words, unknown.problem))
            return Kind(phrase.words)

    def timings(self, timings: tuple[Timing, ...]) -> tuple[Timing, ...]:
        for timing in timings:
            match timing.anchor:
                case Named(name=name, place=place) if name not in self.scope:
                    self.problems.append(self._not_introduced(name, place))
                case _:
                    pass
        return timings

    def introduce(self, name: str, place: Place) -> None:
        if not name:
            return
        if name in self.taken or name in RESERVED:
            why = "a name means one event throughout a class"
            if name in RESERVED:
                why = f"in this language, `the {name}` always means the same"
            self.problems.append(
                Problem(
                    "O04",
                    place.pointing_at(f"call it the {name}"),
                    f"`the {name}` is already the name of something else",
                    why,
                    f"use another name, for example `{name}-again`",
                )
            )
        self.taken.add(name)
        self.scope.add(name)

    def _not_introduced(self, name: str, place: Place) -> Problem:
        why = "a letter can only speak of an event that an earlier letter of its group called by this name"
        otherwise = f"add `: call it the {name}` to the letter that speaks of this event"
        if name in self.partly:
            why = (
                "only some of the readings of a letter above introduce it, so on the others it means nothing"
            )
            otherwise = f"let every reading end in `: call it the {name}`"
        elif name in self.taken:
            otherwise = "the name belongs to another group; introduce the event in a letter before this group"
        return Problem(
            "O03",
            place.at(max(place.column - 4, 1), len(name) + 4) if place.column else place,
            f"`the {name}` was not introduced before this line",
            why,
            did_you_mean(name, self.scope, otherwise),
        )

    def _unreachable(self, letter: Letter[Phrase], outside: set[str]) -> None:
        new = self.scope - outside
        if new:
            self.problems.append(
                Problem(
                    "O15",
                    letter.place.pointing_at(f"call it the {min(new)}"),
                    f"`the {min(new)}` is introduced under `any of`",
                    "the other letters of an `any of` group hold without it, so nothing can rely on the name",
                    "put the letter and those that use the name into an `all of these hold:` group",
                )
            )

    def _known(self, name: str, known: set[str], place: Place, what: str) -> None:
        if name not in known:
            self.problems.append(
                Problem(
                    "O06",
                    place.pointing_at(name),
                    f"no {what} of this order is called `{name}`",
                    f"the names in this order are: {', '.join(f'`{n}`' for n in sorted(known)) or 'none'}",
                    did_you_mean(name, known, "write the name as it stands behind `class` or `duty`"),
                )
            )
