"""The tree of an order into a relational plan: one step for each letter.

An *all of* group with names is a chain: each letter that names an event makes a new context with
one row for each event (or stretch of unsearched days) that the name may mean, and the letters after
it are asked on those rows. Contested letters are resolved first, one run for each combination of
readings; steps that two runs share are made once.

Which way a letter about events is answered is chosen here. "There is (no) K after X, before X, or at all"
is decided by the first or the last K alone, if no K can be X itself: it is told from the row (`Told`), which
holds those days of each kind (`Known`). Everything else, such as "within N days after", or two bounds, needs
each event beside each X (`Options`).
"""

from __future__ import annotations

from itertools import product
from typing import assert_never

from duenotice.days import NOT_KNOWN, Relation, Span
from duenotice.language import (
    Choice,
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
    Named,
    NoEvent,
    NoticeBefore,
    OnDate,
    Order,
    Readings,
    Timing,
    begun_by,
    condition_text,
)
from duenotice.language.readings import resolutions
from duenotice.problems import Place, Problem, RefusedOrder
from duenotice.screen.gathered import Gathered, unused
from duenotice.screen.kinds import free_names, name_of, named_in, owed, papers_of, plain, slug, ways
from duenotice.screen.measures import in_hours
from duenotice.screen.plan import (
    BACKWARD,
    FORWARD,
    Ask,
    BestOf,
    Carried,
    Chosen,
    Clock,
    Context,
    DueDays,
    Happened,
    Joined,
    Judged,
    Known,
    Membership,
    Moments,
    Narrowed,
    Now,
    OnDay,
    Options,
    Outermost,
    Part,
    Passed,
    Plan,
    Run,
    Said,
    Stands,
    Step,
    Taint,
    Told,
)
from duenotice.terms import Kind, Vocabulary

TODAY, MOMENTS, KNOWN, NOW = "today", "moments", "known", "now"

__all__ = ["MOMENTS", "TODAY", "owed", "papers_of", "to_plan", "ways"]


def to_plan(order: Order, vocabulary: Vocabulary) -> Plan:
    """The plan of an order."""
    return _Planner(order, vocabulary).plan()


class _Planner:
    def __init__(self, order: Order, vocabulary: Vocabulary) -> None:
        self.order, self.vocabulary, self.rules = order, vocabulary, order.rules
        self.found = Gathered(vocabulary)
        self.prefix = ""
        self.meant: dict[str, Kind] = {}
        self.columns: set[str] = set()

    def plan(self) -> Plan:
        acts = [self._acts(number, duty) for number, duty in enumerate(self.rules.duties, 1)]
        if acts:
            says = "the days that are asked about: that of the question, and those of acts on file"
            self.found.add(Moments(MOMENTS, says, tuple(dict.fromkeys(acts)), self.rules.life))
        before = len(self.found.steps)
        classes = tuple((c.name, self._class(number)) for number, c in enumerate(self.rules.classes, 1))
        duties = []
        for number, duty in enumerate(self.rules.duties, 1):
            self.prefix = f"duty_{number}_"
            member = next(step.name for name, step in classes if name == duty.owed_to)
            duties.append((duty.name, duty.owed_to, self._duty(number, duty, acts[number - 1], member)))
        taints = [
            Taint(omission.changes, self._left_out(number, omission.text, omission.when))
            for number, omission in enumerate(self.rules.left_out, 1)
            if omission.when.letters
        ]
        self.found.steps[before:before] = self._roots()
        return Plan(
            f"{self.order.id} version {self.order.identity.version}",
            tuple(self.found.steps),
            classes,
            tuple(duties),
            tuple(taints),
            self.rules.life,
            tuple(self.found.wanted()),
            tuple(self.found.needs()),
            tuple(self.found.facts),
            tuple(self._outside(body.body) for body in self.rules.classes),
            tuple(self.found.clocks),
            self.order.identity.periods,
        )

    @property
    def base(self) -> str:
        """The relation of the days that are asked about."""
        return MOMENTS if self.rules.duties else TODAY

    @property
    def root(self) -> Context:
        """The rows that a class, or what is left out, begins with."""
        now = self.rules.duties and self.prefix.startswith("left_out")
        return Context(NOW if now else KNOWN, known=True)

    def _roots(self) -> list[Step]:
        asks = dict.fromkeys(step.truth for step in self.found.steps if isinstance(step, Told))
        says = "by each day: the first and the last event of a kind, and what nobody searched"
        found: list[Step] = [Known(KNOWN, says, self.base, tuple(asks))]
        if self.rules.duties and any(omission.when.letters for omission in self.rules.left_out):
            found.append(Now(NOW, "the same for the day of the question", KNOWN))
        return found

    def _outside(self, body: Group[Kind]) -> tuple[int, ...]:
        """The facts of which one that surely is otherwise keeps a person out of a class."""
        facts = [letter.condition for letter in body.letters if isinstance(letter.condition, FactIs)]
        return tuple(
            self.found.fact(fact.fact.term, fact.values)
            for fact in facts
            if body.how is How.ALL
            and not fact.negated
            and not self.vocabulary.facts[fact.fact.term].doubted_by
        )

    def _left_out(self, number: int, text: str, when: Group[Kind]) -> str:
        self.prefix = f"left_out_{number}_"
        runs = self._runs(when, Group(How.ANY, ()))
        return self.found.add(Membership(f"left_out_{number}", f"left out: {text}", runs)).name

    def _class(self, number: int) -> Membership:
        class_ = self.rules.classes[number - 1]
        self.prefix = "" if len(self.rules.classes) == 1 else f"class_{number}_"
        runs = self._runs(class_.body, class_.unless)
        return self.found.add(Membership(f"class_{number}", f'class "{class_.name}"', runs))

    def _acts(self, number: int, duty: Duty[Kind]) -> str:
        """The events that a duty is about, or the days by which something is owed."""
        events = [self._happened(kind, TODAY) for kind in begun_by(duty)]
        if not isinstance(duty, DutyByDay):
            return events[0]
        says = f'duty "{duty.name}": the days by which something is owed'
        date = duty.since.date if isinstance(duty.since, OnDate) else NOT_KNOWN
        span = Span(date.lo, date.hi)
        return self.found.add(DueDays(f"duty_{number}_days", says, number, " ".join(events), span)).name

    def _duty(self, number: int, duty: Duty[Kind], acts: str, member: str) -> Judged:
        ends = notices = ""
        need = 0
        match duty:
            case NoticeBefore() | DutyAfter() | DutyByDay():
                wanted = owed(duty)
                notices = self._happened(wanted, TODAY)
                need = self.found.need(wanted)
            case Forbidden():
                if duty.ends.letters:
                    runs = self._runs(duty.ends, Group(How.ANY, ()))
                    name, says = f"duty_{number}_ends", f'protection under "{duty.name}" has ended'
                    ends = self.found.add(Membership(name, says, runs)).name
            case _:
                assert_never(duty)
        each = "every day that has come" if isinstance(duty, DutyByDay) else "every act on file"
        says = f'duty "{duty.name}": {each}'
        return self.found.add(
            Judged(
                f"duty_{number}_acts", says, duty, number, acts, member, ends, notices, need, self.rules.life
            )
        )

    def _runs(self, body: Group[Kind], unless: Group[Kind]) -> tuple[Run, ...]:
        ways_ = list(product(resolutions(body), resolutions(unless)))
        return tuple(self._run(one, other) for (_, one), (_, other) in ways_)

    def _run(self, body: Group[Kind], unless: Group[Kind]) -> Run:
        self.meant, self.columns = {}, set()
        over, letters = self._letters(body, self.root, "")
        exception: Ask | None = None
        excepted: tuple[Part, ...] = ()
        if unless.letters:
            over, exception, excepted = self._group(unless, over, "")
        says = "the best choice of events for these letters"
        return self.found.add(Run(f"{self.prefix}best", says, over, body.how, letters, excepted, exception))

    def _group(self, group: Group[Kind], over: Context, label: str) -> tuple[Context, Ask, tuple[Part, ...]]:
        """The truth of a group inside a context, and its letters if they can be shown."""
        if not any(name_of(letter) for letter in group.letters):
            over, parts = self._letters(group, over, label)
            return over, Joined(group.how, tuple(part.truth for part in parts)), parts
        keys = tuple(name for name in over.names if name in free_names(group))
        inner, outer = self._narrowed(over, keys), dict(self.meant)
        chain, parts = self._letters(group, inner, label)
        self.meant = outer
        truth = Joined(group.how, tuple(part.truth for part in parts))
        name = f"{self.prefix}letter{slug(label) or '_exception'}"
        step = self.found.add(BestOf(name, f"{label} the best choice of events", chain, keys, truth))
        return over, Stands(step.name, keys, 0), ()

    def _letters(self, group: Group[Kind], over: Context, label: str) -> tuple[Context, tuple[Part, ...]]:
        """The letters of a group one after the other, and the context behind the last."""
        parts = []
        for letter in group.letters:
            full = f"{label}({letter.label})"
            says = condition_text(letter.condition)
            below: tuple[Part, ...] = ()
            if isinstance(letter.condition, EventExists) and letter.condition.name:
                over, truth = self._named(full, letter.condition, over)
            else:
                over, truth, below = self._condition(letter.condition, over, full)
            parts.append(Part(full, says, truth, below))
        return over, tuple(parts)

    def _named(self, label: str, exists: EventExists[Kind], over: Context) -> tuple[Context, Ask]:
        options = self._options(label, exists, over, named=True)
        column = unused(f"truth{slug(label)}", self.columns)
        says = f"{label} the {exists.name} may be any of these"
        name = f"{self.prefix}choice{slug(label)}"
        step = self.found.add(Chosen(name, says, over, options.name, options.keys, exists.name, column))
        self.meant[exists.name] = exists.what
        return Context(step.name, (*over.names, exists.name), over.known), Carried(column)

    def _condition(
        self, condition: Condition[Kind], over: Context, label: str
    ) -> tuple[Context, Ask, tuple[Part, ...]]:
        match condition:
            case FactIs():
                return over, self._said(condition, label), ()
            case EventExists():
                return *self._event(condition, condition, over, label), ()
            case NoEvent(what=what, timings=timings):
                return *self._event(EventExists(Choice.A, what, timings), condition, over, label), ()
            case DayIs(timing=timing):
                return over, OnDay(timing), ()
            case Lapsed():
                return over, self._passed(condition, over, label), ()
            case Group():
                return self._group(condition, over, label)
            case Readings():
                raise AssertionError("contested letters are resolved before they are planned")
            case _:
                assert_never(condition)

    def _event(
        self, exists: EventExists[Kind], said: EventExists[Kind] | NoEvent[Kind], over: Context, label: str
    ) -> tuple[Context, Ask]:
        """Whether there is such an event; what the letter says may be that there is none."""
        negated = isinstance(said, NoEvent)
        if not over.known or not self._outermost(exists):
            found = self._options(label, exists, over, named=False, of=said)
            return over, Stands(found.name, found.keys, 0, negated)
        truth = Outermost(self.found.kind(exists.what), self.found.need(exists.what), exists.timings, negated)
        column = unused(f"letter{slug(label)}", self.columns)
        says = f"{label} {condition_text(said)}"
        step = self.found.add(Told(f"{self.prefix}letter{slug(label)}", says, over, truth, column))
        return Context(step.name, over.names, known=True), Carried(column)

    def _outermost(self, exists: EventExists[Kind]) -> bool:
        """Whether the first or the last event decides: every bound lies on the same side, and none of the
        events can be one that a bound is measured from."""
        relations = [timing.relation for timing in exists.timings]
        one_side = all(each in FORWARD for each in relations) or all(each in BACKWARD for each in relations)
        mine = self._terms(exists.what)
        return (
            exists.choice is Choice.A and one_side and not any(mine & self._ends(t) for t in exists.timings)
        )

    def _ends(self, timing: Timing) -> set[str]:
        """The terms of the events that a timing may be measured from."""
        match timing.anchor:
            case Named(name=name):
                return self._terms(self.meant[name])
            case OnDate():
                return set()
            case _:
                return {
                    term for duty in self.rules.duties for act in _acted(duty) for term in self._terms(act)
                }

    def _terms(self, kind: Kind) -> set[str]:
        return {way.term for way in ways(kind, self.vocabulary)}

    def _said(self, wanted: FactIs[Kind], label: str) -> Ask:
        asked = self.found.fact(wanted.fact.term, wanted.values)
        doubts = self.vocabulary.facts[wanted.fact.term].doubted_by
        values = len({value.casefold() for value in wanted.values})
        doubters = tuple(self._happened(kind, self.base) for kind in doubts)
        says = f"{label} {condition_text(wanted)}"
        name = f"{self.prefix}letter{slug(label)}"
        step = self.found.add(Said(name, says, self.base, asked, values, wanted.negated, doubters))
        return Stands(step.name, (), 1)

    def _passed(self, step: Lapsed[Kind], over: Context, label: str) -> Ask:
        if in_hours(step.period):
            raise RefusedOrder(_step_in_hours(self.order, label))
        timings = step.timings or (Timing(Relation.ON_OR_AFTER, step.anchor),)
        used = named_in((*timings, Timing(Relation.ON_OR_AFTER, step.anchor)))
        keys = tuple(name for name in over.names if name in used)
        clock = self.found.clock(Clock(step.period))
        found = self.found.add(
            Passed(
                f"{self.prefix}letter{slug(label)}",
                f"{label} {condition_text(step)}",
                self._narrowed(over, keys),
                keys,
                self._happened(step.what, self.base),
                self.found.need(step.what),
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
        used = named_in(exists.timings)
        keys = tuple(name for name in over.names if name in used)
        context = self._narrowed(over, keys)
        happened = self._happened(exists.what, self.base)
        says = f"{label} {condition_text(of or exists)}"
        name = f"{self.prefix}{'found' if named else 'letter'}{slug(label)}"
        need = self.found.need(exists.what)
        return self.found.add(
            Options(name, says, context, keys, happened, need, exists.choice, exists.timings, named)
        )

    def _narrowed(self, over: Context, keep: tuple[str, ...]) -> Context:
        if keep == over.names:
            return over
        if not keep:
            return self.root
        says = f"every meaning of {' and '.join(keep)}"
        step = self.found.add(Narrowed(f"{over.step}_{'_'.join(map(plain, keep))}", says, over, keep))
        return Context(step.name, keep)

    def _happened(self, kind: Kind, over: str) -> str:
        name = f"{'' if over == self.base else 'now_'}{plain(str(kind))}"
        return self.found.add(Happened(name, str(kind), over, self.found.kind(kind))).name


def _acted(duty: Duty[Kind]) -> tuple[Kind, ...]:
    """The events on whose days a class is asked about."""
    return () if isinstance(duty, DutyByDay) else (duty.act,)


def _step_in_hours(order: Order, label: str) -> Problem:
    return Problem(
        "E01",
        Place(order.document.file or order.id),
        f"{label} is a step whose time is counted in hours",
        "an event that nobody recorded may lie on any of many days, and the hours of each end differently",
        "ask about one person at a time with `duenotice explain`, which counts them",
    )
