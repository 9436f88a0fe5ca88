"""One page, run from top to bottom in an empty folder.

Every fenced block must be of a kind in `Page.kinds`; what each kind means, and which words may
stand behind it, is in CONTRIBUTING.md, under *The documentation*. Any kind but `console` and `sh`
may have ``file=NAME``: the block is then also a file that later blocks of the page can use.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import io
import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import assert_never

import click
from jsonschema import Draft202012Validator

from duenotice.__main__ import cli
from duenotice.documents import Block, Document, from_markdown, from_yaml
from duenotice.importers.roster import mapping_from_yaml
from duenotice.language import check, items_to_text
from duenotice.language.from_text import items_from_text
from duenotice.language.tree import Class, DutyAfter, DutyByDay, Forbidden, LeftOut, Life, NoticeBefore
from duenotice.library import load_shelf, options_from_text, order_from_text
from duenotice.problems import Problem, Refused, RefusedOrder
from duenotice.reason import answer_schema, cases_of, run_cases, run_table
from duenotice.record import cases_from_document, read_record, tables
from duenotice.terms import from_documents
from tests.docs.commands import Shell
from tests.docs.console import PROMPT, refreshed, split
from tests.docs.pages import ROOT, options

FRONT = (
    "id: a-fragment/2019-01-03\ntitle: a fragment\ncourt: none\nnumber: none\njudge: nobody\n"
    "docket entry: none\ndecided: 2019-01-03\nterritory: nowhere\ntime zone: UTC\nversion: 1\n"
)
LIFE = "life of this order\n  0001-01-01 entered [always]\n  known through 9999-12-31 [always]\n"
MADE_UP = "  a person is a member when all of these hold:\n"
A_CLASS = MADE_UP + "    (a) the person's nationality is Cambodia\n"


class Page:
    """Runs the blocks of one page. What is wrong raises an `AssertionError` or a `Refused`."""

    def __init__(self, document: Document, folder: Path) -> None:
        self.document, self.folder = document, folder
        self.shell = Shell(folder)
        self.names: dict[str, object] = {"__name__": "docs"}
        self.shelf = load_shelf()
        self.above = ""
        self.kinds: dict[str, Callable[[Block, dict[str, str]], None]] = {
            "case": self._case,
            "csv": self._csv,
            "json": self._json,
            "markdown": self._markdown,
            "option": lambda block, _: self._option(block),
            "order": self._order,
            "python": self._python,
            "list": self._list,
            "map": self._map,
            "table": self._table,
            "sh": lambda block, _: self._sh(block),
            "sql": lambda block, _: self._sql(block),
            "term": self._term,
            "text": self._text,
            "typed": lambda block, _: self._typed(block),
            "yaml": self._record,
        }

    def run(self) -> list[tuple[Block, str]]:
        """Every block in its order; gives the console blocks with the text they should have."""
        found: list[tuple[Block, str]] = []
        for block in self.document.blocks:
            words = options(block)
            with contextlib.chdir(self.folder):
                if block.kind == "console":
                    found.append((block, self._console(block, words)))
                    continue
                place = f"{self.document.file}, line {block.line - 1}"
                assert block.kind in self.kinds, f"{place}: nobody knows how to run `{block.kind}`"
                if "file" in words:
                    Path(words["file"]).parent.mkdir(exist_ok=True)
                    Path(words["file"]).write_text(block.text, encoding="utf-8")
                self._held(block, words, place)
        return found

    def _held(self, block: Block, words: dict[str, str], place: str) -> None:
        """Runs a block; one that is said to be ``broken`` must be refused."""
        refused: Refused | None = None
        try:
            self.kinds[block.kind](block, words)
        except Refused as problem:
            refused = problem
        assert not refused or "broken" in words, f"{place}: {refused}"
        assert refused or "broken" not in words, f"{place}: this block is not broken"

    def _typed(self, block: Block) -> None:
        """Commands that ask for a passphrase or change a machine: each must exist, with its options."""
        for line in block.text.splitlines():
            words = shlex.split(line)
            assert words[:2] == ["$", "duenotice"], f"line {block.line}: not a command of ours: {line}"
            command: click.Command = cli
            for word in words[2:]:
                if isinstance(command, click.Group):
                    command = command.commands[word]
            known = {option for parameter in command.params for option in parameter.opts}
            assert {word for word in words if word.startswith("--")} <= known, line

    def _sql(self, block: Block) -> None:
        """What an administrator types into PostgreSQL; tests/web/modes/test_walls.py runs it there."""
        assert all(line.endswith(";") for line in block.text.splitlines()), f"line {block.line}"

    def _console(self, block: Block, words: dict[str, str]) -> str:
        lines: list[str] = []
        for command, shown in split(block.text):
            came = self.shell.run(command).splitlines()
            allowed = int(words.get("exit", "0"))
            assert self.shell.code in (0, allowed), f"`{command}` ended with {self.shell.code}: {came}"
            lines += [PROMPT + command, *refreshed(shown, came)]
        return "".join(f"{line}\n" for line in lines)

    def _case(self, block: Block, words: dict[str, str]) -> None:
        """Reads; with expectations, is run against ``order=ID``, ``order=above`` or ``order=FILE``."""
        document = from_markdown(f"```case\n{block.text}```\n", block.file)
        cases = cases_from_document(document, self.shelf.vocabulary)
        id_ = words.get("order", self.document.front.get("order", ""))
        expected = any(case.expectations for case in cases)
        assert id_ or not expected, f"line {block.line}: name the order: `case order=ID`"
        if not id_ or not expected:
            return
        if id_ == "above":
            order = order_from_text(self.above, self.shelf.vocabulary, "above")
        elif id_.endswith(".md"):
            order = order_from_text(Path(id_).read_text(encoding="utf-8"), self.shelf.vocabulary, id_)
        else:
            order = self.shelf.order(id_)
        for ran in run_cases(order, cases_of(document, self.shelf.vocabulary), self.shelf.vocabulary):
            came = [f"{difference.expectation}; came: {difference.came}" for difference in ran.differences]
            assert ran.passed, f"line {block.line}: {came}"

    def _order(self, block: Block, words: dict[str, str]) -> None:
        """Reads and resolves, a fragment completed; ``asks=O05`` says what `lint` would ask about."""
        text = block.text
        if text.startswith("("):
            text = f'class "fragment" [none]\n{MADE_UP}' + re.sub("(?m)^(?=.)", "    ", text)
        self.above = f"---\n{FRONT}---\n\n```order\n{_completed(text, block)}```\n"
        rules = order_from_text(self.above, self.shelf.vocabulary, block.file).rules
        asked = {problem.code for problem in check(rules)}
        assert asked == set(filter(None, words.get("asks", "").split(","))), asked
        if "spelling" not in words:
            assert items_to_text(items_from_text(Block("order", text, "", 1), [])) == text

    def _markdown(self, block: Block, words: dict[str, str]) -> None:
        """A whole file: an order file with its cases, or a file of cases."""
        assert "file" in words, f"line {block.line}: a markdown block is a file and says so"
        document = from_markdown(block.text, words["file"])
        if "order" in document.front:
            self.shelf.order(document.front["order"])
        else:
            order_from_text(block.text, self.shelf.vocabulary, words["file"])
        assert cases_of(document, self.shelf.vocabulary)

    def _record(self, block: Block, words: dict[str, str]) -> None:
        read_record(block.text, self.shelf.vocabulary, words.get("file", f"a.{block.kind}"))

    def _option(self, block: Block) -> None:
        """Reads, with the vocabulary and beside the options of the shelf."""
        assert options_from_text(f"```option\n{block.text}```\n", self.shelf.vocabulary, block.file).by_id

    def _json(self, block: Block, words: dict[str, str]) -> None:
        """A record; with ``answer``, an answer of the published shape."""
        if "answer" in words:
            Draft202012Validator(answer_schema()).validate(json.loads(block.text))
        else:
            self._record(block, words)

    def _text(self, block: Block, words: dict[str, str]) -> None:
        """A record; with ``from=MODULE``, a text that stands in that module's docstring."""
        if "from" in words:
            says = inspect.getdoc(importlib.import_module(words["from"])) or ""
            assert block.text in re.sub("(?m)^    ", "", says) + "\n"
        else:
            self._record(block, words)

    def _list(self, _: Block, words: dict[str, str]) -> None:
        """A list of people as somebody keeps it: a file for an import on the same page."""
        assert "file" in words

    def _map(self, block: Block, words: dict[str, str]) -> None:
        """The mapping of a list."""
        mapping_from_yaml(block.text, self.shelf.vocabulary, words["file"])

    def _table(self, _: Block, words: dict[str, str]) -> None:
        """A file of a table with the published columns; `data check` reads its cells."""
        with tables.opened(tables.find([Path(words["file"])])) as opened:
            assert not opened.problems

    def _csv(self, block: Block, words: dict[str, str]) -> None:
        """A conformance table whose every row passes."""
        table = run_table(block.text, words.get("file", "a.csv"), self.shelf.vocabulary)
        assert not table.failed, [str(failed) for failed in table.failed]

    def _term(self, block: Block, words: dict[str, str]) -> None:
        """Terms that can be added to the vocabulary (``shown``: terms that are in it, word for word)."""
        shelf = [from_markdown(path.read_text(encoding="utf-8"), path.name) for path in VOCABULARY]
        if "shown" in words:
            known = [from_yaml(other.text) for document in shelf for other in document.of_kind("term")]
            assert from_yaml(block.text) in known
        else:
            from_documents([*shelf, from_markdown(f"```term\n{block.text}```\n", block.file)])

    def _python(self, block: Block, words: dict[str, str]) -> None:
        """Runs, unless it is a file for a later console block; prints nothing."""
        code = compile(block.text, f"{block.file}:{block.line}", "exec")
        if "file" in words:
            return
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            exec(code, self.names)  # noqa: S102 - our own documentation
        assert said.getvalue() == "", "a python block asserts; what is printed belongs into a console block"

    def _sh(self, block: Block) -> None:
        """Recipes of the Makefile only."""
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        recipes = set(re.findall(r"^([a-z]+):.*##", makefile, flags=re.MULTILINE))
        for line in block.text.splitlines():
            command = line.split("#")[0].split()
            if command:
                assert command[0] == "make", line
                assert command[1] in recipes, line


OPTIONS = sorted((ROOT / "src" / "duenotice" / "library" / "options").glob("*.md"))
VOCABULARY = sorted((ROOT / "src" / "duenotice" / "library" / "vocabulary").glob("*.md"))


def _completed(text: str, block: Block) -> str:
    """A fragment with what it takes for granted: a life, and the classes that its duties name."""
    problems: list[Problem] = []
    items = items_from_text(Block("order", text, block.file, block.line), problems)
    if problems:
        raise RefusedOrder(*problems)
    has: set[str] = set()
    needs: set[str] = set()
    lives = 0
    for item in items:
        match item:
            case Class(name=name):
                has.add(name)
            case (
                NoticeBefore(name=name, owed_to=class_)
                | DutyAfter(name=name, owed_to=class_)
                | DutyByDay(name=name, owed_to=class_)
                | Forbidden(name=name, owed_to=class_)
            ):
                has.add(name)
                needs.add(class_)
            case LeftOut(changes=changes):
                needs |= {changes} - {""}
            case Life():
                lives += 1
            case _:
                assert_never(item)
    parts = [text, *(f'class "{name}" [none]\n{A_CLASS}' for name in sorted(needs - has))]
    return "\n".join(parts if lives else [*parts, LIFE])
