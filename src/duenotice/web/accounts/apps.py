"""How Django knows this room."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `accounts`."""

    name = "duenotice.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
