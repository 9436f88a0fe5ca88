"""The payloads, planted into every field that holds a text of somebody's.

People get them by the services, as a command or a page would write them; a field of another table is written
where it lies. What a service refuses (a character that cannot be seen, in a name) can lie nowhere; it is
typed into forms and addresses like all others.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from allauth.mfa.models import Authenticator

from duenotice.days import from_edtf
from duenotice.record import Event, Fact, Origin, Record, Search
from duenotice.terms import Kind
from duenotice.web.accounts.models import Organisation, Team, User
from duenotice.web.acting import acting
from duenotice.web.attachments.models import Attachment
from duenotice.web.matters.models import Assignment, Matter
from duenotice.web.people import services
from duenotice.web.people.identity import Contact
from duenotice.web.people.models import NoteKind, Person
from tests.browser.payloads import LONGEST, PAYLOADS, packed, visible
from tests.browser.visits import Built, built
from tests.web.site_world import World, command

PACKS = packed(visible())
KEPT_AS_TYPED = packed(PAYLOADS)
"""For fields that keep every character: notes, sources, titles."""


def hostile() -> Built:
    """The world of the site's tests, with payloads wherever a text is."""
    made = built()
    world = made.world
    with acting([world.organisation.pk]):
        _own(world)
        more = tuple(_somebody(world, at) for at in range(len(PACKS)))
    _elsewhere(world)
    return replace(made, more=more)


def few() -> Built:
    """The same world, with payloads in four people alone: for controls."""
    made = built()
    with acting([made.world.organisation.pk]):
        return replace(made, more=tuple(_somebody(made.world, at) for at in range(4)))


def _pack(at: int) -> str:
    return PACKS[at % len(PACKS)]


def _typed(at: int) -> str:
    return KEPT_AS_TYPED[at % len(KEPT_AS_TYPED)]


def _record(texts: list[str]) -> Record:
    """Facts, events and searches, of which every word is one of these texts."""
    first, through = from_edtf("1998-05-04"), from_edtf("2026-11-01")
    short = texts[0][:LONGEST]  # these two stand in the reasons of nearly every order
    fact = Fact("nationality", ("Cambodia",), origin=Origin(short))
    ordered = Event(Kind("final order of removal"), from_edtf("1998-05-04"), Origin(short))
    convicted = (
        Event(Kind("conviction"), from_edtf(f"{1999 + at}-06-01"), Origin(text))
        for at, text in enumerate(texts)
    )
    events = (ordered, *convicted)
    searches = tuple(
        Search(("notice of detention",), through, first, where=text, origin=Origin(text)) for text in texts
    )
    return Record(texts[0], (fact,), events, searches)


def _own(world: World) -> None:
    """The person in everybody's reach: every pack in every list, so that any page about a person has all."""
    by, person = command(world.organisation), world.own.person
    person = Person.objects.get(pk=person.pk)
    many = [Contact(each, ("mail",)) for each in PACKS]
    changed = services.change_identity(
        by=by, person=person, version=person.version, names=PACKS, contacts=many, addresses=many, family=PACKS
    )
    record = _record(packed(visible(), 8_000))
    services.add_entries(by=by, person=changed, version=changed.version, entries=list(record.entries()))
    for kind in NoteKind:
        for each in KEPT_AS_TYPED:
            services.add_note(by=by, person=person, kind=kind, text=each)
    _paper(world, person, "\n".join(PACKS)[:480])


def _somebody(world: World, at: int) -> str:
    """A person whose name is one pack, with the next ones elsewhere: each pack is a first name once."""
    by = command(world.organisation)
    person = services.add_person(
        by=by,
        names=[_pack(at), _pack(at + 1)],
        numbers=[f"0777{at:05d}"],
        record=_record([_pack(at + 5)]),
        contacts=[Contact(_pack(at + 2))],
        addresses=[Contact(_pack(at + 3))],
        family=[_pack(at + 4)],
        entered_by=world.user("navigator"),
    )
    services.add_note(by=by, person=person, kind=NoteKind.SHAREABLE, text=_typed(at))
    matter = Matter.objects.create(
        organisation=world.organisation, title=_typed(at), created=datetime.now(UTC)
    )
    own = Matter.objects.exclude(pk=matter.pk).filter(organisation=world.organisation).order_by("created")
    own[0].people.add(person)
    matter.people.add(person)
    Assignment.objects.create(organisation=world.organisation, person=person, user=world.user("counsel"))
    _paper(world, person, _typed(at))
    return str(person.pk)


def _paper(world: World, person: Person, name: str) -> None:
    Attachment.objects.create(
        organisation=world.organisation,
        person=person,
        name=name,
        content=b"%PDF-1.4",
        kind="application/pdf",
        size=8,
        added=datetime.now(UTC),
    )


def _elsewhere(world: World) -> None:
    """Names of organisations, teams, accounts, matters and passkeys."""
    short = [each for each in visible() if len(each) <= 100]
    Organisation.objects.filter(pk=world.organisation.pk).update(name=short[0])
    for at, each in enumerate(Matter.objects.filter(organisation=world.organisation).order_by("created")):
        each.title = _typed(at)
        each.save(update_fields=["title"])
    team = Team.objects.create(organisation=world.organisation, name=short[1])
    for at, membership in enumerate(world.memberships):
        membership.team = team
        membership.save(update_fields=["team"])
        User.objects.filter(pk=membership.user_id).update(username=short[2 + at])
    for factor in Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN):
        factor.data = {**factor.data, "name": short[-1]}
        factor.save()
