"""How Django knows this room."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `journal`."""

    name = "duenotice.web.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
