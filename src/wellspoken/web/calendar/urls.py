"""Addresses of the calendar."""

from django.urls import path

from wellspoken.web.calendar import feed, several, views

urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("feeds/calendar/<str:key>.ics", feed.feed, name="calendar_feed"),
    path("calendar/several/", several.several, name="calendar_several"),
    path("calendar/several/undo/", several.undo, name="calendar_several_undo"),
    path("calendar/posts/<int:pk>/move/", views.move, name="calendar_move"),
]
