"""The shelf and one order: its life, its rules clause by clause, its worked cases run, its other versions.

Takes an order's id and a day; gives pages made from the order files of `duenotice.library`, with what
`duenotice.reason` answers to their own worked cases. It must not know any person: nothing here reads a table.
"""
