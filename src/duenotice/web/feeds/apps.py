"""How Django knows this room."""

from django.apps import AppConfig


class Config(AppConfig):
    """The app `feeds`."""

    name = "duenotice.web.feeds"
    label = "feeds"
    default_auto_field = "django.db.models.BigAutoField"
