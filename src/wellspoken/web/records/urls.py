"""Addresses of the records pages."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.records import archive

urlpatterns = [
    path("archive/", archive.archive, name="archive"),
    path("archive/due/", archive.due, name="archive_due"),
    path("archive/<int:pk>/", archive.edition, name="edition"),
    path("archive/<int:pk>/pictures/<str:sha256>/", archive.picture, name="edition_picture"),
    path("archive/<int:pk>/hold/", archive.hold, name="edition_hold"),
    path("archive/<int:pk>/delete/", archive.delete, name="edition_delete"),
]
