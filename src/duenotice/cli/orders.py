"""`duenotice orders`: the shelf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from duenotice.cli.home import no_json_with_pages, pages_options, print_pages
from duenotice.cli.orders_attach import attach
from duenotice.cli.orders_book import book
from duenotice.cli.orders_export import export
from duenotice.cli.orders_review import review
from duenotice.cli.orders_timeline import timeline
from duenotice.cli.printing import mark, print_json
from duenotice.cli.reading import day_of, json_option, on_option, order_of
from duenotice.cli.selecting import filter_options, selected, wanted_of
from duenotice.days import from_edtf, in_words
from duenotice.language import Order
from duenotice.library import (
    Wanted,
    identity_to_data,
    in_force,
    life_to_data,
    line_with,
    load_shelf,
    nationalities,
    template,
)
from duenotice.reason import OrderDifference, difference


@click.group(
    invoke_without_command=True,
    short_help="The shelf: list, find, show, diff, timeline, book, template.",
)
@filter_options
@click.pass_context
def orders(context: click.Context, /, **filters: str | None) -> None:
    """\b
    Example:
      duenotice orders
      duenotice orders --who Cambodia --in-force-on 2019-01-15
      duenotice orders show chhoeun-v-marin/2019-01-03
      duenotice orders diff chhoeun-v-marin/2019-01-03 chhoeun-v-marin/2020-04-27

    The orders on the shelf: which there are, what each says, when each was in force, and what
    changed between two of them.

    What is filtered away surely does not fit. An order that asks for no nationality stays under --who,
    and one of which the file does not know whether it was in force stays under --in-force-on.
    """
    if context.invoked_subcommand is None:
        context.invoke(list_, **filters)
    elif any(filters.values()):
        name = context.invoked_subcommand
        raise click.UsageError(f"filters stand behind the command: duenotice orders {name} --who …")


@orders.command("list")
@filter_options
@json_option("orders")
def list_(as_json: bool = False, **filters: str | None) -> None:
    """Every order on the shelf, or those that are looked for, with its id."""
    wanted = wanted_of(filters)
    found = selected(wanted)
    if as_json:
        print_json([identity_to_data(order) for order in found])
        return
    for order in found:
        identity = order.identity
        click.echo(f"{identity.id}  {identity.title}")
        click.echo(f"    {identity.source}; {_shape(order)}")
        for line in _found_by(order, wanted):
            click.echo(f"    {line}")
    if wanted:
        click.echo(f"{len(found)} of the {len(load_shelf().orders)} orders on the shelf")


def _found_by(order: Order, wanted: Wanted) -> Iterator[str]:
    """Why an order is among those that were looked for, where it is not plain."""
    if wanted.words:
        yield f"says: {line_with(order, wanted.words)}"
    if wanted.who and not nationalities(order):
        yield "asks for no nationality"
    if wanted.on is not None:
        standing = in_force(order.rules.life, wanted.on, order.identity.kind)
        yield f"in force: {mark(str(standing.truth))}: {standing.says}"


def _shape(order: Order) -> str:
    classes = ", ".join(f'class "{class_.name}"' for class_ in order.rules.classes)
    duties = ", ".join(f'duty "{duty.name}"' for duty in order.rules.duties)
    return "; ".join(part for part in (classes, duties or "no duty") if part)


@orders.command()
@click.argument("order")
@pages_options
@json_option("order")
def show(order: str, pages: bool, folder: Path | None, as_json: bool) -> None:
    """The whole order file: prose, rules, cases."""
    found = order_of(order, load_shelf())
    if pages:
        no_json_with_pages(as_json)
        click.echo(found.document.text, nl=False)
        print_pages(found, folder)
    elif as_json:
        print_json(asdict(found.identity) | {"hash": found.digest, "text": found.document.text})
    else:
        click.echo(found.document.text, nl=False)


@orders.command()
@click.argument("order")
@on_option
@json_option("life")
def life(order: str, on: str | None, as_json: bool) -> None:
    """What happened to an order, and whether it was in force on a day."""
    found = order_of(order, load_shelf())
    day = day_of(on, None)
    standing = in_force(found.rules.life, day, found.identity.kind)
    told = life_to_data(found)
    if as_json:
        said = {"on": str(day), "in_force": str(standing.truth), "because": standing.says}
        print_json({"order": found.id, **told, **said})
        return
    click.echo(f"{found.id}: {found.identity.title}")
    for act in found.rules.life.acts:
        click.echo(f"  {in_words(act.date)}: {act.act.value} {act.cite}".rstrip())
    click.echo(f"  known through {in_words(found.rules.life.known_through)} {found.rules.life.cite}".rstrip())
    click.echo("In force:")
    for stretch in told["intervals"]:
        since = in_words(from_edtf(stretch["from"])) if stretch["from"] else "the beginning"
        until = in_words(from_edtf(stretch["through"])) if stretch["through"] else "further notice"
        click.echo(f"  {since} through {until}: {mark(str(stretch['in_force']))}")
    click.echo(f"On the day asked about: {mark(str(standing.truth))}: {standing.says}")


@orders.command("template", short_help="An order file to copy, for one person's case.")
def template_() -> None:
    """\b
    Example:
      duenotice orders template > our-order.md

    An order file to copy and change, for an order that protects one person: no re-detention before a
    day, notice, a hearing, no transfer or notice of it. It can be read as it stands.
    """
    click.echo(template(), nl=False)


@orders.command()
@click.argument("old")
@click.argument("new")
@json_option("diff")
def diff(old: str, new: str, as_json: bool) -> None:
    """What changed between two orders, in words, and for whom."""
    shelf = load_shelf()
    before, after = order_of(old, shelf), order_of(new, shelf)
    found = difference(before, after, shelf.vocabulary)
    if as_json:
        print_json({"old": before.id, "new": after.id, **asdict(found)})
    else:
        click.echo("\n".join(_diff(before, after, found)))


def _diff(before: Order, after: Order, found: OrderDifference) -> Iterator[str]:
    yield f"From {before.id} to {after.id}:"
    yield from (f"  {line}" for change in found.changes for line in change.splitlines())
    yield ""
    count = f"{len(found.for_whom)} of the {found.asked} worked cases of both files"
    yield f"For whom: {count} come out differently"
    yield "(each asked as if both orders were in force)"
    by_change: dict[tuple[str, str], list[str]] = {}
    for person in found.for_whom:
        by_change.setdefault((person.old, person.new), []).append(person.title)
    for (old, new), titles in by_change.items():
        yield ""
        yield f"  was: {old}"
        yield f"  now: {new}"
        yield from (f"    {title}" for title in titles)


for command in (timeline, export, book, review, attach):
    orders.add_command(command)
