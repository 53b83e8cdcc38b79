"""How far an API key reaches: each operation of the API names the scope it needs."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Scope(StrEnum):
    """A part of the API. A key never does more than its person may, whatever its scopes.

    `SCIM` is the exception and stands alone: such a key opens only /scim/v2, tells us of joiners and leavers whatever
    roles its service account has, and only somebody who may add people everywhere makes one (`services.keys`).
    """

    READ = "read"
    WRITE = "write"
    SCREEN = "screen"
    SCIM = "scim"


SCOPE_NAMES = {
    Scope.READ: _("read posts, their deliveries, and what this account may do"),
    Scope.WRITE: _("make drafts"),
    Scope.SCREEN: _("have texts checked"),
    Scope.SCIM: _("tell of joiners and leavers (SCIM), and nothing else"),
}
#: days after which a key ends; every key ends
LIFETIMES = {30: _("30 days"), 90: _("90 days"), 365: _("one year")}
