"""How Django knows this room."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `matters`."""

    name = "duenotice.web.matters"
    label = "matters"
    default_auto_field = "django.db.models.BigAutoField"
