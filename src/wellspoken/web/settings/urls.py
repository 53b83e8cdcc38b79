"""Addresses of the settings."""

from django.urls import path

from wellspoken.web.settings import views

urlpatterns = [
    path("settings/", views.organisation_page, name="settings"),
    path("settings/teams/add/", views.add_team, name="team_add"),
    path("settings/teams/<int:pk>/", views.team_page, name="team"),
]
