"""Order blocks into trees: what stands below what, which name means which event, what is refused."""

import pytest

from duenotice.documents import Block
from duenotice.language import (
    DutyAfter,
    EventExists,
    Forbidden,
    NoticeBefore,
    Readings,
    Rules,
    check,
    conditions_of,
    from_names,
    from_text,
    letters_of,
    to_text,
)
from duenotice.language.readings import resolutions, ways_of
from duenotice.library import load_vocabulary, order_from_text
from duenotice.problems import Place, Problem, Refused
from duenotice.terms import Kind
from tests.language.texts import EVERY_SENTENCE, ORDER, RULES

VOCABULARY = load_vocabulary()
LIFE = "life of this order\n  2019-01-03 entered [Dkt. 1]\n  known through 2019-04-03 [docket]\n"


def rules(text: str) -> Rules[Kind]:
    return from_names(from_text([Block("order", text, "a.md", 1)], Place("a.md", 1)), VOCABULARY)


def a_class(*letters: str, unless: tuple[str, ...] = ()) -> str:
    lines = ['class "c" [Dkt. 1]', "  a person is a member when all of these hold:"]
    lines += [f"    {letter}" for letter in letters]
    lines += ["  unless any of these holds:"] if unless else []
    lines += [f"    {letter}" for letter in unless]
    return "\n".join(lines) + f"\n\n{LIFE}"


def refused(text: str) -> list[tuple[str, int]]:
    with pytest.raises(Refused) as error:
        rules(text)
    return [(problem.code, problem.place.line) for problem in error.value.problems]


def asked(text: str) -> list[Problem]:
    return list(check(rules(text)))


ORDERED = "(a) there is a final order of removal: call it the order"
RELEASED = "(b) there is a release from ICE custody after the order: call it the release"


def test_every_sentence_has_its_place_in_a_tree() -> None:
    found = rules(RULES)
    everyone, few = found.classes
    labels = [label for label, _ in letters_of(everyone.body)]
    assert labels == [
        *("(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "(g)(1)", "(g)(2)", "(g)(3)", "(g)(4)"),
        *("(g)(4)(a)", "(g)(4)(b)", "(g)(4)(c)", "(h)", "(h)(1)", "(h)(1)", "(h)(2)"),
    ]
    assert [label for label, _ in letters_of(everyone.unless)] == ["(i)", "(j)"]
    notices = [NoticeBefore, NoticeBefore, NoticeBefore]
    assert [type(duty) for duty in found.duties] == [*notices, DutyAfter, Forbidden, Forbidden]
    assert [(omission.text, omission.changes) for omission in found.left_out] == [
        ("the order speaks of hardship", ""),
        ("travel documents", "mail"),
    ]
    assert len(found.life.acts) == 10
    assert len(few.body.letters) == 2


def test_a_careful_reader_has_nothing_to_ask_of_it() -> None:
    assert check(order_from_text(EVERY_SENTENCE, VOCABULARY).rules) == ()
    assert check(order_from_text(ORDER, VOCABULARY).rules) == ()


def test_text_to_tree_to_text_is_the_same_text() -> None:
    assert to_text(rules(RULES)) == RULES
    blocks = [Block("order", RULES, "", 1)]
    assert to_text(from_text(blocks, Place(""))) == RULES


def test_readings_are_combined_and_each_combination_is_a_plain_group() -> None:
    body = rules(RULES).classes[0].body
    ways = resolutions(body)
    assert len(ways) == ways_of(body) == 6
    assert [[choice.says for choice in chosen] for chosen, _ in ways[:2]] == [
        ["as first written", "as first written"],
        ["as first written", "of class counsel"],
    ]
    assert [chosen[0].says for chosen, _ in ways[::2]] == ["as first written", "reading 2", "of ICE"]
    for _, group in ways:
        assert not [c for c in conditions_of(group) if isinstance(c, Readings)]
        (named,) = (
            c.name for c in conditions_of(group) if isinstance(c, EventExists) and c.name == "release"
        )
        assert named == "release"


def test_readings_within_a_reading_are_combined_too() -> None:
    text = a_class(
        "(a) any of these holds:",
        "  (1) there is a pardon",
        "    or, on another reading: there is a death",
        '  or, on another reading "wide": there is a removal',
    )
    ways = resolutions(rules(text).classes[0].body)
    assert [[(c.label, c.number, c.of) for c in chosen] for chosen, _ in ways] == [
        [("(a)", 1, 2), ("(a)(1)", 1, 2)],
        [("(a)", 1, 2), ("(a)(1)", 2, 2)],
        [("(a)", 2, 2)],
    ]


def test_a_name_reaches_later_letters_what_is_below_them_and_unless() -> None:
    rules(
        a_class(
            ORDERED,
            RELEASED,
            "(c) any of these holds:",
            "  (1) there is no pardon after the release",
            unless=("(d) there is a death after the release",),
        )
    )


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        (["(a) there is a pardon after the order"], [("O03", 3)]),
        (["(a) there is a pardon after the pardon: call it the pardon"], [("O03", 3)]),
        (["(a) the day is after the order"], [("O03", 3)]),
        ([RELEASED.replace("(b)", "(a)"), ORDERED.replace("(a)", "(b)")], [("O03", 3)]),
        ([ORDERED, "(b) there is a pardon after the ordre"], [("O03", 4)]),
        ([ORDERED, ORDERED.replace("(a)", "(b)")], [("O04", 4)]),
        (["(a) there is a pardon: call it the day"], [("O04", 3)]),
        (["(a) there is a pardon: call it the person"], [("O04", 3)]),
        (
            [
                "(a) any of these holds:",
                "  (1) there is a pardon: call it the pardon",
                "  (2) there is a death",
            ],
            [("O15", 4)],
        ),
        (
            [
                "(a) all of these hold:",
                "  (1) there is a pardon: call it the pardon",
                "(b) there is a death after the pardon",
            ],
            [("O03", 5)],
        ),
        (
            [
                "(a) all of these hold:",
                "  (1) there is a pardon: call it the x",
                "(b) there is a death: call it the x",
            ],
            [("O04", 5)],
        ),
        (["(a) there is no pardon: call it the pardon"], [("O15", 3)]),
        (
            [ORDERED, "  or, on another reading: there is a pardon", "(b) there is a death after the order"],
            [("O03", 5)],
        ),
        (
            [
                ORDERED,
                "  or, on another reading: all of these hold:",
                "    (1) there is a pardon: call it the order",
                "(b) there is a death after the order",
            ],
            [("O03", 6)],
        ),
        (["(a) there is a parole"], [("O02", 3)]),
        (["(a) the person's height is tall"], [("O02", 3)]),
        (["(a) the person's nationality is Cambodja or Laoz"], [("O14", 3), ("O14", 3)]),
        (["(a) there is a pardon since the order"], [("O01", 3)]),
        (["(a) there is a pardon or death"], [("O01", 3)]),
    ],
)
def test_names_and_words_that_mean_nothing_here_are_refused(
    letters: list[str], found: list[tuple[str, int]]
) -> None:
    assert refused(a_class(*letters)) == found


def test_every_reading_may_give_the_name_and_later_letters_use_each_in_turn() -> None:
    rules(
        a_class(
            ORDERED,
            "  or, on another reading: there is a BIA denial: call it the order",
            "(b) there is a death after the order",
        )
    )


def test_a_name_of_one_class_means_nothing_in_another_nor_in_the_end_of_protection() -> None:
    second = 'class "d" [Dkt. 1]\n  a person is a member when all of these hold:\n'
    second += "    (a) there is a death after the order\n\n"
    assert refused(a_class(ORDERED).replace("life of", second + "life of")) == [("O03", 7)]
    duty = 'duty "x" [Dkt. 1]\n  owed to each member of "c"\n  the government must not carry out removal\n'
    duty += (
        "  protection ends for a person when all of these hold:\n    (a) there is a death after the order\n\n"
    )
    assert refused(a_class(ORDERED).replace("life of", duty + "life of")) == [("O03", 9)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('owed to each member of "few"', 'owed to each member of "fwe"', ("O06", 41)),
        ('could change "mail"', 'could change "male"', ("O06", 76)),
        ('class "few"', 'class "everyone"', ("O04", 28)),
        ('duty "hand"', 'duty "mail"', ("O04", 40)),
        ('duty "hand"', 'duty "few"', ("O04", 40)),
    ],
)
def test_classes_and_duties_are_told_apart_by_name(old: str, new: str, found: tuple[str, int]) -> None:
    assert found in refused(RULES.replace(old, new, 1))


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["    (a) there is a pardon", "  (b) there is a death"], ("O07", 4)),
        (["    (a) there is a pardon", "     (b) there is a death"], ("O07", 4)),
        (["    (a) there is a pardon", "   (b) there is a death"], ("O07", 4)),
        (["    (a) there is a pardon", "\t(b) there is a death"], ("O07", 4)),
        (["\u00a0\u00a0\u00a0\u00a0(a) there is a pardon"], ("O07", 3)),
        (
            ["    (a) any of these holds:", "      (1) there is a pardon", "     (b) there is a death"],
            ("O07", 5),
        ),
        (
            ["    (a) any of these holds:", "      (1) there is a pardon", "      (b) there is a death"],
            ("O08", 5),
        ),
        (["    (a) any of these holds:", "    (b) there is a death"], ("O01", 3)),
        (
            [
                "    (a) there is a pardon",
                "      or, on another reading: there is a death",
                "      (1) there is a removal",
            ],
            ("O07", 5),
        ),
        (["    (a) there is a pardon", "      or, on another reading: any of these holds:"], ("O01", 4)),
    ],
)
def test_a_line_that_slipped_into_another_group_is_not_taken_for_its_letter(
    lines: list[str], found: tuple[str, int]
) -> None:
    head = 'class "c" [Dkt. 1]\n  a person is a member when all of these hold:\n'
    assert refused(f"{head}{chr(10).join(lines)}\n\n{LIFE}")[0] == found


def test_groups_within_groups_end_somewhere() -> None:
    deep = [f"{'  ' * n}(a) any of these holds:" for n in range(2000)]
    assert refused(a_class(*deep)) == [("O07", 13)]


def test_an_order_with_more_readings_than_can_be_compared_is_refused() -> None:
    letters = []
    for n in range(1, 10):
        letters += [f"({'abcdefghi'[n - 1]}) there is a pardon", "  or, on another reading: there is a death"]
    text = ORDER.replace(
        ORDER.split("```order\n")[1].split("\n\nduty")[0], a_class(*letters).split("\n\n")[0]
    )
    with pytest.raises(Refused) as error:
        order_from_text(text.replace('member of "example class"', 'member of "c"'), VOCABULARY)
    assert [problem.code for problem in error.value.problems] == ["O16"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  2019-01-03 entered [Dkt. 1]\n", "", "O09"),
        ("entered [Dkt. 1]", "entered", "O05"),
        ("through 2019-04-03 [docket]", "through 2019-04-03", "O05"),
        ("through 2019-04-03", "through 2019-04", "O09"),
        ("2019-01-03 entered [Dkt. 1]", "2019-01-03 entered [Dkt. 1]\n  2019-01-02 stayed [Dkt. 2]", "O09"),
        ("2019-01-03 entered [Dkt. 1]", "2019-01-03 entered [Dkt. 1]\n  2019-02-03 entered [Dkt. 2]", "O09"),
        ('class "c" [Dkt. 1]', 'class "c"', "O05"),
        ('class "c" [Dkt. 1]', 'class "c" [to verify]', "O05"),
        ("(a) there", "(b) there", ""),
        ("(a) there", "(1) there", ""),
        ("(a) there", "(a) there is a death\n    (a) there", "O08"),
        ("(a) there", "(b) there is a death\n    (a) there", "O08"),
        ("(a) there", "(a) there is a death\n    (d) there", ""),
        ("(a) there", "(i) there is a death\n    (ii) there", ""),
        ("a pardon", "a pardon: call it the pardon", "O11"),
    ],
)
def test_what_a_careful_reader_asks(old: str, new: str, code: str) -> None:
    text = a_class("(a) there is a pardon")
    assert asked(text) == []
    assert [problem.code for problem in asked(text.replace(old, new, 1))] == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "O01"),
        ("  \n", "O01"),
        ('class "c"\n', "O01"),
        (LIFE + LIFE, "O09"),
        (
            'class "c" [Dkt. 1]\n  a person is a member when all of these hold:\n    (a) there is a pardon\n',
            "O09",
        ),
        (LIFE.replace("known through 2019-04-03 [docket]", ""), "O09"),
        (LIFE + "  known through 2019-05-03 [docket]", "O09"),
        (LIFE.replace("entered", "enterd"), "O09"),
        (LIFE.replace("2019-01-03", "2019-02-30"), "D02"),
        ('duty "x" [Dkt. 1]\n  owed to each member of "c"\n  before each removal\n' + LIFE, "O01"),
        (
            'duty "x" [Dkt. 1]\n  owed to each member of "c"\n  the government must not carry out removal\n'
            "  the government must give notice of detention at least 1 day earlier\n" + LIFE,
            "O01",
        ),
        (a_class("(a) there is a pardon").replace("\n\n", "\n  unless any of these holds:\n\n", 1), "O01"),
    ],
)
def test_a_part_that_is_missing_or_twice_is_refused(text: str, code: str) -> None:
    assert refused(text)[0][0] == code


def test_an_empty_group_of_exceptions_and_of_ends_never_holds() -> None:
    found = rules(RULES)
    assert found.left_out[0].when.letters == ()
    last = found.duties[-1]
    assert isinstance(last, Forbidden)
    assert last.ends.letters == ()
