"""What an answer says, in the parts that a property may speak of."""

from __future__ import annotations

from typing import Any

from duenotice.reason import Answer, Status, to_data
from duenotice.truth import Truth

SETTLED = {Status.MET, Status.VIOLATED, Status.NOT_OWED}
"""What can be said of one act for good. What is *pending* is over as soon as there is an act."""


def truths(answer: Answer) -> tuple[Truth, ...]:
    """The verdict on every class."""
    return tuple(found.truth for found in answer.classes)


def verdicts(answer: Answer) -> tuple[tuple[Truth, ...], tuple[Status, ...]]:
    """The verdict on every class and every duty."""
    return truths(answer), tuple(found.status for found in answer.duties)


def all_but_receipt(answer: Answer) -> dict[str, Any]:
    """Everything that is said, without the hashes that tell from what."""
    data = to_data(answer)
    del data["receipt"]
    return data


def acts_of(answer: Answer) -> dict[tuple[str, object], Status]:
    """The status of every act on file, by duty and act."""
    return {
        (duty.duty.name, judged.act.event.content): judged.status
        for duty in answer.duties
        for judged in duty.acts
        if judged.act and judged.act.event
    }
