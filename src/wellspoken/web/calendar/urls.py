"""Addresses of the calendar."""

from django.urls import path

from wellspoken.web.calendar import views

urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/posts/<int:pk>/move/", views.move, name="calendar_move"),
]
