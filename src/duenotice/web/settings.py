"""Django's settings that are the same for every installation.

`installation.start` adds what differs: the database, the secret, the host names. Nothing is read from
the environment, and no secret stands here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

DEBUG = False
SECRET_KEY = ""
ALLOWED_HOSTS: list[str] = []
DATABASES: dict[str, Any] = {
    "default": {"ENGINE": "duenotice.web.sqlcipher", "NAME": "", "OPTIONS": {"transaction_mode": "IMMEDIATE"}}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "duenotice.web.accounts",
    "duenotice.web.matters",
    "duenotice.web.people",
    "duenotice.web.attachments",
    "duenotice.web.journal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_USER_MODEL = "accounts.User"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-us"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
ROOT_URLCONF = "duenotice.web.urls"

IDLE = timedelta(minutes=30)
"""A session that does nothing for so long is over; on a laptop the vault locks after `LOCK`."""
LONGEST = timedelta(hours=12)
"""A session ends after so long, whatever it does."""
LOCK = timedelta(minutes=10)
