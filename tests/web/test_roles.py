"""The table of roles in the docs is the table of the policy."""

from __future__ import annotations

import re
from pathlib import Path

from duenotice.web.accounts.models import Role
from duenotice.web.journal.actions import ROLES
from duenotice.web.policy import GRANTS, REACH, Permission

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "roles.md"


def test_the_page_of_roles_says_what_each_role_may() -> None:
    rows = dict(re.findall(r"^\| `([a-z ]+)` \| ([^|]+) \|", PAGE.read_text("utf-8"), flags=re.MULTILINE))
    said = {role: {each.strip() for each in may.split("·")} for role, may in rows.items()}
    assert said == {role.value: {each.value for each in GRANTS[role]} for role in Role}


def test_every_role_has_its_reach_and_its_word_in_the_journal() -> None:
    assert set(GRANTS) == set(REACH) == set(Role)
    assert ROLES.words == {role.value for role in Role}
    assert set(Permission) == set().union(*GRANTS.values())
