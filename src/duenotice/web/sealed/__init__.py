"""Sealed columns: values that the database holds only as envelopes.

Takes a model row and its organisation; gives its value to code that reads the attribute, and an
envelope to the database. A sealed column cannot be searched, ordered, or written past the row
(`update()`), and a value that does not open is an error, never an empty one.
"""

from duenotice.web.sealed.fields import CannotOpen, SealedBytes, SealedJSON, SealedText

__all__ = ["CannotOpen", "SealedBytes", "SealedJSON", "SealedText"]
