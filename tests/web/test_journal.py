"""The journal: what an entry may hold, that the database itself keeps it, and what its heads show."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from duenotice.problems import RefusedVault
from duenotice.web.accounts.models import Organisation
from duenotice.web.installation import Installation
from duenotice.web.journal import anchors, selectors, services
from duenotice.web.journal.actions import DETAILS, Action, By, RefusedDetail, checked
from duenotice.web.journal.heads import found_in
from duenotice.web.journal.models import Entry
from duenotice.web.journal.services import OutsideTransaction, note
from tests.web.vaults import acting_for

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
FREE = (
    "Person A",
    "A012345678",
    "012345678",
    "12345678",
    "called from the shelter",
    "https://example.org/?q=A",
)


def by() -> By:
    organisation = Organisation.objects.create(name="Office A", created=NOW)
    return By(str(organisation.pk), None, "command line")


def written(who: By, times: int = 1) -> None:
    for _ in range(times):
        with transaction.atomic():
            note(by=who, action=Action.PEOPLE_LISTED, people=3)


@pytest.mark.parametrize("action", Action)
def test_every_action_says_what_its_details_may_hold_and_none_takes_free_text(action: Action) -> None:
    shape = DETAILS[action]
    assert not any(checks.takes(text) for checks in {**shape.must, **shape.may}.values() for text in FREE)
    with pytest.raises(RefusedDetail):
        checked(action, {"remark": "called from the shelter"})


@pytest.mark.parametrize("value", ["Person A", "3", 12345678, -1, True])
def test_a_free_text_or_a_number_of_a_person_is_refused_and_not_repeated(value: str | int) -> None:
    with pytest.raises(RefusedDetail) as refused:
        checked(Action.PEOPLE_LISTED, {"people": value})
    assert str(refused.value) == "PEOPLE_LISTED: `people` must be a whole number from 0 to 9999999"


def test_a_detail_that_must_be_there_is_missed() -> None:
    with pytest.raises(RefusedDetail, match="`people` is missing"):
        checked(Action.PEOPLE_LISTED, {})


def test_an_entry_is_written_inside_a_transaction_or_not_at_all(vault: Installation) -> None:
    who = by()
    with pytest.raises(OutsideTransaction):
        note(by=who, action=Action.PERSON_READ, subject=uuid.uuid4())
    assert not Entry.objects.exists()


BOTH = ("sqlite", "postgresql")


@pytest.mark.parametrize(
    ("vendors", "statement"),
    [
        (BOTH, "UPDATE journal_entry SET action = 'people listed'"),
        (BOTH, "UPDATE journal_entry SET number = number + 1"),
        (BOTH, "DELETE FROM journal_entry"),
        (BOTH, "DELETE FROM journal_head"),
        (BOTH, "UPDATE journal_head SET number = number - 1"),
        (BOTH[:1], "INSERT OR REPLACE INTO journal_entry SELECT * FROM journal_entry"),
        (BOTH[1:], "TRUNCATE journal_entry"),
    ],
)
def test_the_database_itself_refuses_to_change_the_journal(
    vault: Installation, vendors: tuple[str, ...], statement: str
) -> None:
    """T-CHAIN: the triggers, for whoever signs in as the owner of the tables too."""
    if connection.vendor not in vendors:
        pytest.skip(f"no statement of {connection.vendor}")
    written(by(), 2)
    before = list(Entry.objects.values_list())
    refused = pytest.raises(DatabaseError, match="the journal takes new entries only")
    with refused, connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(Entry.objects.values_list()) == before


def test_the_application_role_of_server_mode_has_no_right_to_change_the_journal(vault: Installation) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("laptop mode has no roles: the triggers keep the journal")
    who = by()
    written(who, 2)
    for statement in ("UPDATE journal_entry SET number = 9", "DELETE FROM journal_entry"):
        with (
            acting_for(Organisation.objects.get()),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert Entry.objects.count() == 2


def test_the_journal_is_whole_and_its_head_signed_after_each_entry(vault: Installation) -> None:
    who = by()
    for number in (1, 2, 3):
        written(who)
        report = selectors.verified(who.organisation)
        assert (report.entries, report.broken) == (number, None)


def test_the_first_entry_of_a_day_anchors_the_journal_beside_the_database(vault: Installation) -> None:
    who = by()
    written(who, 3)
    (anchor,) = anchors.kept(vault.folder / "anchors.txt")
    assert (anchor.number, anchor.organisation) == (1, who.organisation)
    assert anchor.genuine(selectors.key())
    assert selectors.verified(who.organisation).anchored == 1


def test_an_entry_that_is_taken_back_leaves_no_anchor(vault: Installation) -> None:
    who = by()
    with transaction.atomic():
        note(by=who, action=Action.VAULT_MADE)
        transaction.set_rollback(True)
    assert not (vault.folder / "anchors.txt").exists()
    written(who)
    assert len(anchors.kept(anchors.file())) == 1


def test_the_line_that_is_printed_on_an_export_can_be_taken_back_out_of_it(vault: Installation) -> None:
    who = by()
    assert selectors.printed(who.organisation) == ""
    written(who, 2)
    export = f"Two people.\n\n{selectors.printed(who.organisation)}\nEnd of the export.\n"
    (head,) = found_in(export)
    assert (head.number, head.genuine(selectors.key())) == (2, True)
    assert re.fullmatch(r"duenotice-head/1 \S{36} 2 \S+ [0-9a-f]{64} \S{88} \S{44}", str(head))


def test_a_head_that_another_vault_signed_or_that_was_changed_is_not_genuine(vault: Installation) -> None:
    who = by()
    written(who)
    head = str(selectors.head(who.organisation))
    for old, new in ((" 1 ", " 2 "), (head[-44:], "A" * 43 + "=")):
        (other,) = found_in(head.replace(old, new))
        assert not other.genuine(selectors.key())


def test_a_journal_that_was_put_back_is_not_written_on(vault: Installation, tmp_path: Path) -> None:
    who = by()
    written(who, 2)
    ahead = services.signed_now(who.organisation, 9, "0" * 64)
    anchors.keep([ahead], anchors.file())
    services._anchored.clear()
    with pytest.raises(RefusedVault) as refused:
        written(who)
    assert [problem.code for problem in refused.value.problems] == ["K20"]
    assert str(vault.folder) == settings.VAULT
    assert Entry.objects.count() == 2
