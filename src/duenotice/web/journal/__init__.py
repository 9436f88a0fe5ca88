"""What was done: an append-only chain of typed entries, one a write, reading, search, export and decision.

Takes who, what and about which id; gives an entry in the same transaction, bound to the one before it
by a hash. It holds no personal data: ids, codes and counts only.

- `actions`, `details`: every action, and what its entry may hold
- `chain`, `heads`, `verifying`: hashes, signed heads, and what was done to a journal; know no Django
- `anchors`: heads kept outside the database
- `services.note` writes; `selectors` reads, verifies, and gives the line to print on exports
"""
