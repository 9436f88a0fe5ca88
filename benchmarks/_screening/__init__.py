"""The parts of `benchmarks/screening.py`.

data       invented people as the narrow tables that every engine reads, sorted or in random order
question   the order and the day; the generated statement; the small tables of rules
answers    what an engine answered, as counts and one number that any difference would change
peers      who takes part, how each is started, what it cannot say
worker     one peer in a process of its own, so that its memory is its own
peer_*     one file for each peer
"""
