"""Addresses that other people's standards fix."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.wellknown import views

urlpatterns = [path(".well-known/security.txt", views.security_txt, name="security_txt")]
