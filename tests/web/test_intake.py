"""A call: fifteen questions, a card, and a person on file or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse, QueryDict
from django.test import Client, override_settings
from django.urls import reverse

from duenotice.days import from_edtf, in_words
from duenotice.library import load_shelf, load_vocabulary
from duenotice.reason import overview
from duenotice.record import Event, Fact, Record
from duenotice.truth import NO, Truth
from duenotice.web.acting import acting
from duenotice.web.installation import Installation
from duenotice.web.intake import selectors, services
from duenotice.web.intake.asked import asked
from duenotice.web.intake.forms import Answers, filled
from duenotice.web.intake.models import Draft, Hotline
from duenotice.web.intake.parts import AsEvent, AsFact, Pick
from duenotice.web.intake.questions import BY_ID, NUMBER, QUESTIONS
from duenotice.web.intake.said import NotSaid, read
from duenotice.web.intake.telling import FRAME, notes, record_of
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.models import Door
from duenotice.web.journal.models import Entry as JournalEntry
from duenotice.web.matters.models import Wall
from duenotice.web.people.models import Note, NoteKind, Person
from duenotice.web.people.selectors import identity_of, record_of as on_file
from tests.web.journaled import assert_journaled
from tests.web.site_world import CHEAP, World, browser, cookies, member, account, world
from duenotice.web.accounts.models import Organisation, Role

TODAY = date(2026, 11, 27)
BEGIN = {"speaker": "person", "way": "phone", "certified": "unknown"}
CALL: dict[str, dict[str, str | list[str]]] = {
    "language": {"language": "khmer", "reads": "yes"},
    "name": {"name": "Person Canary-Name"},
    "contact": {"phone": "555-0100 canary-phone", "address": "1 canary-street", "safe": ["text", "mail"]},
    "nationality": {"nationality": "Cambodia", "or": "unknown"},
    "living": {"inside": "yes", "state": "California"},
    "ordered": {"ordered": "yes", "when": "about 1998", "who": "judge", "absent": "no"},
    "released": {"released": "yes", "when": "summer 2004", "how": "by order of supervision"},
    "check_in": {"reports": "yes", "next": "12/14/2026"},
    "letter": {"letter": "none"},
    "taken": {"taken": "no"},
    "trouble": {"trouble": "no"},
    "conditions": {"conditions": "kept"},
    "number": {"number": "A 078 901 234"},
    "lawyer": {"lawyer": "no"},
}
"""Person A, from Cambodia, who calls about a check-in."""


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    cache.clear()
    with override_settings(PASSWORD_HASHERS=CHEAP, ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False):
        yield


def signed_in(made: World, name: str) -> Client:
    client = browser()
    cookies(client, made.account(name))
    return client


def begun(client: Client) -> tuple[str, str]:
    """The address of the draft, and of its first question."""
    response = client.post("/intake/", BEGIN)
    assert response.status_code == 302, response.content
    first = response["Location"]
    return first.split("questions/")[0], first


def told(client: Client, call: dict[str, dict[str, str | list[str]]]) -> tuple[str, list[str]]:
    """Answer page after page; the address of the draft, and the ids of the questions that were asked."""
    draft, place = begun(client)
    order: list[str] = []
    while "/questions/" in place:
        id_ = place.rstrip("/").rpartition("/")[2]
        order.append(id_)
        assert client.get(place).status_code == 200
        response = client.post(place, call.get(id_, {"answer": "unknown"}))
        assert response.status_code == 302, (id_, text(response))
        place = response["Location"]
    assert place == f"{draft}card/"
    return draft, order


def text(response: HttpResponse) -> str:
    return response.content.decode()


def answers_of(call: dict[str, dict[str, str | list[str]]]) -> Answers:
    """The answers of a call as a draft keeps them, without a vault."""
    found: Answers = {FRAME: {**BEGIN, "begun": TODAY.isoformat()}}
    for id_, fields in call.items():
        sent = QueryDict(mutable=True)
        for name, value in fields.items():
            sent.setlist(name, value if isinstance(value, list) else [value])
        form = filled(BY_ID[id_], sent, TODAY)
        assert form.errors == {}, (id_, form.errors)
        found[id_] = form.answer
    return found


def truths(record: Record) -> dict[str, Truth]:
    """What every order on the shelf says."""
    shelf = load_shelf()
    said = overview(shelf.orders.values(), record, shelf.vocabulary, from_edtf(TODAY.isoformat()))
    return {answer.order.id: answer.protected for case in said.cases for answer in case.answers}


def test_a_call_is_answered_page_by_page_and_put_on_file(vault: Installation) -> None:
    """Journey 1."""
    made = world()
    client = signed_in(made, "navigator")
    draft, order = told(client, CALL)
    assert order == list(CALL)  # no order of this shelf needs the day of entry of somebody from Cambodia
    card = text(client.get(f"{draft}card/"))
    assert "You may be protected. A few things must be found out first." in card
    assert "Your organisation has set no hotline." in card
    assert "summer 2004 (taken as 2004-06-01 to 2004-09-30)" in card
    assert "Next check-in:" in card and "14 December 2026" in card
    assert "This is not legal advice" in card
    assert "criminal" not in card.casefold()
    response = client.post(f"{draft}card/", {})
    assert response.status_code == 302
    person = Person.objects.get(pk=response["Location"].strip("/").rpartition("/")[2])
    assert not Draft.objects.exists()
    who, record = identity_of(person), on_file(person)
    assert who.names == ("Person Canary-Name",)
    assert who.numbers == ("078901234",)
    assert [(each.text, each.safe_for) for each in who.contacts] == [("555-0100 canary-phone", ("text",))]
    assert [(each.text, each.safe_for) for each in who.addresses] == [("1 canary-street", ("mail",))]
    assert {(str(each.kind), str(each.date)) for each in record.events} == {
        ("final order of removal", "1998~"),
        ("release from ICE custody by order of supervision", "2004-22"),
    }
    assert record.searches == ()
    day = in_words(from_edtf(datetime.now(UTC).date().isoformat()))
    assert {each.origin.source for each in record.entries()} == {f"told by the person, by phone, on {day}"}
    assert person.entered_by == made.user("navigator")
    assert text(client.get(response["Location"])).count("Person Canary-Name") >= 1
    actions = [each.action for each in JournalEntry.objects.order_by("number")]
    for action in (Action.INTAKE_STARTED, Action.INTAKE_ANSWERED, Action.PERSON_ADDED, Action.INTAKE_FILED):
        assert action in actions


def test_a_call_in_which_nobody_knows_anything_is_unknown_and_writes_nothing(vault: Installation) -> None:
    made = world()
    client = signed_in(made, "navigator")
    draft, order = told(client, {})
    assert order == [question.id for question in QUESTIONS]
    card = text(client.get(f"{draft}card/"))
    assert 'class="chip no"' not in card
    assert "You may be protected. A few things must be found out first." in card
    person_at = client.post(f"{draft}card/", {})["Location"]
    person = Person.objects.get(pk=person_at.strip("/").rpartition("/")[2])
    assert list(on_file(person).entries()) == []


@pytest.mark.parametrize("id_", [question.id for question in QUESTIONS])
def test_dont_know_writes_nothing_and_makes_no_order_say_no(id_: str) -> None:
    """By the button, by the choice, and by leaving further fields blank."""
    question = BY_ID[id_]
    without = {**{name: said for name, said in CALL.items() if name != id_}}
    before = record_of(answers_of(without), TODAY)
    ways: list[dict[str, str | list[str]]] = [{"answer": "unknown"}]
    if isinstance(question.fields[0], Pick):
        ways.append({question.fields[0].name: "unknown"})
    for way in ways:
        after = record_of(answers_of({**without, id_: way}), TODAY)
        assert after.digest == before.digest
    full = truths(record_of(answers_of(CALL), TODAY))
    unknown = truths(before)
    assert {order for order, truth in unknown.items() if truth is NO} <= {
        order for order, truth in full.items() if truth is NO
    }


NOS: dict[str, dict[str, str | list[str]]] = {
    "language": {"language": "Khmer", "reads": "no"},
    "entry": {"entered": "no"},
    "ordered": {"ordered": "no"},
    "released": {"released": "no"},
    "check_in": {"reports": "no"},
    "letter": {"letter": "none"},
    "taken": {"taken": "no"},
    "trouble": {"trouble": "no"},
    "conditions": {"conditions": "kept"},
    "lawyer": {"lawyer": "no"},
}


@pytest.mark.parametrize("nationality", ["Cambodia", "Vietnam", "Iraq", "Indonesia", "Venezuela", "Mexico"])
def test_a_no_that_was_told_never_makes_an_order_say_no(nationality: str) -> None:
    """Hearsay: "never ordered deported" is no search. Only being outside the United States is of another kind."""
    base: dict[str, dict[str, str | list[str]]] = {
        "nationality": {"nationality": nationality},
        "living": {"inside": "yes", "state": "unknown"},
    }
    before = truths(record_of(answers_of(base), TODAY))
    for id_, said in NOS.items():
        after = truths(record_of(answers_of({**base, id_: said}), TODAY))
        assert [order for order in after if after[order] is NO and before[order] is not NO] == [], id_
    every = truths(record_of(answers_of({**base, **NOS}), TODAY))
    assert [order for order in every if every[order] is NO and before[order] is not NO] == []


@pytest.mark.parametrize("trouble", ["arrested", "charged", "guilty", "yes"])
def test_trouble_that_was_told_leaves_it_unknown_and_names_no_conviction(trouble: str) -> None:
    said = {**CALL, "trouble": {"trouble": trouble, "when": "2011"}, "conditions": {"conditions": "broken"}}
    record = record_of(answers_of(said), TODAY)
    assert "conviction" not in {each.kind.term for each in record.events}
    quiet = truths(record_of(answers_of(CALL), TODAY))
    loud = truths(record)
    assert [order for order in loud if loud[order] is NO and quiet[order] is not NO] == []
    for_all, for_counsel = notes(answers_of(said), TODAY)
    assert "2011" not in for_all and "Trouble" not in for_all
    assert "Trouble with the law: Yes" in for_counsel


def test_a_letter_keeps_its_days_and_how_it_came() -> None:
    said = {
        **CALL,
        "letter": {
            "letter": "notice of detention",
            "dated": "11/02/2026",
            "received": "2026-11-09",
            "came": "mailed",
        },
    }
    (notice,) = (
        each for each in record_of(answers_of(said), TODAY).events if each.kind.term == "notice of detention"
    )
    assert str(notice.kind) == "mailed notice of detention"
    assert str(notice.date) == "2026-11-02/2026-11-09"
    assert [(name, str(day)) for name, day in notice.clocks] == [
        ("dated", "2026-11-02"),
        ("received", "2026-11-09"),
    ]


def test_a_nationality_that_may_be_one_or_the_other_is_both() -> None:
    said = {**CALL, "nationality": {"nationality": "Cambodia", "or": "stateless"}}
    (fact,) = (each for each in record_of(answers_of(said), TODAY).facts if each.name == "nationality")
    assert fact.values == ("Cambodia", "stateless")


def test_where_somebody_lives_now_says_nothing_about_before() -> None:
    (state,) = (
        each for each in record_of(answers_of(CALL), TODAY).facts if each.name == "state of residence"
    )
    assert state.since == from_edtf("2026-11-27")


def test_questions_that_no_order_needs_are_left_out_and_writes_nothing_of_them() -> None:
    here: dict[str, str | list[str]] = {"inside": "yes", "state": "unknown"}
    left = {
        nationality: [
            question.id
            for question in QUESTIONS
            if question
            not in asked(answers_of({"nationality": {"nationality": nationality}, "living": here}), TODAY)
        ]
        for nationality in ("Cambodia", "Vietnam", "Somalia")
    }
    assert left == {
        "Cambodia": ["entry"],
        "Vietnam": ["trouble", "conditions"],
        "Somalia": ["entry", "trouble", "conditions"],
    }
    assert asked(answers_of({}), TODAY) == QUESTIONS


def test_there_are_at_most_fifteen_questions_in_words_of_the_vocabulary() -> None:
    vocabulary = load_vocabulary()
    assert len(QUESTIONS) == len(BY_ID) == 15
    assert [NUMBER[question.id] for question in QUESTIONS] == list(range(1, 16))
    for question in QUESTIONS:
        picks = {each.name: each for each in question.fields if isinstance(each, Pick)}
        assert set(question.needs) <= set(vocabulary.events) | set(vocabulary.facts)
        for write in question.writes:
            if isinstance(write, AsFact):
                values = vocabulary.facts[write.term].values
                assert not values or {said for _, said in write.words} <= set(values.values())
            elif isinstance(write, AsEvent):
                for _, term in write.kinds:
                    event = vocabulary.events[term]
                    sorts = [value for name, _ in write.sorts for value, _w in picks[name].choices]
                    assert all(event.qualifier(sort) for sort in sorts)


def test_the_paper_has_the_numbers_of_the_pages(vault: Installation) -> None:
    client = signed_in(world(), "navigator")
    paper = text(client.get("/intake/paper/"))
    found = re.findall(r'<li value="(\d+)"><h2>(\d+)\. ([^<]+)</h2>', paper)
    assert [(int(value), int(number)) for value, number, _ in found] == [(n, n) for n in range(1, 16)]
    draft, _ = begun(client)
    for number, _, title in found:
        question = QUESTIONS[int(number) - 1]
        page = text(client.get(f"{draft}questions/{question.id}/"))
        assert f"Question {number} of 15" in page
        assert f"<h1>{title}</h1>" in page
    assert paper.count("☐ I don&#x27;t know") + paper.count("☐ I don't know") >= 15


def test_what_is_wrong_stands_beside_the_field_and_is_summed_up_in_focus(vault: Installation) -> None:
    client = signed_in(world(), "navigator")
    draft, _ = begun(client)
    place = f"{draft}questions/ordered/"
    page = text(client.post(place, {"ordered": "yes", "when": "some time ago"}))
    assert 'role="alert" tabindex="-1" autofocus' in page
    assert '<a href="#id_when">This is not understood as a day.' in page
    assert 'id="error_when">This is not understood as a day.' in page
    assert 'value="some time ago"' in page
    blank = text(client.post(place, {}))
    assert '<a href="#id_ordered">' in blank and 'id="error_ordered"' in blank
    assert "has not come yet" in text(client.post(place, {"ordered": "yes", "when": "2199"}))
    assert "does not fit the answer" in text(client.post(place, {"ordered": "no", "when": "1998"}))
    assert "Choose from the list" in text(client.post(place, {"ordered": "perhaps"}))
    letter = {"letter": "notice of detention", "dated": "2026-11-09", "received": "2026-11-02"}
    assert 'id="error_letter"' in text(client.post(f"{draft}questions/letter/", letter))
    assert "It has 3 digits" in text(client.post(f"{draft}questions/number/", {"number": "A123"}))
    assert "Choose one answer in each" in text(client.post("/intake/", {"speaker": "person"}))
    assert set(Draft.objects.get().answers) == {FRAME}


def test_a_day_is_said_back_before_anything_is_kept(vault: Installation) -> None:
    client = signed_in(world(), "navigator")
    draft, _ = begun(client)
    sent = {"ordered": "yes", "when": "06/2004", "answer": "check"}
    page = text(client.post(f"{draft}questions/ordered/", sent))
    assert 'Understood as: <span lang="en">June 2004</span>' in page
    assert set(Draft.objects.get().answers) == {FRAME}


def test_back_shows_what_was_answered_and_a_new_answer_takes_its_place(vault: Installation) -> None:
    client = signed_in(world(), "navigator")
    draft, _ = told(client, CALL)
    page = text(client.get(f"{draft}questions/released/"))
    assert 'value="summer 2004"' in page and 'value="yes" id="id_released" checked' in page
    assert f"{draft}questions/ordered/" in page
    client.post(f"{draft}questions/released/", {"released": "no"})
    assert Draft.objects.get().answers["released"] == {"released": "no"}


def test_a_draft_is_its_owners_alone(vault: Installation) -> None:
    made = world()
    draft, _ = begun(signed_in(made, "navigator"))
    id_ = draft.strip("/").rpartition("/")[2]
    never = reverse("intake_card", args=["00000000-0000-4000-8000-000000000000"])
    for name in ("class-counsel", "counsel", "walled", "foreign-counsel"):
        client = signed_in(made, name)
        gone = client.get(never)
        for place in (f"{draft}card/", f"{draft}questions/name/"):
            response = client.get(place)
            assert response.status_code == gone.status_code == 404
            assert masked(response) == masked(gone)
            assert client.post(place, {"name": "somebody"}).status_code == 404
        assert client.post(f"{draft}discard/").status_code == 404
        assert id_ not in text(client.get("/intake/"))
    assert signed_in(made, "admin").get(f"{draft}card/").status_code == 403
    assert set(Draft.objects.get().answers) == {FRAME}


def masked(response: HttpResponse) -> str:
    return re.sub(r"Incident [0-9a-f-]+", "", text(response))


def test_a_draft_ends_after_24_hours_and_goes_with_the_next_call(vault: Installation) -> None:
    made = world()
    client = signed_in(made, "navigator")
    draft, _ = begun(client)
    row = Draft.objects.get()
    assert row.expires - row.started == timedelta(hours=24)
    Draft.objects.update(expires=datetime.now(UTC) - timedelta(seconds=1))
    assert client.get(f"{draft}card/").status_code == 404
    assert client.post(f"{draft}card/", {}).status_code == 404
    assert draft not in text(client.get("/intake/"))
    assert Draft.objects.count() == 1
    begun(signed_in(made, "counsel"))
    assert not Draft.objects.filter(pk=row.pk).exists()
    assert JournalEntry.objects.filter(action=Action.INTAKE_EXPIRED, subject=row.pk).count() == 1


def test_a_discarded_call_leaves_nothing(vault: Installation) -> None:
    client = signed_in(world(), "navigator")
    people = Person.objects.count()
    draft, _ = told(client, CALL)
    assert client.post(f"{draft}discard/").status_code == 302
    assert not Draft.objects.exists() and Person.objects.count() == people
    assert client.get(f"{draft}card/").status_code == 404


def test_nothing_that_was_told_lies_open_in_the_database(vault: Installation) -> None:
    client = signed_in(world(), "navigator")
    draft, _ = told(client, {**CALL, "lawyer": {"lawyer": "yes", "who": "Canary-Counsel"}})
    words = ("canary-name", "canary-phone", "canary-street", "canary-counsel", "078901234", "summer 2004")
    assert [word for word in words if word in everything()] == []
    client.post(f"{draft}card/", {})
    assert [word for word in words if word in everything()] == []


def everything() -> str:
    """Every column of every table, as the database holds it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                found += [bytes(x).decode("latin-1") if isinstance(x, bytes | memoryview) else str(x) for x in row]
    return "\n".join(found).casefold()


def test_trouble_with_the_law_is_recorded_by_a_navigator_and_read_by_counsel(vault: Installation) -> None:
    made = world()
    said = {**CALL, "trouble": {"trouble": "arrested", "when": "2011-07"}}
    client = signed_in(made, "navigator")
    draft, _ = told(client, said)
    card, page = text(client.get(f"{draft}card/")), text(client.get(f"{draft}questions/trouble/"))
    assert "Recorded for counsel." in card and "2011" not in card
    assert "An answer is recorded." in page and "checked" not in page and "2011" not in page
    shown = client.post(f"{draft}card/", {})["Location"]
    person = Person.objects.get(pk=shown.strip("/").rpartition("/")[2])
    assert "criminal arrest" in {each.kind.term for each in on_file(person).events}
    assert "July 2011" not in text(client.get(shown)) and "2011-07" not in text(client.get(shown))
    kinds = {note.kind: note.text for note in Note.objects.filter(person=person)}
    assert "July 2011" in kinds[NoteKind.PRIVILEGED] and "2011" not in kinds[NoteKind.SHAREABLE]
    assert "Taken again: No" in kinds[NoteKind.SHAREABLE]
    counsel = signed_in(made, "counsel")
    theirs, _ = told(counsel, said)
    assert "July 2011" in text(counsel.get(f"{theirs}card/"))


def test_somebody_who_has_the_number_is_named_only_to_whoever_may_see_them(vault: Installation) -> None:
    made = world()
    client = signed_in(made, "navigator")
    for planted, known in ((made.own, True), (made.else_, False)):
        draft, _ = told(client, {**CALL, "number": {"number": planted.number}})
        card = text(client.get(f"{draft}card/"))
        assert "Somebody on file has this number." in card
        assert (str(planted.person.pk) in card) is known
        assert planted.open[0] not in card
        people = Person.objects.count()
        assert client.post(f"{draft}card/", {}).status_code == 200
        assert Person.objects.count() == people
        response = client.post(f"{draft}card/", {"without_number": "1"})
        person = Person.objects.get(pk=response["Location"].strip("/").rpartition("/")[2])
        assert identity_of(person).numbers == ()
        (note,) = Note.objects.filter(person=person, kind=NoteKind.SHAREABLE)
        assert planted.number in note.text


def test_whoever_puts_somebody_on_file_reaches_them(vault: Installation) -> None:
    made = world()
    for place, name in enumerate(("class-counsel", "counsel", "navigator")):
        client = signed_in(made, name)
        draft, _ = told(client, {**CALL, "number": {"number": f"09999999{place}"}})
        where = client.post(f"{draft}card/", {})["Location"]
        assert client.get(where).status_code == 200, name


def test_the_hotline_is_set_by_administrators_and_stands_on_the_card(vault: Installation) -> None:
    made = world()
    admin, navigator = signed_in(made, "admin"), signed_in(made, "navigator")
    assert navigator.get("/intake/hotline/").status_code == 403
    assert "too long" in text(admin.post("/intake/hotline/", {"hotline": "x" * 201}))
    assert not Hotline.objects.exists()
    assert admin.post("/intake/hotline/", {"hotline": "Khmer: 555-0142, 9 to 5"}).status_code == 302
    draft, _ = begun(navigator)
    assert "Khmer: 555-0142, 9 to 5" in text(navigator.get(f"{draft}card/"))
    admin.post("/intake/hotline/", {"hotline": ""})
    assert "has set no hotline" in text(navigator.get(f"{draft}card/"))


def test_every_write_of_a_call_is_told_or_not_done(vault: Installation) -> None:
    made = world()
    user = made.user("navigator")
    by = By(str(made.organisation.pk), str(user.pk), Door.SITE)
    now = datetime(2026, 11, 27, 12, tzinfo=UTC)
    with acting([made.organisation.pk], user=user.pk):
        start = lambda: services.start(by=by, user=user, at=now, **BEGIN)  # noqa: E731
        draft = assert_journaled(Action.INTAKE_STARTED, start)
        save = lambda: services.save(  # noqa: E731
            by=by, draft=draft, question=BY_ID["taken"], answer={"taken": "no"}, today=TODAY
        )
        assert_journaled(Action.INTAKE_ANSWERED, save)
        assert_journaled(Action.INTAKE_DISCARDED, lambda: services.discard(by=by, draft=draft))
        start()
        later = now + timedelta(hours=24)
        assert selectors.draft_of(user, Draft.objects.get().pk, later) is None
        assert assert_journaled(Action.INTAKE_EXPIRED, lambda: services.expire(by=by, at=later)) == 1
        assert_journaled(Action.HOTLINE_SET, lambda: services.set_hotline(by=by, text="555-0142"))


@pytest.mark.parametrize(
    ("said", "edtf"),
    [
        ("about 1998", "1998~"),
        ("summer 2004", "2004-22"),
        ("fall 2004", "2004-23"),
        ("2004-06", "2004-06"),
        ("06/2004", "2004-06"),
        ("06/14/2004", "2004-06-14"),
        ("June 2004", "2004-06"),
        ("Jun 14, 2004", "2004-06-14"),
        ("14th of June 2004", "2004-06-14"),
        ("about 06/2004", "2004-06~"),
        ("1998 or 1999", "[1998,1999]"),
        ("between 2003 and 2005", "2003/2005"),
        ("before 2000", "../2000"),
        ("the 1990s", "199X"),
        ("yesterday", "2026-11-26"),
    ],
)
def test_a_day_is_understood_as_it_is_said(said: str, edtf: str) -> None:
    assert str(read(said, TODAY)) == edtf


@pytest.mark.parametrize("said", ["14/06/2004", "02/30/2004", "1/2/04", "some day", "June", "13/2004", "2004x"])
def test_a_day_that_is_not_understood_is_refused_and_not_guessed(said: str) -> None:
    with pytest.raises(NotSaid):
        read(said, TODAY)


def test_yesterday_stays_that_day_when_the_call_goes_on_tomorrow() -> None:
    answers = answers_of({"taken": {"taken": "yes", "when": "yesterday"}})
    (event,) = record_of(answers, date(2026, 11, 28)).events
    assert str(event.date) == "2026-11-26"
