"""The site with the screens of a team's morning: today, roster, ledger, intake, imports, orders, feeds.

They are open in a demonstration, whose people are invented, and in no other vault yet: a page about people
opens when the whole of T-IDOR and T-NONINT has passed over it, on both modes, and that of these has not.
Until then `urls` is what a vault serves. The tests of the screens run with ``make screens``.
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from duenotice.web import urls
from duenotice.web.counting import urls as counting
from duenotice.web.feeds import urls as feeds
from duenotice.web.intake import urls as intake
from duenotice.web.ledger import urls as ledger
from duenotice.web.orders import urls as orders
from duenotice.web.person import urls as person
from duenotice.web.roster import urls as roster
from duenotice.web.site import style
from duenotice.web.today import urls as today
from duenotice.web.wizard import urls as wizard

SCREENS = [
    *today.PATHS,
    *ledger.PATHS,
    *feeds.PATHS,
    path("style/", style.style, name="style"),
    *counting.PATHS,
    *orders.PATHS,
    *intake.PATHS,
    *person.PATHS,
    *roster.PATHS,
    *wizard.PATHS,
]
_TAKEN = {str(each.pattern) for each in SCREENS}
urlpatterns: list[URLPattern | URLResolver] = [
    *SCREENS,
    *(each for each in urls.urlpatterns if str(each.pattern) not in _TAKEN),
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500
