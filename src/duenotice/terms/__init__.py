"""Terms: the nouns that an order and a record may use, and what each of them is shown by.

Takes vocabulary documents (Markdown with ``term`` blocks), gives a `Vocabulary`: event terms
with what *shows* them, what only *hints* at them and what puts them in *doubt*; fact terms with
the values they can have. Must not know any order or any person. The order language and the case
notation both speak these words, and must not know each other, so the words live below both.
"""

from duenotice.terms.from_document import from_documents
from duenotice.terms.model import (
    CLOCKS,
    LANGUAGE,
    NOT_UNDERSTOOD,
    UNDERSTOOD,
    EventTerm,
    FactTerm,
    Kind,
    Qualifier,
    Vocabulary,
    plain,
)
from duenotice.terms.phrases import (
    UnknownWords,
    fact_value,
    find_term,
    kind_from_words,
    roster_words,
    with_qualifier,
)

__all__ = [
    "CLOCKS",
    "LANGUAGE",
    "NOT_UNDERSTOOD",
    "UNDERSTOOD",
    "EventTerm",
    "FactTerm",
    "Kind",
    "Qualifier",
    "UnknownWords",
    "Vocabulary",
    "fact_value",
    "find_term",
    "from_documents",
    "kind_from_words",
    "plain",
    "roster_words",
    "with_qualifier",
]
