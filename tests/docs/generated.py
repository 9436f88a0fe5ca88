"""The parts of the reference that are written by the program: commands, terms, shapes, forms of dates."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any, assert_never

import click

from duenotice.__main__ import cli
from duenotice.cli.schema import schema_of
from duenotice.days import FIRST_DAY, LAST_DAY, DateFact, from_edtf, in_words, iso
from duenotice.documents import from_markdown
from duenotice.importers.released import PROFILES
from duenotice.importers.released.codes import RELEASE_REASONS
from duenotice.language import condition_text
from duenotice.library import (
    AfterEvent,
    ByDate,
    NoClock,
    Option,
    OwnClock,
    life_in_short,
    limbs,
    load_options,
    load_shelf,
    load_vocabulary,
    nationalities,
    open_points,
    to_verify,
)
from duenotice.reason import answer_schema
from duenotice.record import schema as record_schema
from duenotice.record.tables import TABLES
from duenotice.terms import EventTerm, FactTerm
from tests.docs.commands import Shell
from tests.docs.pages import ROOT
from tests.docs.running import OPTIONS, VOCABULARY

Schema = Mapping[str, Any]

DATES = (
    "2019-01-15 2003-05 2003 200X 19XX 2003-21 2003-24 2003-05-12~ 2003-05~ 2003~ 2003-05-12? 2003% "
    "2003-03/2003-07 ../2003-05-12 2003-05-12/.. [2003,2005] [2003-05,2004] unknown"
)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    lines = [tuple(head)]
    lines += [("---",) * len(lines[0]), *(tuple(row) for row in rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def commands(command: click.Command = cli, name: str = "duenotice") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it."""
    yield name, command
    if isinstance(command, click.Group):
        for below in sorted(command.commands):
            yield from commands(command.commands[below], f"{name} {below}")


def cli_part() -> str:
    """Every command with what it says about itself."""
    parts = []
    for name, _ in commands():
        said = Shell(ROOT).run(f"{name} -h")
        parts.append(f"## {name}\n\n```console\n$ {name} -h\n{said}```\n")
    return "\n".join(parts)


def vocabulary_part() -> str:
    """Every term, under the headings of the vocabulary documents."""
    vocabulary = load_vocabulary()
    parts = []
    for path in VOCABULARY:
        document = from_markdown(path.read_text(encoding="utf-8"), path.name)
        names = [block.text.splitlines()[0].partition(": ") for block in document.of_kind("term")]
        parts.append(f"## {document.front['title']}\n")
        for kind, _, name in names:
            term = vocabulary.facts[name] if kind == "fact" else vocabulary.events[name]
            parts.append(f"### {name}\n\n{term.means}\n\n{_about(term)}\n")
    return "\n".join(parts)


def _about(term: EventTerm | FactTerm) -> str:
    if isinstance(term, FactTerm):
        values = sorted(set(term.values.values()))
        shown = "any text" if not values else ", ".join(values) if len(values) < 20 else _many(values)
        said = {"values": shown, "values at one time": "one" if term.single else "several"}
        said |= {"asked as": term.ask, "put in doubt by": ", ".join(map(str, term.doubted_by))}
    else:
        shows = [str(kind) for kind in term.shown_by]
        said = {
            "shown by": "" if shows == [term.name] else ", ".join(shows),
            "only hinted at by": ", ".join(map(str, term.hinted_at_by)),
            "put in doubt by": ", ".join(map(str, term.doubted_by)),
            "qualifiers": ", ".join(f"`{qualifier.name}`" for qualifier in term.qualifiers),
            "stands for": term.stands_for,
            "look in": term.look_in,
        }
    said["source"] = term.source
    return "\n".join(f"- {name}: {text}" for name, text in said.items() if text)


def _many(values: list[str]) -> str:
    return f"{len(values)} values, from {values[0]} to {values[-1]}"


def options_part() -> str:
    """Every option, with what it asks for and its clock, under the headings of the documents."""
    parts = []
    for path in OPTIONS:
        document = from_markdown(path.read_text(encoding="utf-8"), path.name)
        parts.append(f"## {document.front['title']}\n")
        for block in document.of_kind("option"):
            option = load_options().by_id[block.text.splitlines()[0].removeprefix("option: ")]
            said = {name: text for name, text in _option(option).items() if text}
            listed = "\n".join(f"- {name}: {text}" for name, text in said.items())
            parts.append(f"### {option.id}\n\n{option.name}. {option.what}\n\n{listed}\n")
    return "\n".join(parts)


def _clock(clock: OwnClock) -> str:
    match clock:
        case NoClock():
            return "none that its file knows of"
        case ByDate(date=date):
            return f"by {in_words(date)}"
        case AfterEvent(length=length, name=name):
            named = f"{length.clock}, " if length.clock else ""
            word = "a date to watch: " if clock.watch else ""
            source = f" [{clock.cite}]" if clock.cite else ""
            return f"{word}{named}{length.amount} {length.unit.value} after the {name}{source}"
        case _:
            assert_never(clock)


def _option(option: Option) -> dict[str, str]:
    letters = [f"({letter.label}) {condition_text(letter.condition)}" for letter in option.when.letters]
    return {
        "of use when": "; ".join(letters) or "always",
        "own deadline": _clock(option.clock),
        "lead time": f"{option.takes} days (our estimate, to verify)",
        "needs": "; ".join(option.needs),
        "where": option.where,
        "what remains when its time is over": ", ".join(f"`{other}`" for other in option.then),
        "only for": ", ".join(f"`{order}`" for order in option.orders),
        "caution": " ".join(option.cautions),
        "source": " ".join(str(cite) for cite in option.cites),
    }


def shape_part(schema: Schema) -> str:
    """Every key of a JSON Schema, object by object."""
    named = ((f"`{name}`" if name else "whole", at) for name, at in _objects(schema))
    return "\n".join(f"### The {name}\n\n{_keys(at)}\n" for name, at in named)


def _objects(schema: Schema) -> Iterator[tuple[str, Schema]]:
    yield "", schema
    found = {**_inside(schema), **schema.get("$defs", {})}
    for name, at in found.items():
        if "properties" in at:
            yield name, at
            yield from ((f"{name}.{inner}", below) for inner, below in _inside(at).items())


def _inside(schema: Schema) -> dict[str, Schema]:
    """The objects that stand inside the keys of an object, not named elsewhere."""
    found: dict[str, Schema] = {}
    for name, at in schema.get("properties", {}).items():
        for option in (at, at.get("items", {}), *at.get("oneOf", [])):
            if "properties" in option:
                found[name] = option
    return found


def _keys(schema: Schema) -> str:
    owed = set(schema.get("required", []))
    rows = [
        (f"`{name}`", _type(at), "always" if name in owed else "may be left out", _says(at))
        for name, at in schema["properties"].items()
    ]
    return table(("key", "holds", "present", "meaning"), rows)


def _says(at: Schema) -> str:
    ref = str(at.get("$ref", ""))
    shared = record_schema()["$defs"].get(ref.removeprefix("#/$defs/"), {}) if ref else {}
    return str(at.get("description") or shared.get("description", ""))


def _type(at: Schema) -> str:
    if "$ref" in at:
        return str(at["$ref"]).removeprefix("#/$defs/")
    if "enum" in at:
        return " or ".join(dict.fromkeys(f"`{value}`" for value in at["enum"]))
    if "oneOf" in at:
        return " or ".join(_type(option) for option in at["oneOf"])
    type_ = at.get("type", "")
    if isinstance(type_, list):
        return " or ".join(type_)
    return f"list of {_type(at.get('items', {}))}" if type_ == "array" else str(type_)


def dates_part() -> str:
    """Every form of a date, in words, and the days that it may mean."""
    dates = [from_edtf(text) for text in DATES.split(" ")]
    rows = [(f"`{date}`", in_words(date), _days(date), _remark(date)) for date in dates]
    return table(("written", "said as", "the day may be", "remark"), rows)


def _days(date: DateFact) -> str:
    return " or ".join(_bounds(span.lo, span.hi) for span in date.spans)


def _bounds(lo: int, hi: int) -> str:
    if lo == hi:
        return iso(lo)
    since = "any day" if lo == FIRST_DAY else f"{iso(lo)}"
    until = "" if hi == LAST_DAY else f" through {iso(hi)}"
    return f"{since}{until}" if until else (since if lo == FIRST_DAY else f"{since} or later")


def _remark(date: DateFact) -> str:
    said = ["never proves the same day"] if date.approximate or date.doubtful else []
    return "; ".join([*(["widened"] if date.approximate else []), *said])


def tables_part() -> str:
    """Every column of every table."""
    parts = []
    for each in TABLES.values():
        rows = [
            (
                f"`{c.name}`",
                c.type,
                "always" if c.required else "may be absent",
                c.meaning,
                c.example and f"`{c.example}`",
            )
            for c in each.columns
        ]
        head = ("column", "holds", "present", "meaning", "example")
        parts.append(f"### {each.name}\n\n{table(head, rows)}\n")
    return "\n".join(parts)


def releases_part() -> str:
    """Every profile: what the release shows, cannot show and is a search for; how reasons are read."""
    parts = []
    for name, profile in PROFILES.items():
        says = f"{profile.says[0].upper()}{profile.says[1:]}."
        terms = " and ".join(f"*{term}*" for term in profile.searches)
        window = " through ".join(profile.window)
        parts.append(f"### {name}\n\n{says} Ids begin with `{profile.release}`.\n")
        parts.append(_listed("It cannot show", profile.cannot))
        parts.append(_listed("It shows", profile.shows))
        parts.append(f"Searched: {terms}, at most {window}.\n" if terms else "Searched: nothing.\n")
    reasons = sorted((reason, f"{e.how} {e.way}".strip()) for reason, e in RELEASE_REASONS.items())
    return "\n".join(
        [*parts, "### Release reasons\n", table(("printed, in any case", "read as"), reasons), ""]
    )


def invented_part() -> str:
    """The shares by which people are invented, each with where it is from."""
    text = files("duenotice.record.tables").joinpath("invented.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    totals: Counter[str] = Counter()
    for row in rows:
        totals[row["what"]] += int(row["share"])
    shares = ((row, f"{int(row['share']) / totals[row['what']]:.2%}") for row in rows)
    head = ("what", "value", "share", "source")
    return table(
        head, ((row["what"], row["value"] or "not said", share, row["source"]) for row, share in shares)
    )


def _listed(title: str, items: Iterable[str]) -> str:
    return "\n".join([f"{title}:\n", *(f"- {item}" for item in items), ""])


def shelf_part() -> str:
    """Every order: its letters, its duties, when it was in force, what is open."""
    rows = [
        (
            f"`{order.id}`",
            ", ".join(nationalities(order)) or "any",
            str(len(limbs(order))),
            "; ".join(duty.name for duty in order.rules.duties) or "none",
            life_in_short(order),
            str(len(open_points(order))),
            str(to_verify(order)),
        )
        for order in load_shelf().orders.values()
    ]
    head = ("order", "nationality asked for", "letters", "duties", "in force", "open points", "*to verify*")
    return table(head, rows)


PARTS = {
    "shelf": shelf_part,
    "commands": cli_part,
    "vocabulary": vocabulary_part,
    "options": options_part,
    "window": lambda: shape_part(schema_of("window")),
    "record": lambda: shape_part(record_schema()),
    "answer": lambda: shape_part(answer_schema()),
    "dates": dates_part,
    "tables": tables_part,
    "releases": releases_part,
    "invented": invented_part,
}
"""What may stand behind ``<!-- generated:`` on a page."""
