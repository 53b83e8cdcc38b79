"""Addresses of first start."""

from django.urls import path

from wellspoken.web.start import views, wizard

urlpatterns = [
    path("start/", views.doors, name="start"),
    path("start/sample/", views.sample, name="start_sample"),
    path("start/progress/", views.progress, name="start_progress"),
    path("start/people/", views.who, name="start_people"),
    path("start/people/<int:pk>/", views.become, name="start_become"),
    path("start/set-up/<slug:slug>/", wizard.step, name="start_step"),
]
