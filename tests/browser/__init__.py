"""The site in a real browser.

Takes every page of the resolver, as `tests.web.site_requests` finds them, in a site that runs as a process of
its own; gives what a browser did with them: scripts that ran, requests that left, faults of accessibility,
widths, printed pages. It must not know any page by name, but for the journeys, so that a page that somebody
adds is opened by itself.
"""
