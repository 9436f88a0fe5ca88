"""A demonstration: a laptop vault with a whole organisation of invented people, and a door into it.

Takes an empty folder, a number of people and a seed; gives a vault with people, accounts of every role,
matters and assignments, and a one-time login. It must not know a vault that is not a demonstration: those
have no such door (`urls` is added to the site in a demonstration alone), and are refused here.

What makes a vault a demonstration is written twice when it is made and never afterwards: in
``installation.json``, and as the second line of the signed journal. `commands.opening` refuses a vault where
the two disagree, and a demonstration opens with a passphrase that everybody knows, which no vault may have.
"""

PASSPHRASE = "everybody in this demonstration is invented"  # noqa: S105  # nosec B105  # public
"""The passphrase of every demonstration. `keys.passphrases` refuses it for any other vault."""
METHOD = "demonstration"
"""How a session says that somebody came in by the one-time login (`settings.PROVES`)."""
