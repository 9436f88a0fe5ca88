"""One order, one record, one day: the whole answer, with its receipt.

Takes an order, a record, the day asked about (`on`) and the day by which things had to be on
file (`known_on`); reads no clock.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from duenotice import __version__
from duenotice.days import LAST_DAY, DateFact, iso
from duenotice.language import LANGUAGE_VERSION, Class, LeftOut, Order
from duenotice.library import Standing, compared, in_force, load_reviews
from duenotice.reason.duties import DutyAnswer, Judge, Judged, Status, still_in_force
from duenotice.reason.evaluate import NEVER
from duenotice.reason.membership import Membership, membership
from duenotice.reason.reasons import Ease, Question, Reason, distinct
from duenotice.reason.timeline import Happening, Happenings, Moment
from duenotice.record import Entry, Record
from duenotice.terms import Kind, Vocabulary
from duenotice.truth import NO, UNKNOWN, YES, Truth, any_of


@dataclass(frozen=True)
class ClassAnswer:
    """Whether the person is in a class, letter by letter."""

    class_: Class[Kind]
    truth: Truth
    membership: Membership
    tainted_by: tuple[LeftOut[Kind], ...] = ()

    @property
    def deciding(self) -> tuple[str, ...]:
        """The labels that decide; ``left out`` where an omission of the file does."""
        return ("left out",) if self.tainted_by else self.membership.deciding


@dataclass(frozen=True)
class Receipt:
    """What it takes to produce this answer again."""

    order: str
    order_version: str
    order_hash: str
    language: str
    vocabulary: str
    engine: str
    on: str
    known_on: str
    record_hash: str


@dataclass(frozen=True)
class Answer:
    """What one order says about one person on one day. `guards` says of each omission of the file
    whether it matters for this person."""

    order: Order
    on: DateFact
    known_on: int
    standing: Standing
    classes: tuple[ClassAnswer, ...]
    duties: tuple[DutyAnswer, ...]
    questions: tuple[Question, ...]
    receipt: Receipt
    guards: tuple[Membership, ...] = ()

    @property
    def protected(self) -> Truth:
        """Whether the person is in one of the order's classes while the order is in force: never *yes*
        on a day of which the file knows nothing, however well the letters fit."""
        return min(any_of(class_.truth for class_ in self.classes), self.standing.truth)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry of the record that the answer rests on."""
        found = [e for c in self.classes for e in c.membership.entries]
        found += [e for d in self.duties for judged in (*d.acts, d.deciding) for e in judged.entries]
        found += [e for guard in self.guards for e in guard.entries]
        return tuple(dict.fromkeys(found))


def not_advice(*orders: Order) -> str:
    """What stands below every answer: what it is not, and whether its files were compared with the docket."""
    return f"This is not legal advice. {compared(orders, load_reviews())}"


def answer(
    order: Order, record: Record, vocabulary: Vocabulary, on: DateFact, known_on: int = LAST_DAY
) -> Answer:
    """Ask `order` about `record` on the day `on`, by what was on file on the day number `known_on`."""
    on_file = record.known_on(known_on)
    today = Moment(Happening(on))
    judge = Judge(order, Happenings(on_file, vocabulary, order.identity.periods), today)
    classes = tuple(_class(class_, judge, today) for class_ in order.rules.classes)
    duties = tuple(_duty(duty_answer, judge) for duty_answer in map(judge.duty, order.rules.duties))
    asked = [q for c in classes if c.truth is UNKNOWN for q in _class_questions(c, order.identity.kind)]
    asked += [q for d in duties if d.status is Status.UNKNOWN for q in d.deciding.questions]
    standing = in_force(order.rules.life, on, order.identity.kind)
    if standing.truth is UNKNOWN and any(c.truth is not NO for c in classes):
        asked.append(still_in_force(order.id, standing))
    questions = distinct(asked)
    receipt = Receipt(
        order.id,
        order.identity.version,
        order.digest,
        LANGUAGE_VERSION,
        vocabulary.version,
        f"duenotice {__version__} reason",
        str(on),
        "" if known_on == LAST_DAY else iso(known_on),
        on_file.digest,
    )
    omissions = [omission for omission in order.rules.left_out if omission.when.letters]
    guards = tuple(membership(omission.when, NEVER, judge.now, omission.cite) for omission in omissions)
    return Answer(order, on, known_on, standing, classes, duties, questions, receipt, guards)


def owed_on(
    order: Order, record: Record, vocabulary: Vocabulary, on: DateFact, known_on: int = LAST_DAY
) -> tuple[DutyAnswer, ...]:
    """Each duty of `order` as it binds on the day `on`, whatever was done before: *pending* if it surely
    does, *not owed* if it surely does not, else *unknown*."""
    today = Moment(Happening(on))
    happenings = Happenings(record.known_on(known_on), vocabulary, order.identity.periods)
    judge = Judge(order, happenings, today)
    found = ((duty, judge.present(duty)) for duty in order.rules.duties)
    return tuple(_duty(DutyAnswer(duty, judged.status, judged, ()), judge) for duty, judged in found)


def _class(class_: Class[Kind], judge: Judge, today: Moment) -> ClassAnswer:
    found = judge.member(class_.name, today)
    taints = tuple(_taints(class_.name, judge))
    truth = UNKNOWN if taints else found.truth
    return ClassAnswer(class_, truth, found, taints)


def _duty(found: DutyAnswer, judge: Judge) -> DutyAnswer:
    """The same, unless something that the file leaves out could change it, or whom it is owed to."""
    of_class = tuple(_taints(found.duty.owed_to, judge))
    taints = (*_taints(found.duty.name, judge), *of_class)
    turns_on_class = bool(of_class) and found.deciding.parts == ("class",)
    if not taints or (found.status is Status.NOT_OWED and not turns_on_class):
        return found
    kind = judge.order.identity.kind
    reasons = tuple(Reason(f"the {kind} file leaves out: {taint.text} {taint.cite}") for taint in taints)
    questions = tuple(_left_out_question(taint, kind) for taint in taints)
    acts = tuple(
        act if act.status is Status.NOT_OWED else _opened(act, reasons, questions) for act in found.acts
    )
    return replace(
        found, status=Status.UNKNOWN, deciding=_opened(found.deciding, reasons, questions), acts=acts
    )


def _opened(judged: Judged, reasons: tuple[Reason, ...], questions: tuple[Question, ...]) -> Judged:
    """A judgment that what is left out takes back."""
    return replace(
        judged,
        status=Status.UNKNOWN,
        told=(*reasons, *judged.told),
        left_out=(*judged.questions, *questions),
    )


def _taints(name: str, judge: Judge) -> Iterator[LeftOut[Kind]]:
    """What the file leaves out about this class or duty, where it matters for this person."""
    for omission in judge.order.rules.left_out:
        if omission.changes != name or not omission.when.letters:
            continue
        if membership(omission.when, NEVER, judge.now, omission.cite).truth is YES:
            yield omission


def _left_out_question(taint: LeftOut[Kind], kind: str) -> Question:
    return Question(f"What does the {kind} say about this: {taint.text}? {taint.cite}", Ease.LAWYER)


def _class_questions(found: ClassAnswer, kind: str) -> Iterator[Question]:
    yield from found.membership.questions
    for taint in found.tainted_by:
        yield _left_out_question(taint, kind)
