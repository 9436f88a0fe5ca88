"""The site and the vault: the one room that knows Django, and the one that stores people.

Takes a folder that `duenotice init` made, and its keys; gives a site with sign-in, and commands that work on
the same vault. It must not know how an answer is found: nothing here decides who is protected.

- `keys`: the data key, its slots, what is derived from it; knows no Django
- `installation`: the folder, the mode, how Django is set up for it
- `sealed`, `sqlcipher`: columns that only open in their own row; the encrypted database file
- `accounts`, `matters`, `people`, `attachments`, `journal`: models; `services` write, `selectors` read
- `policy`: who may do what, in one module; a page without a policy is refused
- `commands`: what these rooms add to the command line
"""
