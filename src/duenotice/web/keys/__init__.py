"""Keys: what opens the vault, and what is derived from it.

Takes a passphrase or the printed recovery key; gives one data key of 32 random bytes, and from it a
key for each use. Knows nothing of Django, of people or of the database: it can be read and tested alone.

One data key, wrapped in slots (`keyfile`); every other key is derived from it by HKDF-SHA-256 and a
label (`derive`), so that nothing but the slots is ever stored. `ring` holds the keys of the running
process, and forgets them when the vault is locked.
"""
