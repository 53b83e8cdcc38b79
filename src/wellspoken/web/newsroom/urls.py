"""Public addresses of the newsrooms."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.newsroom import feeds, films, views

urlpatterns = [
    path("newsroom/pictures/<uuid:pk>/<slug:size>/", views.picture, name="newsroom_picture"),
    path("newsroom/films/<uuid:pk>/", films.film, name="newsroom_film"),
    path("newsroom/films/<uuid:pk>/<slug:lang>.vtt", films.captions, name="newsroom_captions"),
    path("newsroom/<slug:slug>/", views.newsroom, name="newsroom"),
    path("newsroom/<slug:slug>/feed.atom", feeds.atom, name="newsroom_atom"),
    path("newsroom/<slug:slug>/feed.json", feeds.json_feed, name="newsroom_json"),
    path("newsroom/<slug:slug>/<slug:item>/", views.item, name="news_item"),
]
