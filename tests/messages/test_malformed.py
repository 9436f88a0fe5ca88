"""What people read when they have made one mistake: every message, whole, as a snapshot.

Each file in ``malformed/`` holds one plausible mistake and is named for it. To add one, write the
file, run ``pytest tests/messages --snapshot-update``, and read the message as its author would.
"""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from duenotice.documents import read_text
from duenotice.language import check
from duenotice.library import load_vocabulary, options_from_text, order_from_text
from duenotice.problems import CODES, Problem, Refused
from duenotice.reason.cases import cases_of
from duenotice.record import read_record

HERE = Path(__file__).parent / "malformed"
FILES = sorted(path for path in HERE.iterdir() if path.suffix in (".md", ".txt", ".json", ".yaml"))


def problems_of(path: Path) -> tuple[Problem, ...]:
    """Everything that duenotice says about a file."""
    vocabulary = load_vocabulary()
    try:
        text = read_text(path)
        if path.name.startswith("option-"):
            options_from_text(text, vocabulary, path.name)
            return ()
        if not path.name.startswith("order-"):
            read_record(text, vocabulary, path.name)
            return ()
        order = order_from_text(text, vocabulary, path.name)
        asked = check(order.rules)
        cases_of(order.document, vocabulary)
    except Refused as refused:
        return refused.problems
    return asked


def message(path: Path) -> str:
    return "\n".join(str(problem) for problem in problems_of(path)).replace(str(path), path.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_message_for(path: Path, snapshot: SnapshotAssertion) -> None:
    assert message(path) == snapshot


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_message_has_every_part(path: Path) -> None:
    found = problems_of(path)
    assert found
    for problem in found:
        assert problem.code in CODES
        assert all(part and part.strip() == part for part in (problem.what, problem.why, problem.help))
        assert "Traceback" not in str(problem)
        assert "Error" not in str(problem)
        assert not problem.what.endswith(".")


def test_there_are_more_than_two_hundred_of_them() -> None:
    assert len(FILES) > 200
