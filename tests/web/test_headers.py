"""What every reply carries, and what Django's own deployment check says."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.test import override_settings

from duenotice.web import settings as common
from duenotice.web.installation import Installation, Mode, varying
from duenotice.web.keys import ring
from tests.web.site_requests import pages
from tests.web.site_world import CHEAP, browser, session_of, world
from tests.web.test_reach import targets

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
OVER_TLS = {"Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload"}


@pytest.mark.parametrize("secure", [False, True], ids=["loopback", "TLS"])
def test_every_reply_to_somebody_signed_in_carries_every_header(vault: Installation, secure: bool) -> None:
    """T-HEAD"""
    with override_settings(PASSWORD_HASHERS=CHEAP, **common.transport(secure)):
        made = world()
        target = targets(made)[0][0]
        replies, wrong = 0, []
        for who in made.accounts:
            client = browser(raise_request_exception=False)
            name = "__Host-session" if secure else "duenotice-session"
            key = session_of(who) if who.user else ""
            for page in pages():
                client.cookies.clear()
                if key:
                    client.cookies[name] = key
                address = page.addresses(target)[0]
                response = client.get(address, secure=secure)
                replies += 1
                for header, value in (ALWAYS | (OVER_TLS if secure else {})).items():
                    if response.headers.get(header) != value:
                        wrong.append(f"{who.name} {address}: {header}: {response.headers.get(header)}")
                wrong += [f"{who.name} {address}: {each}" for each in policy_faults(dict(response.headers))]
                for cookie in response.cookies.values():
                    marks = (cookie["httponly"], cookie["samesite"], bool(cookie["secure"]))
                    if marks != (True, "Strict", secure):
                        wrong.append(f"{who.name} {address}: cookie {cookie.key}: {marks}")
    print(
        f"T-HEAD: {replies} replies on {vault.mode}, {'TLS' if secure else 'loopback'}: {len(wrong)} faults"
    )
    assert wrong == []


def policy_faults(headers: dict[str, str]) -> list[str]:
    """What is wrong with the two policies of a reply."""
    policy = headers.get("Content-Security-Policy", "")
    parts = {name: rest for name, _, rest in (part.strip().partition(" ") for part in policy.split(";"))}
    wanted = {
        "default-src": "'none'",
        "script-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "form-action": "'self'",
    }
    found = [f"{name} is {parts.get(name)}" for name, value in wanted.items() if parts.get(name) != value]
    if re.search(r"unsafe|data:|https?:|\*", policy):
        found.append(f"the policy is loose: {policy}")
    if "camera=()" not in headers.get("Permissions-Policy", ""):
        found.append("no Permissions-Policy")
    return found


def test_the_deployment_check_has_no_warning(vault: Installation) -> None:
    """`check --deploy`, with the settings of this mode. On the loopback four are silent, and said."""
    settings = {name: value for name, value in vars(common).items() if name.isupper()}
    settings |= varying(vault, ring.current())
    del settings["DATABASES"]
    with override_settings(**settings):
        said = StringIO()
        call_command("check", deploy=True, fail_level="WARNING", stderr=said, stdout=said)
        warned = run_checks(include_deployment_checks=True)
        silent = sorted(each.id for each in warned if each.is_silenced() and each.id)
    loud = [each for each in warned if not each.is_silenced()]
    print(f"check --deploy on {vault.mode}: {len(loud)} warnings, {len(silent)} silenced")
    assert loud == []
    assert silent == ([] if vault.mode is Mode.SERVER else sorted(common.REDUCED))
    assert "no issues" in said.getvalue()


def test_no_page_holds_a_script_or_style_of_its_own_or_asks_another_site(vault: Installation) -> None:
    with override_settings(PASSWORD_HASHERS=CHEAP):
        made = world()
        client = browser()
        client.cookies["duenotice-session"] = session_of(made.account("class-counsel"))
        target = targets(made)[0][0]
        for page in pages():
            for address in page.addresses(target):
                body = client.get(address).content.decode()
                assert not re.search(r'(src|href|action)="(https?:)?//|<style|\son\w+="|\sstyle="', body), (
                    address
                )
                for attributes, code in re.findall(r"<script([^>]*)>(.*?)</script>", body, re.DOTALL):
                    assert "src=" in attributes or "application/json" in attributes, (address, code)


def test_an_asset_is_kept_and_its_address_changes_with_its_content(vault: Installation) -> None:
    from duenotice.web.site.assets import ADDRESS  # its files are read when it is loaded

    for address in ADDRESS.values():
        response = browser().get(address)
        assert response.status_code == 200
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert browser().get("/assets/0000000000000000/site.css").status_code == 404
