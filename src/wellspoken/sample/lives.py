"""The lives of the sample's posts: each a generator that names its next moment, then does what happens then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from wellspoken.rooms.consents.models import PrivateLink
from wellspoken.rooms.content.body import Body, Evidence, Picture
from wellspoken.rooms.content.models import Post
from wellspoken.rooms.content.plans import Plan
from wellspoken.rooms.content.services import create_post, set_plan
from wellspoken.rooms.media.looks import can_read, look_now
from wellspoken.rooms.media.services import add_picture
from wellspoken.rooms.people.models import Team, User
from wellspoken.rooms.publishing.recurring import asking
from wellspoken.rooms.publishing.rhythm import Rhythm
from wellspoken.rooms.publishing.services import take_down
from wellspoken.rooms.review.models import ReviewRequest
from wellspoken.rooms.review.selectors import asked_of
from wellspoken.rooms.review.services import Given, answer, decide, submit
from wellspoken.sample import agreeing, pictures, reports
from wellspoken.sample.house import House
from wellspoken.sample.reading import SamplePost
from wellspoken.sample.sending import send_due, withdraw_due

Life = Iterator[datetime]
DECISIONS = {"changes": "changes", "rejected": "reject"}


@dataclass
class Story:
    """One post of one team, told from `now` (real) backwards."""

    house: House
    slug: str
    said: SamplePost
    now: datetime
    link: PrivateLink | None = None  # of whoever agreed to be told of

    @property
    def team(self) -> Team:
        """The team whose post it is."""
        return self.house.teams[self.slug]

    @property
    def author(self) -> User:
        """Who writes."""
        return self.house.one(self.slug, self.said.by)

    @property
    def goes_out(self) -> datetime:
        """When it is planned for; bare drafts have no plan and count from today."""
        return self.said.at or self.now

    def tell(self) -> Life:
        """Yield each moment before doing what happens at it."""
        out = min(self.goes_out, self.now)
        yield out - timedelta(days=2, hours=1) if self.said.life != "draft" else self.now - timedelta(hours=3)
        post = self._write()
        if self.said.life == "draft":
            return
        yield out - timedelta(days=1, hours=20)
        request = submit(actor=self.author, post=post, base_version=post.version)
        if self.said.life == "review":
            return
        # a late post is one whose approval came after its minute
        yield self.now - timedelta(hours=2) if self.said.life == "late" else out - timedelta(days=1, hours=2)
        self._decide(request)
        if self.link is not None and self.said.consent.get("taken_back"):
            yield self.now - timedelta(hours=5)
            agreeing.take_back(self.link, self.said.consent["taken_back"])
        if self.said.life in DECISIONS or self.said.life == "late" or self.goes_out > self.now:
            return
        yield self.goes_out
        send_due(post, self.goes_out)
        if self.said.repeats:
            yield max(self.goes_out, self.now - timedelta(days=1))
            self._ask_again(post)
        if self.said.life == "withdrawn":
            yield self.goes_out + timedelta(hours=5)
            self._take_down(post)

    def _write(self) -> Post:
        post = create_post(actor=self.author, team=self.team, body=self._body())
        if self.said.at is not None:
            wall = self.said.at.replace(tzinfo=None).isoformat(timespec="minutes")
            set_plan(actor=self.author, post=post, plan=Plan("at", wall, self.team.time_zone))
        return post

    def _body(self) -> Body:
        channels = tuple(self.house.channels[self.slug, network].pk for network in self.said.channels)
        if self.said.consent:
            self.link = agreeing.agree(self.author, self.team, self.said.consent, channels)
        return Body(
            title=self.said.title,
            text=self.said.text,
            lang=self.team.language,
            channels=channels,
            pictures=self._pictures(),
            evidence=tuple(Evidence(e["url"], e["title"], e["publisher"]) for e in self.said.evidence),
            consents=(agreeing.use_of(self.link),) if self.link is not None else (),
        )

    def _pictures(self) -> tuple[Picture, ...]:
        if not self.said.picture or not can_read():  # a picture nobody can look into would stop the post
            return ()
        scene, alt = self.said.picture["scene"], self.said.picture["alt"]
        upload = SimpleUploadedFile(f"{scene}.jpg", pictures.draw(scene), "image/jpeg")
        media = add_picture(actor=self.author, team=self.team, upload=upload, alt=alt)
        look_now(media, timezone.now, reports.known(media.sha256))
        return (Picture(str(media.pk), media.sha256, alt),)

    def _decide(self, request: ReviewRequest) -> None:
        reviewer = self.house.one(self.slug, "reviewer")
        verdict = DECISIONS.get(self.said.life, "approve")
        if verdict == "approve":
            self._answer(reviewer, request)
        decide(
            actor=reviewer, request=request, verdict=verdict, reason=self.said.reason if verdict != "approve" else ""
        )

    def _answer(self, reviewer: User, request: ReviewRequest) -> None:
        """The reviewer answers what only a person can say; the sample's posts are fine."""
        given = [Given(asked.question.id, asked.question.good) for asked in asked_of(request)]
        if given:
            answer(actor=reviewer, request=request, given=given)

    def _ask_again(self, post: Post) -> None:
        """Every Wednesday for a quarter; the sources are due after two months."""
        first = timezone.localdate(timezone=self.team.zone) + timedelta(days=1)
        at = f"{self.goes_out.astimezone(self.team.zone):%H:%M}"
        rhythm = Rhythm("week", 1, first, first + timedelta(days=91), at, self.team.time_zone, weekdays=(2,))
        due = first + timedelta(days=60)
        asker = self.house.one(self.slug, "publisher")
        series = asking.ask(actor=asker, post=post, rhythm=rhythm, evidence_due=due)
        if self.said.repeats == "approved":
            asking.approve(actor=self.house.one(self.slug, "reviewer"), series=series)

    def _take_down(self, post: Post) -> None:
        take_down(
            actor=self.house.one(self.slug, "publisher"),
            post=post,
            reason=self.said.reason,
            public_reason=self.said.public_reason,
        )
        withdraw_due(post)
