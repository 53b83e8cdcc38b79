"""Addresses of the composer."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.compose import answers, beginning, history, views

urlpatterns = [
    path("write/", beginning.compose_new, name="compose_new"),
    path("posts/<int:pk>/edit/", views.compose, name="compose"),
    path("posts/<int:pk>/bin/", views.bin_draft, name="compose_bin"),
    path("posts/<int:pk>/autosave/", answers.autosave, name="compose_autosave"),
    path("posts/<int:pk>/screen/", answers.screen, name="compose_screen"),
    path("posts/<int:pk>/plan/", answers.plan, name="compose_plan"),
    path("posts/<int:pk>/revisions/<int:number>/", history.revision, name="compose_revision"),
]
