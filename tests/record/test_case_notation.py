"""The case notation: every form of a line, and what each of them says."""

import pytest

from duenotice.days import FIRST_DAY, from_edtf
from duenotice.documents import Block
from duenotice.library import load_vocabulary
from duenotice.problems import Refused
from duenotice.record import (
    ALWAYS,
    FOR_GOOD,
    Case,
    Entry,
    Event,
    Fact,
    Origin,
    Search,
    Withdrawal,
    cases_from_text,
)
from duenotice.terms import Kind, Vocabulary

VOCABULARY = load_vocabulary()


def day(text: str) -> int:
    return from_edtf(text).lo


def cases(text: str) -> tuple[Case, ...]:
    return cases_from_text(Block("case", text, "case.md", 1), VOCABULARY)


def entry(line: str) -> Entry:
    (case,) = cases(f"Person A\n  {line}\n")
    (found,) = case.record.entries()
    return found


def refused(text: str) -> str:
    with pytest.raises(Refused) as error:
        cases(text)
    return error.value.problems[0].what


SINCE_1975 = from_edtf("1975")


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("nationality Cambodia", Fact("nationality", ("Cambodia",))),
        ("nationality cambodia", Fact("nationality", ("Cambodia",))),
        ("nationality   Cambodia", Fact("nationality", ("Cambodia",))),
        ('nationality "Cambodia"', Fact("nationality", ("Cambodia",))),
        ("nationality Cambodia or Thailand", Fact("nationality", ("Cambodia", "Thailand"))),
        ("nationality not Cambodia", Fact("nationality", ("Cambodia",), negated=True)),
        ("nationality not Cambodia or Laos", Fact("nationality", ("Cambodia", "Laos"), negated=True)),
        ("nationality Côte d'Ivoire", Fact("nationality", ("Côte d'Ivoire",))),
        ("nationality Trinidad and Tobago", Fact("nationality", ("Trinidad and Tobago",))),
        ("nationality unknown", Fact("nationality", ())),
        ("nationality Cambodia from 1975", Fact("nationality", ("Cambodia",), since=SINCE_1975)),
        ("nationality Cambodia through 1975", Fact("nationality", ("Cambodia",), until=SINCE_1975)),
        ("in the United States", Fact("presence", ("in the United States",))),
        ("In the United States", Fact("presence", ("in the United States",))),
        ("IN the United States", Fact("presence", ("in the United States",))),
        ("not in the United States", Fact("presence", ("outside the United States",))),
        ("outside the United States", Fact("presence", ("outside the United States",))),
        ("presence not in the United States", Fact("presence", ("in the United States",), negated=True)),
        ("presence unknown", Fact("presence", ())),
        ('on the roster "list A"', Fact("roster", ("list A",))),
        ('not on the roster "list A"', Fact("roster", ("list A",), negated=True)),
        ('roster "list A" or "list B"', Fact("roster", ("list A", "list B"))),
        ("roster unknown", Fact("roster", ())),
        ("state of residence New York", Fact("state of residence", ("New York",))),
        ("district of confinement C.D. Cal.", Fact("district of confinement", ("C.D. Cal.",))),
        ("counsel Person B", Fact("counsel", ("Person B",))),
        ('counsel "Person B or Person C, from 2003"', Fact("counsel", ("Person B or Person C, from 2003",))),
        ("language understood Khmer or Lao", Fact("language understood", ("Khmer", "Lao"))),
    ],
)
def test_a_fact(line: str, fact: Fact) -> None:
    assert entry(line) == fact


def test_a_fact_holds_always_unless_it_says_from_when_through_when() -> None:
    fact = entry("in the United States from 1985-06 through [2019-01-03,2019-01-05]")
    assert isinstance(fact, Fact)
    assert (str(fact.since), str(fact.until)) == ("1985-06", "[2019-01-03,2019-01-05]")
    fact = entry("in the United States")
    assert isinstance(fact, Fact)
    assert (fact.since, fact.until) == (ALWAYS, FOR_GOOD)


@pytest.mark.parametrize(
    ("line", "date", "kind"),
    [
        ("2019-01-15 detention for removal", "2019-01-15", Kind("detention for removal")),
        ("1998-05 final order of removal", "1998-05", Kind("final order of removal")),
        ("1999~ conviction", "1999~", Kind("conviction")),
        ("1999? conviction", "1999?", Kind("conviction")),
        ("199X conviction", "199X", Kind("conviction")),
        ("XXXX conviction", "XXXX", Kind("conviction")),
        ("../2003 conviction", "../2003", Kind("conviction")),
        ("2001/2003 conviction", "2001/2003", Kind("conviction")),
        ("[2001,2003-05] conviction", "[2001,2003-05]", Kind("conviction")),
        ("[2001, 2003-05] conviction", "[2001,2003-05]", Kind("conviction")),
        ("unknown conviction", "unknown", Kind("conviction")),
        ("Unknown conviction", "unknown", Kind("conviction")),
        ("2001 Conviction Vacated", "2001", Kind("conviction vacated")),
        ("1999 release from ICE custody by bond", "1999", Kind("release from ICE custody", ("by bond",))),
        ("2019 mailed notice of detention", "2019", Kind("notice of detention", ("mailed",))),
        ("2019 notice of detention (mailed)", "2019", Kind("notice of detention", ("mailed",))),
        (
            "2019 notice of detention, mailed, in Khmer, to counsel",
            "2019",
            Kind("notice of detention", ("in Khmer", "mailed", "to counsel")),
        ),
        ("2019 oral notice of detention (in Lao)", "2019", Kind("notice of detention", ("in Lao", "oral"))),
    ],
)  # fmt: skip
def test_an_event(line: str, date: str, kind: Kind) -> None:
    assert entry(line) == Event(kind, from_edtf(date))


LAST = from_edtf("2019-02-01")


@pytest.mark.parametrize(
    ("line", "search"),
    [
        ("searched conviction through 2019-02-01", Search(("conviction",), LAST)),
        ("searched everything through 2019-02-01", Search(("everything",), LAST)),
        ("searched conviction or pardon through 2019-02-01", Search(("conviction", "pardon"), LAST)),
        ("searched conviction, pardon through 2019-02-01", Search(("conviction", "pardon"), LAST)),
        ("searched conviction from 1975 through 2019-02-01", Search(("conviction",), LAST, SINCE_1975)),
        ("searched release from ICE custody through 2019-02-01", Search(("release from ICE custody",), LAST)),
        (
            "searched release from ICE custody from 1975 through 2019-02-01",
            Search(("release from ICE custody",), LAST, SINCE_1975),
        ),
        (
            'searched conviction through 2019-02-01 at "the county court, through 2003"',
            Search(("conviction",), LAST, where="the county court, through 2003"),
        ),
    ],
)
def test_a_search(line: str, search: Search) -> None:
    assert entry(line) == search


def test_a_withdrawal_names_the_entries_that_turned_out_to_be_wrong() -> None:
    (case,) = cases("Person A\n  2001 conviction (as r1)\n  withdraws r1 (learned 2019-01-05) [letter]\n")
    assert case.record.withdrawals == (Withdrawal(Origin("letter", day("2019-01-05"), "", ("r1",))),)


@pytest.mark.parametrize(
    ("behind", "origin"),
    [
        ("[ICE log]", Origin("ICE log")),
        ("[ICE log, page 2 (copy)]", Origin("ICE log, page 2 (copy)")),
        (r"[see [Dkt. 1\]]", Origin("see [Dkt. 1]")),
        (r"[C:\\scans]", Origin("C:\\scans")),
        (r"[a\u000ab]", Origin("a\nb")),
        ("[2003,2005]", Origin("2003,2005")),
        ("[]", Origin()),
        ("(learned 2019-01-05)", Origin(learned=day("2019-01-05"))),
        ("(as r2)", Origin(id="r2")),
        ("(as r2; learned 2019-01-05) [log]", Origin("log", day("2019-01-05"), "r2")),
        ("(corrects r0)", Origin(corrects=("r0",))),
        ("(corrects r0 r9)", Origin(corrects=("r0", "r9"))),
        ("(corrects r0, r9)", Origin(corrects=("r0", "r9"))),
    ],
)
def test_where_an_entry_comes_from(behind: str, origin: Origin) -> None:
    (case,) = cases(f"Person A\n  2001 pardon (as r0)\n  2002 pardon (as r9)\n  2003 conviction {behind}\n")
    assert case.record.events[-1] == Event(Kind("conviction"), from_edtf("2003"), origin)


def test_a_date_in_brackets_is_a_date_where_a_date_is_due_and_a_source_behind_it() -> None:
    fact = entry("in the United States from [2003,2005] [passport]")
    assert isinstance(fact, Fact)
    assert (str(fact.since), fact.origin.source) == ("[2003,2005]", "passport")
    (case,) = cases("Person A\n  in the United States\n  on [2019-01-03,2019-01-05]\n")
    assert str(case.on) == "[2019-01-03,2019-01-05]"


def test_a_case_may_say_on_which_day_it_asks_and_what_was_known_by_then() -> None:
    (case,) = cases("Person A\n  on 2019-01-15\n  known on 2019-01-10\n  in the United States\n")
    assert (case.on, case.known_on) == (from_edtf("2019-01-15"), from_edtf("2019-01-10"))
    assert case.record.facts[0].origin.learned == FIRST_DAY


@pytest.mark.parametrize(
    ("line", "what", "name", "verdict", "because"),
    [
        ("expect class: yes", "class", "", "yes", ()),
        ("expect class:yes", "class", "", "yes", ()),
        ('expect class "few": no because (a)', "class", "few", "no", ("(a)",)),
        ("expect class: unknown because (e), (g)(2)", "class", "", "unknown", ("(e)", "(g)(2)")),
        ("expect duty: not owed", "duty", "", "not owed", ()),
        ("expect duty: pending", "duty", "", "pending", ()),
        ("expect duty: met", "duty", "", "met", ()),
        ('expect duty "mail": violated because notice', "duty", "mail", "violated", ("notice",)),
        ("expect in force: unknown", "in force", "", "unknown", ()),
    ],
)
def test_what_a_case_expects(line: str, what: str, name: str, verdict: str, because: tuple[str, ...]) -> None:
    (case,) = cases(f"Person A\n  {line}\n")
    (expected,) = case.expectations
    assert (expected.what, expected.name, expected.verdict, expected.because) == (
        what,
        name,
        verdict,
        because,
    )
    (again,) = cases(f"Person A\n  {expected}\n")
    assert again.expectations == (expected,)


def test_one_block_may_hold_several_cases() -> None:
    first, second, third = cases("\nPerson A\n\n  in the United States\nPerson B\nPerson C\n    on 2019\n")
    assert (first.title, second.title, third.title) == ("Person A", "Person B", "Person C")
    assert len(first.record.facts) == 1
    assert not any(second.record.entries())
    assert str(first.place) == "case.md, line 2"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("in the United States\non 2019-01-15\n", ""),
        ("Person A\nin the United States\non 2019-01-15\n", "Person A"),
        ("  Person A\n  in the United States\n  on 2019-01-15\n", "Person A"),
        ("  in the United States\n  on 2019-01-15\n", ""),
        ("\tin the United States\n\ton 2019-01-15\n", ""),
        ("Person A\n\tin the United States\n  on 2019-01-15\n", "Person A"),
        ("Person A\n\u00a0\u00a0in the United States\n  on 2019-01-15\n", "Person A"),
        ('"in the United States"\n  in the United States\n  on 2019-01-15\n', "in the United States"),
        ('"the \\"A\\" case"\n  in the United States\n  on 2019-01-15\n', 'the "A" case'),
        ('the "A" case\n  in the United States\n  on 2019-01-15\n', 'the "A" case'),
    ],
)
def test_a_title_stands_to_the_left_or_first(text: str, title: str) -> None:
    (case,) = cases(text)
    assert case.title == case.record.title == title
    assert case.record.facts == (Fact("presence", ("in the United States",)),)
    assert str(case.on) == "2019-01-15"


@pytest.mark.parametrize(
    "title",
    [
        "nationality Cambodia",
        "2019 pardon",
        "1999, then again in 2019",
        "released 1999; searched all records",
    ],
)
def test_a_title_may_say_what_is_said_below_it_and_other_words(title: str) -> None:
    (case,) = cases(f"{title}\n  nationality Cambodia [passport]\n  2019 pardon\n")
    assert case.title == title
    assert len(list(case.record.entries())) == 2


@pytest.mark.parametrize(
    "slipped",
    [
        "on 2019-01-15",
        "in the United States",
        "searched conviction through 2019",
        "2019-01-15 detention for removl",
        "expect class: yes",
        "nationality Thailand",
        "2018 pardon",
        "2019-13-01 pardon",
        "2019 pardn",
        "natoinality Thailand",
        "Nationality: Thailand",
        "serached conviction through 2019",
        "expects class: yes",
    ],
)
def test_a_line_that_slipped_to_the_left_is_not_taken_for_a_title(slipped: str) -> None:
    text = f"Person A\n  nationality Cambodia\n{slipped}\n  2019 pardon\n"
    assert refused(text) == "this line is not indented, and would begin a new case"


@pytest.mark.parametrize(
    "line",
    [
        'counsel "Person B" and others',
        "counsel Person B (as r1) (learned 2019-01-05)",
        "counsel Person B (Learned 2019-01-05)",
        "counsel Person B [a] [b",
        "counsel Person B since 2019",
        "counsel Person B until 2019",
        "counsel Person B from spring",
        "counsel Person B or unknown",
        "counsel not unknown",
        "counsel unkown",
        "counsel none",
        "counsel Person B, Person C",
        "language understood Khmer, Lao",
        "district of confinement C.D. Cal. from 2019-01-01 to 2019-02-01",
        "nationality Cambodia (learned 2019-01-05; learned 2019-01-06)",
        "nationality Cambodia (learned 2019)",
        "nationality Cambodia (learned unknown)",
        "nationality Cambodia (as r 1)",
        "nationality Cambodia from 2003 through 2001",
        "nationality Cam\u200bbodia",
        "2001 conviction and pardon",
        "2001 conviction or pardon",
        "2001 conviction on 2001-05-03",
        "2001 notice of detention in writing",
        "2001 notice of detention oral, written",
        "2001 conviction (learned 2019-01-05",
        "2001 conviction [a] [b]",
        "2001, conviction",
        "searched conviction through 2019-02-01,",
        "searched conviction, through 2019-02-01",
        "searched conviction through 2019 through 2020",
        "searched written notice of detention through 2019",
        "searched  through 2019",
        "on 2019-01-15 [log]",
        "on 2019-01-15 (learned 2019-01-05)",
        "expect class: yes [log]",
        "expect class: not owed",
        "expect class: yes no",
        "expect class: yes because",
        "expect duty: yes",
        "expect",
        "withdraws",
        "withdraws r1 (corrects r2)",
        "# a remark",
    ],
)
def test_a_line_is_never_half_read(line: str) -> None:
    with pytest.raises(Refused):
        cases(f"Person A\n  {line}\n")


def test_every_line_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(Refused) as error:
        cases("Person A\n  natoinality Cambodia\n  on 2019\n  2001-02-30 conviction\nPerson B\n  in the US\n")
    assert [(p.code, p.place.line) for p in error.value.problems] == [("R01", 2), ("D02", 4), ("R01", 6)]


def test_a_vocabulary_without_a_fact_is_no_reason_to_break_down() -> None:
    with pytest.raises(Refused):
        cases_from_text(Block("case", "A\n  in the United States\n", "", 1), Vocabulary({}, {}))
