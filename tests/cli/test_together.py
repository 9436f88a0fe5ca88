"""`together`: every order on the shelf, and what they ask at once."""

from __future__ import annotations

import json

import pytest

from duenotice.library import load_shelf

from .running import ORDER, RECORDS, answered, valid

EVERY = sorted(path.name for path in RECORDS.glob("*.md"))
PERSON = """Person C
  nationality Cambodia
  in the United States
  2002-05-06 final order of removal
  2003-02-11 release from ICE custody
  searched everything through 2019-01-15
  on 2019-01-15
"""


@pytest.mark.parametrize("name", EVERY)
def test_the_json_has_the_published_shape_and_tells_every_orders_version_and_hash(name: str) -> None:
    data = valid("together", json.loads(answered("together", RECORDS / name, "--json")))
    orders = load_shelf().orders
    assert [order["order"] for order in data["orders"]] == list(orders)
    assert all(order["hash"] == orders[order["order"]].digest for order in data["orders"])


def test_the_strictest_duty_is_told_with_the_order_that_gives_it() -> None:
    said = answered("together", "-", stdin=PERSON)
    assert f"  yes: {ORDER}: Order granting a temporary restraining order\n" in said
    assert (
        "Before each detention for removal\n"
        "  surely: the government must give written notice of detention at least 14 days earlier\n"
        f'    "notice before re-detention" of {ORDER} [Dkt. 190 at 5, to verify]: pending\n'
    ) in said


def test_check_and_together_agree_on_who_is_protected() -> None:
    data = json.loads(answered("together", "-", "--json", stdin=PERSON))
    overview = json.loads(answered("check", "-", "--json", stdin=PERSON))
    told = {line["order"]: line["protected"] for case in overview["cases"] for line in case["orders"]}
    assert {order["order"]: order["protected"] for order in data["orders"]} == told
