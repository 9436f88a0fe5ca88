"""For whom backups are sealed: two keys at least, named once, and nobody adds himself."""

from __future__ import annotations

import pyrage
import pytest

from duenotice.problems import RefusedVault
from duenotice.web.backups import recipients, services
from duenotice.web.installation import Installation
from duenotice.web.journal.actions import Action
from duenotice.web.journal.models import Entry
from duenotice.web.keys import ring
from tests.web.test_backups import office, second
from tests.web.vaults import slots


def test_fewer_than_two_recipients_are_refused_with_a_way(vault: Installation) -> None:
    with pytest.raises(RefusedVault) as refused:
        services.name_recipients(installation=vault, given=[], anew=False, door="site")
    (problem,) = refused.value.problems
    assert problem.code == "K23"
    assert "duenotice recipient FILE" in problem.help
    with pytest.raises(RefusedVault):
        services.name_recipients(installation=vault, given=[slots()[0].recovery_to], anew=False, door="site")


def test_the_second_recipient_is_named_once(vault: Installation) -> None:
    office()
    named = services.name_recipients(installation=vault, given=[second()], anew=False, door="site")
    assert named == (slots()[0].recovery_to, second())
    assert services.name_recipients(installation=vault, given=[], anew=False, door="site") == named
    assert Entry.objects.filter(action=Action.RECIPIENTS_CHANGED).count() == 1


@pytest.mark.parametrize("file", ["recipients.json", "keys.json"])
def test_whoever_can_write_to_the_folder_cannot_add_himself(vault: Installation, file: str) -> None:
    services.name_recipients(installation=vault, given=[second()], anew=False, door="site")
    theirs = str(pyrage.x25519.Identity.generate().to_public())
    path = vault.folder / file
    old = second() if file == "recipients.json" else slots()[0].recovery_to
    path.write_text(path.read_text().replace(old, theirs))
    with pytest.raises(recipients.RefusedRecipients):
        recipients.chosen(vault, ring.current())
