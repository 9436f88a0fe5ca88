"""One person: the timeline, what is on file, what would change the answers, and why each order says so.

Takes a person whom the reader may see, a moment (`site.moment`), and what somebody typed; gives the two
pages and writes entries, notes and files through the services of `people` and `attachments`. Every answer
comes from `duenotice.reason`, and what cannot be known is said to be unknown.

It must not know how a verdict is found, nor write to a table itself. What is about crimes leaves
`selectors` only for who may read it: no module behind it asks again.

    views, writing  →  selectors  →  lanes, drawing, asking, why
                    →  services   →  typed, asking
"""
