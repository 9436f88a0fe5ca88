"""The roster: everybody whom one may see under one order, what would settle the unknown ones, and who would
change under another order.

Takes an account, an order of the shelf, a day and filters; gives a page of people, the shares, the few
questions to ask, exports, saved views.

    vault → kept (tables without names, in memory) → population (the compiled rule) → selectors → page

It must not know how a verdict is come by: `duenotice.screen` and `duenotice.reason` say it. Names are opened
for the page that is shown and for exports, nowhere else; nothing that is kept in memory here holds one, and
nothing of it is written to disk.
"""
