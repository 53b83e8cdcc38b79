"""Comments, releases, looks, the queue, and texts cut into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import answer_all, make_body, make_person
from wellspoken.rooms.audit.models import AuditEntry
from wellspoken.rooms.content.services import save_post
from wellspoken.rooms.kernel.missing import NotThere
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.review import services
from wellspoken.rooms.review.access import get_request
from wellspoken.rooms.review.errors import BlockedByChecks, NoSuchPassage, OwnWork, ReasonNeeded
from wellspoken.rooms.review.models import Look
from wellspoken.rooms.review.selectors import packet, place_in, queue, unreleased_blocks
from wellspoken.rooms.review.selectors.pieces import Span, cut, sentences
from wellspoken.rooms.review.services import Passage

BAD = "Patient Brad Kessler, SSN 123-45-6789, was in surgery."
WHY = "She signed the form, number 214."


@pytest.fixture
def stopped(house, draft):
    body = make_body(BAD, channels=(house.channel.pk,))
    save_post(actor=house.ana, post=draft, base_version=draft.version, body=body)
    return draft


def test_a_comment_quotes_code_points(house, asked):
    body = asked.revision.content
    made = services.comment(actor=house.rina, revision=asked.revision, text=" why? ", passage=Passage(5, 8))
    assert (made.quote, made.text) == (body.text[5:8], "why?")
    entry = AuditEntry.objects.get(action="review.commented")
    assert "why?" not in str(entry.data)
    assert entry.personal == {"text": "why?", "quote": body.text[5:8]}


@pytest.mark.parametrize("where", [Passage(0, 999), Passage(-1, 3), Passage(5, 2), Passage(4, 4), Passage(0, 3, 999)])
def test_a_passage_must_be_there(house, asked, where):
    with pytest.raises(NoSuchPassage):
        services.comment(actor=house.rina, revision=asked.revision, text="why?", passage=where)


@pytest.mark.parametrize("text", ["", "  \n", "\x00", "x" * 5001])
def test_a_comment_has_words(house, asked, text):
    with pytest.raises(ReasonNeeded):
        services.comment(actor=house.rina, revision=asked.revision, text=text)


@pytest.mark.parametrize(("role", "may"), [(Role.EDITOR, True), (Role.REVIEWER, True), (Role.VIEWER, False)])
def test_who_comments(house, asked, role, may):
    somebody = make_person(role, house.team)
    if may:
        services.comment(actor=somebody, revision=asked.revision, text="why?")
        return
    with pytest.raises(Denied):
        services.comment(actor=somebody, revision=asked.revision, text="why?")


def test_a_comment_is_done_once(house, draft, asked):
    made = services.comment(actor=house.rina, revision=asked.revision, text="why?")
    services.resolve_comment(actor=house.ana, post=draft, comment_id=made.pk)
    again = services.resolve_comment(actor=house.rina, post=draft, comment_id=made.pk)
    assert again.resolved_by == house.ana
    with pytest.raises(NotThere):
        services.resolve_comment(actor=house.rina, post=draft, comment_id=9999)


def test_released_words_may_be_sent_and_changed_ones_are_stopped_again(house, stopped):
    with pytest.raises(BlockedByChecks) as refused:
        services.submit(actor=house.ana, post=stopped, base_version=stopped.version)
    for block in refused.value.blocks:
        services.release(actor=house.rina, post=stopped, finding_id=block.finding, reason=WHY)
    request = services.submit(actor=house.ana, post=stopped, base_version=stopped.version)
    answer_all(house.reza, request)
    services.decide(actor=house.reza, request=request, verdict="approve")
    stopped.refresh_from_db()
    body = make_body(BAD + " Get well.", channels=(house.channel.pk,))
    save_post(actor=house.ana, post=stopped, base_version=stopped.version, body=body)
    assert unreleased_blocks(stopped, body)


def test_who_releases(house, stopped):
    finding = unreleased_blocks(stopped, stopped.current.content)[0].finding
    for role in Role:
        if role is Role.REVIEWER:
            continue
        with pytest.raises(Denied):
            services.release(actor=make_person(role, house.team), post=stopped, finding_id=finding, reason=WHY)
    writer = make_person(Role.REVIEWER, house.team)
    type(stopped).objects.filter(pk=stopped.pk).update(author=writer)
    stopped.refresh_from_db()
    with pytest.raises(OwnWork):
        services.release(actor=writer, post=stopped, finding_id=finding, reason=WHY)


@pytest.mark.parametrize("reason", ["", "too short", "x" * 5001])
def test_a_release_says_why(house, stopped, reason):
    finding = unreleased_blocks(stopped, stopped.current.content)[0].finding
    with pytest.raises(ReasonNeeded):
        services.release(actor=house.rina, post=stopped, finding_id=finding, reason=reason)


def test_only_what_is_stopped_is_released_and_once(house, stopped):
    finding = unreleased_blocks(stopped, stopped.current.content)[0].finding
    services.release(actor=house.rina, post=stopped, finding_id=finding, reason=WHY)
    for gone in (finding, "0" * 32, ""):
        with pytest.raises(NotThere):
            services.release(actor=house.reza, post=stopped, finding_id=gone, reason=WHY)


def test_what_could_not_be_checked_cannot_be_released(house, draft, monkeypatch):
    def fails(*args):
        raise RuntimeError("no engine")

    monkeypatch.setattr("wellspoken.rooms.compliance.services.asked_by", fails)
    with pytest.raises(BlockedByChecks) as refused:
        services.submit(actor=house.ana, post=draft, base_version=draft.version)
    with pytest.raises(NotThere):
        services.release(actor=house.rina, post=draft, finding_id=refused.value.blocks[0].finding, reason=WHY)


def test_looks_remember_the_version_before(house, draft, asked):
    services.mark_looked(actor=house.rina, revision=asked.revision)
    services.mark_looked(actor=house.rina, revision=asked.revision)
    save_post(
        actor=house.ana,
        post=draft,
        base_version=draft.version,
        body=make_body("Walk for sixty minutes on Saturday.", channels=(house.channel.pk,)),
    )
    again = services.submit(actor=house.ana, post=draft, base_version=draft.version)
    services.mark_looked(actor=house.rina, revision=again.revision)
    look = Look.objects.get()
    assert (look.revision, look.before) == (again.revision, asked.revision)
    found = packet(house.rina, get_request(house.rina, again.pk))
    assert found.seen == 1
    assert [piece for piece in found.texts[0].changes if piece[0] != "same"] == [("del", "thirty"), ("ins", "sixty")]
    other = packet(house.reza, get_request(house.reza, again.pk))
    assert (other.seen, other.looked) == (None, False)


def test_the_queue_puts_own_work_last(house, asked):
    assert [(row.request.pk, row.own) for row in queue(house.rina)] == [(asked.pk, False)]
    assert queue(house.lia) == []
    services.decide(actor=house.rina, request=asked, verdict="approve")
    assert queue(house.rina) == []
    assert place_in(make_person(Role.REVIEWER, house.team), asked).total == 0


spans = st.builds(
    Span, st.integers(-5, 30), st.integers(-5, 40), st.sampled_from(["finding", "comment"]), st.text(max_size=3),
    st.sampled_from(["block", "review", "advise", ""]),
)  # fmt: skip


@given(st.text(max_size=30), st.lists(spans, max_size=6))
def test_pieces_join_to_the_text_again(text, marks):
    class Stretch:
        def __init__(self, words):
            self.text, self.kind, self.href = words, "text", ""

    stretches = [Stretch(text[: len(text) // 2]), Stretch(text[len(text) // 2 :])]
    pieces = cut(text, stretches, marks)
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        assert piece.start == at
        at += len(piece.text)


@given(st.text(max_size=200))
def test_sentences_are_where_they_say(text):
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
