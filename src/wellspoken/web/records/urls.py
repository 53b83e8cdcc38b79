"""Addresses of the records pages."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.records import archive, binders, fda, incidents

urlpatterns = [
    path("archive/", archive.archive, name="archive"),
    path("archive/due/", archive.due, name="archive_due"),
    path("archive/<int:pk>/", archive.edition, name="edition"),
    path("archive/<int:pk>/film/", archive.film, name="edition_film"),
    path("archive/<int:pk>/pictures/<str:sha256>/", archive.picture, name="edition_picture"),
    path("archive/<int:pk>/hold/", archive.hold, name="edition_hold"),
    path("archive/<int:pk>/delete/", archive.delete, name="edition_delete"),
    path("records/binder/", binders.binders, name="binders"),
    path("records/binder/<int:pk>/", binders.binder, name="binder"),
    path("records/binder/<int:pk>/stop/", binders.stop, name="binder_stop"),
    path("records/binder/<int:pk>/take/", binders.take, name="binder_take"),
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents/new/", incidents.report, name="incident_report"),
    path("incidents/<int:pk>/", incidents.incident, name="incident"),
    path("incidents/<int:pk>/act/", incidents.act, name="incident_act"),
    path("incidents/<int:pk>/evidence.json", incidents.evidence, name="incident_evidence"),
    path("records/fda/", fda.listing, name="fda_listing"),
    path("posts/<int:pk>/binder/", binders.of_post, name="post_binder"),
]
