"""What is not documented fails: commands, options, settings, forms, terms, keys."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path

import click
import pytest

from duenotice.cli.schema import schema_of
from duenotice.days import Relation
from duenotice.language import Act, NoEvent, Timing, condition_text
from duenotice.language.amounts import Unit
from duenotice.language.sentences import CONDITIONS, FORMS
from duenotice.language.tree import Named, Verb
from duenotice.library import load_options, load_vocabulary
from duenotice.library.option_shape import PARTS as OPTION_PARTS
from duenotice.reason import COLUMNS, Ease, Status, answer_schema
from duenotice.record import from_text as case_notation
from duenotice.record import schema as record_schema
from duenotice.terms import Kind
from tests.docs.generated import PARTS, Schema, commands
from tests.docs.pages import DOCS, PAGES, ROOT, generated_parts, named, with_part
from tests.docs.test_blocks import AGAIN


@cache
def reference(name: str) -> str:
    return (DOCS / "reference" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_every_generated_part_is_what_the_program_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for name in generated_parts(text):
        assert with_part(text, name, PARTS[name]()) == text, f"{name}: {AGAIN}"


def test_every_part_that_can_be_generated_stands_on_a_page() -> None:
    found = [name for path in PAGES for name in generated_parts(path.read_text(encoding="utf-8"))]
    assert sorted(found) == sorted(PARTS)


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=str)
def test_every_command_and_every_option_is_in_the_reference(name: str, command: click.Command) -> None:
    section = reference("cli").partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    named_so = [option for parameter in command.params for option in parameter.opts if option.startswith("-")]
    assert section
    assert [option for option in named_so if option not in section] == []


def test_every_exit_code_is_in_the_reference() -> None:
    assert re.findall(r"^\| (\d) \|", reference("cli"), flags=re.MULTILINE) == ["0", "1", "2"]


def test_every_setting_is_in_the_reference() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "src").glob("**/*.py")]
    settings = {found for text in sources for found in re.findall(r'os\.environ\.get\("([A-Z_]+)"', text)}
    assert settings
    assert [setting for setting in settings if f"`{setting}`" not in reference("cli")] == []


@pytest.mark.parametrize("form", [*FORMS.values(), *CONDITIONS])
def test_every_sentence_of_the_order_language_is_in_the_reference(form: str) -> None:
    assert f"`{form}`" in reference("order-language")


@pytest.mark.parametrize("relation", Relation)
def test_every_timing_is_in_the_reference(relation: Relation) -> None:
    text = condition_text(NoEvent(Kind("K"), (Timing(relation, Named("release"), 14),)))
    timing = text.removeprefix("there is no K ").replace("14", "N").replace("release", "NAME")
    assert f"`{timing}`" in reference("order-language")


@pytest.mark.parametrize("act", Act)
def test_everything_that_can_happen_to_an_order_is_in_the_reference(act: Act) -> None:
    assert f"| `{act.value}` |" in reference("order-language")


@pytest.mark.parametrize("word", [*Verb, *Unit])
def test_every_verb_and_unit_of_a_duty_is_in_the_reference(word: Verb | Unit) -> None:
    assert f"`{word.value}`" in reference("order-language")


def forms_of_the_case_notation() -> list[str]:
    says = case_notation.__doc__ or ""
    return [line.strip() for line in says.splitlines() if line.startswith("    ")]


@pytest.mark.parametrize("form", [*forms_of_the_case_notation(), "(learned DATE; as ID; corrects ID)"])
def test_every_form_of_the_case_notation_is_in_the_reference(form: str) -> None:
    assert f"`{form}`" in reference("case-notation").replace("\\|", "|")


@pytest.mark.parametrize("status", Status)
def test_every_verdict_on_a_duty_is_explained(status: Status) -> None:
    assert f"| *{status.value}* |" in (DOCS / "explanation" / "duties.md").read_text(encoding="utf-8")


def test_every_term_is_in_the_reference() -> None:
    vocabulary = load_vocabulary()
    names = [*vocabulary.events, *vocabulary.facts]
    assert [name for name in names if f"\n### {name}\n" not in reference("vocabulary")] == []


def test_every_option_and_every_part_of_one_is_in_the_reference() -> None:
    said = reference("options")
    assert [id_ for id_ in load_options().by_id if f"\n### {id_}\n" not in said] == []
    assert [part for part in OPTION_PARTS if f"| `{part}` |" not in said] == []


def keys(schema: object) -> set[str]:
    """Every key that a schema speaks of, at whatever depth."""
    if isinstance(schema, dict):
        own = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set[str]()
        return own.union(*(keys(value) for value in schema.values()))
    return set[str]().union(*(keys(item) for item in schema)) if isinstance(schema, list) else set()


@pytest.mark.parametrize(
    ("name", "schema"),
    [("record", record_schema()), ("answer", answer_schema()), ("window", schema_of("window"))],
    ids=["record", "answer", "window"],
)
def test_every_key_of_a_published_shape_is_in_its_reference(name: str, schema: Schema) -> None:
    assert [key for key in sorted(keys(schema)) if f"| `{key}` |" not in reference(name)] == []


@pytest.mark.parametrize("ease", Ease)
def test_everybody_who_can_settle_a_question_is_in_the_reference(ease: Ease) -> None:
    assert f"`{ease.name.lower()}`" in reference("answer")


@pytest.mark.parametrize(("name", "columns"), COLUMNS.items())
def test_every_column_of_the_conformance_tables_is_in_the_reference(
    name: str, columns: tuple[str, ...]
) -> None:
    section = reference("conformance").partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    assert [column for column in columns if f"| `{column}` |" not in section] == []


def test_every_refusal_is_in_the_reference() -> None:
    assert "```text from=duenotice.problems\n" in reference("problems")


def test_every_page_can_be_reached_from_the_index() -> None:
    pages = {path for path in DOCS.glob("**/*.md") if path.parent.name != "decisions"} - {DOCS / "README.md"}
    linked = re.findall(r"\]\(([^)#]+)", (DOCS / "README.md").read_text(encoding="utf-8"))
    found = {(DOCS / link).resolve() for link in linked}
    assert sorted(named(path) for path in pages - found) == []


@pytest.mark.parametrize("path", [*PAGES, ROOT / "ARCHITECTURE.md"], ids=named)
def test_every_link_to_a_heading_leads_to_one(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    broken = []
    for target, heading in re.findall(r"\]\((?!\w+:)([^)#\s]*)#([^)\s]+)\)", text):
        other = (path.parent / target).read_text(encoding="utf-8") if target else text
        heads = re.findall(r"^#+ (.+)$", other, flags=re.MULTILINE)
        slugs = {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
        broken += [f"{target}#{heading}"] if heading not in slugs else []
    assert broken == []


def test_every_room_has_one_sentence_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    drawn = re.findall(r"\w+", text.partition("```\n")[2].partition("```")[0])
    told = re.findall(r"^\| (?!room \|)(\w+) \| \w", text.partition("## Stages")[0], flags=re.MULTILINE)
    assert told == drawn


def test_every_stage_names_modules_that_are_there() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").partition("## Stages")[2]
    stages = re.findall(r"^\|.*\| ((?:`[\w.]+`(?:, )?)+) \|$", text, flags=re.MULTILINE)
    modules = [name for stage in stages for name in re.findall(r"`([\w.]+)`", stage)]
    assert modules
    assert [name for name in modules if importlib.util.find_spec(f"duenotice.{name}") is None] == []
