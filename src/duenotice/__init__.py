"""duenotice: whom a court order protects, what notice they are owed, whether it was given.

An order file becomes a tree; a tree and a person's record become a verdict with reasons.
The rooms and what each may import are drawn in ARCHITECTURE.md.
"""

__version__ = "0.1.0"
