"""Addresses of pictures. Without a slash at the end too: they stand in `src` attributes."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.media import public, views

urlpatterns = [
    path("media/upload/", views.upload, name="media_upload"),
    path("media/public/<str:token>/picture.<slug:ending>", public.public_picture, name="public_picture"),
    path("media/<uuid:pk>/<slug:size>/", views.picture, name="media"),
    path("media/<uuid:pk>/<slug:size>", views.picture),
]
