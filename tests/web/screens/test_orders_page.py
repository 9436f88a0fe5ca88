"""The shelf and one order: what is found, what stands on the page, and that every result was run."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse, HttpResponseBase
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from duenotice.library import Shelf, load_shelf, order_from_text
from duenotice.library.attached import Copy, attach
from duenotice.library.clauses import clauses
from duenotice.reason.cases import cases_of
from duenotice.web.installation import Installation
from duenotice.web.orders import selectors, shelf, versions, worked
from duenotice.web.orders.life import life_of
from tests.web.site_world import CHEAP, World, browser, session_of, world

TRO = "chhoeun-v-marin/2019-01-03"
READERS = ("class-counsel", "counsel", "navigator", "monitor")
SEVERAL = (
    *(TRO, "chhoeun-v-marin/2018-08-14", "chhoeun-v-marin/2020-04-27", "trinh-v-homan/2018-10"),
    *("dbu-v-trump/2025-04-14", "zadvydas-v-davis/2001-06-28"),
)
"""Of several kinds: nested letters, other readings, *unless*. All cases of all orders run elsewhere."""
NO_READERS = ("checker", "data-entry", "admin", "auditor")


def reader(name: str = "class-counsel") -> tuple[Client, World]:
    with override_settings(PASSWORD_HASHERS=CHEAP):
        made = world()
    client = browser()
    client.cookies["duenotice-session"] = session_of(made.account(name))
    return client, made


def content(response: HttpResponseBase) -> str:
    assert isinstance(response, HttpResponse)
    return response.content.decode()


def body_of(response: HttpResponseBase) -> str:
    return unescape(content(response))


def ids_on(response: HttpResponseBase) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/orders/([^"?]+)/', content(response))


def test_who_may_read_the_shelf_reads_it_and_nobody_else(vault: Installation) -> None:
    client, made = reader()
    for name in (*READERS, *NO_READERS):
        client.cookies["duenotice-session"] = session_of(made.account(name))
        for address in ("/orders/", f"/orders/{TRO}/"):
            assert client.get(address).status_code == (200 if name in READERS else 403), (name, address)
    assert browser().get("/orders/").headers["Location"] == "/sign-in/?next=%2Forders%2F"


def test_the_shelf_shows_every_order_with_its_force_today(vault: Installation) -> None:
    response = reader()[0].get("/orders/")
    assert ids_on(response) == list(load_shelf().orders)
    assert response.content.decode().count('class="chip ') == len(load_shelf().orders)
    assert '<svg role="img" aria-label="Court orders on the shelf' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "holds", "lacks"),
    [
        ({"who": "Vietnam"}, "trinh-v-homan/2018-10", TRO),
        ({"who": "cambodia"}, TRO, "trinh-v-homan/2018-10"),
        ({"where": "mass"}, "devitri-v-cronen/2018-02-01", TRO),
        ({"search": "fourteen written Dkt. 190"}, TRO, "devitri-v-cronen/2018-02-01"),
        ({"on": "01/15/2019"}, TRO, "dvd-v-dhs/2025-04-18"),
        ({"on": "2 Jan 2019"}, "chhoeun-v-marin/2018-08-14", TRO),
    ],
)
def test_the_shelf_is_found_by_words_who_where_and_a_day_in_the_address(
    vault: Installation, query: dict[str, str], holds: str, lacks: str
) -> None:
    found = ids_on(reader()[0].get("/orders/", query))
    assert {holds, lacks} <= set(load_shelf().orders)
    assert holds in found
    assert lacks not in found


def test_a_filter_that_is_not_understood_leaves_nothing_out_and_is_said_beside_its_field(
    vault: Installation,
) -> None:
    response = reader()[0].get("/orders/", {"who": "Cambodja", "on": "31 Feb 2019"})
    body = body_of(response)
    assert response.status_code == 400
    assert ids_on(response) == list(load_shelf().orders)
    assert "is not a nationality that the vocabulary knows" in body
    assert "`31 Feb 2019` is not a day that exists" in body
    assert 'aria-describedby="who_error"' in body
    assert 'aria-describedby="on_error"' in body


def test_on_a_day_that_the_file_does_not_know_the_force_is_unknown_and_never_no(vault: Installation) -> None:
    client = reader()[0]
    for day, words in (
        ("2019-01-02", "Not in force"),
        ("2019-01-03", "In force"),
        ("2019-04-03", "In force"),
        ("2019-04-04", "Unknown"),
    ):
        body = client.get(f"/orders/{TRO}/", {"on": day}).content.decode()
        (chip,) = re.findall(r'<p><span class="chip \w+">([^<]+)</span>', body)
        assert chip == words, day


def test_the_page_has_every_clause_under_its_own_link_with_its_citation(vault: Installation) -> None:
    body = body_of(reader()[0].get(f"/orders/{TRO}/"))
    lines = [each for block in clauses(load_shelf().order(TRO)) for each in block]
    assert len(lines) > 20
    for each in lines:
        assert f'id="{each.anchor}" class="clause d{each.depth}"' in body
        assert f'<a href="#{each.anchor}"' in body
        assert each.text in body
    ids = re.findall(r'\sid="([^"]+)"', body)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', body)) <= {*ids, "content"}


def test_every_worked_case_is_on_the_page_with_what_the_order_answers(vault: Installation) -> None:
    body = body_of(reader()[0].get(f"/orders/{TRO}/"))
    order = load_shelf().order(TRO)
    cases = cases_of(order.document, load_shelf().vocabulary)
    assert f"✓ {len(cases)} worked cases run, all as expected" in body
    for case in cases:
        assert case.title in body
    row = re.search(
        r'<tr id="case-\d+"><th scope="row">a national of Vietnam</th>(.*?)</tr>', body, re.DOTALL
    )
    assert row
    assert 'class "Chhoeun class": no because (a)' in row[1]
    assert 'duty "notice before re-detention": not owed because class' in row[1]


def test_a_case_that_expects_something_else_is_shown_as_not_met(monkeypatch: pytest.MonkeyPatch) -> None:
    order = load_shelf().order(TRO)
    wrong = order.document.text.replace("expect class: no because (a)", "expect class: yes", 1)
    vocabulary = load_shelf().vocabulary
    changed = Shelf(vocabulary, {TRO: order_from_text(wrong, vocabulary)})
    monkeypatch.setattr(worked, "load_shelf", lambda: changed)
    monkeypatch.setattr(selectors, "load_shelf", lambda: changed)
    found = selectors.shown(changed.order(TRO), date(2019, 1, 15))
    (failed,) = found.failed
    assert failed.title == "a national of Vietnam"
    assert failed.came[0] == 'class "Chhoeun class": no because (a)'
    assert failed.differs == ("expect class: yes; came: no because (a)",)
    assert "not as expected" in found.text


@pytest.mark.parametrize("id_", SEVERAL)
def test_every_letter_of_a_class_has_worked_cases_that_it_decides(id_: str) -> None:
    found = selectors.order_named(id_)
    assert found is not None
    ran = worked.results(found.id, found.digest)
    assert all(each.passed for each in ran)
    decided = {letter for each in ran for letter in each.rests_on}
    for block in clauses(found):
        other = 99  # how deep the other reading of a contested letter begins: it decides at that letter
        for each in block:
            other = each.depth if each.text.startswith("or, on another reading") else other
            other = 99 if each.depth < other else other
            if each.letter and each.part.startswith("class-") and each.depth <= other:
                below = [letter for part, letter in decided if part == each.part]
                assert any(letter.startswith(each.letter) for letter in below), each.text
    text = selectors.text_of(found, ran, ())
    assert text.count('class="clause ') == sum(len(block) for block in clauses(found))
    assert not re.search(r"\sstyle=|<script|\son\w+=", text)


def test_the_life_is_drawn_without_gap_and_every_stage_says_whether_it_was_reached() -> None:
    order = load_shelf().order("chhoeun-v-marin/2020-04-27")
    drawn = life_of(order, date(2020, 5, 1))
    for left, right in zip(drawn.bars, drawn.bars[1:], strict=False):
        assert abs(left.x + left.width - right.x) <= 3
    assert drawn.bars[0].words == "through 26 April 2020: not in force"
    assert {each.kind for each in drawn.bars} <= {"yes", "no", "unknown"}
    assert drawn.on > 0
    assert [stage.name for stage in drawn.stages] == ["Issued", "Extended", "Stayed", "Reversed", "Ended"]
    assert drawn.stages[0].reached == ("entered 27 April 2020",)
    assert life_of(order, date(1990, 1, 1)).on == -1


@pytest.mark.parametrize("id_", list(load_shelf().orders))
def test_every_life_on_the_shelf_stays_inside_its_drawing(id_: str) -> None:
    found = selectors.order_named(id_)
    assert found is not None
    drawn = life_of(found, date(2026, 1, 5))
    assert all(each.x >= 0 and each.x + each.width <= drawn.width for each in drawn.bars)
    assert len(drawn.marks) == len(found.rules.life.acts)
    assert [each.x for each in drawn.marks] == sorted(each.x for each in drawn.marks)


def test_two_orders_of_a_case_are_compared_line_by_line_and_by_their_worked_cases(
    vault: Installation,
) -> None:
    body = body_of(reader()[0].get(f"/orders/{TRO}/", {"against": "chhoeun-v-marin/2018-08-14"}))
    old, new = (load_shelf().order(id_) for id_ in ("chhoeun-v-marin/2018-08-14", TRO))
    told = versions.lines(old, new)
    assert {"gone", "new"} <= {line.tag for line in told}
    assert '<ins>duty "notice before re-detention" [Dkt. 190 at 5, to verify]</ins>' in body
    assert "worked cases of both files come out differently" in body
    other = load_shelf().order("chhoeun-v-marin/2018-01-25")
    assert versions.lines(old, old) == ()
    assert [(line.tag, line.text) for line in versions.lines(other, new)] != [
        (line.tag, line.text) for line in told
    ]


def test_the_file_with_its_version_hash_open_points_and_review_is_said(vault: Installation) -> None:
    order = load_shelf().order(TRO)
    body = body_of(reader()[0].get(f"/orders/{TRO}/"))
    assert f"version {order.identity.version}, hash <code>{order.digest}</code>" in body
    assert "! Nobody has yet compared this order file with the docket." in body
    assert re.search(r"<em>to verify</em> \d+.", body)
    for omission in order.rules.left_out:
        assert omission.text in body
    for note in order.notes:
        assert note.text in body
    assert "No copy of the official papers is attached." in body


def test_cited_pages_of_attached_papers_stand_below_the_lines_that_cite_them(
    vault: Installation, tmp_path: Path
) -> None:
    copy = Copy("Dkt. 190", 1, ("first page", "the words of <page> two", "three", "four", "five"))
    attach(tmp_path, TRO, copy, b"%PDF-1.4")
    with override_settings(VAULT=str(tmp_path)):
        client = reader()[0]
        body = client.get(f"/orders/{TRO}/").content.decode()
        assert "Attached copies: Dkt. 190" in body
        assert "<pre>the words of &lt;page&gt; two</pre>" in body
        (tmp_path / "orders" / TRO / "dkt-190.json").write_text("{", encoding="utf-8")
        body = client.get(f"/orders/{TRO}/").content.decode()
        assert "the text of an attached copy cannot be read" in body
        assert "No copy of the official papers is attached." in body


@pytest.mark.parametrize(
    "address",
    [
        "/orders/chhoeun-v-marin/2019-01-04/",
        "/orders/nobody/2019-01-03/",
        "/orders/..%2f..%2fetc/passwd/",
        f"/orders/{TRO}/?against=nobody/2019-01-03",
        f"/orders/{TRO}/?against=trinh-v-homan/2018-10",
    ],
)
def test_what_is_not_on_the_shelf_is_not_found(vault: Installation, address: str) -> None:
    assert reader()[0].get(address).status_code == 404


def test_the_page_asks_no_table_but_for_who_reads(vault: Installation) -> None:
    client = reader()[0]
    client.get(f"/orders/{TRO}/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/orders/{TRO}/")
    tables = {word for each in queries.captured_queries for word in re.findall(r'FROM "(\w+)"', each["sql"])}
    assert tables
    assert not [name for name in tables if name.startswith(("people_", "journal_", "attachments_"))]
    with CaptureQueriesContext(connection) as shelf_queries:
        client.get("/orders/")
    assert len(shelf_queries) <= len(queries) + 1, "no query for each row"


def test_a_nationality_is_offered_only_if_an_order_asks_for_it() -> None:
    offered = shelf.known_nationalities()
    assert {"Cambodia", "Vietnam"} <= set(offered)
    assert "Switzerland" not in offered
