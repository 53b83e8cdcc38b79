"""The sample's trainings: one ends soon, and a deputy is named. Noted when its month is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from wellspoken.rooms.review.services import Training, name_deputy, note_training
from wellspoken.sample import reading

if TYPE_CHECKING:
    from wellspoken.sample.house import House


def note_trainings(house: House) -> None:
    """What people were trained for, and who stands in for whom."""
    actor, today, said = house.one("*", "administrator"), timezone.localdate(), reading.trainings()
    for one in said["training"]:
        days = (today - timedelta(days=one["ago"]), today + timedelta(days=one["left"]))
        training = Training(one["what"], *days, one.get("evidence", ""))
        note_training(actor=actor, person=house.people[one["person"]], field=one["field"], training=training)
    for one in said["deputy"]:
        person = house.people[one["person"]]
        name_deputy(actor=person, user=person, deputy=house.people[one["by"]])
