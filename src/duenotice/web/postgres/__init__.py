"""The database backend of server mode: Django's PostgreSQL, which tells the server for whom it acts.

Takes what `acting` says; gives each transaction its organisation and its role, so that row-level security
and the rights of the application role hold whatever the code above forgets. `walls` sets both up.
"""
