"""The log in words: no code of a state, column or part of the product reaches a sentence people read."""

import re

import pytest

from wellspoken.rooms.audit.actions import all_actions
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.audit.presenting import sentence
from wellspoken.rooms.audit.wording import actor_in_words, in_words
from wellspoken.rooms.people.models import Organisation, Team
from wellspoken.rooms.people.services.people import PersonSettings
from wellspoken.rooms.publishing.actor import WORKER
from wellspoken.rooms.review.states import RequestState
from wellspoken.web.audit.words import action


def entry(action, actor_id="person:1", actor_name="Ana Berg", **data):
    return AuditEntry(action=action, actor_id=actor_id, actor_name=actor_name, object_label="It", data=data)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            entry("review.closed", revision=2, **{"from": "open", "to": "changes"}),
            "The review of version 2 of “It” went from open to changes asked for",
        ),
        (
            entry("person.changed", fields="language, time_zone"),
            "Ana Berg changed the settings of It: the language, the time zone",
        ),
        (
            entry("person.granted", role="viewer", team="*"),
            "Ana Berg made It Viewer in the whole organisation",
        ),
        (entry("person.granted", role="gone", team="Oslo"), "Ana Berg made It gone in Oslo"),
    ],
)
def test_values_are_said_in_words(told, said):
    assert sentence(told) == said


@pytest.mark.parametrize("state", list(RequestState))
def test_every_state_of_a_review_has_a_word(state):
    assert in_words("review", "to", state) != state or state in {"open", "approved", "rejected"}


@pytest.mark.parametrize(
    ("area", "fields"),
    [
        ("organisation", [f.name for f in Organisation._meta.concrete_fields]),
        ("team", [f.name for f in Team._meta.concrete_fields]),
        ("person", list(PersonSettings.__dataclass_fields__)),
    ],
)
def test_every_column_that_changes_has_a_name(area, fields):
    unnamed = {field for field in fields if in_words(area, "fields", field) == field}
    assert unnamed <= {"id", "created", "is_sample"}


def test_names_of_people_are_left_alone_and_parts_are_translated():
    from django.utils.translation import override

    assert actor_in_words("person:7", "Wellspoken (delivery)") == "Wellspoken (delivery)"
    assert actor_in_words("system:gone", "Wellspoken (gone)") == "Wellspoken (gone)"
    with override("en"):
        assert actor_in_words(WORKER.actor_id, WORKER.actor_name) == "Wellspoken (delivery)"


def test_every_action_has_its_words_in_the_filter():
    labels = [action(known) for known in all_actions() if not known.code.startswith("test.")]
    assert len(labels) == len(set(labels)) > 40
    assert not [label for label in labels if re.search(r"[a-z]_[a-z]|\.[a-z]", label)]
    from wellspoken.web.audit.acts import ACTS

    assert {known.code for known in all_actions() if not known.code.startswith("test.")} <= set(ACTS)
