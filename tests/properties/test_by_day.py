"""What is owed by a day, against every world that a record allows, and when more is learned."""

from __future__ import annotations

from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from duenotice.days import from_day
from duenotice.language import DutyByDay
from duenotice.reason import Judged, Status
from tests.learning import learn
from tests.orders_by_day import duties_by_day, status_by
from tests.properties.test_reference import worlds
from tests.reference import Contradiction
from tests.strategies import Asked, reads

SETTLED = {Status.MET, Status.VIOLATED, Status.NOT_OWED}


@settings(max_examples=150)
@given(duties_by_day())
def test_a_day_is_judged_so_in_every_completion(of: Asked) -> None:
    """language.md 1; "What it means", 6: a day that comes of itself takes the place of an act."""
    (said,) = of.answer.duties
    assert isinstance(said.duty, DutyByDay)
    for day in said.acts:
        if day.status is Status.UNKNOWN:
            continue
        assert day.act is not None
        assert day.due is not None
        for world, view in worlds(of):
            begun = next((e for e in world.events if e.entry and e.entry == day.act.event), None)
            try:
                found = status_by(said.duty, begun, day.due.number, world, of.order.rules, view)
            except Contradiction:
                continue
            assert day.status is found, (day.due, world, view)


@settings(max_examples=150)
@given(duties_by_day(), st.data())
def test_learning_more_never_turns_what_came_of_a_day_round(of: Asked, data: st.DataObject) -> None:
    """language.md 2; another event that begins a time is a further duty, and no learning about this one."""
    step = learn(cast(st.DrawFn, data.draw), of.record, reads(of.order.rules))
    after = of.about(step.record)
    later = {_key(day): day.status for day in after.answer.duties[0].acts}
    became = {old.content: new.content for old, new in step.became}
    for day in of.answer.duties[0].acts:
        key = _key(day, became)
        if day.status in SETTLED and later.get(key) in SETTLED:
            assert later[key] is day.status, after


def _key(day: Judged, became: dict[tuple[object, ...], tuple[object, ...]] | None = None) -> object:
    assert day.due is not None
    content = day.act.event.content if day.act and day.act.event else ()
    return (became or {}).get(content, content), day.due.number


@settings(max_examples=100)
@given(duties_by_day())
def test_a_later_question_finds_no_fewer_days(of: Asked) -> None:
    """Days that have come do not go away: only those of the time that runs may still move."""
    later = Asked(of.order, of.record, from_day(of.on.hi + 5))
    assert len(later.answer.duties[0].acts) >= len(of.answer.duties[0].acts)
