"""Addresses of the register of ethics approvals."""

from django.urls import path

from wellspoken.web.studies import views

urlpatterns = [
    path("settings/studies/", views.studies, name="studies"),
    path("settings/studies/<int:pk>/end/", views.end, name="study_end"),
]
