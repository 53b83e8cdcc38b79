"""Posts with a picture on a real Bluesky server, through a proxy that loses replies: exactly one record each.

`python -m benchmarks.pds_pictures [--posts 500]`; the exit status is 1 when a post is missing, doubled or bare.
"""

from __future__ import annotations

import argparse
import io
import json
import time
from collections import Counter
from typing import Any

from benchmarks import rig
from benchmarks.faults import skip_pauses
from benchmarks.faults_stage import STILL, Stage
from benchmarks.faults_worker import Fault, begin

#: without progress for so long, in seconds, the run is over
PATIENCE = 120.0


def picture(stage: Stage, author: Any) -> Any:
    """One stored picture that was looked into, as the composer leaves it."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    from wellspoken.rooms.content.body import Picture
    from wellspoken.rooms.media import jobs, services

    data = io.BytesIO()
    Image.linear_gradient("L").resize((640, 400)).convert("RGB").save(data, "PNG")
    upload = SimpleUploadedFile("walk.png", data.getvalue())
    media = services.add_picture(actor=author, team=stage.team, upload=upload, alt="A path by a lake.")
    jobs.look_at_pictures()
    return Picture(str(media.pk), media.sha256, "A path by a lake.")


def write(stage: Stage, posts: int) -> list[int]:
    """Approve posts with the picture, due now; the keys of their deliveries."""
    from django.utils import timezone

    from tests.factories import make_body, make_person, make_post
    from tests.publishing_kit import approve, at
    from wellspoken.rooms.review.checks import unreleased_blocks

    author, reviewer = make_person("editor", stage.team), make_person("reviewer", stage.team)
    shown, keys = picture(stage, author), []
    for number in range(posts):
        text = f"Walk number {number:05d} for the heart."
        body = make_body(text, channels=(stage.channels[-1].pk,), pictures=(shown,))
        post = make_post(stage.team, author, body, sealed=True, **at(timezone.now(), "UTC"))
        if blocks := unreleased_blocks(post, body):
            raise SystemExit(f"the checks stop it: {blocks[0]}")
        keys += [delivery.pk for delivery in approve(post, reviewer)]
    return keys


def wait(keys: list[int]) -> None:
    """Wait while it goes on; lost answers are looked up without pauses."""
    from wellspoken.rooms.publishing.models import Delivery

    rows = Delivery.objects.filter(pk__gte=keys[0])
    known, moved = 0, time.monotonic()
    while rows.filter(state__in=(*STILL, "unknown")).exists() and time.monotonic() - moved < PATIENCE:
        time.sleep(1)
        skip_pauses()
        if (live := rows.filter(state="live").count()) > known:
            known, moved = live, time.monotonic()


def count(stage: Stage, posts: int) -> dict[str, int]:
    """What the server shows, read record by record."""
    seen: Counter[str] = Counter()
    bare = 0
    for value in stage.pds_records():
        seen[value["text"]] += 1
        bare += len(value.get("embed", {}).get("images", [])) != 1
    return {"posts": posts, "records": seen.total(), "twice": sum(n > 1 for n in seen.values()),
            "missing": posts - len(seen), "without_picture": bare}  # fmt: skip


def main() -> int:
    """Run and count."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--posts", type=int, default=500)
    asked.add_argument("--lost-replies", type=float, default=0.05)
    chosen = asked.parse_args()
    data = rig.prepare()
    with Stage(data, chosen.lost_replies, mastodons=0, pds=True, seed=11) as stage:
        began = time.monotonic()
        keys = write(stage, chosen.posts)
        worker = begin(Fault(), data / "worker.log")
        wait(keys)
        worker.terminate()
        worker.join(60)
        figures = count(stage, chosen.posts)
    from wellspoken.rooms.publishing.models import Attempt, Delivery

    lost = Attempt.objects.filter(kind="send", outcome="unknown").count()
    live = Delivery.objects.filter(state="live").count()
    print(json.dumps({"name": "pds_pictures", **figures, "live": live, "lost_replies": lost,
                      "seconds": round(time.monotonic() - began), **rig.machine()}))  # fmt: skip
    return int(figures["records"] != chosen.posts or bool(figures["twice"] or figures["without_picture"]))


if __name__ == "__main__":
    raise SystemExit(main())
