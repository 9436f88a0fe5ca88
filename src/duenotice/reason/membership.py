"""Is this person in this class at this moment? The letters, and what decides.

A contested class is asked once for each combination of readings; where they disagree the answer
is unknown *because the readings differ*. Nothing is worked out before it is asked for: a duty asks
about membership on the day of every act, and most of those are settled by the order's life alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from duenotice.days import Span
from duenotice.language import Cite, EventExists, Group, How, Lapsed, Letter, NoEvent, conditions_of
from duenotice.language.readings import Chosen, resolutions
from duenotice.reason.evaluate import Best, Bound, Evaluator, names_in
from duenotice.reason.explain import Explainer, Finding
from duenotice.reason.reasons import NOT_ON_FILE, Ease, Question, Reason, entries_of, the
from duenotice.reason.timeline import NOBODY_KNOWS, Happening, Timeline, stand_in
from duenotice.record import Entry
from duenotice.terms import Kind
from duenotice.truth import NO, UNKNOWN, YES, Truth, agreed

MOST_CHOICES = 20
"""How many other choices of events are explained one by one (the answer uses all)."""

MORE_CHOICES = "further choices of events, none of them better"

MOST_DAYS = 60
"""Into how many pieces a span is cut to find the days worth asking about."""


@dataclass(frozen=True, eq=False)
class Membership:
    """Whether the letters hold, and the exceptions do not, for one person at one moment."""

    body: Group[Kind]
    exceptions: Group[Kind]
    timeline: Timeline
    cite: Cite

    @cached_property
    def truth(self) -> Truth:
        """Whether the person is in the class: what all readings agree on."""
        return agreed(run.truth for run in self._runs)

    @cached_property
    def letters(self) -> tuple[Finding, ...]:
        """A finding for each letter."""
        return _merged(self._runs, [run.letters for run in self._runs])

    @cached_property
    def unless(self) -> tuple[Finding, ...]:
        """A finding for each exception."""
        return _merged(self._runs, [run.unless for run in self._runs])

    @cached_property
    def deciding(self) -> tuple[str, ...]:
        """The labels that make it *no* or *unknown*."""
        deciding = _deciding(self.truth, self.letters, self.unless)
        if deciding or self.truth is YES:
            return deciding
        each = (_deciding(run.truth, run.letters, run.unless) for run in self._runs)
        return tuple(dict.fromkeys(label for labels in each for label in labels))

    @cached_property
    def also(self) -> tuple[Reason, ...]:
        """How other choices of events fall short."""
        return tuple(reason for reason in self._others if NOT_ON_FILE not in reason.says)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What would settle it, if it is unknown."""
        return _questions(self.body.how, self.letters, self.unless) if self.truth is UNKNOWN else ()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry of the record that it rests on."""
        shown = _entries((*self.letters, *self.unless), self._others)
        return tuple(dict.fromkeys((*shown, *(entry for run in self._runs for entry in run.rests_on))))

    @cached_property
    def _others(self) -> tuple[Reason, ...]:
        return tuple(dict.fromkeys(reason for run in self._runs for reason in run.also))

    @cached_property
    def _runs(self) -> tuple[_Run, ...]:
        return tuple(
            _Run((*one, *other), plain, exception, Evaluator(self.timeline), self.cite)
            for one, plain in resolutions(self.body)
            for other, exception in resolutions(self.exceptions)
        )


@dataclass(frozen=True, eq=False)
class _Run:
    """One combination of readings."""

    chosen: tuple[Chosen, ...]
    body: Group[Kind]
    exceptions: Group[Kind]
    evaluator: Evaluator
    cite: Cite

    @property
    def truth(self) -> Truth:
        return self.best.truth

    @cached_property
    def best(self) -> Best:
        return self.evaluator.group(self.body, (), self.exceptions)

    @cached_property
    def letters(self) -> tuple[Finding, ...]:
        useful = dict(_useful_days(self.evaluator, self.body, self.best))
        return Explainer(self.evaluator, useful).letters(self.body, self.best.bound, self.cite)

    @cached_property
    def unless(self) -> tuple[Finding, ...]:
        exception = self.evaluator.group(self.exceptions, self.best.bound)
        return Explainer(self.evaluator).letters(self.exceptions, exception.bound, self.cite)

    @cached_property
    def also(self) -> tuple[Reason, ...]:
        others = _other_choices(self.evaluator, self.body, self.exceptions, self.best, self.cite)
        return () if self.truth is YES else tuple(others)

    @cached_property
    def rests_on(self) -> tuple[Entry, ...]:
        """What it rests on besides what is shown: that no other choice of events is better."""
        explainer = Explainer(self.evaluator)
        if self.truth is not YES and (found := tuple(explainer.other_choices(self.body))):
            return (*found, *explainer.read(self.exceptions))
        exception = self.evaluator.group(self.exceptions, self.best.bound)
        return () if exception.truth is YES else tuple(explainer.other_choices(self.exceptions))


def membership(body: Group[Kind], unless: Group[Kind], timeline: Timeline, cite: Cite) -> Membership:
    """Whether the letters hold, and the exceptions do not, for this person at this moment."""
    return Membership(body, unless, timeline, cite)


def _useful_days(evaluator: Evaluator, body: Group[Kind], best: Best) -> Iterator[tuple[str, Span]]:
    """For each name that stands for what nobody looked for: the days on which such an event would not
    make another letter fail. The question is asked about those; the answer used the whole span."""
    kinds = [c.what for c in conditions_of(body) if isinstance(c, EventExists | NoEvent | Lapsed)]
    for name, happening in best.bound:
        if happening.seen or happening is NOBODY_KNOWS:
            continue
        pieces = evaluator.timeline.split(happening.date.spans[0], kinds, MOST_DAYS)
        useful = [
            piece
            for piece in pieces
            if all(
                evaluator.truth(letter.condition, _with(best.bound, name, stand_in(piece))) is not NO
                for letter in body.letters
                if name in names_in(letter.condition)
            )
        ]
        yield name, Span(useful[0].lo, useful[-1].hi) if useful else happening.date.spans[0]


def _with(bound: Bound, name: str, meant: Happening) -> Bound:
    return tuple((other, meant if other == name else happening) for other, happening in bound)


def _other_choices(
    evaluator: Evaluator, body: Group[Kind], unless: Group[Kind], best: Best, cite: Cite
) -> Iterator[Reason]:
    """How each other choice of events falls short: a lawyer asks "and if it was the other release?"."""
    explainer = Explainer(evaluator)
    others = (choice for choice in evaluator.choices(body, (), unless) if choice.bound != best.bound)
    for choice in islice(others, MOST_CHOICES):
        names = [pair for pair in choice.bound if pair[1] is not NOBODY_KNOWS and pair not in best.bound]
        if not names:
            continue
        meant = " and ".join(f"the {name} is {_meant(happening)}" for name, happening in names)
        number = next((n for n, truth in enumerate(choice.letters) if truth is choice.truth), None)
        shown = entries_of(*(happening for _, happening in names))
        if number is None:
            exception = evaluator.group(unless, choice.bound)
            findings = explainer.letters(unless, exception.bound, cite)
            says = f"if {meant}: the exception {_word(~choice.truth)}"
            yield Reason(says, (*shown, *(e for f in findings for e in _below(f))))
            continue
        letter = body.letters[number]
        finding = explainer.finding(f"({letter.label})", letter.condition, choice.bound, cite)
        says = f"if {meant}: ({letter.label}) {_word(choice.truth)}"
        yield Reason(says, (*shown, *_below(finding)))
    if next(others, None) is not None:
        yield Reason(MORE_CHOICES, tuple(_read_by(evaluator.timeline, (*body.letters, *unless.letters))))


def _read_by(timeline: Timeline, letters: Iterable[Letter[Kind]]) -> Iterator[Entry]:
    """Every entry that could bear on one of these letters."""
    conditions = [one for letter in letters for one in conditions_of(Group(How.ALL, (letter,)))]
    kinds = {one.what for one in conditions if isinstance(one, EventExists | NoEvent | Lapsed)}
    read = {term for kind in kinds for term in timeline.vocabulary.read_by[kind.term]}
    yield from (event for event in timeline.record.events if event.kind.term in read)
    for kind in sorted(kinds):
        yield from timeline.searches(kind)


def _meant(happening: Happening) -> str:
    return the(happening) if happening.seen else NOT_ON_FILE


def _word(truth: Truth) -> str:
    return {NO: "fails", UNKNOWN: "is unknown", YES: "holds"}[truth]


def _merged(runs: Sequence[_Run], each: Sequence[tuple[Finding, ...]]) -> tuple[Finding, ...]:
    """One finding a letter: as in the first run, unless the readings give it different truths."""
    return tuple(_one(runs, versions) for versions in zip(*each, strict=True))


def _one(runs: Sequence[_Run], versions: tuple[Finding, ...]) -> Finding:
    entries = tuple(dict.fromkeys(entry for version in versions for entry in _below(version)))
    first = replace(versions[0], entries=entries)
    if len({version.truth for version in versions}) == 1:
        if first.below and len({len(version.below) for version in versions}) == 1:
            return replace(first, below=_merged(runs, [version.below for version in versions]))
        return first
    said: dict[str, Truth] = {}
    for run, version in zip(runs, versions, strict=True):
        for choice in run.chosen:
            key = f"{choice.label} {choice.says}"
            said[key] = agreed([said.get(key, version.truth), version.truth])
    listed = "; ".join(f"{reading}: {truth}" for reading, truth in said.items())
    ask = f"Which reading is right? A lawyer must say. ({listed})"
    reason = Reason(f"the readings differ ({listed})", (), Question(ask, Ease.LAWYER))
    reasons = tuple(dict.fromkeys(r for version in versions for r in version.reasons))
    return replace(first, truth=UNKNOWN, reasons=(reason, *reasons), below=())


def _deciding(truth: Truth, letters: tuple[Finding, ...], unless: tuple[Finding, ...]) -> tuple[str, ...]:
    """The labels that make the answer *no* or *unknown*; none for *yes*."""
    if truth is YES:
        return ()
    labels = list(_labels(truth, letters))
    labels += [label for finding in unless if finding.truth is ~truth for label in _leaves(finding)]
    return tuple(dict.fromkeys(labels))


def _labels(truth: Truth, letters: Iterable[Finding]) -> Iterator[str]:
    for finding in letters:
        if finding.truth is truth:
            yield from _leaves(finding)


def _leaves(finding: Finding) -> Iterator[str]:
    """The deepest labels that give a finding its truth."""
    below = [label for other in finding.below if other.truth is finding.truth for label in _leaves(other)]
    yield from below or [finding.label]


def _questions(how: How, letters: tuple[Finding, ...], unless: tuple[Finding, ...]) -> tuple[Question, ...]:
    """The fewest questions whose answers could all fall so that the person is in the class."""
    open_ = [finding for finding in letters if finding.truth is UNKNOWN]
    asked = _settling(how, open_)
    asked += [question for finding in unless if finding.truth is UNKNOWN for question in _asked(finding)]
    return tuple(sorted(dict.fromkeys(asked), key=lambda question: question.ease))


def _settling(how: How, open_: Sequence[Finding]) -> list[Question]:
    """For *all of*, what every open letter asks; but while a letter stands on an event that nobody
    looked for, only that and what the person can be asked: the other letters are about the same
    event. For *any of*, the option with the fewest questions."""
    if how is How.ALL and any(finding.stands_in for finding in open_):
        open_ = [finding for finding in open_ if finding.stands_in or _a_fact(finding)]
    sets = [_asked(finding) for finding in open_]
    if how is How.ANY and sets:
        return min(sets, key=len)
    return [question for questions in sets for question in questions]


def _a_fact(finding: Finding) -> bool:
    return all(question.ease is Ease.ASK for question in _asked(finding))


def _asked(finding: Finding) -> list[Question]:
    if finding.below:
        return _settling(finding.how, [other for other in finding.below if other.truth is UNKNOWN])
    return list(dict.fromkeys(reason.question for reason in finding.reasons if reason.question))


def _below(finding: Finding) -> tuple[Entry, ...]:
    return (*finding.entries, *(entry for other in finding.below for entry in _below(other)))


def _entries(findings: Iterable[Finding], also: Iterable[Reason]) -> tuple[Entry, ...]:
    cited = [entry for finding in findings for entry in _below(finding)]
    cited += [entry for reason in also for entry in reason.entries]
    return tuple(dict.fromkeys(cited))
