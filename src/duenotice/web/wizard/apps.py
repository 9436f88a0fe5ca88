"""How Django knows this room."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `wizard`."""

    name = "duenotice.web.wizard"
    label = "wizard"
    default_auto_field = "django.db.models.BigAutoField"
