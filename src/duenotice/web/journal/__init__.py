"""What was done: an append-only chain of typed entries, one a write, reading, search, export and decision.

Takes who, what and about which id; gives an entry in the same transaction, bound to the one before it
by a hash. It holds no personal data: ids, codes and counts only.
"""
