"""The database backend of laptop mode: Django's SQLite, in a file that SQLCipher encrypts.

Takes the raw key from the ring of the process; a file that the key does not open fails on connect.
"""
