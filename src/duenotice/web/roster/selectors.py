"""Reading the roster: who is on it for an account, under which order, and what a page of it shows.

Everything here is about the people in somebody's reach (`policy.visible_people`): a person behind a wall is
in no count, no share, no order of rows. How many queries there are depends on neither people nor page.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q, QuerySet, prefetch_related_objects

from duenotice.days import LAST_DAY
from duenotice.language import Order
from duenotice.web.accounts.models import State, User
from duenotice.web.matters.models import Assignment, Matter, OnMatter
from duenotice.web.people.models import Person
from duenotice.web.people.numbers import shown
from duenotice.web.people.selectors import identity_of
from duenotice.web.policy import Permission, organisations, people_for
from duenotice.web.roster import population
from duenotice.web.roster.kept import FEW, family_hash
from duenotice.web.roster.population import Said, Status, Verdicts
from duenotice.web.roster.questions import COUNSEL_ONLY, about_crimes_in, name_of
from duenotice.web.sealed import CannotOpen
from duenotice.web.site.moment import Moment

RANK = {Status.UNOPENED: 0, Status.UNKNOWN: 1, Status.YES: 2, Status.NO: 3}
"""The order of rows by status: what somebody has to see to comes first."""


class Line(NamedTuple):
    """One person on the roster, unnamed. `said` is None where no order was chosen. `in_full`: whether what is
    about crimes may be shown."""

    person: uuid.UUID
    organisation: uuid.UUID
    said: Said | None
    in_full: bool


@dataclass(frozen=True)
class Shown:
    """One row of a page."""

    person: uuid.UUID
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    line: Line
    families: tuple[tuple[str, str], ...]
    matters: tuple[str, ...]
    assigned: tuple[str, ...]
    entered: datetime
    opens: bool = True


def verdicts_for(user: User, order: Order | None, moment: Moment, at: datetime) -> dict[str, Verdicts]:
    """By organisation, everybody under an order; nothing without one."""
    if order is None:
        return {}
    known = moment.known.toordinal() if moment.known else LAST_DAY
    return {
        each: population.verdicts(each, order, moment.as_of, known)
        for each in organisations(user, Permission.SEE_PEOPLE, at)
    }


def lines(user: User, people: QuerySet[Person], found: Mapping[str, Verdicts], at: datetime) -> list[Line]:
    """Those of some people in reach, each with what the order says: two queries."""
    rows = people.values_list("pk", "organisation_id")
    if not found:
        return [Line(pk, organisation, None, False) for pk, organisation in rows]
    reach = people_for(user, Permission.READ_CONVICTIONS, at).order_by()
    full = set(reach.values_list("pk", flat=True))
    of = {uuid.UUID(each): verdicts.of for each, verdicts in found.items()}
    return [
        Line(pk, organisation, of[organisation].get(pk, population.UNOPENED), pk in full)
        for pk, organisation in rows
    ]


def kept_lines(every: Iterable[Line], found: Mapping[str, Verdicts], status: str, missing: str) -> list[Line]:
    """Those with a status, and with an open question."""
    kept = [line for line in every if not status or (line.said is not None and line.said.status == status)]
    if not missing:
        return kept
    return [line for line in kept if missing in open_questions(line, found)]


def in_families(every: Iterable[Line], family: str) -> list[Line]:
    """Those of a family, by its keyed hash."""
    every = list(every)
    of = {each: population.files(str(each)).families for each in {line.organisation for line in every}}
    return [line for line in every if family in of[line.organisation].get(line.person, ())]


def open_questions(line: Line, found: Mapping[str, Verdicts]) -> tuple[str, ...]:
    """The names of the questions about somebody that whoever asks may read."""
    if line.said is None or not line.said.needs:
        return ()
    verdicts = found[str(line.organisation)]
    needs, crimes = line.said.needs, about_crimes_in(verdicts.inputs)
    open_ = needs if line.in_full else needs & ~crimes
    names = [name_of(one) for bit, one in enumerate(verdicts.inputs) if open_ & 2**bit]
    return (*names, COUNSEL_ONLY) if open_ != needs else tuple(names)


def by_status(every: Sequence[Line], *, backwards: bool) -> list[Line]:
    """Rows by status, each in the order in which they were entered."""
    rank = {status: -place if backwards else place for status, place in RANK.items()}
    return sorted(every, key=lambda line: rank[line.said.status] if line.said else 0)


def shares(every: Iterable[Line]) -> dict[Status, int]:
    """How many people have each status."""
    counted = Counter(line.said.status for line in every if line.said is not None)
    return {status: counted[status] for status in Status}


def page_of(user: User, every: Sequence[Line], at: datetime) -> list[Shown]:
    """Some lines with names: opened here, for these people alone. Six queries."""
    people = {each.pk: each for each in Person.objects.filter(pk__in=[line.person for line in every])}
    held = [people[line.person] for line in every if line.person in people]
    prefetch_related_objects(held, "identity", "numbers")
    matters, assigned = further(user, held, at)
    return [
        _shown(line, people[line.person], matters.get(line.person, ()), assigned.get(line.person, ()))
        for line in every
        if line.person in people
    ]


def _shown(line: Line, person: Person, matters: tuple[str, ...], assigned: tuple[str, ...]) -> Shown:
    try:
        who = identity_of(person)
    except CannotOpen:
        return Shown(person.pk, (), (), line, (), matters, assigned, person.created, opens=False)
    families = tuple((text, family_hash(person.organisation_id, text)) for text in who.family)
    numbers = tuple(map(shown, who.numbers))
    return Shown(person.pk, who.names, numbers, line, families, matters, assigned, person.created)


def matters_of(user: User, at: datetime) -> list[Matter]:
    """The matters that somebody works on and is not walled off from; only their titles may be shown."""
    on = OnMatter.objects.filter(_unexpired(at), user=user.pk)
    ours = organisations(user, Permission.SEE_PEOPLE, at)
    found = Matter.objects.filter(pk__in=on.values("matter"), organisation_id__in=ours)
    return list(found.exclude(wall__user=user.pk).order_by("created", "pk"))


def further(
    user: User, people: Sequence[Person], at: datetime
) -> tuple[dict[uuid.UUID, tuple[str, ...]], dict[uuid.UUID, tuple[str, ...]]]:
    """The matters that some people are in, as far as they may be told, and who works for them now."""
    return _matters(user, people, at), _assigned(people, at)


def _matters(user: User, people: Sequence[Person], at: datetime) -> dict[uuid.UUID, tuple[str, ...]]:
    titles = {each.pk: each.title for each in matters_of(user, at)}
    pairs = Matter.people.through.objects.filter(matter_id__in=list(titles), **_among(people)).values_list(
        "person_id", "matter_id"
    )
    found: dict[uuid.UUID, tuple[str, ...]] = {}
    for person, matter in pairs:
        found[person] = tuple(sorted((*found.get(person, ()), titles[matter])))
    return found


def _assigned(people: Sequence[Person], at: datetime) -> dict[uuid.UUID, tuple[str, ...]]:
    given = Assignment.objects.filter(_unexpired(at), **_among(people))
    found: dict[uuid.UUID, tuple[str, ...]] = {}
    for person, name in given.order_by("user__username").values_list("person_id", "user__username"):
        found[person] = tuple(dict.fromkeys((*found.get(person, ()), name)))
    return found


def _among(people: Sequence[Person]) -> dict[str, list[uuid.UUID]]:
    """A few people are named in the query; with many, rows of others are passed over."""
    return {"person_id__in": [each.pk for each in people]} if len(people) <= FEW else {}


def assigned_to(people: QuerySet[Person], user: uuid.UUID | None, at: datetime) -> QuerySet[Person]:
    """Those of some people for whom an account works now; None: for whom nobody does."""
    given = Assignment.objects.filter(_unexpired(at))
    if user is None:
        return people.exclude(pk__in=given.values("person"))
    return people.filter(pk__in=given.filter(user=user).values("person"))


def colleagues(user: User, permission: Permission, at: datetime) -> list[User]:
    """The active members of the organisations in which somebody may do something."""
    ours = organisations(user, permission, at)
    found = User.objects.filter(
        Q(memberships__until=None) | Q(memberships__until__gt=at),
        memberships__organisation_id__in=ours,
        memberships__state=State.ACTIVE,
    )
    return list(found.distinct().order_by("username"))


def _unexpired(at: datetime) -> Q:
    return Q(until=None) | Q(until__gt=at)
