"""Which letters of an order no case shows at work."""

from duenotice.library import load_vocabulary, order_from_text
from duenotice.reason import coverage_problems

FRONT = """---
id: a-case/2019-01-03
title: A made-up order
court: C.D. Cal.
number: made up
judge: nobody
docket entry: made up
decided: 2019-01-03
territory: nationwide
time zone: America/Los_Angeles
version: 1
---

```order
"""
LIFE = """
life of this order
  2019-01-03 entered [made up]
  known through 2019-12-31 [made up]
```
"""
TWO_LETTERS = """class "C" [made up]
  a person is a member when all of these hold:
    (a) the person's nationality is Cambodia
    (b) any of these holds:
      (1) there is a conviction
      (2) there is no removal
"""
FIVE_CASES = """
another nationality
  nationality Vietnam
  2001-02-03 conviction
  on 2019-02-01
  expect class: no because (a)

citizenship not known
  2001-02-03 conviction
  on 2019-02-01
  expect class: unknown because (a)

never convicted, and removed
  nationality Cambodia
  2001-02-03 removal
  searched everything through 2019-02-01
  on 2019-02-01
  expect class: no because (b)

nobody has looked for a conviction
  nationality Cambodia
  2001-02-03 removal
  on 2019-02-01
  expect class: unknown because (b)(1)

nobody has looked for a removal
  nationality Cambodia
  searched conviction through 2019-02-01
  on 2019-02-01
  expect class: unknown because (b)(2)
"""


def missing(rules: str, *cases: str) -> list[str]:
    """Code and letter of each problem of an order with these rules and cases."""
    blocks = "".join(f"\n```case\n{case}\n```\n" for case in cases)
    order = order_from_text(f"{FRONT}{rules}{LIFE}{blocks}", load_vocabulary(), "order.md")
    found = coverage_problems(order, load_vocabulary())
    return [f"{problem.code} {problem.what.split(' because of ')[1].split()[0]}" for problem in found]


def without(title: str) -> str:
    kept = [case for case in FIVE_CASES.strip().split("\n\n") if not case.startswith(title)]
    return "\n\n".join(kept)


def test_a_file_without_cases_shows_no_letter_at_work() -> None:
    assert missing(TWO_LETTERS) == [
        "O12 (a)",
        "O13 (a)",
        "O12 (b)(1)",
        "O13 (b)(1)",
        "O12 (b)(2)",
        "O13 (b)(2)",
    ]


def test_five_cases_show_these_three_letters_at_work() -> None:
    assert missing(TWO_LETTERS, FIVE_CASES) == []


def test_a_letter_without_a_case_that_fails_by_it_is_found() -> None:
    assert missing(TWO_LETTERS, without("another nationality")) == ["O12 (a)"]
    assert missing(TWO_LETTERS, without("never convicted")) == ["O12 (b)(1)", "O12 (b)(2)"]


def test_a_letter_without_a_case_that_leaves_it_unknown_is_found() -> None:
    assert missing(TWO_LETTERS, without("citizenship not known")) == ["O13 (a)"]
    assert missing(TWO_LETTERS, without("nobody has looked for a removal")) == ["O13 (b)(2)"]


def test_the_letters_of_an_exception_count() -> None:
    rules = TWO_LETTERS + "  unless any of these holds:\n    (c) there is a pardon\n"
    assert missing(rules, without("nobody")) == ["O13 (b)(1)", "O13 (b)(2)", "O12 (c)"]


def test_a_contested_letter_counts_as_one() -> None:
    rules = """class "C" [made up]
  a person is a member when all of these hold:
    (a) the person's nationality is Cambodia
      or, on another reading: any of these holds:
        (1) there is a conviction
        (2) there is a pardon
"""
    assert missing(rules) == ["O12 (a)", "O13 (a)"]


def test_in_the_end_of_a_protection_it_is_enough_that_the_letter_itself_is_no_or_unknown() -> None:
    rules = """class "C" [made up]
  a person is a member when all of these hold:
    (a) the person's nationality is Cambodia

duty "D" [made up]
  owed to each member of "C"
  the government must not carry out removal
  protection ends for a person when any of these holds:
    (a) there is no motion to reopen on or before 2019-02-05
    (b) all of these hold:
      (1) there is a motion to reopen on or before 2019-02-05: call it the motion
      (2) there is a motion to reopen denied after the motion
"""
    nationality = """Vietnam
  nationality Vietnam
  on 2019-02-01
  expect class: no

not known
  on 2019-02-01
  expect class: unknown
"""
    filed = """filed and denied
  nationality Cambodia
  2019-02-01 motion to reopen
  2019-03-01 motion to reopen denied
  on 2019-04-01
  expect duty: not owed because protection
"""
    nobody = """nobody has looked
  nationality Cambodia
  on 2019-04-01
  expect duty: unknown because protection
"""
    never = """never filed
  nationality Cambodia
  searched everything through 2019-04-01
  on 2019-04-01
  expect duty: not owed because protection
"""
    assert missing(rules, nationality, filed, nobody) == ["O12 (b)(1)", "O12 (b)(2)"]
    assert missing(rules, nationality, filed, nobody, never) == []


def test_the_message_says_what_is_missing_and_how_to_add_it() -> None:
    text = f"{FRONT}{TWO_LETTERS}{LIFE}\n```case\n{without('another nationality')}\n```\n"
    order = order_from_text(text, load_vocabulary(), "order.md")
    assert [str(problem) for problem in coverage_problems(order, load_vocabulary())] == [
        "order.md, line 17, column 5: O12: no case of this file is *no* because of (a) of `C`\n"
        "   17 |     (a) the person's nationality is Cambodia\n"
        "      |     ^^^\n"
        "  why: nothing proves that the letter keeps anybody out\n"
        "  help: add a `case` in which everything else is settled, and which is no because of (a)"
    ]
