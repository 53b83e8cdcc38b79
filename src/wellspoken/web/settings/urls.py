"""Addresses of the settings."""

from django.urls import path

from wellspoken.web.account import security
from wellspoken.web.settings import provisioning, views

urlpatterns = [
    path("settings/", views.organisation_page, name="settings"),
    path("settings/second-factor/", security.demand, name="second_factor_demand"),
    path("settings/provisioning/", provisioning.page, name="provisioning"),
    path("settings/provisioning/<int:pk>/remove/", provisioning.remove, name="provisioning_remove"),
    path("settings/teams/add/", views.add_team, name="team_add"),
    path("settings/teams/<int:pk>/", views.team_page, name="team"),
]
