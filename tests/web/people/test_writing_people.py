"""Services: A-numbers in one spelling, the version that must match, two people who have one number."""

from __future__ import annotations

import threading
from itertools import count

import pytest
from django.db import connection

from duenotice.days import from_edtf
from duenotice.problems import RefusedRecord, RefusedVault
from duenotice.record import Event, Fact, Origin, Record, Withdrawal
from duenotice.terms import Kind
from duenotice.web.acting import from_now_on
from duenotice.web.installation import Installation
from duenotice.web.journal.models import Entry as Line
from duenotice.web.people import selectors, services
from duenotice.web.people.models import Person
from duenotice.web.people.numbers import nine_digits, shown
from duenotice.web.people.refusals import NobodyThere, NotANumber, NumberTaken, UnderHold, WrittenMeanwhile
from tests.web.people.office import office

CONVICTION = Event(Kind("conviction"), from_edtf("2003-05"), Origin("a letter", 737_000, "c1"))


@pytest.mark.parametrize(
    "text",
    [
        *("A12-345-678", "A# 012345678", "12345678", "012 345 678", "a012.345.678", "Alien No. 012345678"),
        *("A\u2011012\u2011345\u2011678", " A012345678 ", "A-12345678", "\uff10\uff11\uff12345678"),
    ],
)
def test_every_usual_spelling_is_one_number(text: str) -> None:
    assert nine_digits(text) == "012345678"
    assert shown("012345678") == "A012-345-678"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "nothing was written"),
        ("A1234567", "it has 7 digits"),
        ("A0123456789", "it has 10 digits"),
        ("A-", "it has 0 digits"),
        ("A01234567O", "something other than digits"),
        ("1.23E+08", "something other than digits"),
        ("B012345678", "something other than digits"),
        ("A012345678 and A012345679", "something other than digits"),
        ("\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668", "something other than digits"),
        ("000000000", "all its digits are zero"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason_and_not_repeated(text: str, why: str) -> None:
    with pytest.raises(NotANumber, match=why) as refused:
        nine_digits(text)
    assert len(text) < 3 or text not in str(refused.value)
    assert "nine digits" in str(refused.value)


def test_a_number_of_somebody_else_is_refused_and_names_nobody(vault: Installation) -> None:
    by = office()
    first = services.add_person(by=by, names=["Person A"], numbers=["A012345678"])
    with pytest.raises(NumberTaken) as refused:
        services.add_person(by=by, names=["Person B"], numbers=["12345678"])
    for text in ("Person", "345", str(first.pk)):
        assert text not in str(refused.value)
    assert Person.objects.count() == 1
    elsewhere = services.add_person(by=office("Office B"), names=["Person A"], numbers=["A012345678"])
    assert elsewhere.pk != first.pk
    assert selectors.by_number(by.organisation, "a 12-345-678") == first
    assert selectors.by_number(by.organisation, "A012345679") is None


def test_a_write_to_a_version_that_is_over_is_refused_and_nothing_is_lost(vault: Installation) -> None:
    by = office()
    person = services.add_person(by=by, names=["Person A"])
    now = services.add_entries(by=by, person=person, version=1, entries=[CONVICTION])
    assert now.version == 2
    with pytest.raises(WrittenMeanwhile):
        services.add_entries(by=by, person=person, version=1, entries=[CONVICTION])
    with pytest.raises(WrittenMeanwhile):
        services.change_identity(by=by, person=person, version=1, names=["Person B"])
    with pytest.raises(WrittenMeanwhile):
        services.delete_person(by=by, person=person, version=1)
    again = Person.objects.get()
    assert selectors.record_of(again).events == (CONVICTION,)
    assert selectors.identity_of(again).names == ("Person A",)


def test_of_many_who_write_at_once_each_is_kept_or_told(vault: Installation) -> None:
    """T-CONC, one person: eight writers, each reads and writes until it has written five entries."""
    by = office()
    person = services.add_person(by=by, names=["Person A"])
    told, failed = count(), []

    def write(writer: int) -> None:
        from_now_on([by.organisation])
        try:
            for number in range(5):
                entry = Event(
                    Kind("check-in"), from_edtf(f"2019-01-{writer * 3 + 1:02}"), Origin(f"{number}")
                )
                while True:
                    version = Person.objects.get(pk=person.pk).version
                    try:
                        services.add_entries(by=by, person=person, version=version, entries=[entry])
                        break
                    except WrittenMeanwhile:
                        next(told)
        except Exception as why:
            failed.append(repr(why))
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert failed == []
    now = Person.objects.get()
    assert now.version == 41
    assert len(set(selectors.record_of(now).events)) == 40
    print(f"lost updates {vault.mode}: 0 of 40; {next(told)} times somebody was told to read again")


def test_a_correction_is_a_further_entry_and_nothing_is_changed_in_place(vault: Installation) -> None:
    by = office()
    person = services.add_person(by=by, names=["Person A"], record=Record("a").adding(CONVICTION))
    better = Event(Kind("conviction"), from_edtf("2004-05"), Origin("the court", 737_100, "c2", ("c1",)))
    services.add_entries(by=by, person=person, version=1, entries=[better])
    record = selectors.record_of(Person.objects.get())
    assert record.events == (CONVICTION, better)
    assert record.known_on(737_050).events == (CONVICTION,)
    assert record.known_on(737_100).events == (better,)
    with pytest.raises(RefusedRecord, match="R04"):
        services.add_entries(
            by=by, person=person, version=2, entries=[Withdrawal(Origin("", 737_200, "", ("nowhere",)))]
        )


def test_a_word_that_no_vocabulary_has_does_not_get_into_the_open(vault: Installation) -> None:
    by = office()
    for entry in (
        Event(Kind("Person A"), from_edtf("2019")),
        Event(Kind("conviction", ("Person A",)), from_edtf("2019")),
        Fact("Person A", ("x",)),
        Fact("nationality", ("Person A",)),
    ):
        with pytest.raises(RefusedRecord) as refused:
            services.add_person(by=by, names=["Person A"], record=Record().adding(entry))
        assert "Person A" not in str(refused.value)
    assert Person.objects.count() == 0


def test_nobody_reads_or_writes_people_of_another_organisation_or_who_were_removed(
    vault: Installation,
) -> None:
    by, other = office(), office("Office B")
    person = services.add_person(by=by, names=["Person A"])
    with pytest.raises(NobodyThere):
        services.read_person(by=other, person=person)
    with pytest.raises(NobodyThere):
        services.add_entries(by=other, person=person, version=1, entries=[CONVICTION])
    held = services.set_hold(by=by, person=person, held=True)
    with pytest.raises(UnderHold):
        services.delete_person(by=by, person=person, version=held.version)
    free = services.set_hold(by=by, person=person, held=False)
    services.delete_person(by=by, person=person, version=free.version)
    with pytest.raises(NobodyThere):
        services.read_person(by=by, person=person)
    told = list(Line.objects.filter(organisation_id=by.organisation).values_list("action", flat=True))
    assert told == ["person added", "person held", "person released", "person removed"]


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a\u202eb", "x" * 501, "a\0b"])
def test_a_name_that_cannot_be_kept_is_refused(vault: Installation, name: str) -> None:
    with pytest.raises(RefusedVault, match="K35"):
        services.add_person(by=office(), names=[name])


def test_a_khmer_name_is_kept_as_it_is(vault: Installation) -> None:
    person = services.add_person(by=office(), names=["សុខ\u200bសាន្ត"])
    assert selectors.identity_of(person).names == ("សុខ\u200bសាន្ត",)
