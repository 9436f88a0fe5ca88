"""The lives of the orders side by side, in words and as a picture."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from duenotice.days import from_day
from duenotice.library import in_force, load_shelf, timeline_to_text
from duenotice.library.timeline import acts, stretches
from duenotice.library.timeline_svg import timeline_to_svg

ORDERS = tuple(load_shelf().orders.values())
SVG = "{http://www.w3.org/2000/svg}"


def test_every_act_of_every_life_is_told_once_oldest_first() -> None:
    told = acts(ORDERS)
    assert len(told) == sum(len(order.rules.life.acts) for order in ORDERS)
    days = [act.date.lo for act, _ in told]
    assert days == sorted(days)
    lines = [
        line for line in timeline_to_text(ORDERS).partition("\nIn force:\n")[0].splitlines() if line[0] == " "
    ]
    assert len(lines) == len(told)


def test_each_stretch_has_the_standing_of_its_first_and_last_day() -> None:
    for stretch in stretches(ORDERS):
        for day in (stretch.first, stretch.last):
            assert in_force(stretch.order.rules.life, from_day(day)).truth is stretch.truth


def test_a_day_that_is_in_no_stretch_is_one_on_which_the_order_was_not_in_force() -> None:
    order = load_shelf().order("chhoeun-v-marin/2020-03-04")
    said = timeline_to_text([order])
    assert "    4 March 2020 through 26 April 2020: yes\n" in said
    assert "    27 April 2020: unknown\n" in said
    assert "no" not in [line.rpartition(": ")[2] for line in said.splitlines()]


def test_the_picture_has_a_bar_for_each_stretch_a_tick_for_each_act_and_the_same_bytes_each_time() -> None:
    svg = timeline_to_svg(ORDERS)
    assert svg == timeline_to_svg(ORDERS)
    root = ET.fromstring(svg)  # noqa: S314  # our own picture
    marks = {group.get("aria-label"): group for group in root.iter(f"{SVG}g")}
    assert marks
    labels = [path.get("aria-label", "") for path in root.iter(f"{SVG}path")]
    drawn = [label for label in labels if label.startswith("first: ") or "standing: " in label]
    assert len(drawn) == len(stretches(ORDERS))
    assert all(any(order.id in label for label in labels) for order in ORDERS)
    assert not {"script", "image", "a"} & {element.tag.removeprefix(SVG) for element in root.iter()}


def test_a_shelf_without_orders_has_an_empty_timeline() -> None:
    assert timeline_to_text([]) == "\nIn force:\n"
    assert stretches([]) == ()


def test_an_act_known_to_a_month_stands_before_the_days_of_it_and_its_month_is_a_stretch_of_its_own() -> None:
    said = timeline_to_text([load_shelf().order("trinh-v-homan/2018-10")])
    assert "2018\n  October 2018: trinh-v-homan/2018-10: entered [" in said
    assert "    1 October 2018 through 30 October 2018: unknown\n" in said
    assert "    31 October 2018 through 11 June 2020: yes\n" in said
