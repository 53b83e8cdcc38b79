"""Addresses of the workflows."""

from django.urls import path

from wellspoken.web.workflows import steps, views

urlpatterns = [
    path("settings/workflows/", views.workflows, name="workflows"),
    path("settings/workflows/add/", views.add, name="workflow_add"),
    path("settings/workflows/<int:pk>/", views.workflow, name="workflow"),
    path("settings/workflows/<int:pk>/do/", views.act, name="workflow_act"),
    path("settings/workflows/<int:pk>/steps/<int:place>/", steps.step, name="workflow_step"),
    path("settings/workflows/<int:pk>/steps/<int:place>/do/", steps.act, name="workflow_step_act"),
]
