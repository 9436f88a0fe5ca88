"""The texts of the site in other languages: complete lists, honest marks, the same places to fill in."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.test import override_settings

from duenotice.web.installation import Installation
from tests.web.site_world import CHEAP, browser

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "src" / "duenotice" / "web" / "locale"
LANGUAGES = ("es", "km", "vi")
_PLACE = re.compile(r"%\(\w+\)s|%[sd%]")
_REVIEWED = re.compile(r"unreviewed|reviewed: .+, \d{4}-\d\d-\d\d")


def translated(language: str) -> list[Message]:
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return [each for each in read_po(file, locale=language) if each.id and any(strings(each))]


def strings(message: Message) -> list[str]:
    said = message.string or ""
    return [said] if isinstance(said, str) else list(said)


def test_every_text_of_the_site_is_in_every_catalogue() -> None:
    ran = subprocess.run(
        [sys.executable, "tools/catalogues.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_says_whether_a_person_reviewed_it(language: str) -> None:
    unmarked = [
        str(each.id)
        for each in translated(language)
        if not any(_REVIEWED.fullmatch(comment) for comment in each.user_comments)
    ]
    assert translated(language)
    assert unmarked == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_the_same_places(language: str) -> None:
    for each in translated(language):
        asked = each.id if isinstance(each.id, str) else each.id[-1]
        for said in strings(each):
            assert set(_PLACE.findall(said)) <= set(_PLACE.findall(asked)), each.id
        assert set(_PLACE.findall(strings(each)[-1])) == set(_PLACE.findall(asked)), each.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_in_another_language_says_so_and_that_nobody_reviewed_it(
    vault: Installation, language: str
) -> None:
    with override_settings(PASSWORD_HASHERS=CHEAP):
        client = browser()
        client.post("/language/", {"language": language, "next": "/sign-in/"})
        body = client.get("/sign-in/").content.decode()
    assert f'<html lang="{language}" dir="ltr">' in body
    assert '<span lang="en">Machine translation, not reviewed.</span>' in body
    assert "This is not legal advice." not in body


def test_english_is_what_a_browser_gets_that_asks_for_nothing_else(vault: Installation) -> None:
    body = browser().get("/sign-in/", headers={"accept-language": "xx"}).content.decode()
    assert '<html lang="en" dir="ltr">' in body
    assert "This is not legal advice." in body
