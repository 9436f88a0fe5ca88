"""A call: up to fifteen questions, one a page, and what follows from the answers.

    questions → forms → telling → selectors (the card) → services (on file, or discarded)

Takes what somebody was told on the phone, in person or on paper; gives a card in plain words, and, if it is
put on file, a person. A draft lies sealed for at most 24 hours, and only whoever began it sees it.
*Don't know* is always an answer, and writes nothing. What was told is no search: that a person says *no* is
kept as a note and never makes an event absent (`telling`).

It must not know how a verdict is found (`duenotice.reason`), nor who may see whom (`web.policy`).
"""
