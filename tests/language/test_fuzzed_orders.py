"""Whatever stands in an order file, its author reads a message and never a traceback."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from duenotice.documents import from_markdown
from duenotice.language import check, formatted
from duenotice.library import load_vocabulary, order_from_text
from duenotice.problems import Problem, Refused
from duenotice.terms import from_documents
from tests.language.texts import EVERY_SENTENCE, ORDER
from tests.mutations import mutated

FILES = (ORDER, ORDER, EVERY_SENTENCE)
TERMS = """```term
event: notice
means: A notice.
qualifiers:
  - {name: written, group: form}
  - name: in <language>
shown by: [itself, notice written]
source: plain meaning
```

```term
fact: counsel
means: Who represents the person.
values: [One, Other]
single: yes
ask: Who?
source: plain meaning
```
"""


def assert_some(refused: Refused) -> None:
    assert refused.problems


def problems_of(text: str) -> tuple[Problem, ...]:
    try:
        return check(order_from_text(text, load_vocabulary(), "order.md").rules)
    except Refused as refused:
        assert_some(refused)
        return refused.problems


@settings(max_examples=1000)
@given(st.sampled_from(FILES).flatmap(mutated))
def test_an_order_file_is_read_or_refused(text: str) -> None:
    for problem in problems_of(text):
        assert problem.code in str(problem)


@settings(max_examples=1000)
@given(st.sampled_from(FILES).flatmap(mutated))
def test_formatting_refuses_or_settles_at_once_and_means_the_same(text: str) -> None:
    try:
        once = formatted(text)
    except Refused:
        return
    assert formatted(once) == once
    try:
        before = order_from_text(text, load_vocabulary()).rules
    except Refused:
        return
    assert order_from_text(once, load_vocabulary()).rules == before


@settings(max_examples=1000)
@given(mutated(TERMS))
def test_a_vocabulary_is_read_or_refused(text: str) -> None:
    with suppress(Refused):
        from_documents([from_markdown(text, "terms.md")])
