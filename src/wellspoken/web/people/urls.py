"""Addresses of the people pages."""

from django.urls import path

from wellspoken.web.people import fields, views

urlpatterns = [
    path("settings/people/", views.people_page, name="people"),
    path("settings/people/add/", views.add, name="person_add"),
    path("settings/people/<int:pk>/", views.person_page, name="person"),
    path("settings/people/<int:pk>/invite/", views.invite_again, name="person_invite"),
    path("settings/people/<int:pk>/leave/", views.leave, name="person_leave"),
    path("settings/people/<int:pk>/return/", views.come_back, name="person_return"),
    path("settings/people/<int:pk>/fields/", fields.name_fields, name="person_fields"),
]
