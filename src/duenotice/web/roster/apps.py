"""How Django knows this room."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `roster`."""

    name = "duenotice.web.roster"
    label = "roster"
    default_auto_field = "django.db.models.BigAutoField"
