"""Addresses of pictures. Without a slash at the end too: they stand in `src` attributes."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.media import views

urlpatterns = [
    path("media/upload/", views.upload, name="media_upload"),
    path("media/<uuid:pk>/<slug:size>/", views.picture, name="media"),
    path("media/<uuid:pk>/<slug:size>", views.picture),
]
