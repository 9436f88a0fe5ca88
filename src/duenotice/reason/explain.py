"""Letters with their reasons: what each rests on, and what is open.

Takes an evaluator and a choice of events; gives one `Finding` a letter. The truth always comes
from the evaluator; this module only says why.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from duenotice.days import Relation, Span, in_words
from duenotice.language import (
    Choice,
    Cite,
    Condition,
    DayIs,
    EventExists,
    FactIs,
    Group,
    How,
    Lapsed,
    Named,
    NoEvent,
    Readings,
    Timing,
    condition_text,
    conditions_of,
)
from duenotice.reason.evaluate import Bound, Evaluator
from duenotice.reason.reasons import (
    Compared,
    Ease,
    Question,
    Reason,
    anchor_words,
    entries_of,
    fact_reason,
    kind_words,
    name_of,
    relation_words,
    searches_words,
    span_words,
    the,
)
from duenotice.reason.step_reasons import step_reasons
from duenotice.reason.timeline import NOBODY_KNOWS, Happening, related
from duenotice.record import Entry
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth

NO_CITE = Cite()


@dataclass(frozen=True)
class Finding:
    """One letter: its full label, its text, its truth, why, and the letters below it. `stands_in` where
    its name means an event that nobody looked for; `by_absence` where it holds if nothing is found."""

    label: str
    text: str
    truth: Truth
    reasons: tuple[Reason, ...]
    below: tuple[Finding, ...] = ()
    cite: Cite = NO_CITE
    how: How = How.ALL
    entries: tuple[Entry, ...] = field(default=(), compare=False)
    stands_in: bool = False
    by_absence: bool = False

    @property
    def leaf(self) -> bool:
        """Whether no letters stand below it."""
        return not self.below


class Explainer:
    """Explains conditions of one evaluator. `useful` narrows the question about a name that stands for
    what nobody looked for."""

    def __init__(self, evaluator: Evaluator, useful: Mapping[str, Span] | None = None) -> None:
        self.evaluator = evaluator
        self.useful = useful or {}
        self.timeline = evaluator.timeline

    def letters(self, group: Group[Kind], bound: Bound, cite: Cite, prefix: str = "") -> tuple[Finding, ...]:
        """A finding for each letter of a group, under the given choice of events."""
        found = []
        for letter in group.letters:
            own = letter.cite if letter.cite.text or letter.cite.to_verify else cite
            found.append(self.finding(f"{prefix}({letter.label})", letter.condition, bound, own))
        return tuple(found)

    def finding(self, label: str, condition: Condition[Kind], bound: Bound, cite: Cite) -> Finding:
        """One condition with its reasons. A named letter is judged by the event that the name means."""
        text = condition_text(condition)
        if isinstance(condition, Group):
            best = self.evaluator.group(condition, bound)
            below = self.letters(condition, best.bound, cite, label)
            rests = tuple(self.other_choices(condition)) if best.truth is not YES else ()
            return Finding(label, text, best.truth, (), below, cite, condition.how, rests)
        truth = self._truth(condition, bound)
        reasons = tuple(self.reasons(condition, bound, truth))
        cited = [entry for reason in reasons for entry in reason.entries]
        if isinstance(condition, EventExists):
            cited += self._doubters(condition.what)
        entries = tuple(dict.fromkeys(cited))
        meant = dict(bound).get(condition.name) if isinstance(condition, EventExists) else None
        stands_in = meant is not None and meant is not NOBODY_KNOWS and not meant.seen
        by_absence = isinstance(condition, NoEvent)
        return Finding(
            label, text, truth, reasons, (), cite, entries=entries, stands_in=stands_in, by_absence=by_absence
        )

    def other_choices(self, group: Group[Kind]) -> Iterator[Entry]:
        """What it rests on that no choice of events satisfies a group: if its letters name events, all
        that its letters read; else nothing more than the letters themselves do."""
        if any(isinstance(c, EventExists) and c.name for c in conditions_of(group)):
            yield from self.read(group)

    def read(self, group: Group[Kind]) -> Iterator[Entry]:
        """Every entry that the letters of a group may speak of, on any choice of events."""
        for condition in conditions_of(group):
            match condition:
                case FactIs(fact=fact):
                    for found, _ in self.timeline.facts(fact.term):
                        yield found
                        yield from entries_of(*self.timeline.fact_doubters(found))
                case EventExists(what=what) | NoEvent(what=what) | Lapsed(what=what):
                    yield from entries_of(*(happening for happening, _ in self.timeline.candidates(what)))
                    yield from self._doubters(what)
                    yield from self.timeline.searches(what)
                case _:
                    pass

    def _doubters(self, kind: Kind) -> Iterator[Entry]:
        """What puts an event of this kind in doubt, be it the one that is shown or another."""
        for happening, _ in self.timeline.candidates(kind):
            yield from entries_of(*self.timeline.doubted_by(happening))

    def _truth(self, condition: Condition[Kind], bound: Bound) -> Truth:
        if isinstance(condition, EventExists) and condition.name:
            meant = dict(bound)[condition.name]
            options = self.evaluator.options(condition, bound)
            return next((truth for found, truth in options if _same(found, meant)), NO)
        return self.evaluator.truth(condition, bound)

    def reasons(self, condition: Condition[Kind], bound: Bound, truth: Truth) -> Iterator[Reason]:
        """Why one plain condition has the truth it has."""
        match condition:
            case FactIs():
                yield from self._fact(condition, truth)
            case EventExists():
                yield from self._exists(condition, bound, truth)
            case NoEvent():
                yield from self._absent(condition.what, condition.timings, bound)
            case DayIs(timing=timing):
                yield self._day(timing, bound, truth)
            case Lapsed():
                yield from step_reasons(condition, self.evaluator.step(condition, bound), bound, self)
            case Group() | Readings():
                raise AssertionError("groups are explained by their letters")
            case _:
                assert_never(condition)

    def _day(self, timing: Timing, bound: Bound, truth: Truth) -> Reason:
        """How the day of the question lies to an anchor. Of an event nobody saw its own letter asks."""
        day, anchor = self.timeline.moment.happening, self.evaluator.anchor(timing.anchor, bound)
        says = self._compared(day, timing, bound).sentence
        known = anchor.seen or not isinstance(timing.anchor, Named)
        question = self._which_day(day, timing, anchor) if truth is UNKNOWN and known else None
        return Reason(says, entries_of(day, anchor), question)

    def _fact(self, wanted: FactIs[Kind], truth: Truth) -> Iterator[Reason]:
        name = wanted.fact.term
        facts = self.timeline.facts(name)
        question = Question(self._ask(wanted), Ease.ASK, (name,), about=tuple(fact for fact, _ in facts))
        for fact, _ in facts:
            yield Reason(fact_reason(fact).says, (fact,), question if truth is UNKNOWN else None)
            for doubter in self.timeline.fact_doubters(fact):
                says = f"{name_of(doubter)}: from then on it may no longer be so"
                yield Reason(says, entries_of(doubter), question)
        if not facts:
            yield Reason(f"nothing on file answers: {question.ask}", (), question)

    def _ask(self, wanted: FactIs[Kind]) -> str:
        ask = self.timeline.vocabulary.facts[wanted.fact.term].ask
        return f'{ask.rstrip("?")} "{wanted.values[0]}"?' if wanted.fact.term == "roster" else ask

    def _exists(self, wanted: EventExists[Kind], bound: Bound, truth: Truth) -> Iterator[Reason]:
        meant = dict(bound).get(wanted.name) if wanted.name else self._best(wanted, bound)
        if meant is None or meant is NOBODY_KNOWS:
            yield from self._absent(wanted.what, wanted.timings, bound)
        elif not meant.seen:
            yield self._not_looked_for(wanted.what, meant, self.useful.get(wanted.name))
        else:
            yield from self._present(meant, wanted, bound, truth)

    def _best(self, wanted: EventExists[Kind], bound: Bound) -> Happening | None:
        options = sorted(self.evaluator.options(wanted, bound), key=lambda option: -option[1])
        return options[0][0] if options else None

    def _present(
        self, meant: Happening, wanted: EventExists[Kind], bound: Bound, truth: Truth
    ) -> Iterator[Reason]:
        """An event on file that is, or may be, what the letter asks for."""
        yield Reason(name_of(meant), entries_of(meant))
        yield from self.doubts(meant, wanted.what)
        yield from self._timings(meant, wanted.timings, bound)
        if wanted.choice is not Choice.A:
            yield from self._others(meant, wanted, bound, truth)

    def _timings(self, meant: Happening, timings: tuple[Timing, ...], bound: Bound) -> Iterator[Reason]:
        for timing in timings:
            anchor = self.evaluator.anchor(timing.anchor, bound)
            truth = self.evaluator.fits_timings(meant, (timing,), bound)
            says = self._compared(meant, timing, bound).sentence
            known = meant.seen and (anchor.seen or not isinstance(timing.anchor, Named))
            question = self._which_day(meant, timing, anchor) if truth is UNKNOWN and known else None
            yield Reason(says, entries_of(meant, anchor), question)

    def _compared(self, left: Happening, timing: Timing, bound: Bound) -> Compared:
        anchor = self.evaluator.anchor(timing.anchor, bound)
        truth = self.evaluator.fits_timings(left, (timing,), bound)
        other = anchor_words(timing.anchor, anchor)
        return Compared(left.date, timing.relation, timing.days, anchor.date, other, truth)

    def _which_day(self, meant: Happening, timing: Timing, anchor: Happening) -> Question:
        """Which day was it? With what depends on it, so that a rough answer may be enough."""
        rough = anchor if meant.date.exact else meant
        other = anchor_words(timing.anchor, anchor)
        if rough.event is None:
            ask = f"Which day is meant by {other}, against {the(meant)}?"
            return Question(ask, Ease.LAWYER, about=entries_of(meant))
        ask = f"On which day was the {rough.event.kind} that is on file as {in_words(rough.date)}?"
        it = "it" if rough is meant else the(meant)
        why = f"The question is whether {it} was {relation_words(timing.relation, timing.days)} {other}."
        return Question(f"{ask} {why}", Ease.PAPER, about=entries_of(rough))

    def _others(
        self, meant: Happening, wanted: EventExists[Kind], bound: Bound, truth: Truth
    ) -> Iterator[Reason]:
        """For *the first* and *the last*: what else there is, and whether anybody looked."""
        others = [h for h, _ in self.timeline.candidates(wanted.what) if h is not meant]
        if others:
            yield Reason(f"also on file: {'; '.join(name_of(h) for h in others)}", entries_of(*others))
        if truth is UNKNOWN:
            plain = EventExists(Choice.A, wanted.what, wanted.timings)
            for happening, _ in self.evaluator.options(plain, bound):
                if not happening.seen:
                    yield self._not_looked_for(wanted.what, happening)
                elif happening is not meant and self._either_way(happening, meant):
                    which = f"which came first, {name_of(happening)} or {name_of(meant)}"
                    both = entries_of(happening, meant)
                    question = Question(f"Can a paper show {which}?", Ease.PAPER, about=both)
                    yield Reason(f"it is open {which}", both, question)
        yield from searches_words(self.timeline.searches(wanted.what))

    def _either_way(self, one: Happening, other: Happening) -> bool:
        return UNKNOWN in (related(one, Relation.AFTER, other), related(one, Relation.BEFORE, other))

    def doubts(self, meant: Happening, wanted: Kind) -> Iterator[Reason]:
        """Why an event on file only may count: a hint, a missing qualifier, a doubt, a rough date."""
        assert meant.event is not None
        kind = meant.event.kind
        ways = [w for w in self.timeline.ways(wanted) if w.kind.term == kind.term]
        term = self.timeline.vocabulary.event(kind.term)
        if ways and max(way.at_most for way in ways) is UNKNOWN:
            ask = f"What came of {the(meant)}: {self._shown(wanted)}, or nothing?"
            question = Question(ask, Ease.SEARCH, (wanted.term,), about=entries_of(meant), where=term.look_in)
            says = f"{kind_words(kind)} only hints at {kind_words(wanted)}, and does not show it"
            yield Reason(says, entries_of(meant), question)
        elif ways and max(term.fits(way.kind.qualifiers, kind.qualifiers) for way in ways) is UNKNOWN:
            wanted_too = [q for way in ways for q in way.kind.qualifiers]
            missing = [q for q in wanted_too if q not in kind.qualifiers]
            unasked = [term.qualifier(text) for text in kind.qualifiers if text not in wanted_too]
            missing += ["given to the person as well"] if any(q and q.weakens for q in unasked) else []
            asked = " and ".join(dict.fromkeys(missing))
            ask = f"Was {the(meant)} {asked}?"
            says = f"the record does not say whether {the(meant)} was {asked}"
            yield Reason(says, entries_of(meant), Question(ask, Ease.PAPER, about=entries_of(meant)))
        for doubter in self.timeline.doubted_by(meant):
            ask = f"Does {the(meant)} still count? Later on file: {name_of(doubter)}."
            question = Question(ask, Ease.LAWYER, about=entries_of(meant, doubter))
            yield Reason(f"put in doubt by: {name_of(doubter)}", entries_of(meant, doubter), question)
        if self.timeline.happened(meant) is UNKNOWN and not self.timeline.doubted_by(meant):
            yield self._perhaps_later(meant)

    def _perhaps_later(self, meant: Happening) -> Reason:
        """An event that may lie after the moment: one of the two days is rough."""
        moment = self.timeline.moment.happening
        rough = moment if meant.date.exact and moment.event else meant
        day = in_words(moment.date)
        assert rough.event is not None
        ask = f"On which day was the {rough.event.kind} that is on file as {in_words(rough.date)}?"
        it = "it" if rough is meant else the(meant)
        why = f"The question is whether {it} had happened by {'then' if rough is moment else day}."
        question = Question(f"{ask} {why}", Ease.PAPER, about=entries_of(rough))
        return Reason(f"{the(meant)} may not have happened by {day}", entries_of(meant), question)

    def _shown(self, wanted: Kind) -> str:
        return ", ".join(kind_words(way) for way in self.timeline.vocabulary.event(wanted.term).shown_by)

    def _absent(self, kind: Kind, timings: tuple[Timing, ...], bound: Bound) -> Iterator[Reason]:
        """What is on file of a kind, what that rules out, and what was looked for."""
        surely = maybe = False
        for happening, base in self.timeline.candidates(kind):
            truth = min(base, self.evaluator.fits_timings(happening, timings, bound))
            surely, maybe = surely or truth is YES, maybe or truth is UNKNOWN
            if truth is NO:
                yield self.ruled_out(happening, timings, bound)
            else:
                yield Reason(f"on file: {name_of(happening)}", entries_of(happening))
                yield from self.doubts(happening, kind)
                yield from self._timings(happening, timings, bound)
        if not surely and not maybe:
            yield Reason(self.nothing(kind))
        yield from searches_words(self.timeline.searches(kind))
        if not surely:
            yield from self._gaps(kind, timings, bound)

    def nothing(self, kind: Kind) -> str:
        """That nothing of a kind is on file, besides what does not count."""
        term, others = self.timeline.vocabulary.event(kind.term), self.timeline.candidates(kind)
        if not term.compound:
            return f"no {'other ' if others else ''}{kind} is on file"
        shows = "shows or hints at" if term.hinted_at_by else "shows"
        return f"nothing {'else ' if others else ''}on file {shows} {kind_words(kind)}"

    def ruled_out(self, happening: Happening, timings: tuple[Timing, ...], bound: Bound) -> Reason:
        """That an event on file does not count, by the first timing that rules it out."""
        for timing in timings:
            if self.evaluator.fits_timings(happening, (timing,), bound) is NO:
                anchor = self.evaluator.anchor(timing.anchor, bound)
                says = f"does not count: {name_of(happening)}, {self._compared(happening, timing, bound)}"
                return Reason(says, entries_of(happening, anchor))
        raise AssertionError("a candidate that no timing rules out fits")

    def _gaps(self, kind: Kind, timings: tuple[Timing, ...], bound: Bound) -> Iterator[Reason]:
        for span in self.evaluator.unseen(kind, timings, bound):
            words = f"{kind_words(kind)} {span_words(span)}"
            question = self.search_question(kind, f"Was there {words}?", span.lo, span.hi)
            yield Reason(f"nobody looked for {words}", (), question)

    def _not_looked_for(self, kind: Kind, stand_in: Happening, useful: Span | None = None) -> Reason:
        words = span_words(stand_in.date.spans[0])
        lo, hi = useful or stand_in.date.spans[0]
        others = [h for h, _ in self.timeline.candidates(kind)]
        besides = " besides what is on file" if others else ""
        ask = f"Was there {kind_words(kind)} {span_words(Span(lo, hi))}{besides}?"
        question = self.search_question(kind, ask, lo, hi)
        return Reason(f"nobody looked for {kind_words(kind)} {words}{besides}", entries_of(*others), question)

    def search_question(self, kind: Kind, ask: str, lo: int, hi: int) -> Question:
        """A question that a search for a kind on some days would answer."""
        look_in = self.timeline.vocabulary.event(kind.term).look_in
        return Question(ask, Ease.SEARCH, (kind.term,), Span(lo, hi), where=look_in)


def _same(one: Happening, other: Happening) -> bool:
    """The same event, or stand-ins for the same days (stand-ins are made anew for each question)."""
    return one is other or (not one.seen and not other.seen and one.date == other.date)
