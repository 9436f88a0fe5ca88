"""The addresses of this room."""

from django.urls import path

from duenotice.web.intake import views

PATHS = [
    path("intake/", views.start, name="intake"),
    path("intake/paper/", views.paper, name="intake_paper"),
    path("intake/hotline/", views.hotline, name="intake_hotline"),
    path("intake/<uuid:draft>/card/", views.result, name="intake_card"),
    path("intake/<uuid:draft>/discard/", views.discard, name="intake_discard"),
    path("intake/<uuid:draft>/questions/<slug:question>/", views.question, name="intake_question"),
]
