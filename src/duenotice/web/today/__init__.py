"""Today: what runs out, what comes up and what somebody must check again, of the people one may see.

Takes the people of a policy and a day; gives cards (`watching`), and a page. A person is opened only if an
open column of an entry says that there is something to watch (`candidates`), and what was found is kept in
this process by person and version. It must not know who looks: the view asks the policy, and names people.
"""
