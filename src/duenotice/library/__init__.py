"""The shelf: the order files and the vocabulary that come with duenotice, and the life of an order.

Takes nothing but the documents beside it (and further files that a user names); gives a `Shelf`
of orders by id, and says whether an order is in force on a day. Must not know any person.
"""

from duenotice.library.life import Interval, Standing, in_force, intervals
from duenotice.library.shelf import Shelf, load_shelf, load_vocabulary, order_from_text

__all__ = [
    "Interval",
    "Shelf",
    "Standing",
    "in_force",
    "intervals",
    "load_shelf",
    "load_vocabulary",
    "order_from_text",
]
