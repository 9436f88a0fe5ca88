"""`duenotice orders`: the shelf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

import click

from duenotice.cli.printing import mark, print_json
from duenotice.cli.reading import day_of, json_option, on_option, order_of
from duenotice.days import FIRST_DAY, LAST_DAY, from_edtf, in_words, iso
from duenotice.language import Order
from duenotice.library import in_force, intervals, load_shelf, template
from duenotice.reason import OrderDifference, difference


@click.group(invoke_without_command=True, short_help="The shelf: list, show, life, diff, template.")
@click.pass_context
def orders(context: click.Context) -> None:
    """\b
    Example:
      duenotice orders
      duenotice orders show chhoeun-v-marin/2019-01-03
      duenotice orders diff chhoeun-v-marin/2019-01-03 chhoeun-v-marin/2020-04-27

    The orders on the shelf: which there are, what each says, when each was in force, and what
    changed between two of them.
    """
    if context.invoked_subcommand is None:
        context.invoke(list_)


@orders.command("list")
@json_option("orders")
def list_(as_json: bool = False) -> None:
    """Every order on the shelf, with its id."""
    shelf = load_shelf()
    if as_json:
        print_json([asdict(order.identity) | {"hash": order.digest} for order in shelf.orders.values()])
        return
    for order in shelf.orders.values():
        identity = order.identity
        click.echo(f"{identity.id}  {identity.title}")
        click.echo(f"    {identity.source}; {_shape(order)}")


def _shape(order: Order) -> str:
    classes = ", ".join(f'class "{class_.name}"' for class_ in order.rules.classes)
    duties = ", ".join(f'duty "{duty.name}"' for duty in order.rules.duties)
    return "; ".join(part for part in (classes, duties or "no duty") if part)


@orders.command()
@click.argument("order")
@json_option("order")
def show(order: str, as_json: bool) -> None:
    """The whole order file: prose, rules, cases."""
    found = order_of(order, load_shelf())
    if as_json:
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
    standing = in_force(found.rules.life, day)
    acts = [
        {"date": str(a.date), "act": a.act.value, "citation": a.cite.text, "to_verify": a.cite.to_verify}
        for a in found.rules.life.acts
    ]
    stretches = [
        {"from": _bound(i.days.lo), "through": _bound(i.days.hi), "in_force": str(i.truth)}
        for i in intervals(found.rules.life)
    ]
    if as_json:
        known = str(found.rules.life.known_through)
        print_json(
            {"order": found.id, "acts": acts, "known_through": known, "on": str(day)}
            | {"in_force": str(standing.truth), "because": standing.says, "intervals": stretches}
        )
        return
    click.echo(f"{found.id}: {found.identity.title}")
    for act in found.rules.life.acts:
        click.echo(f"  {in_words(act.date)}: {act.act.value} {act.cite}".rstrip())
    click.echo(f"  known through {in_words(found.rules.life.known_through)} {found.rules.life.cite}".rstrip())
    click.echo("In force:")
    for stretch in stretches:
        since = in_words(from_edtf(stretch["from"])) if stretch["from"] else "the beginning"
        until = in_words(from_edtf(stretch["through"])) if stretch["through"] else "further notice"
        click.echo(f"  {since} through {until}: {mark(str(stretch['in_force']))}")
    click.echo(f"On the day asked about: {mark(str(standing.truth))}: {standing.says}")


def _bound(day: int) -> str | None:
    return None if day in (FIRST_DAY, LAST_DAY) else iso(day)


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
