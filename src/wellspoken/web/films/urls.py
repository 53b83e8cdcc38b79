"""Addresses of films."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.films import playing, views

urlpatterns = [
    path("posts/<int:pk>/film/", views.post_film, name="post_film"),
    path("posts/<int:pk>/film/upload/", views.upload, name="post_film_upload"),
    path("posts/<int:pk>/film/state/", views.state, name="post_film_state"),
    path("media/films/<uuid:pk>/", playing.film, name="film"),
    path("media/films/<uuid:pk>/captions/<int:key>.vtt", playing.captions, name="film_captions"),
    path("media/public/film/<str:token>/film.mp4", playing.public_film, name="public_film"),
]
