"""The class of 3 January 2019 over all its fact patterns: each letter yes, no or unknown.

For every letter there is a piece of record that makes it so, whatever the other pieces are. The one
thing to mind is that letters speak of *the order* and *the release*: where these are unknown, their
days must still be known well enough. So an order nobody saw can only lie before 1996 and a release
nobody saw only before 2006, while all else lies after.
"""

from __future__ import annotations

from functools import cache
from itertools import product

import pytest

from duenotice.days import from_edtf
from duenotice.library import load_shelf
from duenotice.reason import ClassAnswer, answer
from duenotice.record import read_record
from duenotice.truth import NO, UNKNOWN, YES, Truth
from tests.strategies import VOCABULARY

ON = from_edtf("2019-01-15")
PIECES: dict[str, dict[Truth, str]] = {
    "a": {YES: "nationality Cambodia", NO: "nationality Laos", UNKNOWN: "nationality unknown"},
    "b": {YES: "in the United States", NO: "outside the United States", UNKNOWN: "presence unknown"},
    "c": {
        YES: "1995-05-01 final order of removal",
        NO: "searched final order of removal through 2020",
        UNKNOWN: "searched final order of removal from 1996-01-01 through 2020",
    },
    "d": {
        YES: "2005-03-02 release from ICE custody",
        NO: "searched release from ICE custody through 2020",
        UNKNOWN: "searched release from ICE custody from 2006-01-01 through 2020",
    },
    "e": {
        YES: "searched criminal violation through 2020",
        NO: "2015-06-01 conviction",
        UNKNOWN: "searched criminal violation through 2014",
    },
    "f": {
        YES: "searched violation of release conditions through 2020",
        NO: "2015-06-01 violation of release conditions",
        UNKNOWN: "searched violation of release conditions through 2014",
    },
    "g": {
        YES: "2016-02-01 detention for removal",
        NO: "searched detention for removal through 2020\n2016-01-01 order vacated",
        UNKNOWN: "searched order vacated through 2014\n2016-01-01 order vacated",
    },
}
# where an order or a release is on file, nobody can have overlooked another one
ALSO = {
    "c": "searched final order of removal through 2020",
    "d": "searched release from ICE custody through 2020",
}
Pattern = tuple[Truth, ...]
PATTERNS: list[Pattern] = list(product((YES, NO, UNKNOWN), repeat=len(PIECES)))


def lines(pattern: Pattern) -> str:
    found = []
    for (letter, pieces), truth in zip(PIECES.items(), pattern, strict=True):
        found.append(pieces[truth])
        if truth is YES and letter in ALSO:
            found.append(ALSO[letter])
    return "\n".join(("a pattern", *(f"  {line}" for piece in found for line in piece.splitlines())))


@cache
def asked(pattern: Pattern) -> ClassAnswer:
    order = load_shelf().order("chhoeun-v-marin/2019-01-03")
    (case,) = read_record(lines(pattern), VOCABULARY)
    return answer(order, case.record, VOCABULARY, ON).classes[0]


@cache
def answers() -> dict[Pattern, Truth]:
    return {pattern: asked(pattern).truth for pattern in PATTERNS}


def test_the_class_is_the_least_of_its_letters_on_all_2187_patterns() -> None:
    """security.md 3.1, "Small scope is exhaustible"."""
    wrong = [lines(pattern) for pattern, truth in answers().items() if truth is not min(pattern)]
    assert len(PATTERNS) == 2187
    assert wrong == []


def test_one_pattern_is_yes_127_are_unknown_and_2059_are_no() -> None:
    """security.md 3.2.6."""
    found = list(answers().values())
    assert {truth: found.count(truth) for truth in Truth} == {YES: 1, UNKNOWN: 127, NO: 2059}


def test_every_letter_has_the_value_of_its_piece_where_order_and_release_are_not_missing() -> None:
    for pattern in PATTERNS:
        if NO in pattern[2:4]:
            continue
        letters = {finding.label: finding.truth for finding in asked(pattern).membership.letters}
        expected = {f"({letter})": truth for letter, truth in zip(PIECES, pattern, strict=True)}
        assert letters == expected, lines(pattern)


def changed(pattern: Pattern, number: int, truth: Truth) -> Pattern:
    return (*pattern[:number], truth, *pattern[number + 1 :])


def test_to_settle_one_letter_never_turns_a_settled_answer() -> None:
    """language.md 2; security.md 3.2.1 and 2: all 10,206 one-step refinements, and as many steps back."""
    steps = 0
    for pattern in PATTERNS:
        for number, truth in enumerate(pattern):
            if truth is UNKNOWN:
                for settled in (YES, NO):
                    steps += 1
                    after = answers()[changed(pattern, number, settled)]
                    assert answers()[pattern] in (UNKNOWN, after)
    assert steps == 7 * 3**6 * 2


@pytest.mark.parametrize("letter", PIECES)
def test_every_letter_alone_can_fail_the_class_and_leave_it_unknown(letter: str) -> None:
    """security.md 3.2, coverage gates: MC/DC and unknown-sensitivity."""
    everything = (YES,) * len(PIECES)
    number = list(PIECES).index(letter)
    for truth in (YES, NO, UNKNOWN):
        found = asked(changed(everything, number, truth))
        assert found.truth is truth
        assert truth is YES or all(label.startswith(f"({letter})") for label in found.deciding)


def test_every_unknown_can_come_out_either_way_and_asks_something() -> None:
    """security.md 3.2.3: no unknown is over-cautious on this class."""
    for pattern in PATTERNS:
        if asked(pattern).truth is not UNKNOWN:
            continue
        worse = tuple(NO if truth is UNKNOWN else truth for truth in pattern)
        better = tuple(YES if truth is UNKNOWN else truth for truth in pattern)
        assert (answers()[worse], answers()[better]) == (NO, YES)
        assert asked(pattern).membership.questions


ENDS = {
    YES: "searched event ending the order through 2020",
    NO: "2016-01-01 order vacated",
    UNKNOWN: "searched event ending the order through 2014",
}
TAKEN = {
    YES: "2016-02-01 detention for removal",
    NO: "searched detention for removal through 2020",
    UNKNOWN: "searched detention for removal through 2014",
}


@pytest.mark.parametrize("ended", Truth)
@pytest.mark.parametrize("taken", Truth)
def test_the_last_letter_is_the_greatest_of_the_two_below_it(taken: Truth, ended: Truth) -> None:
    head = [PIECES[letter][YES] for letter in "abcdef"] + [*ALSO.values(), TAKEN[taken], ENDS[ended]]
    (case,) = read_record("\n".join(("a pattern", *(f"  {line}" for line in head))), VOCABULARY)
    order = load_shelf().order("chhoeun-v-marin/2019-01-03")
    found = answer(order, case.record, VOCABULARY, ON).classes[0]
    assert found.truth is max(taken, ended)
