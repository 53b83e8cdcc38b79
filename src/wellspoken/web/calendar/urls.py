"""Addresses of the calendar."""

from django.urls import path

from wellspoken.web.calendar import feed, views

urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("feeds/calendar/<str:key>.ics", feed.feed, name="calendar_feed"),
    path("calendar/posts/<int:pk>/move/", views.move, name="calendar_move"),
]
