"""The shelf: the order files, the vocabulary and the options that come with duenotice; an order's life.

Takes nothing but the documents beside it (and further files that a user names); gives a `Shelf`
of orders by id, the options of what can be done in a window, and says whether an order is in force on
a day. Must not know any person.
"""

from duenotice.library.life import Interval, Standing, in_force, intervals
from duenotice.library.option import AfterEvent, ByDate, NoClock, Option, Options, OwnClock
from duenotice.library.shelf import (
    Shelf,
    load_options,
    load_shelf,
    load_vocabulary,
    options_from_text,
    order_from_text,
    template,
)

__all__ = [
    "AfterEvent",
    "ByDate",
    "Interval",
    "NoClock",
    "Option",
    "Options",
    "OwnClock",
    "Shelf",
    "Standing",
    "in_force",
    "intervals",
    "load_options",
    "load_shelf",
    "load_vocabulary",
    "options_from_text",
    "order_from_text",
    "template",
]
