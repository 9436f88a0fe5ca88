"""Who signs in: organisations, accounts, memberships with a role and a state, invitations."""
