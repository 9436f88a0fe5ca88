"""`duenotice people`, through the door that its users take: a process that asks for the passphrase."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from duenotice.library import load_vocabulary
from duenotice.record import from_data, read_record, to_data
from duenotice.web.installation import Installation, Mode
from duenotice.web.journal.models import Entry
from duenotice.web.people import selectors
from duenotice.web.people.models import Person
from tests.web.people.cli import ID, done, people
from tests.web.people.office import office

RECORD = """Person A's file
  nationality Cambodia (learned 2018-12-30; as n1) [told by Person B, Esq.]
  counsel "Person B, Esq."
  in the United States
  2003-05-12 final order of removal [letter in the file]
  2004-01 release from ICE custody by order of supervision
  searched conviction through 2019-01-10 at "county court"
  2019-01-02 written notice of detention, received 2019-01-04 (corrects n1)
"""
ON_A_LAPTOP = pytest.mark.parametrize("vault", [Mode.LAPTOP], indirect=True)
"""What does not touch how rows are kept is tried in one mode."""
ANSWERS = ("Person A", "Alias A", "", "A12-345-678", "", "1979-04-13", "555 0100", "", "1 Street A", "")


@pytest.fixture
def record(tmp_path: Path) -> Path:
    file = tmp_path / "person-a.txt"
    file.write_text(RECORD, "utf-8")
    return file


def added(vault: Installation, record: Path) -> str:
    return done(people(vault, "add", "--record", str(record), typed=ANSWERS)).strip()


def test_a_person_is_added_and_shown_by_the_number_that_is_typed(vault: Installation, record: Path) -> None:
    office()
    id_ = added(vault, record)
    assert ID.fullmatch(id_)
    ran = people(vault, "show", "--on", "2019-01-15", typed=["a# 012 345 678"])
    shown = done(ran)
    assert "A-number: A012-345-678" in shown
    assert "name: Alias A" in shown
    assert "counsel" in shown
    [case] = read_record(RECORD, load_vocabulary())
    said = done(people(vault, "show", id_, "--on", "2019-01-15", "--json"))
    from duenotice.days import from_edtf
    from duenotice.library import load_shelf
    from duenotice.reason import overview, overview_to_data

    expected = overview(load_shelf().orders.values(), case.record, load_vocabulary(), from_edtf("2019-01-15"))
    assert json.loads(said) == json.loads(json.dumps(overview_to_data(expected)))
    listed = done(people(vault, "list", "--order", "chhoeun-v-marin/2019-01-03", "--on", "2019-01-15"))
    assert id_ in listed
    assert "1 person: " in listed
    assert "Person" not in listed
    assert "Person A" in done(people(vault, "list", "--names"))
    actions = [each.action for each in Entry.objects.order_by("number")]
    assert actions == ["person added", "person read", "person read", "people listed", "people listed"]


@ON_A_LAPTOP
@pytest.mark.parametrize("number", ["A012345678", "Person A"])
def test_a_number_or_a_name_on_the_command_line_is_refused_and_not_repeated(
    vault: Installation, number: str
) -> None:
    office()
    ran = people(vault, "show", number)
    assert ran.returncode == 2
    assert "others can see it" in ran.stderr
    assert number not in ran.stderr


def test_export_and_import_into_another_vault_give_the_same_person(
    vault: Installation, record: Path, tmp_path: Path
) -> None:
    """Person -> export -> import: the same record, hash, identity and answers, as JSON and as tables."""
    by = office()
    id_ = added(vault, record)
    person = Person.objects.get()
    who, on_file = selectors.identity_of(person), selectors.record_of(person)
    shown = done(people(vault, "show", id_, "--on", "2019-01-15", "--json"))
    for kind, name in (("json", "people.json"), ("tables", "out")):
        to = tmp_path / name
        ran = people(vault, "export", "--reason", "move", "--format", kind, "--to", str(to))
        done(ran)
        assert "duenotice-head/1" in ran.stderr
        assert done(people(vault, "import", str(to))).endswith("0 people added, 1 there before, 0 added to\n")
        done(people(vault, "remove", id_, "--yes"))
        assert "1 people added" in done(people(vault, "import", str(to)))
        again = selectors.in_organisation(by.organisation).get()
        assert selectors.record_of(again).digest == on_file.digest
        assert selectors.identity_of(again) == who
        id_ = str(again.pk)
        assert done(people(vault, "show", id_, "--on", "2019-01-15", "--json")) == shown
    [again] = selectors.in_organisation(by.organisation)
    assert selectors.record_of(again).digest == on_file.digest
    data = json.loads((tmp_path / "people.json").read_text("utf-8"))
    assert set(data) == {"people", "reason", "exported", "journal", "persons"}
    assert data["journal"].startswith("duenotice-head/1")
    assert set(data["persons"][0]) <= {
        *("id", "names", "numbers", "birth_date", "contacts", "addresses", "family", "record")
    }
    assert to_data(from_data(data["persons"][0]["record"], load_vocabulary()).record) == to_data(on_file)
    reasons = Entry.objects.filter(action="people exported").values_list("details", flat=True)
    assert list(reasons) == [{"people": 1, "reason": "move"}] * 2


LIST = """No,Name,A#,Nationality,Order,Born
1,Person A,A012-345-678,Cambodia,2003-05-12,1979-04-13
2,Person B,12345679,Laos,2004-01-02,
3,Person C,1234,Laos,2004-01-02,
4,=Person D,A012-345-680,Atlantis,2004-01-02,
5,Person E,A012-345-678,Laos,2004-01-03,
"""
MAP = """roster: 1
person: No
learned: 2019-05-03
columns:
  Nationality: {fact: nationality}
  Order: {event: final order of removal}
"""
NAMED = ("--name", "Name", "--number", "A#", "--birth-date", "Born")


@ON_A_LAPTOP
def test_a_list_is_taken_in_once_and_what_is_rejected_comes_back_with_reasons(
    vault: Installation, tmp_path: Path
) -> None:
    by = office()
    file, map_ = tmp_path / "list.csv", tmp_path / "list.yaml"
    file.write_text(LIST, "utf-8")
    map_.write_text(MAP, "utf-8")
    ran = people(vault, "import", str(file), "--map", str(map_), *NAMED)
    said = done(ran)
    assert "5 rows = 2 accepted + 3 rejected; 2 people added, 0 there before, 0 added to" in said
    assert "Person" not in said + ran.stderr
    with (tmp_path / "list-rejected.csv").open(encoding="utf-8", newline="") as opened:
        rows = {row["No"]: row for row in csv.DictReader(opened)}
    assert "it has 4 digits" in rows["3"]["reason"]
    assert "`Atlantis` is not a value" in rows["4"]["reason"]
    assert "nobody was merged" in rows["5"]["reason"]
    assert rows["4"]["Name"] == "'=Person D"
    again = done(people(vault, "import", str(file), "--map", str(map_), *NAMED))
    assert "5 rows = 2 accepted + 3 rejected; 0 people added, 2 there before, 0 added to" in again
    assert (tmp_path / "list-rejected-2.csv").exists()
    found = selectors.by_number(by.organisation, "A012345679")
    assert found is not None
    assert selectors.identity_of(found).names == ("Person B",)
    [entry] = [e for e in selectors.record_of(found).entries() if "Nationality" in e.origin.source]
    assert entry.origin.source == "list.csv, row 3, column Nationality"


@ON_A_LAPTOP
def test_an_a_number_that_is_there_already_is_merged_only_when_told_and_under_one_name(
    vault: Installation, tmp_path: Path
) -> None:
    by = office()
    map_ = tmp_path / "list.yaml"
    map_.write_text(MAP, "utf-8")
    head = LIST.splitlines()[0]
    for name, row in (
        ("one", "1,Person A,A012-345-678,Cambodia,2003-05-12,"),
        ("two", "9,Person A,A012-345-678,Cambodia,2005-01-01,1979-04-13"),
        ("three", "9,Person Z,A012-345-678,Cambodia,2006-01-01,"),
    ):
        (tmp_path / f"{name}.csv").write_text(f"{head}\n{row}\n", "utf-8")
    given = ("--map", str(map_), *NAMED)
    done(people(vault, "import", str(tmp_path / "one.csv"), *given))
    assert "1 rejected" in done(people(vault, "import", str(tmp_path / "two.csv"), *given))
    said = done(people(vault, "import", str(tmp_path / "two.csv"), *given, "--merge"))
    assert "1 added to" in said
    [person] = selectors.in_organisation(by.organisation)
    assert f"added to {person.pk}" in said
    assert selectors.identity_of(person).birth_date == "1979-04-13"
    assert len(list(selectors.record_of(person).entries())) == 4
    refused = done(people(vault, "import", str(tmp_path / "three.csv"), *given, "--merge"))
    assert "0 accepted + 1 rejected" in refused
    again = done(people(vault, "import", str(tmp_path / "two.csv"), *given, "--merge"))
    assert "1 there before, 0 added to" in again


@ON_A_LAPTOP
def test_a_file_that_cannot_be_read_to_its_end_leaves_nobody(vault: Installation, tmp_path: Path) -> None:
    by = office()
    file, map_ = tmp_path / "list.csv", tmp_path / "list.yaml"
    file.write_text(LIST + '6,"Person F\n', "utf-8")
    map_.write_text(MAP, "utf-8")
    ran = people(vault, "import", str(file), "--map", str(map_), *NAMED)
    assert ran.returncode == 2
    assert not selectors.in_organisation(by.organisation).exists()


@ON_A_LAPTOP
def test_files_notes_corrections_holds_and_removal(vault: Installation, record: Path, tmp_path: Path) -> None:
    office()
    id_ = added(vault, record)
    paper = tmp_path / "Person A order.pdf"
    paper.write_bytes(b"%PDF-1.7\n paper of Person A")
    file = done(people(vault, "attach", id_, str(paper))).strip()
    back = tmp_path / "back.pdf"
    done(people(vault, "fetch", file, str(back)))
    assert back.read_bytes() == paper.read_bytes()
    assert back.stat().st_mode & 0o777 == 0o600
    done(people(vault, "note", id_, "--kind", "privileged", typed=["afraid of Person Z"]))
    further = tmp_path / "further.txt"
    further.write_text("Person A\n  2019-01-09 notice returned\n", "utf-8")
    assert "version 2" in done(people(vault, "correct", id_, str(further), "--version", "1"))
    late = people(vault, "correct", id_, str(further), "--version", "1")
    assert late.returncode == 2
    assert "K30" in late.stderr
    done(people(vault, "hold", id_))
    refused = people(vault, "remove", id_, "--yes")
    assert refused.returncode == 2
    assert "K33" in refused.stderr
    done(people(vault, "hold", id_, "--release"))
    done(people(vault, "remove", id_, "--yes"))
    person = Person.objects.get()
    assert person.deleted
    assert not person.entries.exists()
    assert not person.numbers.exists()
    assert not person.notes.exists()
    assert not person.attachments.exists()
    assert people(vault, "fetch", file, str(tmp_path / "gone.pdf")).returncode == 2
    assert not (tmp_path / "gone.pdf").exists()
