"""Calendar feeds: an address that a calendar reads, with days and short names of files, and nothing else.

Takes an account's token; gives an iCalendar file of the days that this account may see now. Only a hash of
the token is kept. It must not know names, numbers, orders or anything else of a person: what comes in is a
day, one of a few words, and a reference (`feeds.reference`).
"""
