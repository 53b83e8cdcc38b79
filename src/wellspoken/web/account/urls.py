"""Addresses of a person's own settings; sign-in and reset are django-allauth's."""

from django.urls import path

from wellspoken.web.account import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("me/sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
]
