"""Records from elsewhere: one folder for each source.

Takes files as others publish them; gives records in the tabular shape (people, facts, events,
searches), with the file, sheet and row of each entry as its source, and a report of what was read,
what was set aside and why. Must not know any order: what a file says is the same whoever asks.
"""
