"""The tree of an order into a relational plan: one step for each letter.

An *all of* group with names is a chain: each letter that names an event makes a new context with
one row for each event (or stretch of unsearched days) that the name may mean, and the letters after
it are asked on those rows. Contested letters are resolved first, one run for each combination of
readings; steps that two runs share are made once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import TypeVar, assert_never

from duenotice.days import Relation
from duenotice.language import (
    Choice,
    Condition,
    DayIs,
    Duty,
    DutyAfter,
    EventExists,
    FactIs,
    Forbidden,
    Group,
    How,
    Lapsed,
    Letter,
    Named,
    NoEvent,
    NoticeBefore,
    Order,
    Readings,
    Timing,
    Verb,
    condition_text,
)
from duenotice.language.readings import resolutions
from duenotice.problems import Place, Problem, RefusedOrder
from duenotice.screen.measures import in_hours
from duenotice.screen.plan import (
    Ask,
    BestOf,
    Carried,
    Chosen,
    Clock,
    Context,
    Happened,
    Joined,
    Judged,
    Membership,
    Moments,
    Narrowed,
    OnDay,
    Options,
    Part,
    Passed,
    Plan,
    Run,
    Said,
    Stands,
    Step,
    Taint,
)
from duenotice.terms import Kind, Vocabulary

S = TypeVar("S", bound=Step)
TODAY, MOMENTS = "today", "moments"


def to_plan(order: Order, vocabulary: Vocabulary) -> Plan:
    """The plan of an order."""
    return _Planner(order, vocabulary).plan()


def owed(duty: NoticeBefore[Kind] | DutyAfter[Kind]) -> Kind:
    """What a duty asks for, with the way that its verb demands."""
    added = {Verb.GIVE: (), Verb.MAIL: ("mailed",), Verb.HAND: ("handed",)}[duty.verb]
    return Kind(duty.what.term, tuple(sorted({*duty.what.qualifiers, *added})))


def papers_of(order: Order, vocabulary: Vocabulary) -> frozenset[str]:
    """The terms of events that can be the notice that a duty wants before an act."""
    wanted = [owed(duty) for duty in order.rules.duties if isinstance(duty, NoticeBefore)]
    return frozenset(way.term for kind in wanted for way in ways(kind, vocabulary))


class _Planner:
    def __init__(self, order: Order, vocabulary: Vocabulary) -> None:
        self.order, self.vocabulary = order, vocabulary
        self.rules = order.rules
        self.steps: list[Step] = []
        self.known: dict[Step, str] = {}
        self.names: set[str] = set()
        self.wanted: dict[Kind, int] = {}
        self.needs: dict[str, int] = {}
        self.asked: dict[tuple[str, tuple[str, ...]], int] = {}
        self.clocks: dict[Clock, int] = {}
        self.prefix = ""

    def plan(self) -> Plan:
        acts = {duty.act: self._happened(duty.act, TODAY) for duty in self.rules.duties}
        if acts:
            says = "the days that are asked about: that of the question, and those of acts on file"
            self._add(Moments(MOMENTS, says, tuple(dict.fromkeys(acts.values())), self.rules.life))
        root = Context(MOMENTS if acts else TODAY)
        classes = tuple((c.name, self._class(number, root)) for number, c in enumerate(self.rules.classes, 1))
        duties = []
        for number, duty in enumerate(self.rules.duties, 1):
            self.prefix = f"duty_{number}_"
            member = next(step.name for name, step in classes if name == duty.owed_to)
            duties.append((duty.name, duty.owed_to, self._duty(number, duty, acts[duty.act], member, root)))
        taints = []
        for number, omission in enumerate(self.rules.left_out, 1):
            if omission.when.letters:
                self.prefix = f"left_out_{number}_"
                run = self._runs(omission.when, Group(How.ANY, ()), Context(TODAY))
                member_of = self._add(Membership(f"left_out_{number}", f"left out: {omission.text}", run))
                taints.append(Taint(omission.changes, member_of.name))
        return Plan(
            tuple(self.steps),
            classes,
            tuple(duties),
            tuple(taints),
            self.rules.life,
            tuple(self.wanted),
            tuple(self.needs),
            tuple(self.asked),
            tuple(self.clocks),
            self.order.identity.periods,
        )

    def _class(self, number: int, root: Context) -> Membership:
        class_ = self.rules.classes[number - 1]
        self.prefix = "" if len(self.rules.classes) == 1 else f"class_{number}_"
        runs = self._runs(class_.body, class_.unless, root)
        return self._add(Membership(f"class_{number}", f'class "{class_.name}"', runs))

    def _duty(self, number: int, duty: Duty[Kind], acts: str, member: str, root: Context) -> Judged:
        ends = notices = ""
        need = 0
        match duty:
            case NoticeBefore() | DutyAfter():
                wanted = owed(duty)
                notices = self._happened(wanted, TODAY)
                need = self._need(wanted)
            case Forbidden():
                if duty.ends.letters:
                    runs = self._runs(duty.ends, Group(How.ANY, ()), root)
                    name, says = f"duty_{number}_ends", f'protection under "{duty.name}" has ended'
                    ends = self._add(Membership(name, says, runs)).name
            case _:
                assert_never(duty)
        says = f'duty "{duty.name}": every act on file'
        return self._add(
            Judged(
                f"duty_{number}_acts", says, duty, number, acts, member, ends, notices, need, self.rules.life
            )
        )

    def _runs(self, body: Group[Kind], unless: Group[Kind], root: Context) -> tuple[Run, ...]:
        ways = list(product(resolutions(body), resolutions(unless)))
        return tuple(self._run(one, other, root) for (_, one), (_, other) in ways)

    def _run(self, body: Group[Kind], unless: Group[Kind], root: Context) -> Run:
        over, letters = self._letters(body, root, "")
        exception: Ask | None = None
        excepted: tuple[Part, ...] = ()
        if unless.letters:
            exception, excepted = self._group(unless, over, "")
        says = "the best choice of events for these letters"
        return self._add(Run(f"{self.prefix}best", says, over, body.how, letters, excepted, exception))

    def _group(self, group: Group[Kind], over: Context, label: str) -> tuple[Ask, tuple[Part, ...]]:
        """The truth of a group inside a context, and its letters if they can be shown."""
        if not any(_name(letter) for letter in group.letters):
            _, parts = self._letters(group, over, label)
            return Joined(group.how, tuple(part.truth for part in parts)), parts
        keys = tuple(name for name in over.names if name in free_names(group))
        inner = self._narrowed(over, keys)
        chain, parts = self._letters(group, inner, label)
        truth = Joined(group.how, tuple(part.truth for part in parts))
        name = f"{self.prefix}letter{_slug(label) or '_exception'}"
        step = self._add(BestOf(name, f"{label} the best choice of events", chain, keys, truth))
        return Stands(step.name, keys, 0), ()

    def _letters(self, group: Group[Kind], over: Context, label: str) -> tuple[Context, tuple[Part, ...]]:
        """The letters of a group one after the other, and the context behind the last."""
        parts = []
        carried: tuple[str, ...] = ()
        for letter in group.letters:
            full = f"{label}({letter.label})"
            says = condition_text(letter.condition)
            if isinstance(letter.condition, EventExists) and letter.condition.name:
                over, column = self._named(full, letter.condition, over, carried)
                carried = (*carried, column)
                parts.append(Part(full, says, Carried(column)))
            else:
                truth, below = self._condition(letter.condition, over, full)
                parts.append(Part(full, says, truth, below))
        return over, tuple(parts)

    def _named(
        self,
        label: str,
        exists: EventExists[Kind],
        over: Context,
        carried: tuple[str, ...],
    ) -> tuple[Context, str]:
        options = self._options(label, exists, over, named=True)
        column = f"truth{_slug(label)}"
        says = f"{label} the {exists.name} may be any of these"
        name = f"{self.prefix}choice{_slug(label)}"
        step = self._add(Chosen(name, says, over, options.name, options.keys, exists.name, carried, column))
        return Context(step.name, (*over.names, exists.name)), column

    def _condition(
        self, condition: Condition[Kind], over: Context, label: str
    ) -> tuple[Ask, tuple[Part, ...]]:
        match condition:
            case FactIs():
                return self._said(condition, label), ()
            case EventExists():
                found = self._options(label, condition, over, named=False)
                return Stands(found.name, found.keys, 0), ()
            case NoEvent(what=what, timings=timings):
                one = EventExists(Choice.A, what, timings)
                found = self._options(label, one, over, named=False, of=condition)
                return Stands(found.name, found.keys, 0, negated=True), ()
            case DayIs(timing=timing):
                return OnDay(timing), ()
            case Lapsed():
                return self._passed(condition, over, label), ()
            case Group():
                return self._group(condition, over, label)
            case Readings():
                raise AssertionError("contested letters are resolved before they are planned")
            case _:
                assert_never(condition)

    def _said(self, wanted: FactIs[Kind], label: str) -> Ask:
        asked = self.asked.setdefault((wanted.fact.term, wanted.values), len(self.asked))
        root = self._root()
        doubts = self.vocabulary.facts[wanted.fact.term].doubted_by
        values = len({value.casefold() for value in wanted.values})
        doubters = tuple(self._happened(kind, root.step) for kind in doubts)
        says = f"{label} {condition_text(wanted)}"
        name = f"{self.prefix}letter{_slug(label)}"
        step = self._add(Said(name, says, root.step, asked, values, wanted.negated, doubters))
        return Stands(step.name, (), 1)

    def _passed(self, step: Lapsed[Kind], over: Context, label: str) -> Ask:
        if in_hours(step.period):
            raise RefusedOrder(_step_in_hours(self.order, label))
        timings = step.timings or (Timing(Relation.ON_OR_AFTER, step.anchor),)
        used = _named((*timings, Timing(Relation.ON_OR_AFTER, step.anchor)))
        keys = tuple(name for name in over.names if name in used)
        clock = self.clocks.setdefault(Clock(step.period), len(self.clocks))
        found = self._add(
            Passed(
                f"{self.prefix}letter{_slug(label)}",
                f"{label} {condition_text(step)}",
                self._narrowed(over, keys),
                keys,
                self._happened(step.what, self._root().step),
                self._need(step.what),
                clock,
                step.period,
                step.anchor,
                timings,
            )
        )
        return Stands(found.name, keys, 0)

    def _options(
        self,
        label: str,
        exists: EventExists[Kind],
        over: Context,
        *,
        named: bool,
        of: Condition[Kind] | None = None,
    ) -> Options:
        used = _named(exists.timings)
        keys = tuple(name for name in over.names if name in used)
        context = self._narrowed(over, keys)
        happened = self._happened(exists.what, self._root().step)
        says = f"{label} {condition_text(of or exists)}"
        name = f"{self.prefix}{'found' if named else 'letter'}{_slug(label)}"
        need = self._need(exists.what)
        return self._add(
            Options(name, says, context, keys, happened, need, exists.choice, exists.timings, named)
        )

    def _narrowed(self, over: Context, keep: tuple[str, ...]) -> Context:
        if keep == over.names:
            return over
        if not keep:
            return self._root()
        says = f"every meaning of {' and '.join(keep)}"
        step = self._add(Narrowed(f"{over.step}_{'_'.join(map(_plain, keep))}", says, over, keep))
        return Context(step.name, keep)

    def _root(self) -> Context:
        return Context(TODAY if self.prefix.startswith("left_out") or not self.rules.duties else MOMENTS)

    def _happened(self, kind: Kind, over: str) -> str:
        wanted = self.wanted.setdefault(kind, len(self.wanted))
        doubts = any(self.vocabulary.event(way.term).doubted_by for way in ways(kind, self.vocabulary))
        name = f"{'' if over == MOMENTS or not self.rules.duties else 'now_'}{_plain(str(kind))}"
        return self._add(Happened(name, str(kind), over, wanted, doubts)).name

    def _need(self, kind: Kind) -> int:
        return self.needs.setdefault(kind.term, len(self.needs))

    def _add(self, step: S) -> S:
        """The step, made once: with its name if it is new, else the one that says the same."""
        anonymous = replace(step, name="", says="")
        if anonymous in self.known:
            found = next(s for s in self.steps if s.name == self.known[anonymous])
            assert isinstance(found, type(step))
            return found
        name, number = step.name, 1
        while name in self.names:
            number += 1
            name = f"{step.name}_{number}"
        made = replace(step, name=name)
        self.names.add(name)
        self.known[anonymous] = name
        self.steps.append(made)
        return made


def _step_in_hours(order: Order, label: str) -> Problem:
    return Problem(
        "E01",
        Place(order.document.file or order.id),
        f"{label} is a step whose time is counted in hours",
        "an event that nobody recorded may lie on any of many days, and the hours of each end differently",
        "ask about one person at a time with `duenotice explain`, which counts them",
    )


def ways(kind: Kind, vocabulary: Vocabulary) -> Iterator[Kind]:
    """The kinds of event that show or hint at a kind, itself included."""
    term = vocabulary.event(kind.term)
    yield kind
    yield from (way for way in term.shown_by if way.term != kind.term)
    yield from term.hinted_at_by


def free_names(group: Group[Kind]) -> set[str]:
    """The names that a group uses and does not itself introduce."""
    used: set[str] = set()
    own: set[str] = set()
    for letter in group.letters:
        used |= _used(letter.condition) - own
        own |= {_name(letter)} - {""}
    return used


def _used(condition: Condition[Kind]) -> set[str]:
    match condition:
        case EventExists(timings=timings) | NoEvent(timings=timings):
            return _named(timings)
        case DayIs(timing=timing):
            return _named((timing,))
        case Lapsed(anchor=anchor, timings=timings):
            return _named((*timings, Timing(Relation.ON_OR_AFTER, anchor)))
        case Group():
            return free_names(condition)
        case FactIs() | Readings():
            return set()
        case _:
            assert_never(condition)


def _named(timings: tuple[Timing, ...]) -> set[str]:
    return {timing.anchor.name for timing in timings if isinstance(timing.anchor, Named)}


def _name(letter: Letter[Kind]) -> str:
    return letter.condition.name if isinstance(letter.condition, EventExists) else ""


def _slug(label: str) -> str:
    return "".join(f"_{part}" for part in label.strip("()").split(")(") if part)


def _plain(words: str) -> str:
    """Words as a name that every engine takes."""
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in words.lower()).strip("_")
