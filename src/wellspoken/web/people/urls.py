"""Addresses of the people pages."""

from django.urls import path

from wellspoken.web.account import keys, security
from wellspoken.web.people import erasing, fields, leaving, reviewing, rights, service_accounts, training, views

urlpatterns = [
    path("settings/people/", views.people_page, name="people"),
    path("settings/people/add/", views.add, name="person_add"),
    path("settings/people/roles/", rights.roles, name="roles"),
    path("settings/people/review/", reviewing.page, name="access_review"),
    path("settings/people/review/<slug:kind>/", reviewing.file, name="access_review_file"),
    path("settings/people/<int:pk>/rights/", rights.of_person, name="person_rights"),
    path("settings/people/services/add/", service_accounts.add, name="service_add"),
    path("settings/people/<int:pk>/second-factor/", security.take_away, name="person_factors"),
    path("settings/people/<int:pk>/keys/", keys.of_person, name="person_keys"),
    path("settings/people/<int:pk>/", views.person_page, name="person"),
    path("settings/people/<int:pk>/invite/", views.invite_again, name="person_invite"),
    path("settings/people/<int:pk>/leave/", leaving.leave, name="person_leave"),
    path("settings/people/<int:pk>/return/", leaving.come_back, name="person_return"),
    path("settings/people/<int:pk>/erase/", erasing.page, name="person_erase"),
    path("settings/people/erasures/<int:pk>/", erasing.erasure, name="erasure"),
    path("settings/people/erasures/<int:pk>/file/", erasing.erasure_file, name="erasure_file"),
    path("settings/people/departures/<int:pk>/", leaving.departure, name="departure"),
    path("settings/people/departures/<int:pk>/file/", leaving.departure_file, name="departure_file"),
    path("settings/people/secrets/<int:pk>/", leaving.tick, name="secret_tick"),
    path("settings/people/<int:pk>/fields/", fields.name_fields, name="person_fields"),
    path("settings/people/training/", training.page, name="trainings"),
    path("settings/people/<int:pk>/training/", training.note, name="person_training"),
]
