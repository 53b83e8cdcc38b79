"""The address machines ask."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.health import views

urlpatterns = [path("health", views.health, name="health")]
