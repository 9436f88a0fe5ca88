"""`duenotice window`: its text, its JSON, and the calendar file that it writes."""

from __future__ import annotations

import json
import re
import stat
from pathlib import Path

import pytest
from icalendar import Calendar
from syrupy.assertion import SnapshotAssertion

from duenotice.library import load_shelf

from .conftest import Write
from .running import ORDER, RECORDS, answered, refused, run, valid
from .test_wording import ARTICLES, JARGON

RECORD = RECORDS / "not-taken-yet.md"
EVERY = sorted(path.stem for path in RECORDS.glob("*.md"))
OWN = """```option
option: pardon
name: Our way to a pardon
what: Ours.
when: always
clock: none
takes: 1 day
filing: no
needs: a paper
where: our office
cite: ours
```
"""


@pytest.mark.parametrize("order", load_shelf().orders)
@pytest.mark.parametrize("record", EVERY)
def test_window_prints_json_of_the_published_shape(record: str, order: str) -> None:
    said = valid("window", json.loads(answered("window", order, RECORDS / f"{record}.md", "--json")))
    assert said["order"] == order
    assert said["options"]


def test_what_window_says(snapshot: SnapshotAssertion) -> None:
    said = answered("window", ORDER, RECORD, "--on", "2019-01-11")
    assert re.sub(r"^Receipt: .*\n", "", said, flags=re.MULTILINE) == snapshot


@pytest.mark.parametrize("record", EVERY)
def test_no_line_is_said_in_the_words_of_the_program(record: str) -> None:
    said = answered("window", ORDER, RECORDS / f"{record}.md").replace(ORDER, "the order")
    text = "\n".join(line.strip() for line in said.splitlines() if not line.startswith("Receipt: "))
    without_letters = re.sub(
        r"(?:open|not so)(?: is)?: \(\w+\).*", "", text
    )  # they are sentences of the order language
    assert [match.group() for match in JARGON.finditer(without_letters)] == []
    assert ARTICLES.findall(text) == []


def test_text_and_json_say_the_same() -> None:
    said = answered("window", ORDER, RECORD, "--on", "2019-01-11")
    data = json.loads(answered("window", ORDER, RECORD, "--on", "2019-01-11", "--json"))
    for option in data["options"]:
        assert re.search(rf"^ *{option['number']}\. .*{re.escape(option['name'])}$", said, flags=re.MULTILINE)
    assert all(question in said for question in data["questions"])


def test_a_notice_of_another_day_or_another_first_day_may_be_said() -> None:
    for option, day, lenient in (
        ("--notice", "2019-01-03", "2019-01-17"),
        ("--closes", "2019-02-01", "2019-02-01"),
    ):
        data = json.loads(answered("window", ORDER, RECORD, "--on", "2019-01-03", option, day, "--json"))
        assert (data["closes"]["basis"], data["closes"]["lenient"]) == ("as given", lenient)


def test_a_question_is_about_one_day() -> None:
    for option in ("--on", "--notice", "--closes"):
        assert "D01" in refused("window", ORDER, RECORD, "--on", "2019-01-11", option, "2019-01")


def test_a_court_that_nobody_knows_is_refused() -> None:
    assert "C02" in refused("window", ORDER, RECORD, "--on", "2019-01-11", "--court", "cacx")


def test_a_day_outside_the_court_calendars_is_refused_and_not_guessed() -> None:
    assert "C03" in refused("window", ORDER, RECORD, "--on", "2075-01-11")


def test_options_of_ones_own_are_asked_too(write: Write) -> None:
    own = write("own.md", OWN)
    data = json.loads(answered("window", ORDER, RECORD, "--on", "2019-01-11", "--options", own, "--json"))
    assert [o["name"] for o in data["options"] if o["id"] == "pardon"] == ["Our way to a pardon"]
    broken = write("broken.md", OWN.replace("cite: ours\n", ""))
    assert "W01" in refused("window", ORDER, RECORD, "--options", broken)


def test_a_calendar_is_written_at_one_stroke_for_its_owner_only(tmp_path: Path) -> None:
    days = tmp_path / "days.ics"
    answered("window", ORDER, RECORD, "--on", "2019-01-11", "--ics", days)
    assert list(tmp_path.iterdir()) == [days]
    assert stat.S_IMODE(days.stat().st_mode) == 0o600
    assert Calendar.from_ical(days.read_bytes()).walk("VEVENT")


def test_the_same_question_gives_the_same_calendar_and_another_record_other_names(tmp_path: Path) -> None:
    texts = []
    for name, record in (("a", RECORD), ("b", RECORD), ("c", RECORDS / "rough-dates.md")):
        answered("window", ORDER, record, "--on", "2019-01-11", "--ics", tmp_path / name)
        texts.append((tmp_path / name).read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    first, other = (set(re.findall(r"UID:(\w+)", text)) for text in (texts[0], texts[2]))
    assert first
    assert not first & other


def test_with_a_key_of_ones_own_the_names_stay_when_the_record_changes(tmp_path: Path, write: Write) -> None:
    key, text = write("key", "a secret of ours\n"), RECORD.read_text(encoding="utf-8")
    more = write("more.md", text.replace("\n  on ", "\n  2018-12-01 check-in\n  on ", 1))
    for name, record in (("a", RECORD), ("b", more)):
        answered("window", ORDER, record, "--on", "2019-01-11", "--key", key, "--ics", tmp_path / name)
    first, second = (re.findall(r"UID:(\w+)", (tmp_path / name).read_text(encoding="utf-8")) for name in "ab")
    assert first == second


def test_with_one_key_the_entries_of_two_people_keep_apart(tmp_path: Path, write: Write) -> None:
    key, text = write("key", "a secret of ours"), RECORD.read_text(encoding="utf-8")
    other = write("other.md", re.sub(r"(?m)^(\w.*)$", r"\1, another person", text, count=1))
    for name, record in (("a", RECORD), ("b", other)):
        answered("window", ORDER, record, "--on", "2019-01-11", "--key", key, "--ics", tmp_path / name)
    first, second = (
        set(re.findall(r"UID:(\w+)", (tmp_path / name).read_text(encoding="utf-8"))) for name in "ab"
    )
    assert first
    assert not first & second


def test_an_empty_key_is_refused(write: Write, tmp_path: Path) -> None:
    key = write("key", " \n")
    ran = run("window", ORDER, RECORD, "--on", "2019-01-11", "--key", key, "--ics", tmp_path / "a.ics")
    assert ran.code == 2
    assert "could be guessed" in ran.err


def test_a_calendar_is_not_written_over_unless_the_user_says_so(tmp_path: Path) -> None:
    days = tmp_path / "days.ics"
    days.write_text("mine", encoding="utf-8")
    assert "W04" in refused("window", ORDER, RECORD, "--on", "2019-01-11", "--ics", days)
    assert days.read_text(encoding="utf-8") == "mine"
    answered("window", ORDER, RECORD, "--on", "2019-01-11", "--ics", days, "--replace")
    assert "BEGIN:VCALENDAR" in days.read_text(encoding="utf-8")
    assert list(tmp_path.iterdir()) == [days]


def test_a_folder_that_is_not_there_is_said_and_nothing_is_left_behind(tmp_path: Path) -> None:
    said = refused("window", ORDER, RECORD, "--on", "2019-01-11", "--ics", tmp_path / "no" / "days.ics")
    assert "M01" in said
    assert list(tmp_path.iterdir()) == []


def test_a_key_without_a_calendar_is_a_mistake(write: Write) -> None:
    ran = run("window", ORDER, RECORD, "--on", "2019-01-11", "--key", write("key", "x"))
    assert ran.code == 2
    assert "--ics" in ran.err
