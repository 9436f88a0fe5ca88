"""Helpers for asking: a record in the case notation, an order in the order language, an answer."""

from duenotice.days import LAST_DAY, from_edtf
from duenotice.documents import Block
from duenotice.language import Order
from duenotice.library import load_shelf, load_vocabulary, order_from_text
from duenotice.reason import Answer, answer
from duenotice.record import Record, cases_from_text

FRONT = """---
id: test-case/2019-01-03
title: An order made up for a test
court: a court
number: 1
judge: a judge
docket entry: Dkt. 1
decided: 2019-01-03
territory: nationwide
time zone: America/Los_Angeles
version: 1
---

```order
"""
LIFE = """
life of this order
  2019-01-03 entered [Dkt. 1]
  known through 2019-04-03 [Dkt. 1]
```
"""

MEMBER = """
  nationality Cambodia
  in the United States
  1998-05-01 final order of removal
  1999-03-02 release from ICE custody
  searched everything through 2019-12-31
"""
"""Every letter of the 2019 class holds, and everything was looked for."""


def chhoeun() -> Order:
    return load_shelf().order("chhoeun-v-marin/2019-01-03")


def order(rules: str, life: str = LIFE) -> Order:
    return order_from_text(f"{FRONT}{rules.strip()}\n{life}", load_vocabulary(), "test.md")


def record(lines: str) -> Record:
    text = "a person\n" + "\n".join(f"  {line.strip()}" for line in lines.splitlines() if line.strip())
    return cases_from_text(Block("case", text, "test.txt", 1), load_vocabulary())[0].record


def ask(lines: str, of: Order | None = None, on: str = "2019-01-15", known_on: int = LAST_DAY) -> Answer:
    return answer(of or chhoeun(), record(lines), load_vocabulary(), from_edtf(on), known_on)


def class_of(lines: str, of: Order | None = None, on: str = "2019-01-15") -> str:
    """``unknown because (e) (f)``: the verdict of the first class with the letters that decide."""
    found = ask(lines, of, on).classes[0]
    return str(found.truth) + (f" because {' '.join(found.deciding)}" if found.deciding else "")


def duty_of(lines: str, of: Order | None = None, on: str = "2019-01-15") -> str:
    """``violated because notice``: the status of the first duty with the parts that decide."""
    found = ask(lines, of, on).duties[0]
    parts = found.deciding.parts
    return found.status.value + (f" because {', '.join(parts)}" if parts else "")
