"""What the people room writes in the audit log. Personal text (names, addresses) stays in `personal`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wellspoken.rooms.audit.actions import Action, register
from wellspoken.rooms.audit.wording import name_part, name_values
from wellspoken.rooms.people.roles import Role

register(
    Action("organisation.created", _("%(actor)s set up the organisation %(object)s")),
    Action("organisation.changed", _("%(actor)s changed the organisation: %(fields)s")),
    Action("product.added", _("%(actor)s added the product %(product)s")),
    Action("product.changed", _("%(actor)s changed the product %(product)s: %(fields)s")),
    Action("product.removed", _("%(actor)s removed the product %(product)s")),
    Action("organisation.second_factor", _("%(actor)s asks a second factor of these roles: %(roles)s")),
    Action("team.created", _("%(actor)s made the team %(object)s")),
    Action("team.changed", _("%(actor)s changed the team %(object)s: %(fields)s")),
    Action("person.added", _("%(actor)s added %(object)s")),
    Action("person.changed", _("%(actor)s changed the settings of %(object)s: %(fields)s")),
    Action("person.granted", _("%(actor)s made %(object)s %(role)s in %(team)s")),
    Action("person.revoked", _("%(actor)s took the role %(role)s in %(team)s from %(object)s")),
    Action("person.left", _("%(actor)s switched off the account of %(object)s")),
    Action(
        "person.handed_over",
        _("%(actor)s handed %(count)s things of %(object)s to %(successor)s; shared secrets to change: %(secrets)s"),
    ),
    Action("person.secret_changed", _("%(actor)s changed %(secret)s, which %(object)s may know")),
    Action("person.secret_open", _("%(actor)s marked %(secret)s, which %(object)s may know, as not changed yet")),
    Action("person.erased", _("%(actor)s took the personal data of %(object)s away")),
    Action("person.returned", _("%(actor)s switched the account of %(object)s on again")),
    Action("person.feed_made", _("%(actor)s made a private calendar address")),
    Action("person.feed_ended", _("%(actor)s ended the private calendar address")),
    Action("person.factor_added", _("%(actor)s added a second factor: %(kind)s")),
    Action("person.factor_removed", _("%(actor)s removed a second factor: %(kind)s")),
    Action("person.codes_renewed", _("%(actor)s made new recovery codes")),
    Action("person.code_used", _("%(actor)s signed in with a recovery code")),
    Action("person.factors_taken", _("%(actor)s took the second factors of %(object)s away")),
    Action(
        "person.access_reviewed",
        _("%(actor)s signed the access review off: %(people)s accounts, %(grants)s roles, checksum %(digest)s"),
    ),
    Action("person.key_made", _("%(actor)s made the API key %(key)s for %(object)s, for %(days)s days: %(scopes)s")),
    Action("person.key_ended", _("%(actor)s ended the API key %(key)s of %(object)s")),
    Action("person.service_added", _("%(actor)s made the service account %(object)s")),
    Action("directory.sign_in_set", _("%(actor)s set up the sign-in %(object)s at %(issuer)s")),
    Action("directory.sign_in_forgotten", _("%(actor)s removed the sign-in %(object)s at %(issuer)s")),
    Action("person.linked", _("%(actor)s linked %(object)s to an account at %(issuer)s")),
    Action("person.signed_in_outside", _("%(actor)s signed in through the organisation")),
    Action("directory.person", _("%(actor)s told us of %(object)s: %(fields)s")),
    Action("directory.removed", _("%(actor)s removed %(object)s from the directory")),
    Action("directory.group", _("%(actor)s told us of the group %(object)s: %(added)s people added, %(gone)s gone")),
    Action("directory.group_removed", _("%(actor)s removed the group %(object)s with %(gone)s people")),
    Action("directory.mapped", _("%(actor)s let the group %(object)s give the role %(role)s in %(team)s")),
    Action("directory.unmapped", _("%(actor)s let the group %(object)s no longer give the role %(role)s in %(team)s")),
    Action("person.session_ended", _("%(actor)s ended %(count)s sessions of %(object)s")),
    Action("person.signed_out", _("%(actor)s signed %(object)s out everywhere")),
)

_FIELDS = {
    "name": pgettext_lazy("what was changed", "the name"),
    "slug": pgettext_lazy("what was changed", "the short name"),
    "place": pgettext_lazy("what was changed", "the place"),
    "country": pgettext_lazy("what was changed", "the country"),
    "countries": pgettext_lazy("what was changed", "the countries"),
    "language": pgettext_lazy("what was changed", "the language"),
    "time_zone": pgettext_lazy("what was changed", "the time zone"),
    "kind": pgettext_lazy("what was changed", "the kind of organisation"),
    "languages": pgettext_lazy("what was changed", "the languages"),
    "own_names": pgettext_lazy("what was changed", "its own names"),
    "domains": pgettext_lazy("what was changed", "its web addresses"),
    "phones": pgettext_lazy("what was changed", "the phone numbers"),
    "emails": pgettext_lazy("what was changed", "the mail addresses"),
    "addresses": pgettext_lazy("what was changed", "the addresses"),
    "staff": pgettext_lazy("what was changed", "the people who may be named"),
    "products": pgettext_lazy("what was changed", "the products"),
    "job": pgettext_lazy("what was changed", "the job"),
    "theme": pgettext_lazy("what was changed", "the colours"),
    "second_factor_roles": pgettext_lazy("what was changed", "the roles that need a second factor"),
}
_PRODUCT = {
    "brand": pgettext_lazy("what was changed", "the brand"),
    "generic": pgettext_lazy("what was changed", "the generic name"),
    "kind": pgettext_lazy("what was changed", "the kind"),
    "status": pgettext_lazy("what was changed", "the status"),
    "prescription": pgettext_lazy("what was changed", "prescription or not"),
    "indications": pgettext_lazy("what was changed", "the indications"),
    "limitations": pgettext_lazy("what was changed", "the limitations of use"),
    "risk_text": pgettext_lazy("what was changed", "the risk text"),
    "boxed_warning": pgettext_lazy("what was changed", "the boxed warning"),
    "risk_link": pgettext_lazy("what was changed", "the link to the risks"),
    "approved_claims": pgettext_lazy("what was changed", "the approved claims"),
    "ad_approval": pgettext_lazy("what was changed", "the approval of advertising"),
}
name_values("product", ("fields",), _PRODUCT)
for _area in ("organisation", "team", "person", "directory"):
    name_values(_area, ("fields",), _FIELDS)
_FOR_DIRECTORY = {
    "email": pgettext_lazy("what was changed", "the e-mail address"),
    "user_name": pgettext_lazy("what was changed", "the name of the account"),
    "external_id": pgettext_lazy("what was changed", "the directory's own number"),
    "said": pgettext_lazy("what was changed", "what the directory says"),
}
name_values("directory", ("fields",), _FOR_DIRECTORY)
for _area in ("person", "directory"):
    name_values(_area, ("role",), dict(Role.choices))
    name_values(_area, ("team",), {"*": _("the whole organisation")})
name_values(
    "person",
    ("kind",),
    {"totp": _("codes of an app"), "webauthn": _("a passkey"), "recovery_codes": _("recovery codes")},
)
name_values("organisation", ("roles",), {"-": _("of nobody")})
name_values("person", ("successor",), {"-": _("their teams")})
name_part("sign-in", pgettext_lazy("part of the product that acts", "the organisation's sign-in"))
name_part("set-up", pgettext_lazy("part of the product that acts", "set-up"))
name_part("sample", pgettext_lazy("part of the product that acts", "sample"))
