"""The pages of the site: thin views, each with its declared policy.

Takes a request of somebody whom `middleware.Guard` let through; gives a page made on the server, which
works without scripts and at 360 pixels. It must not know how a role is judged (`policy`), nor write to a
table (`services` of the other rooms do).
"""
