"""Addresses of the audit log."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.audit import proof, views

urlpatterns = [
    path("audit/", views.log, name="audit"),
    path("audit/verify/", views.verify_chain, name="audit_verify"),
    path("audit/export/", proof.download, name="audit_export"),
    path("audit/proof/", proof.proof, name="audit_proof"),
    path("audit/anchor/", proof.anchor_now, name="audit_anchor_now"),
    path("audit/anchors/<int:number>.json", proof.anchor, name="audit_anchor"),
    path("audit/entries/<int:seq>/", proof.entry, name="audit_entry"),
]
