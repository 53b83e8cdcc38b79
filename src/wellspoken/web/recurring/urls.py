"""Addresses of the pages about posts that come again."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.recurring import acts, views

urlpatterns = [
    path("posts/recurring/", views.every, name="recurring"),
    path("posts/recurring/<int:pk>/", views.one, name="series"),
    path("posts/recurring/<int:pk>/decide/", acts.decide, name="series_decide"),
    path("posts/recurring/<int:pk>/act/", acts.act, name="series_act"),
    path("posts/recurring/<int:pk>/day/", acts.day, name="series_day"),
    path("posts/<int:pk>/again-and-again/", views.ask, name="post_repeat"),
]
