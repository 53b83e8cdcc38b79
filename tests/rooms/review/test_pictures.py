"""Pictures in a review: nothing is approved before somebody looked into them, and what they show is screened."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import make_body
from tests.rooms.media import pictures as make
from wellspoken.engines.screening.images.report import Box, Line, PictureReport
from wellspoken.rooms.content.body import Picture
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.media.models import Look
from wellspoken.rooms.media.services import add_picture
from wellspoken.rooms.review import services
from wellspoken.rooms.review.errors import BlockedByChecks, Unanswered

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(house: Any, draft: Any, tmp_path: Any, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path
    upload = SimpleUploadedFile("lobby.jpg", make.jpeg(), "image/jpeg")
    media = add_picture(actor=house.ana, team=draft.team, upload=upload)
    shown = (Picture(str(media.pk), media.sha256, "The lobby with a piano"),)
    body = make_body("The new lobby is open.", channels=draft.current.content.channels, pictures=shown)
    saved = save_post(actor=house.ana, post=draft, base_version=draft.version, body=body)
    return services.submit(actor=house.ana, post=draft, base_version=saved.version)


def looked(report: PictureReport) -> None:
    Look.objects.update(state="done", report=report.to_json())


def approve(house: Any, request: Any) -> None:
    services.decide(actor=house.rina, request=request, verdict="approve")


def test_a_picture_nobody_looked_into_holds_the_approval_back(house: Any, request_: Any) -> None:
    with pytest.raises(BlockedByChecks) as stopped:
        approve(house, request_)
    assert [block.rule for block in stopped.value.blocks] == ["SYS-2"]


def test_after_the_look_only_people_hold_it_back(house: Any, request_: Any) -> None:
    looked(PictureReport(64, 48, seen=("text", "codes", "faces")))
    with pytest.raises(Unanswered):  # who is in the picture is a question to the reviewer
        approve(house, request_)


def test_a_wristband_in_the_picture_stops_it(house: Any, request_: Any) -> None:
    band = Line("BRANNIGAN, ROSALIND MRN 7730164", Box(0, 0, 9, 9), 95.0)
    looked(PictureReport(64, 48, (band,), seen=("text",)))
    with pytest.raises(BlockedByChecks) as stopped:
        approve(house, request_)
    assert {"HIPAA-ID-A", "HIPAA-ID-H"} <= {block.rule for block in stopped.value.blocks}
    assert "7730164" in {block.quote for block in stopped.value.blocks}
