"""Addresses of the audit log."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.audit import views

urlpatterns = [
    path("audit/", views.log, name="audit"),
    path("audit/verify/", views.verify_chain, name="audit_verify"),
    path("audit/export/", views.download, name="audit_export"),
]
