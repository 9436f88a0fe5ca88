"""One fault each, as a change of the source, and the tests that must turn red for it."""

from __future__ import annotations

from dataclasses import dataclass

SEALED = "tests/web/test_sealed.py"
TOLD = "tests/web/test_journaled.py"
JOURNAL = "tests/web/test_journal.py"
BACKUPS = "tests/web/test_backups.py"
LOCKS = "tests/web/test_locks.py"
POLICY = "tests/web/test_need_to_know.py"
MATTERS = "tests/web/test_matters.py"
REACH = "tests/web/test_reach.py"
SIGN_IN = "tests/web/test_sign_in.py"
WALLS = "tests/web/modes/test_walls.py"


@dataclass(frozen=True)
class Fault:
    """`changes`: text of `file` (below src/duenotice) that stands there once, and what stands there then."""

    name: str
    file: str
    changes: tuple[tuple[str, str], ...]
    red: tuple[str, ...]
    server: bool = False


FAULTS = (
    Fault(
        "encryption of columns off",
        "web/keys/envelope.py",
        (
            ("AESGCM(key).encrypt(nonce, plain, bound(VERSION, place))", "plain + bytes(TAG)"),
            ("AESGCM(key).decrypt(nonce, body, bound(version, place))", "body[:-TAG]"),
        ),
        (f"{SEALED}::test_a_value_comes_back_and_the_database_holds_none_of_it[laptop]",),
    ),
    Fault(
        "associated data dropped",
        "web/keys/envelope.py",
        (("return bytes([version]) + place", "return bytes([version])"),),
        (f"{SEALED}::test_a_value_that_was_moved_to_another_row_does_not_open[laptop]",),
    ),
    Fault(
        "encryption of the file off",
        "web/sqlcipher/base.py",
        (('        connection.execute(f"PRAGMA key = \\"x\'{key}\'\\"")\n', "        del key\n"),),
        (f"{BACKUPS}::test_nothing_unsealed_is_left_behind[laptop]",),
    ),
    Fault(
        "another file may be attached",
        "web/sqlcipher/base.py",
        (("if action in (dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH):", "if action < 0:"),),
        (f"{SEALED}::test_no_statement_writes_the_rows_into_another_file[laptop]",),
    ),
    Fault(
        "a person is added and not told",
        "web/people/services.py",
        (("        note(by=by, action=Action.PERSON_ADDED, subject=person.pk)\n", ""),),
        (f"{TOLD}::test_what_is_done_is_told_once_in_the_same_transaction_or_not_done[laptop-add]",),
    ),
    Fault(
        "a backup is made and not told",
        "web/backups/services.py",
        (
            (
                "note(by=who, action=Action.BACKUP_MADE, rows=rows, recipients=len(sealed_for))",
                "del who, rows",
            ),
        ),
        (f"{TOLD}::test_a_backup_that_cannot_be_told_is_not_kept[laptop]",),
    ),
    Fault(
        "the entry is written after the transaction",
        "web/journal/services.py",
        (("    if not transaction.get_connection().in_atomic_block:\n", "    if False:\n"),),
        (f"{JOURNAL}::test_an_entry_is_written_inside_a_transaction_or_not_at_all[laptop]",),
    ),
    Fault(
        "free text in the journal",
        "web/journal/details.py",
        (("return type(value) is int and 0 <= value <= MOST", "return True"),),
        (f"{JOURNAL}::test_a_free_text_or_a_number_of_a_person_is_refused_and_not_repeated",),
    ),
    Fault(
        "the database lets the journal be changed",
        "web/journal/migrations/0002_append_only.py",
        (('"BEFORE UPDATE ON journal_entry"', '"BEFORE UPDATE OF id ON journal_entry"'),),
        (f"{JOURNAL}::test_the_database_itself_refuses_to_change_the_journal",),
    ),
    Fault(
        "the signature of a head is not looked at",
        "web/journal/heads.py",
        (("        if self.key != key:\n            return False\n", "        return True\n"),),
        (f"{JOURNAL}::test_a_head_that_another_vault_signed_or_that_was_changed_is_not_genuine[laptop]",),
    ),
    Fault(
        "the anchors are not compared",
        "web/journal/verifying.py",
        (("_in_chain(rows) or _by_anchors(rows, kept, key) or", "_in_chain(rows) or"),),
        ("tests/web/test_chain.py::test_every_attack_before_the_last_anchor_is_found",),
    ),
    Fault(
        "one recipient is enough",
        "web/backups/recipients.py",
        (("LEAST = 2", "LEAST = 1"),),
        ("tests/web/test_recipients.py::test_fewer_than_two_recipients_are_refused_with_a_way[laptop]",),
    ),
    Fault(
        "what was restored is not compared",
        "web/backups/restoring.py",
        (("        if manifest.parts != self._hashes:\n", "        if False:\n"),),
        (f"{BACKUPS}::test_a_part_that_is_not_the_one_of_the_manifest_is_refused[laptop]",),
    ),
    Fault(
        "a backup may lack hidden rows",
        "web/backups/server.py",
        (("    if found:\n        raise RowsHidden", "    if not found:\n        raise RowsHidden"),),
        (f"{BACKUPS}::test_no_row_can_be_hidden_from_a_backup_by_row_level_security[server]",),
        server=True,
    ),
    Fault(
        "a wall is not looked at",
        "web/policy.py",
        (
            (
                "_beyond_walls(Person.objects.filter(reach, deleted=None), user).order_by(",
                "Person.objects.filter(reach, deleted=None).order_by(",
            ),
        ),
        (f"{POLICY}::test_a_wall_beats_every_role",),
    ),
    Fault(
        "a membership that does not count is counted",
        "web/policy.py",
        (("user.memberships.filter(_unexpired(at), state=State.ACTIVE)", "user.memberships.all()"),),
        (f"{POLICY}::test_only_an_active_membership_counts",),
    ),
    Fault(
        "an assignment never ends",
        "web/policy.py",
        (("    return Q(until=None) | Q(until__gt=at)\n", "    return Q()\n"),),
        (f"{POLICY}::test_an_assignment_counts_until_its_end",),
    ),
    Fault(
        "a transaction does not begin IMMEDIATE",
        "web/installation.py",
        (('"transaction_mode": "IMMEDIATE"', '"transaction_mode": "DEFERRED"'),),
        (f"{LOCKS}::test_no_write_is_lost_and_nobody_sees_locked[laptop]",),
    ),
    Fault(
        "the person's row is not locked",
        "web/people/locking.py",
        (('Person.objects.select_for_update(of=("self",))', "Person.objects.all()"),),
        (f"{LOCKS}::test_no_write_is_lost_and_nobody_sees_locked[server]",),
        server=True,
    ),
    Fault(
        "the head of the journal is not locked",
        "web/journal/services.py",
        (("Head.objects.select_for_update().get(", "Head.objects.get("),),
        (f"{LOCKS}::test_the_journal_does_not_fork[server]",),
        server=True,
    ),
    Fault(
        "no row-level security",
        "web/postgres/walls.py",
        (("        for name, condition in policies().items():\n", "        for name, condition in ():\n"),),
        (f"{WALLS}::test_another_organisations_rows_are_not_there_even_by_their_key",),
        server=True,
    ),
    Fault(
        "walls are not looked at",
        "web/policy.py",
        (("return people.exclude(", "return people or people.exclude("),),
        (f"{MATTERS}::test_a_matter_from_the_command_line_is_what_class_counsel_sees[laptop]",),
    ),
    Fault(
        "the policy of one page removed",
        "web/site/people.py",
        (
            (
                "found = visible_people(user, at).filter(pk=person).first()",
                "found = Person.objects.filter(pk=person).first()",
            ),
        ),
        (f"{MATTERS}::test_a_matter_from_the_command_line_is_what_class_counsel_sees[laptop]",),
    ),
    Fault(
        "an assignment does not end",
        "web/policy.py",
        (("return Q(until=None) | Q(until__gt=at)", "return Q()"),),
        (f"{MATTERS}::test_what_has_ended_or_was_not_taken_gives_nothing[laptop]",),
    ),
    Fault(
        "a page without a policy is open",
        "web/middleware.py",
        (
            (
                "        if policy is None:\n            raise PermissionDenied\n",
                "        if policy is None:\n            return None\n",
            ),
        ),
        (f"{REACH}::test_a_page_that_somebody_adds_is_refused_and_found[laptop]",),
    ),
    Fault(
        "the second factor is not asked of the session",
        "web/middleware.py",
        (("        if not proven(request, user):\n", "        if False:\n"),),
        (f"{SIGN_IN}::test_a_session_from_before_the_second_factor_opens_nothing_afterwards[laptop]",),
    ),
    Fault(
        "sessions outlive a suspension",
        "web/accounts/services.py",
        (("return Session.objects.filter(user=user).delete()[0]", "return 0"),),
        (f"{SIGN_IN}::test_suspending_a_membership_acts_at_once[laptop]",),
    ),
)
