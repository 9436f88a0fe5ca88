"""An invented order whose class has the letters that a test asks about."""

_ORDER = """---
id: an-invented-case/2024-01-01
title: An invented order
court: an invented court
number: none
judge: nobody
docket entry: Dkt. 1
decided: 2024-01-01
territory: nowhere
time zone: America/Los_Angeles
version: 1
---

```order
class "the class" [Dkt. 1 at 2]
  a person is a member when all of these hold:
    $LETTERS

life of this order
  1990-01-01 entered [Dkt. 1]
  known through 2030-01-01 [invented]
```
"""


def asking(letters: str) -> str:
    """The text of the order."""
    return _ORDER.replace("$LETTERS", letters)
