"""The shelf: the order files, the vocabulary and the options that come with duenotice; an order's life.

Takes nothing but the documents beside it (and further files that a user names); gives a `Shelf`
of orders by id, the options of what can be done in a window, and says whether an order is in force on
a day; and the shelf as a reader wants it: searched, as a timeline, as data, as a book. Must not know any
person.
"""

from duenotice.library.glance import (
    OpenPoint,
    life_in_short,
    limbs,
    nationalities,
    open_points,
    to_verify,
)
from duenotice.library.life import Interval, Standing, in_force, intervals
from duenotice.library.option import AfterEvent, ByDate, NoClock, Option, Options, OwnClock
from duenotice.library.reviews import Review, compared, load_reviews, reviews_from_text, reviews_of
from duenotice.library.search import Wanted, line_with, nationality, select
from duenotice.library.shelf import (
    Shelf,
    load_options,
    load_shelf,
    load_vocabulary,
    options_from_text,
    order_from_text,
    template,
)
from duenotice.library.timeline import timeline_to_text
from duenotice.library.to_data import identity_to_data, life_to_data, shelf_to_data

__all__ = [
    "AfterEvent",
    "ByDate",
    "Interval",
    "NoClock",
    "OpenPoint",
    "Option",
    "Options",
    "OwnClock",
    "Review",
    "Shelf",
    "Standing",
    "Wanted",
    "compared",
    "identity_to_data",
    "in_force",
    "intervals",
    "life_in_short",
    "life_to_data",
    "limbs",
    "line_with",
    "load_options",
    "load_reviews",
    "load_shelf",
    "load_vocabulary",
    "nationalities",
    "nationality",
    "open_points",
    "options_from_text",
    "order_from_text",
    "reviews_from_text",
    "reviews_of",
    "select",
    "shelf_to_data",
    "template",
    "timeline_to_text",
    "to_verify",
]
