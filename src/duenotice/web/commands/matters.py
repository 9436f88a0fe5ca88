"""`duenotice matters …`: who works for whom. The passphrase is the proof; the site shows what follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import click

from duenotice.web.commands.opening import open_vault, vault_option

if TYPE_CHECKING:
    from duenotice.web.accounts.models import User
    from duenotice.web.journal.actions import By
    from duenotice.web.matters.models import Matter
    from duenotice.web.people.models import Person

_F = TypeVar("_F", bound=Callable[..., Any])


def until_option(command: _F) -> _F:
    """The option --until."""
    said = "The last day, in UTC. Default: until somebody ends it."
    return click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help=said)(command)


@click.group(short_help="Matters, and who works for whom.")
def matters() -> None:
    """Matters and the people in them, who works for whom and until when, and who must not."""


@matters.command("open", short_help="Open a matter.")
@vault_option
def open_(folder: Path | None) -> None:
    """Open a matter and print its id. Its title is typed when asked for, and sealed: it may name somebody."""
    by = _by(folder)
    from duenotice.web.matters import services

    title = click.prompt("Title", err=True)
    click.echo(services.open_matter(by=by, title=title).pk)


@matters.command("list", short_help="List the matters.")
@vault_option
def list_(folder: Path | None) -> None:
    """List the matters: id, how many people are in it, title."""
    by = _by(folder)
    from duenotice.web.matters.models import Matter

    for matter in Matter.objects.filter(organisation_id=by.organisation).order_by("created", "pk"):
        click.echo(f"{matter.pk}  {matter.people.count():>5}  {matter.title}")


@matters.command(short_help="Put people into a matter.")
@click.argument("matter", type=click.UUID)
@click.argument("people", type=click.UUID, nargs=-1, required=True)
@vault_option
def put(matter: UUID, people: tuple[UUID, ...], folder: Path | None) -> None:
    """Put PEOPLE, by their ids, into MATTER: class counsel who work on it see them."""
    by = _by(folder)
    from django.db import transaction

    from duenotice.web.matters import services

    with transaction.atomic():
        for each in people:
            services.put_into_matter(by=by, matter=_matter(by, matter), person=_person(by, each))
    click.echo(f"{len(people)} put into the matter.")


@matters.command(short_help="Have an account work on a matter.")
@click.argument("matter", type=click.UUID)
@click.argument("account")
@until_option
@vault_option
def staff(matter: UUID, account: str, until: datetime | None, folder: Path | None) -> None:
    """Have ACCOUNT, by its user name, work on MATTER. It sees the people in it if it is class counsel."""
    by = _by(folder)
    from duenotice.web.matters import services

    services.put_on_matter(
        by=by, matter=_matter(by, matter), user=_account(by, account), until=_end_of(until)
    )
    click.echo("Done.")


@matters.command(short_help="Give one person to an account.")
@click.argument("person", type=click.UUID)
@click.argument("account")
@click.option("--convictions", is_flag=True, help="A navigator may also read what is on file about crimes.")
@until_option
@vault_option
def assign(
    person: UUID, account: str, convictions: bool, until: datetime | None, folder: Path | None
) -> None:
    """Give PERSON to ACCOUNT, which is counsel or a navigator, until a day if one is named."""
    by = _by(folder)
    from duenotice.web.matters import services

    who, user = _person(by, person), _account(by, account)
    services.assign(by=by, person=who, user=user, until=_end_of(until), convictions=convictions)
    click.echo("Done.")


@matters.command(short_help="Give a checker a slot.")
@click.argument("account")
@click.option("--hours", type=click.IntRange(1, 10), default=4, show_default=True, help="How long, from now.")
@vault_option
def slot(account: str, hours: int, folder: Path | None) -> None:
    """Let ACCOUNT, a checker, look people up by number for some hours from now."""
    by, now = _by(folder), datetime.now(UTC)
    from datetime import timedelta

    from duenotice.web.matters import services

    services.give_slot(by=by, user=_account(by, account), begins=now, ends=now + timedelta(hours=hours))
    click.echo(f"Until {now + timedelta(hours=hours):%Y-%m-%d %H:%M} UTC.")


@matters.command(short_help="Hide a person, or all of a matter, from an account.")
@click.argument("account")
@click.option("--person", type=click.UUID, help="The person, by id.")
@click.option("--matter", type=click.UUID, help="The matter, by id.")
@vault_option
def wall(account: str, person: UUID | None, matter: UUID | None, folder: Path | None) -> None:
    """Hide a person, or everybody in a matter, from ACCOUNT, whatever its roles."""
    if (person is None) is (matter is None):
        raise click.UsageError("name either --person or --matter")
    by = _by(folder)
    from duenotice.web.matters import services

    hidden = None if person is None else _person(by, person)
    file = None if matter is None else _matter(by, matter)
    services.build_wall(by=by, user=_account(by, account), person=hidden, matter=file)
    click.echo("Done.")


def _by(folder: Path | None) -> By:
    open_vault(folder)
    from duenotice.web import making
    from duenotice.web.accounts.selectors import only_organisation

    return making.by(only_organisation())


def _matter(by: By, wanted: UUID) -> Matter:
    from duenotice.web.matters.models import Matter

    return _there(Matter.objects.filter(organisation_id=by.organisation, pk=wanted).first(), "matter")


def _person(by: By, wanted: UUID) -> Person:
    from duenotice.web.people.models import Person

    found = Person.objects.filter(organisation_id=by.organisation, pk=wanted, deleted=None).first()
    return _there(found, "person")


def _account(by: By, name: str) -> User:
    from duenotice.web.accounts.models import User

    found = User.objects.filter(
        username=name.strip().casefold(), memberships__organisation_id=by.organisation
    )
    return _there(found.first(), "account")


_T = TypeVar("_T")


def _there(found: _T | None, what: str) -> _T:
    from duenotice.web.accounts.services import refused

    if found is None:
        raise refused(
            "K45", f"no {what} of this organisation is called so", "see what there is, and try again"
        )
    return found


def _end_of(day: datetime | None) -> datetime | None:
    return None if day is None else datetime.combine(day.date(), time.max, UTC)
