"""Django's settings that are the same for every installation.

`installation.start` adds what differs: the database, the secret, the host names, and what depends on
whether the site is reached over TLS (`transport`). Nothing is read from the environment, and no secret
stands here.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from duenotice.web.logs import SETTINGS

DEBUG = False
SECRET_KEY = ""  # nosec B105  # `installation.start` puts the derived one in its place
DEMO = False
"""Whether everybody in the vault is invented (`web.demo`)."""
VAULT = ""
"""The folder of the vault that is open."""
ALLOWED_HOSTS: list[str] = []
DATABASES: dict[str, Any] = {
    "default": {"ENGINE": "duenotice.web.sqlcipher", "NAME": "", "OPTIONS": {"transaction_mode": "IMMEDIATE"}}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tables2",
    "django_filters",
    "duenotice.web.accounts",
    "duenotice.web.matters",
    "duenotice.web.people",
    "duenotice.web.attachments",
    "duenotice.web.wizard",
    "duenotice.web.journal",
    "duenotice.web.intake",
    "duenotice.web.feeds",
    "duenotice.web.roster",
]
MIDDLEWARE = [
    "duenotice.web.middleware.Locked",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "duenotice.web.middleware.NeverKept",
    "duenotice.web.middleware.Apart",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "duenotice.web.middleware.ActsFor",
    "allauth.account.middleware.AccountMiddleware",
    "duenotice.web.middleware.Guard",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "duenotice.web.site.context.menu",
            ],
        },
    }
]
ROOT_URLCONF = "duenotice.web.urls"
CSRF_FAILURE_VIEW = "duenotice.web.site.answers.form_refused"
APPEND_SLASH = False
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español"), ("km", "ភាសាខ្មែរ"), ("vi", "Tiếng Việt")]
"""Each by its own name. What is translated, and by whom, is in `locale` (`tools/catalogues.py`)."""
LOCALE_PATHS = [Path(__file__).parent / "locale"]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Strict"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Accounts: by name and invitation; a second factor always (`middleware.Guard`).
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["duenotice.web.accounts.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "duenotice.web.accounts.passwords.NotTheName"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "duenotice.web.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/300s/key"}
MFA_ADAPTER = "duenotice.web.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
LOGGING = SETTINGS
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
ADMINS: list[tuple[str, str]] = []
MANAGERS: list[tuple[str, str]] = []
DEFAULT_EXCEPTION_REPORTER = "duenotice.web.reporter.Reporter"
FILE_UPLOAD_HANDLERS = ["duenotice.web.uploads.InMemory"]
"""Nothing is written to a folder of temporary files."""
MFA_TOTP_ISSUER = "duenotice"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True

# Whoever guesses is locked out for a while, by account and address together, whether the account exists
# or not. Nothing of what was typed is kept but the name.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "duenotice.web.accounts.adapters.name_tried"
AXES_CLIENT_IP_CALLABLE = "duenotice.web.accounts.adapters.address"
AXES_SENSITIVE_PARAMETERS = ["login", "password", "csrfmiddlewaretoken", "next"]
AXES_LOCKOUT_CALLABLE = "duenotice.web.accounts.adapters.locked_out"

IDLE = timedelta(minutes=30)
"""A session that does nothing for so long is over; on a laptop the vault locks after `LOCK`."""
LONGEST = timedelta(hours=12)
"""A session ends after so long, whatever it does."""
LOCK = timedelta(minutes=10)
SESSION_ENGINE = "duenotice.web.accounts.sessions"
SESSION_COOKIE_AGE = int(IDLE.total_seconds())
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None

# Headers. What depends on TLS is in `transport`.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
"""Other sites are told nothing. With `no-referrer` browsers send `Origin: null` with every form, which Django
refuses."""
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "connect-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        *("accelerometer", "camera", "clipboard-read", "display-capture", "geolocation"),
        *("gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb"),
        *("browsing-topics", "screen-wake-lock"),
    )
}

PROVES = ("mfa",)
"""What a session must have shown to count as one with a second factor (`middleware.proven`)."""
DEMONSTRATION: dict[str, Any] = {
    "DEMO": True,
    "ROOT_URLCONF": "duenotice.web.demo.urls",
    "PROVES": (*PROVES, "demonstration"),
}
"""What is different in a vault of invented people, and nowhere else."""


def transport(secure: bool) -> dict[str, Any]:
    """The settings that depend on whether browsers reach the site over TLS.

    Over plain HTTP on 127.0.0.1 a browser would drop a cookie marked Secure, so there it is not; the
    names with `__Host-` need the mark too.
    """
    return {
        "SESSION_COOKIE_SECURE": secure,
        "CSRF_COOKIE_SECURE": secure,
        "LANGUAGE_COOKIE_SECURE": secure,
        "SESSION_COOKIE_NAME": "__Host-session" if secure else "duenotice-session",
        "CSRF_COOKIE_NAME": "__Host-csrf" if secure else "duenotice-csrf",
        "LANGUAGE_COOKIE_NAME": "__Host-language" if secure else "duenotice-language",
        "SECURE_SSL_REDIRECT": secure,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if secure else None,
        "SECURE_HSTS_SECONDS": 63_072_000 if secure else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": secure,
        "SECURE_HSTS_PRELOAD": secure,
        "SILENCED_SYSTEM_CHECKS": [] if secure else sorted(REDUCED),
    }


REDUCED = {
    "security.W004": "no Strict-Transport-Security: there is no TLS to insist on",
    "security.W008": "no redirect to https: there is none",
    "security.W011": "the session cookie is not marked Secure, or some browsers would drop it",
    "security.W016": "nor is the cookie of the forms",
}
"""What is less on 127.0.0.1 without TLS, by the number of Django's check; `duenotice serve` says it."""
