"""Why an order says what it says: letter by letter, with facts, sources, citations and the count of days."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from duenotice.days import from_edtf
from duenotice.library import load_shelf
from duenotice.reason import answer
from duenotice.web.accounts.models import Role
from duenotice.web.installation import Installation
from duenotice.web.people.selectors import record_of
from duenotice.web.person.why import why
from duenotice.web.site.crimes import order_asks_about_crimes
from tests.web.person_pages import ON, ORDER, READY, Desk, cheap, record_of_lines

COUNSEL, NAVIGATOR = Role.COUNSEL, Role.NAVIGATOR
CONVICTION = "2004-06-01 conviction [county court file 77]"
WITHOUT_CRIMES = "trinh-v-homan/2018-10"


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    with cheap():
        yield


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_each_letter_has_its_value_its_facts_with_sources_and_its_citation(vault: Installation) -> None:
    desk = Desk(*READY[:4], CONVICTION)
    page = words(desk.why(COUNSEL))
    assert "(a) yes the person&#x27;s nationality is Cambodia" in page
    assert "on file: nationality Cambodia [passport]" in page
    assert "final order of removal, 4 May 1998 [order of the immigration court]" in page
    assert "[Dkt. 190 at 2]" in page
    assert "[Dkt. 190 at 5] to verify" in page
    assert "entered on 3 January 2019" in page
    record = record_of(desk.row)
    found = answer(load_shelf().orders[ORDER], record, load_shelf().vocabulary, from_edtf("2019-01-05"))
    for letter in found.classes[0].membership.letters:
        assert f"{letter.label} {letter.truth} {letter.text}".replace("'", "&#x27;") in page


def test_days_are_counted_line_by_line_on_every_reading(vault: Installation) -> None:
    """Notice on 8 January 2019, arrest on 18 January: short of fourteen days however it is counted."""
    notice = "2019-01-08 written notice of detention [letter]"
    desk = Desk(
        *READY[:5],
        READY[5].replace("detention for removal or ", ""),
        notice,
        "2019-01-18 detention for removal",
    )
    page = words(desk.why(COUNSEL, "on=2019-01-20"))
    assert "How the days were counted, on each reading" in page
    assert "2019-01-22" in page
    assert "FRCP 6(a)" in page
    assert "violated" in page


def test_the_fingerprints_are_those_of_the_answer(vault: Installation) -> None:
    desk = Desk(*READY)
    order = load_shelf().orders[ORDER]
    receipt = answer(order, record_of(desk.row), load_shelf().vocabulary, from_edtf("2019-01-05")).receipt
    page = desk.why(COUNSEL)
    assert f"<code>{receipt.order_hash}</code>" in page
    assert f"<code>{receipt.record_hash}</code>" in page
    assert receipt.record_hash not in desk.why(NAVIGATOR)


def test_who_may_not_read_about_crimes_sees_the_same_page_whatever_was_done(vault: Installation) -> None:
    """Two people for whom the order says no, for one because of a conviction."""
    looked = "searched release from ICE custody through 2026-11-01 [ICE file]"
    convicted = Desk(*READY[:4], READY[5], CONVICTION, looked)
    counsel, navigator = convicted.why(COUNSEL), convicted.why(NAVIGATOR)
    assert "county court file 77" in counsel
    assert "Not protected" in counsel
    for hidden in ("county court", "2004", "conviction, ", 'class="value no"', "fits"):
        assert hidden not in navigator.partition("How we read it")[0], hidden
    assert "shown to counsel only" in navigator
    assert "Not protected, on what is on file" in navigator
    other = Desk("nationality Vietnam [passport]", *READY[1:])
    assert masked(other.why(NAVIGATOR)) == masked(navigator)


def masked(page: str) -> str:
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|value=\"[^\"]{30,}\"|nonce-\S+", "", page)


def test_an_order_that_never_asks_about_crimes_is_explained_to_everybody(vault: Installation) -> None:
    without = [each.id for each in load_shelf().orders.values() if not order_asks_about_crimes(each)]
    asks = [each.id for each in load_shelf().orders.values() if order_asks_about_crimes(each)]
    print(f"{len(asks)} orders ask about crimes, {len(without)} never do")
    assert ORDER in asks
    assert WITHOUT_CRIMES in without
    desk = Desk("nationality Vietnam [passport]", *READY[1:4])
    page = words(desk.why(NAVIGATOR, order=WITHOUT_CRIMES))
    assert "on file: nationality Vietnam [passport]" in page
    assert "(a) fits" in page


def test_no_order_shows_who_may_not_read_it_anything_that_turns_on_a_conviction() -> None:
    """Every order of the shelf: with and without a conviction on file, unless the verdict itself differs."""
    shelf, on = load_shelf(), from_edtf("2019-01-05")
    compared = 0
    for order in shelf.orders.values():
        plain, convicted = (
            answer(order, record_of_lines(*READY[:4], *more), shelf.vocabulary, on)
            for more in ((), (CONVICTION,))
        )
        one, other = (why(each, False, True) for each in (plain, convicted))
        assert "2004" not in repr((other.classes, other.duties, other.headline))
        assert not any("2004" in each.ask for each in other.questions)
        if plain.protected is convicted.protected:
            compared += 1
            assert (one.classes, one.duties, one.headline) == (other.classes, other.duties, other.headline)
    print(f"{compared} of {len(shelf.orders)} orders give the same verdict and the same page")
    assert compared > 30


def test_plain_words_and_a_lawyers_words_are_two_addresses_of_one_answer(vault: Installation) -> None:
    desk = Desk(*READY)
    lawyer, plain = desk.why(COUNSEL), desk.why(COUNSEL, f"{ON}&view=plain")
    assert "Dkt. 190 at 2" in lawyer
    assert ">Protected<" in lawyer
    assert "[Dkt. 190 at 2]" not in plain
    assert ">May be protected<" in plain
    assert "view=plain" in lawyer
    assert "view=lawyer" in plain
    assert masked(desk.why(COUNSEL, f"{ON}&view=lawyer")) == masked(lawyer)
    assert "This is not legal advice" in plain


def test_an_order_that_is_not_on_the_shelf_and_a_person_out_of_reach_are_nowhere(vault: Installation) -> None:
    desk, other = Desk(*READY), Desk(*READY)
    client = desk.as_(COUNSEL)
    assert client.get(desk.address("why", "nobody-v-nothing/2019-01-03")).status_code == 404
    assert client.get(other.address("why", ORDER)).status_code == 404
    assert client.get(other.address()).status_code == 404
