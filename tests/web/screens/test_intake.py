"""A call: fifteen questions, a card, and a person on file or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponseBase
from django.test import override_settings
from django.urls import reverse

from duenotice.days import from_edtf, in_words
from duenotice.web.acting import acting
from duenotice.web.installation import Installation
from duenotice.web.intake import selectors, services
from duenotice.web.intake.models import Draft, Hotline
from duenotice.web.intake.questions import BY_ID, QUESTIONS
from duenotice.web.intake.telling import FRAME
from duenotice.web.journal.actions import Action, By
from duenotice.web.journal.models import Door
from duenotice.web.journal.models import Entry as JournalEntry
from duenotice.web.people.models import Note, NoteKind, Person
from duenotice.web.people.selectors import identity_of
from duenotice.web.people.selectors import record_of as on_file
from tests.web.calls import BEGIN, CALL, TODAY, Call, answers_of, begun, signed_in, text, told
from tests.web.journaled import assert_journaled
from tests.web.site_world import CHEAP, world


@pytest.fixture(autouse=True)
def _cheap() -> Iterator[None]:
    cache.clear()
    with override_settings(PASSWORD_HASHERS=CHEAP, ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False):
        yield


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
    assert "Next check-in:" in card
    assert "14 December 2026" in card
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
    assert "Not protected" not in card
    assert "You may be protected. A few things must be found out first." in card
    person_at = client.post(f"{draft}card/", {})["Location"]
    person = Person.objects.get(pk=person_at.strip("/").rpartition("/")[2])
    assert list(on_file(person).entries()) == []


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
    assert '<a href="#id_ordered">' in blank
    assert 'id="error_ordered"' in blank
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
    assert 'value="summer 2004"' in page
    assert 'value="yes" id="id_released" checked' in page
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


def masked(response: HttpResponseBase) -> str:
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
    assert not Draft.objects.exists()
    assert Person.objects.count() == people
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
                found += [
                    bytes(x).decode("latin-1") if isinstance(x, bytes | memoryview) else str(x) for x in row
                ]
    return "\n".join(found).casefold()


def test_trouble_with_the_law_is_recorded_by_a_navigator_and_read_by_counsel(vault: Installation) -> None:
    made = world()
    said: Call = {**CALL, "trouble": {"trouble": "arrested", "when": "2011-07"}}
    client = signed_in(made, "navigator")
    draft, _ = told(client, said)
    card, page = text(client.get(f"{draft}card/")), text(client.get(f"{draft}questions/trouble/"))
    assert "Recorded for counsel." in card
    assert "2011" not in card
    assert "An answer is recorded." in page
    assert "checked" not in page
    assert "2011" not in page
    shown = client.post(f"{draft}card/", {})["Location"]
    person = Person.objects.get(pk=shown.strip("/").rpartition("/")[2])
    assert "criminal arrest" in {each.kind.term for each in on_file(person).events}
    assert "July 2011" not in text(client.get(shown))
    assert "2011-07" not in text(client.get(shown))
    kinds = {note.kind: note.text for note in Note.objects.filter(person=person)}
    assert "July 2011" in kinds[NoteKind.PRIVILEGED]
    assert "2011" not in kinds[NoteKind.SHAREABLE]
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

        def start() -> Draft:
            return services.start(by=by, user=user, at=now, **BEGIN)

        draft = assert_journaled(Action.INTAKE_STARTED, start)

        def save() -> Draft:
            asks, said = BY_ID["taken"], answers_of({"taken": {"taken": "no"}})["taken"]
            return services.save(by=by, draft=draft, question=asks, answer=said, today=TODAY)

        assert_journaled(Action.INTAKE_ANSWERED, save)
        assert_journaled(Action.INTAKE_DISCARDED, lambda: services.discard(by=by, draft=draft))
        start()
        later = now + timedelta(hours=24)
        assert selectors.draft_of(user, Draft.objects.get().pk, later) is None
        assert assert_journaled(Action.INTAKE_EXPIRED, lambda: services.expire(by=by, at=later)) == 1
        assert_journaled(Action.HOTLINE_SET, lambda: services.set_hotline(by=by, text="555-0142"))
