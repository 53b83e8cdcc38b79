"""Every address of the product with who may use it. A route that is not listed here fails the matrix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from wellspoken.rooms.people.roles import GRID, Right, Role

EVERYBODY = frozenset({"public", *Role.values})
SIGNED_IN = frozenset(Role.values)


def holding(*rights: Right) -> frozenset[str]:
    """The roles that carry at least one of the rights."""
    return frozenset(role for role in Role.values if GRID[role] & set(rights))


@dataclass(frozen=True)
class Route:
    """`who` may use it (others get 403 or 404, the signed-out go to sign in); `method`; `needs` names an object."""

    who: frozenset[str]
    method: str = "get"
    needs: str = ""
    #: with an organisation in place nobody gets in (first start)
    closed: bool = False
    #: only roles held in the whole organisation count
    wide: bool = False


VIEW = holding(Right.VIEW)
WRITE = holding(Right.SUGGEST)
EDIT = holding(Right.WRITE)
OWN = EDIT | {Role.CONTRIBUTOR}  # the draft of the matrix is the contributor's
REVIEW = holding(Right.REVIEW)
PUBLISH = holding(Right.PUBLISH)
HOLD = holding(Right.HOLD)
CONSENTS = holding(Right.CONSENTS)
TAKE_DOWN = holding(Right.TAKE_DOWN)
CHANNELS = holding(Right.CHANNELS)
PEOPLE = holding(Right.PEOPLE)
SETTINGS = holding(Right.SETTINGS)
AUDIT = holding(Right.AUDIT)
RULES = holding(Right.RULES)

ROUTES: dict[str, Route] = {
    # public
    "account_login": Route(EVERYBODY),
    "account_logout": Route(EVERYBODY),
    "account_inactive": Route(EVERYBODY),
    "account_reset_password": Route(EVERYBODY),
    "account_reset_password_done": Route(EVERYBODY),
    "account_reset_password_from_key": Route(EVERYBODY, needs="reset"),
    "account_reset_password_from_key_done": Route(EVERYBODY),
    "language": Route(EVERYBODY, "post"),
    "health": Route(EVERYBODY),
    "security_txt": Route(EVERYBODY),
    "calendar_feed": Route(EVERYBODY, needs="feed"),
    "newsroom": Route(EVERYBODY, needs="newsroom"),
    "newsroom_atom": Route(EVERYBODY, needs="newsroom"),
    "newsroom_json": Route(EVERYBODY, needs="newsroom"),
    "news_item": Route(EVERYBODY, needs="item"),
    "newsroom_picture": Route(EVERYBODY, needs="public_picture"),
    "bluesky_client_metadata": Route(EVERYBODY),
    "public_picture": Route(EVERYBODY, needs="signed"),
    # first start: only while there is no organisation
    "start": Route(frozenset(), closed=True),
    "start_sample": Route(frozenset(), "post", closed=True),
    "start_progress": Route(frozenset(), closed=True),
    "start_people": Route(frozenset(), closed=True),
    "start_become": Route(frozenset(), "post", "person", closed=True),
    "start_step": Route(frozenset(), needs="step", closed=True),
    # everybody who is signed in
    "account_change_password": Route(SIGNED_IN),
    "account_set_password": Route(SIGNED_IN),
    "me": Route(SIGNED_IN),
    "sign_out_everywhere": Route(SIGNED_IN, "post"),
    # second factors ask for the password once more first, and lead there
    "mfa_authenticate": Route(EVERYBODY),
    "account_reauthenticate": Route(SIGNED_IN),
    "mfa_reauthenticate": Route(SIGNED_IN),
    "mfa_reauthenticate_webauthn": Route(SIGNED_IN),
    "mfa_index": Route(SIGNED_IN),
    "mfa_activate_totp": Route(SIGNED_IN),
    # 404 without codes to turn off, see and download, and without such a passkey or session
    "mfa_deactivate_totp": Route(frozenset()),
    "mfa_view_recovery_codes": Route(frozenset()),
    "mfa_download_recovery_codes": Route(frozenset()),
    "mfa_generate_recovery_codes": Route(SIGNED_IN),
    "mfa_add_webauthn": Route(SIGNED_IN),
    "mfa_remove_webauthn": Route(SIGNED_IN, "post", "passkey"),
    "session_end": Route(frozenset(), "post", "passkey"),
    "sessions_end_others": Route(SIGNED_IN, "post"),
    "second_factor_demand": Route(SETTINGS, "post", wide=True),
    "roles": Route(PEOPLE),
    "person_rights": Route(PEOPLE, needs="person"),
    "access_review": Route(PEOPLE, wide=True),
    "access_review_file": Route(PEOPLE, needs="access_file", wide=True),
    "person_factors": Route(PEOPLE, "post", "person", wide=True),
    "my_keys": Route(SIGNED_IN),
    "key_end": Route(PEOPLE, "post", "key", wide=True),
    "person_keys": Route(PEOPLE, needs="person", wide=True),
    "service_add": Route(PEOPLE, wide=True),
    "feed_make": Route(SIGNED_IN, "post"),
    "feed_end": Route(SIGNED_IN, "post"),
    "home": Route(SIGNED_IN),
    "oauth_callback": Route(SIGNED_IN, needs="network"),
    # writing
    "compose_new": Route(WRITE),
    "compose": Route(OWN, needs="draft"),
    "compose_bin": Route(OWN, "post", "draft"),
    "compose_autosave": Route(OWN, "post", "draft"),
    "compose_screen": Route(OWN, "post", "draft"),
    "compose_plan": Route(OWN, "post", "draft"),
    "compose_revision": Route(OWN, needs="revision"),
    "import_begin": Route(WRITE),
    "import_example": Route(SIGNED_IN),
    "import": Route(WRITE, needs="import"),
    "import_make": Route(WRITE, "post", "import"),
    "import_undo": Route(WRITE, "post", "import"),
    "import_drop": Route(WRITE, "post", "import"),
    "media_upload": Route(WRITE, "post", "team"),
    "post_film": Route(OWN, needs="draft"),
    "post_film_upload": Route(OWN, "post", "draft"),
    "post_film_state": Route(OWN, needs="draft"),
    "film": Route(VIEW, needs="film"),
    "film_captions": Route(VIEW, needs="film_captions"),
    "public_film": Route(EVERYBODY, needs="signed_film"),
    "newsroom_film": Route(EVERYBODY, needs="news_film"),
    "newsroom_captions": Route(EVERYBODY, needs="news_captions"),
    "media": Route(VIEW, needs="picture"),
    # looking
    "posts": Route(VIEW),
    "post": Route(VIEW, needs="draft"),
    "post_now": Route(PUBLISH, "post", "draft"),
    "post_checks": Route(VIEW, needs="draft"),
    "post_forecast": Route(VIEW, needs="draft"),
    "post_safe_time": Route(OWN, "post", "draft"),
    "post_deputies": Route(frozenset(), "post", "draft"),  # only of a post in review; tests/web/posts has one
    "post_recall": Route(OWN, "post", "draft"),
    "post_again": Route(WRITE, "post", "draft"),
    "post_correct": Route(WRITE, "post", "draft"),
    "post_restore": Route(OWN, "post", "draft"),
    "post_release": Route(REVIEW, "post", "draft"),
    "post_delivery": Route(PUBLISH, "post", "delivery"),
    "post_take_down": Route(TAKE_DOWN, needs="live"),
    "post_duty": Route(TAKE_DOWN, "post", "duty"),
    "calendar": Route(VIEW),
    "channels": Route(VIEW),
    "channel": Route(VIEW, needs="channel"),
    # consents
    "consents": Route(CONSENTS),
    "consent_new": Route(CONSENTS),
    "consent": Route(CONSENTS, needs="consent"),
    "consent_step": Route(CONSENTS, needs="consent_step"),
    "consent_act": Route(CONSENTS, "post", "consent_verb"),
    "consent_link": Route(CONSENTS, "post", "consent"),
    "consent_paper": Route(CONSENTS, needs="consent_waiting"),
    "consent_erase": Route(CONSENTS, needs="consent"),
    "consent_signature": Route(CONSENTS, needs="consent"),
    "consent_withdrawal": Route(CONSENTS, needs="consent_back"),
    "post_consents": Route(EDIT & CONSENTS, needs="draft"),
    "consent_copy": Route(CONSENTS, needs="consent"),
    "consent_withdraw": Route(CONSENTS, needs="consent"),
    "private_consent": Route(EVERYBODY, needs="consent_key"),
    "private_sign": Route(EVERYBODY, "post", "consent_key"),
    "private_refuse": Route(EVERYBODY, "post", "consent_key"),
    "private_withdraw": Route(EVERYBODY, needs="consent_key"),
    "private_signature": Route(EVERYBODY, needs="consent_key"),
    # review
    "review_report": Route(REVIEW | SETTINGS | AUDIT),
    "review_report_file": Route(REVIEW | SETTINGS | AUDIT),
    "team_review_hours": Route(SETTINGS, needs="team"),
    "reviews": Route(REVIEW),
    "review": Route(VIEW, needs="request"),
    "review_comment": Route(REVIEW | EDIT, "post", "request"),
    "review_resolve": Route(REVIEW | EDIT, "post", "comment"),
    "review_answer": Route(REVIEW, "post", "request"),
    "review_release": Route(REVIEW, "post", "request"),
    "review_reopen": Route(REVIEW | EDIT, "post", "comment"),
    "review_invite": Route(REVIEW | SETTINGS, needs="request"),
    "review_outside_end": Route(REVIEW | SETTINGS, "post", "outsider"),
    "outside": Route(EVERYBODY, needs="outside_key"),
    "outside_comment": Route(EVERYBODY, "post", "outside_key"),
    "outside_decide": Route(EVERYBODY, "post", "outside_key"),
    "outside_picture": Route(EVERYBODY, needs="outside_picture"),
    "outside_film": Route(EVERYBODY, needs="outside_key"),
    "outside_captions": Route(EVERYBODY, needs="outside_captions"),
    "review_undo": Route(REVIEW, "post", "request"),
    # calendar
    # answers in words why a move is refused, for want of a right too; tests/web/calendar has who may
    "calendar_several": Route(VIEW),
    "calendar_several_undo": Route(VIEW, "post"),
    "calendar_move": Route(VIEW, "post", "draft"),
    # channels
    "channel_connect": Route(CHANNELS),
    "connect_newsroom": Route(CHANNELS),
    "connect_bluesky": Route(CHANNELS),
    "connect_mastodon": Route(CHANNELS),
    "connect_sandbox": Route(CHANNELS, "post"),
    "connect_network": Route(CHANNELS, needs="closed_network"),
    "channel_choose": Route(CHANNELS, needs="choice"),
    "networks": Route(SETTINGS),
    "network": Route(SETTINGS, needs="closed_network"),
    "network_forget": Route(SETTINGS, "post", "closed_network", wide=True),
    "channel_check": Route(CHANNELS, "post", "channel"),
    "channel_test": Route(CHANNELS, "post", "channel"),
    "channel_pause": Route(CHANNELS, "post", "channel"),
    "channel_resume": Route(CHANNELS, "post", "channel"),
    "channel_change": Route(CHANNELS, "post", "channel"),
    "channel_times": Route(CHANNELS, "post", "channel"),
    "channel_reconnect": Route(CHANNELS, needs="channel"),
    "channel_remove": Route(CHANNELS, needs="channel"),
    # people and settings
    "people": Route(PEOPLE),
    "person_add": Route(PEOPLE),
    "person": Route(PEOPLE, needs="person"),
    "person_invite": Route(PEOPLE, "post", "person"),
    "person_leave": Route(PEOPLE, needs="person", wide=True),
    "departure": Route(PEOPLE, needs="departure", wide=True),
    "departure_file": Route(PEOPLE, needs="departure", wide=True),
    "secret_tick": Route(PEOPLE, "post", "rotation", wide=True),
    "person_return": Route(PEOPLE, "post", "person", wide=True),
    "deliveries_unknown": Route(SIGNED_IN),
    "channel_data": Route(CHANNELS, needs="channel"),
    "channel_pace": Route(CHANNELS, needs="channel"),
    "post_near": Route(VIEW, needs="draft"),
    "takedown_task": Route(VIEW, needs="task"),
    "recurring": Route(VIEW),
    "series": Route(VIEW, needs="series"),
    "series_decide": Route(REVIEW, "post", "series"),
    "series_act": Route(PUBLISH, "post", "series"),
    "series_day": Route(PUBLISH, "post", "series"),
    "post_repeat": Route(EDIT, needs="live"),
    "holds": Route(VIEW),
    "hold": Route(VIEW, needs="hold"),
    "hold_place": Route(HOLD, "post"),
    "hold_lift": Route(HOLD, "post", "hold"),
    "hold_put_back": Route(HOLD, "post", "hold"),
    "hold_decide": Route(PUBLISH, "post", "hold"),
    "hold_undo": Route(PUBLISH, "post", "hold"),
    "settings": Route(SETTINGS),
    "studies": Route(RULES),
    "study_end": Route(RULES, "post", "study"),
    "workflows": Route(SETTINGS),
    "workflow_add": Route(SETTINGS, "post"),
    "workflow": Route(SETTINGS, needs="workflow"),
    "workflow_act": Route(SETTINGS, "post", "workflow"),
    "workflow_step": Route(SETTINGS, needs="workflow_step"),
    "workflow_step_act": Route(SETTINGS, "post", "workflow_step"),
    "team_add": Route(SETTINGS, wide=True),
    "team": Route(SETTINGS, needs="team"),
    # rules and products
    "rules": Route(VIEW),
    "rule": Route(VIEW, needs="rule"),
    "rules_own": Route(RULES),
    "rules_term_add": Route(RULES),
    "rules_term": Route(RULES, needs="term"),
    "rules_term_remove": Route(RULES, "post", "term", wide=True),
    "rules_exempt": Route(RULES),
    "rules_unexempt": Route(RULES, "post", "exemption", wide=True),
    "rules_history": Route(RULES),
    "rules_draft": Route(RULES),
    "rules_on": Route(RULES, "post", wide=True),
    "rules_drop": Route(RULES, "post", wide=True),
    "rules_try": Route(RULES, "post", wide=True),
    "rules_trial": Route(RULES, needs="trial", wide=True),
    "rules_trial_stop": Route(RULES, "post", "trial", wide=True),
    "rules_lab": Route(RULES),
    "rules_sombre": Route(HOLD),
    "rules_register": Route(VIEW),
    "person_fields": Route(PEOPLE, "post", "person", wide=True),
    "trainings": Route(PEOPLE),
    "person_training": Route(PEOPLE, "post", "person", wide=True),
    "my_deputy": Route(SIGNED_IN, "post"),
    "my_absence": Route(SIGNED_IN, "post"),
    "my_absence_end": Route(frozenset(), "post", "passkey"),  # nobody has noted one
    "rules_sombre_end": Route(HOLD, "post", "sombre", wide=True),
    "products": Route(RULES),
    "product_add": Route(RULES, wide=True),
    "product": Route(RULES, needs="product", wide=True),
    "product_remove": Route(RULES, "post", "product", wide=True),
    "audit": Route(AUDIT),
    "audit_verify": Route(AUDIT, "post"),
    "audit_export": Route(AUDIT, "post"),
    "audit_proof": Route(AUDIT),
    "audit_anchor_now": Route(AUDIT, "post"),
    "audit_anchor": Route(AUDIT, needs="anchor"),
    "audit_entry": Route(AUDIT, needs="entry"),
    # records
    "archive": Route(VIEW),
    "archive_due": Route(AUDIT),
    "edition": Route(VIEW, needs="edition"),
    "edition_picture": Route(VIEW, needs="edition_picture"),
    "edition_film": Route(VIEW, needs="edition"),
    "fda_listing": Route(frozenset()),  # the house of the matrix is a hospital; tests/web/records has drug makers
    "incidents": Route(VIEW),
    "incident_report": Route(VIEW),
    "incident": Route(AUDIT, needs="incident"),
    "incident_act": Route(SETTINGS, "post", "incident"),
    "incident_evidence": Route(SETTINGS, needs="incident"),
    "binders": Route(AUDIT),
    "binder": Route(AUDIT, needs="binder"),
    "binder_stop": Route(AUDIT, "post", "binder"),
    "binder_take": Route(AUDIT, "post", "binder_made"),
    "post_binder": Route(AUDIT, needs="live"),
    "edition_hold": Route(AUDIT, "post", "edition"),
    "edition_delete": Route(SETTINGS, "post", "edition", wide=True),
    "sign_in": Route(SETTINGS, wide=True),
    "sign_in_forget": Route(SETTINGS, "post", wide=True),
    # nothing is there without a provider; tests/web/account/test_outside.py has one
    "outside_begin": Route(frozenset()),
    "outside_back": Route(frozenset()),
    "outside_logout": Route(frozenset(), "post"),
    "person_erase": Route(PEOPLE, needs="person", wide=True),
    "erasure": Route(PEOPLE, needs="erasure", wide=True),
    "erasure_file": Route(PEOPLE, needs="erasure", wide=True),
    "exports": Route(SETTINGS, wide=True),
    "export": Route(SETTINGS, needs="export", wide=True),
    "export_stop": Route(SETTINGS, "post", "export", wide=True),
    "export_take": Route(SETTINGS, "post", "export_made", wide=True),
    "saml": Route(SETTINGS, wide=True),
    "saml_forget": Route(SETTINGS, "post", wide=True),
    "saml_metadata": Route(EVERYBODY),
    "saml_begin": Route(frozenset()),
    "saml_arrive": Route(frozenset(), "post"),
    "saml_back": Route(frozenset()),
    "provisioning": Route(PEOPLE, wide=True),
    "provisioning_remove": Route(PEOPLE, "post", "mapping", wide=True),
    # SCIM: opened by keys alone, by nobody's session
    **{name: Route(frozenset(), "post") for name in ("scim_config", "scim_resource_types", "scim_schemas")},
    **{name: Route(frozenset(), "post") for name in ("scim_users", "scim_groups", "scim_search", "scim_nothing")},
    **{name: Route(frozenset(), "post", "person") for name in ("scim_user", "scim_group")},
    **{name: Route(frozenset(), "post", "person") for name in ("scim_resource_type", "scim_schema")},
    # API
    "openapi-json": Route(EVERYBODY),
    "api-root": Route(frozenset()),
    "list_posts": Route(VIEW),
    "new_post": Route(WRITE, "post"),
    "one_post": Route(VIEW, needs="number"),
    "screen_text": Route(SIGNED_IN, "post"),
}


def all_routes() -> Iterator[tuple[str, str]]:
    """(name, pattern) of every address the product answers."""
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, where)
        else:
            yield pattern.name or "", where
