"""Addresses of signing in (django-allauth's views; only those this product offers) and of one's own settings."""

from allauth.account import views as allauth
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path

from wellspoken.web.account import deputies, feeds, keys, outside, saml, security, views

SECURITY = "/me/security/"

urlpatterns = [
    path("accounts/login/", allauth.login, name="account_login"),
    path("accounts/outside/", outside.begin, name="outside_begin"),
    path("accounts/outside/back/", outside.back, name="outside_back"),
    path("accounts/outside/logout/", outside.end, name="outside_logout"),
    path("accounts/saml/begin/", saml.begin, name="saml_begin"),
    path("accounts/saml/", saml.arrive, name="saml_arrive"),
    path("accounts/saml/back/", saml.back, name="saml_back"),
    path("accounts/saml/metadata/", saml.metadata, name="saml_metadata"),
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
    path("accounts/second/", second.authenticate, name="mfa_authenticate"),
    path("accounts/again/", allauth.reauthenticate, name="account_reauthenticate"),
    path("accounts/again/code/", second.reauthenticate, name="mfa_reauthenticate"),
    path("accounts/again/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("me/", views.me, name="me"),
    path("me/security/", security.page, name="mfa_index"),
    path("me/security/codes/", totp.activate_totp, name="mfa_activate_totp"),
    path("me/security/codes/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("me/security/recovery/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("me/security/recovery/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("me/security/recovery/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("me/security/passkeys/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "me/security/passkeys/<int:pk>/remove/",
        passkeys.RemoveWebAuthnView.as_view(success_url=SECURITY),
        name="mfa_remove_webauthn",
    ),
    path("me/security/sessions/<int:pk>/end/", security.end_one, name="session_end"),
    path("me/security/sessions/end-others/", security.end_others, name="sessions_end_others"),
    path("me/deputy/", deputies.choose, name="my_deputy"),
    path("me/away/", deputies.away, name="my_absence"),
    path("me/away/<int:pk>/end/", deputies.back, name="my_absence_end"),
    path("me/keys/", keys.mine, name="my_keys"),
    path("me/keys/<int:pk>/end/", keys.end, name="key_end"),
    path("me/calendar-address/", feeds.make, name="feed_make"),
    path("me/calendar-address/end/", feeds.end, name="feed_end"),
    path("me/sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
]
