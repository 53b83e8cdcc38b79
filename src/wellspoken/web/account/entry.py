"""The forms of sign-in and passwords, in our own words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NOT_READ = _("What the device answered cannot be used. Try again.")

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("The password you have now"),
    "code": _("Code"),
    "name": _("A name for this passkey"),
    "password1": _("New password"),
    "password2": _("The same password again"),
}


class PlainWords:
    """Labels in our words, no placeholders (they vanish while typing), no help with markup."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)


class LoginForm(PlainWords, allauth_forms.LoginForm):  # type: ignore[misc]
    """Sign in."""


class ResetPasswordForm(PlainWords, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """Ask for a link."""


class ResetPasswordKeyForm(PlainWords, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """Choose a password after following the link."""


class SetPasswordForm(PlainWords, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    """Choose a first password."""


class ChangePasswordForm(PlainWords, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """Change the password."""


class PasswordAgainForm(PlainWords, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something weighty."""


class CodeForm(PlainWords, mfa_forms.AuthenticateForm):  # type: ignore[misc]
    """A code of the app, or a recovery code, when signing in."""


class CodeAgainForm(PlainWords, mfa_forms.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, before something weighty."""


class TurnOnForm(PlainWords, totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which proves that the app has the secret."""


#: what the library raises when a browser, or somebody in its place, sends what is no credential
NO_CREDENTIAL = (AttributeError, InvalidSignature, KeyError, TypeError, ValueError)


class PasskeyForm(PlainWords, passkey_forms.AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey."""

    def clean(self) -> dict[str, Any]:
        """As allauth does it, with a sentence instead of a fault for what cannot be read."""
        try:
            return dict(super().clean())
        except NO_CREDENTIAL as error:
            raise ValidationError(NOT_READ) from error


class _UsesPasskey:
    def clean_credential(self) -> Any:
        """The authenticator; a sentence for what cannot be read or does not fit."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NO_CREDENTIAL as error:
            raise ValidationError(NOT_READ) from error


class UsePasskeyForm(_UsesPasskey, passkey_forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey when signing in."""


class PasskeyAgainForm(_UsesPasskey, passkey_forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more, before something weighty."""
