"""Addresses of signing in (django-allauth's views; only those this product offers) and of one's own settings."""

from allauth.account import views as allauth
from django.urls import path, re_path

from wellspoken.web.account import feeds, keys, views

urlpatterns = [
    path("accounts/login/", allauth.login, name="account_login"),
    path("accounts/logout/", allauth.logout, name="account_logout"),
    path("accounts/inactive/", allauth.account_inactive, name="account_inactive"),
    path("accounts/password/change/", allauth.password_change, name="account_change_password"),
    path("accounts/password/set/", allauth.password_set, name="account_set_password"),
    path("accounts/password/reset/", allauth.password_reset, name="account_reset_password"),
    path("accounts/password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("me/", views.me, name="me"),
    path("me/keys/", keys.mine, name="my_keys"),
    path("me/keys/<int:pk>/end/", keys.end, name="key_end"),
    path("me/calendar-address/", feeds.make, name="feed_make"),
    path("me/calendar-address/end/", feeds.end, name="feed_end"),
    path("me/sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
]
