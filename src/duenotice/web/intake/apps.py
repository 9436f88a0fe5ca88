"""How Django knows this room."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `intake`."""

    name = "duenotice.web.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
