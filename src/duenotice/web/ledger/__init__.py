"""The notice ledger: what each order owed a person, what was given, and how the days are counted.

Takes a person of the policy, an order of the shelf and a day; gives `duenotice.notice`'s own ledger and
window as a page, with a ruler of days, and takes in a notice that somebody holds in hand. It counts
nothing and judges nothing itself.
"""
