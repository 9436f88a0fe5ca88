"""Reading feeds: by token, by owner, and the days that one may hold now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from duenotice.web.accounts.models import User
from duenotice.web.accounts.selectors import has_second_factor
from duenotice.web.feeds.calendar import Kind
from duenotice.web.feeds.models import Feed
from duenotice.web.feeds.reference import reference_of
from duenotice.web.keys import ring
from duenotice.web.people.models import Person
from duenotice.web.policy import Permission, organisations, visible_people
from duenotice.web.today.candidates import When, candidates
from duenotice.web.today.selectors import appointments, cards_of, opened
from duenotice.web.today.watching import Watched

NAME = "feeds.uid"


@dataclass(frozen=True)
class Day:
    """What a feed says of one day: its keyed name for ever, and the words."""

    uid: str
    day: date
    kind: str
    reference: str


def hashed(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def by_token(token: str, at: datetime) -> Feed | None:
    """The feed that is read by this token now: not one that is over, taken back, or of an account that may
    not see people of its organisation any more. The caller acts for the token's hash (`acting`)."""
    return Feed.objects.filter(token_hash=hashed(token), revoked=None, expires__gt=at).first()


def still_sees(feed: Feed, at: datetime) -> bool:
    """Whether the account behind it may see people of the organisation, and signs in with two factors."""
    held = organisations(feed.user, Permission.SEE_PEOPLE, at)
    return str(feed.organisation_id) in held and has_second_factor(feed.user)


def own(user: User) -> QuerySet[Feed]:
    """All feeds of an account, the newest first."""
    return Feed.objects.filter(user=user).select_related("organisation").order_by("-made", "pk")


def days(feed: Feed, at: datetime) -> tuple[Day, ...]:
    """The days of everybody whom the account may see now, in the feed's organisation."""
    people = visible_people(feed.user, at).filter(organisation=feed.organisation_id)
    when = When(at.date())
    found = candidates(people, when, date.min, frozenset())
    seen = opened(people, found.dated, when)
    named = {each.pk: each for each in people if each.pk in seen}
    every = (_day(feed, named[pk], *each) for pk, of in seen.items() for each in _things(pk, of, when.on))
    return tuple({each.uid: each for each in every}.values())


def _things(person: UUID, of: Watched, on: date) -> Iterator[tuple[Kind, date, str]]:
    for card in cards_of(person, of, on):
        yield Kind.CLOSES, card.day, min(f"{each.order}|{each.duty}" for each in card.windows)
    for step in of.dated:
        yield Kind.STEP, date.fromordinal(step.day), f"{step.order}|{step.says}"
    for met in appointments(person, of, on):
        yield Kind.MEETING, met.day, f"{met.what}|{met.day}"


def _day(feed: Feed, person: Person, kind: Kind, day: date, what: str) -> Day:
    """`what` names the thing, so that its event stays the same when the day moves; it is never shown."""
    said = f"{feed.user_id} {person.pk} {kind.name} {what}"
    uid = ring.current().blind(str(feed.organisation_id), NAME, said).hex()
    return Day(uid, day, kind.value, reference_of(person))


def shown(user: User, at: datetime) -> Iterator[tuple[Feed, str]]:
    """One's feeds, each with how it stands."""
    for feed in own(user):
        state = "revoked" if feed.revoked else "expired" if feed.expires <= at else "live"
        yield feed, state
