"""Screen: many people under one order, answered by a database engine.

Takes an order's tree and tables of people, facts, events and searches; gives SQL for one of four engines and, by running
it, one row a person: each letter, class and duty with what decides. Must not know `reason`, the clock, or
any one person's record: it is a second, independent reading of the same tree, and the two are held
against each other.

    tree → plan → SQL → engine → rows
"""
