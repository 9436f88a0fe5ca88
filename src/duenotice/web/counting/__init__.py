"""Count the days: the public page that counts a period and shows its arithmetic, and keeps nothing.

Takes the fields of an address; gives the count of `duenotice.days.counting` in every reading, line by
line, with a ruler of days. It must not know who asks: cookies are taken off its requests before anything
reads them (`middleware.Apart`), and it reads and writes no table.
"""
