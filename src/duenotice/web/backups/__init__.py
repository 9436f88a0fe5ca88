"""Backups: one file that holds the whole vault, sealed for at least two recipients and signed.

Takes the opened vault; gives a file of age, in it a tar of the key file, the database, the anchors, and
a manifest with hashes, row counts and the head of the journal, signed by the vault. That file and the
printed recovery key are enough to have everything again, on another machine.

- `archive`: age around tar, as a stream; nothing of it lies on a disk unsealed
- `manifest`: what is in it, signed
- `recipients`: for whom it is sealed; the list is signed too, so nobody adds himself
- `contents`: rows counted and hashed, the same way before and after
- `laptop`, `server`: the two databases; `copies`: what is no backup
- `services` back up, restore, drill; `selectors` say when that was last done
"""
