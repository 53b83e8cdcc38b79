"""Address of the page of unclear outcomes."""

from __future__ import annotations

from django.urls import path

from wellspoken.web.delivery import views

urlpatterns = [path("deliveries/unknown/", views.unclear, name="deliveries_unknown")]
