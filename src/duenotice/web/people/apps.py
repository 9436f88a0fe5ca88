"""How Django knows this room."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `people`."""

    name = "duenotice.web.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
