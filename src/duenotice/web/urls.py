"""Every page of the site, each with whom it is for (`pages`).

Pages of allauth are named one by one: a page that a later version adds is not there until it is named
here with a policy. Passkey pages may run allauth's scripts; no other page may run any.
"""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from duenotice.web.pages import Open, Own, Stage, declared
from duenotice.web.site import account as own
from duenotice.web.site import answers, assets, members, people


def library(view: Any, stage: Stage | None) -> Any:
    """A page of allauth, with a policy; None: open to everybody."""
    return declared(view, Open() if stage is None else Own(stage))


urlpatterns: list[URLPattern | URLResolver] = [
    path("", own.home, name="home"),
    path("assets/<slug:digest>/<str:name>", assets.asset, name="asset"),
    path("people/", people.listing, name="people"),
    path("people/search/", people.search, name="search"),
    path("people/<uuid:person>/", people.one, name="person"),
    path("language/", declared(set_language, Open()), name="set_language"),
    path("look-up/", people.look_up, name="look_up"),
    path("counts/", people.counts, name="counts"),
    path("members/", members.members, name="members"),
    path("members/invite/", members.invite, name="invite"),
    path("members/<uuid:membership>/offer/", members.offer, name="offer"),
    path("members/<uuid:membership>/change/", members.change, name="change_membership"),
    path("members/<uuid:membership>/release/", members.release, name="release"),
    path("journal/", members.journal, name="journal"),
    path("invitation/", own.invitation, name="invitation"),
    path("account/", own.account, name="account"),
    path("account/roles/<uuid:membership>/", own.take, name="take_role"),
    path("account/sessions/end/", own.end_session, name="end_session"),
    path("account/lock-down/", own.lock_down, name="lock_down"),
    path("sign-in/", library(account.login, None), name="account_login"),
    path("sign-out/", own.sign_out, name="account_logout"),
    path("account/confirm/", library(account.reauthenticate, Stage.ANY), name="account_reauthenticate"),
    path("account/password/", library(account.password_change, Stage.PROVEN), name="account_change_password"),
    path("account/factors/", library(mfa.index, Stage.PROVEN), name="mfa_index"),
    path("sign-in/factor/", library(mfa.authenticate, None), name="mfa_authenticate"),
    path("account/confirm/code/", library(mfa.reauthenticate, Stage.ANY), name="mfa_reauthenticate"),
    path("account/factors/app/", library(totp.activate_totp, Stage.SETTING_UP), name="mfa_activate_totp"),
    path(
        "account/factors/app/remove/",
        library(totp.deactivate_totp, Stage.PROVEN),
        name="mfa_deactivate_totp",
    ),
    path(
        "account/factors/codes/",
        library(codes.view_recovery_codes, Stage.PROVEN),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/factors/codes/new/",
        library(codes.generate_recovery_codes, Stage.PROVEN),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/factors/passkeys/",
        library(passkeys.list_webauthn, Stage.PROVEN),
        name="mfa_list_webauthn",
    ),
    path(
        "account/factors/passkeys/add/",
        library(passkeys.add_webauthn, Stage.SETTING_UP),
        name="mfa_add_webauthn",
    ),
    path(
        "account/confirm/passkey/",
        library(passkeys.reauthenticate_webauthn, Stage.ANY),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "account/factors/passkeys/<int:pk>/remove/",
        library(passkeys.remove_webauthn, Stage.PROVEN),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/factors/passkeys/<int:pk>/name/",
        library(passkeys.edit_webauthn, Stage.PROVEN),
        name="mfa_edit_webauthn",
    ),
    path("sign-in/passkey/", library(passkeys.login_webauthn, None), name="mfa_login_webauthn"),
]

handler400 = answers.bad_request
handler403 = answers.forbidden
handler404 = answers.not_found
handler500 = answers.failed
