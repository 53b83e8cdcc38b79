"""Addresses of the settings."""

from django.urls import path

from wellspoken.web.account import security
from wellspoken.web.settings import exporting, provisioning, review_hours, saml, sign_in, views

urlpatterns = [
    path("settings/", views.organisation_page, name="settings"),
    path("settings/second-factor/", security.demand, name="second_factor_demand"),
    path("settings/sign-in/", sign_in.page, name="sign_in"),
    path("settings/sign-in/forget/", sign_in.forget, name="sign_in_forget"),
    path("settings/sign-in/saml/", saml.page, name="saml"),
    path("settings/sign-in/saml/forget/", saml.forget, name="saml_forget"),
    path("settings/export/", exporting.page, name="exports"),
    path("settings/export/<int:pk>/", exporting.export, name="export"),
    path("settings/export/<int:pk>/stop/", exporting.stop, name="export_stop"),
    path("settings/export/<int:pk>/take/", exporting.take, name="export_take"),
    path("settings/provisioning/", provisioning.page, name="provisioning"),
    path("settings/provisioning/<int:pk>/remove/", provisioning.remove, name="provisioning_remove"),
    path("settings/teams/add/", views.add_team, name="team_add"),
    path("settings/teams/<int:pk>/", views.team_page, name="team"),
    path("settings/teams/<int:pk>/review/", review_hours.page, name="team_review_hours"),
]
