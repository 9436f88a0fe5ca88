"""How Django knows this room."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `attachments`."""

    name = "duenotice.web.attachments"
    label = "attachments"
    default_auto_field = "django.db.models.BigAutoField"
