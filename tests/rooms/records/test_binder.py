"""Binders: everything about a post in one file, printed for readers with and without eyes, and proven offline."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pypdf import PdfReader

from tests.factories import make_person, make_post, make_team
from tests.rooms.records.conftest import down
from wellspoken.rooms.audit import keys
from wellspoken.rooms.kernel.states import StateConflict
from wellspoken.rooms.people.access import Denied
from wellspoken.rooms.people.roles import Role
from wellspoken.rooms.publishing.models import Attempt
from wellspoken.rooms.records import services
from wellspoken.rooms.records.binder import jobs, offline, printing
from wellspoken.rooms.records.binder.blocks import facts, heading, para, picture, quote, table, words
from wellspoken.rooms.records.models import Binder
from wellspoken.rooms.review.models import Comment, Release
from wellspoken.sample.pictures import draw

pytestmark = pytest.mark.django_db


def never() -> bool:
    return False


def made(actor, about, lang="en") -> Binder:
    binder = services.ask_binder(actor=actor, about=about, lang=lang)
    assert jobs.work(never)
    binder.refresh_from_db()
    assert binder.state == "done"
    return binder


@pytest.fixture
def told(published):
    """A post with a life: published, commented, released, taken down."""
    post = published()
    seal = {"post": post, "revision": post.current}
    Comment.objects.create(**seal, text="Is <the hour> right? 💙", by=post.author, quote="Saturday")
    more = {"content_hash": post.current.content_hash, "rule": "ABS-1", "finding": "f" * 32, "pack_version": "1"}
    Release.objects.create(**seal, **more, reason="The board knows this claim.", by=post.author)
    down(post, make_person(Role.PUBLISHER, post.team))
    Attempt.objects.update(raw='{"secret": "RAW-ANSWER"}')
    return post


@pytest.fixture
def auditor(told):
    return make_person(Role.AUDITOR, told.team)


def unpacked(binder: Binder, folder: Path) -> Path:
    with zipfile.ZipFile(binder.place) as archive:
        archive.extractall(folder)
    return folder


def test_a_binder_holds_the_whole_life(told, auditor, tmp_path):
    binder = made(auditor, told)
    folder = unpacked(binder, tmp_path / "b")
    known = json.loads((folder / f"posts/{told.pk}.json").read_text())
    assert [e["content"]["text"] for e in known["shown"]][1].endswith("short.")
    assert known["takedowns"][0]["reason"] == "It showed the wrong hour."
    assert known["decisions"][0]["by"] == "Grace Holm"
    assert known["comments"][0]["text"] == "Is <the hour> right? 💙"
    assert known["releases"][0]["reason"] == "The board knows this claim."
    assert known["deliveries"][0]["attempts"][0]["raw"]
    assert "log_told" not in known
    assert all(e["post_ref"] == str(told.pk) for e in known["log"])
    picture_ = next((folder / "pictures").iterdir())
    assert picture_.read_bytes()[:2] == b"\xff\xd8"
    assert binder.size == binder.place.stat().st_size


def test_the_document_is_tagged_titled_and_in_its_language(told, auditor, tmp_path):
    for lang in ("en", "nb", "id"):
        folder = unpacked(made(auditor, told, lang), tmp_path / lang)
        reader = PdfReader(folder / "binder.pdf")
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"]
        assert root["/Lang"] == lang
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert "StructTreeRoot" in str(root.keys())
        assert reader.metadata.title == told.title
        assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
        text = "\n".join(page.extract_text() for page in reader.pages)
        assert "Walk for thirty minutes" in text
        assert "Grace Holm" in text


def test_the_picture_has_its_words_in_the_document(told, auditor, tmp_path):
    folder = unpacked(made(auditor, told), tmp_path / "b")
    alts = set()
    todo, seen = [PdfReader(folder / "binder.pdf").trailer["/Root"]["/StructTreeRoot"]], set()
    while todo:
        node = todo.pop().get_object() if hasattr(todo[-1], "get_object") else todo.pop()
        if not isinstance(node, dict) or id(node) in seen:
            continue
        seen.add(id(node))
        if "/Alt" in node:
            alts.add(str(node["/Alt"]))
        kids = node.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        todo += list(kids) if isinstance(kids, list) else [kids]
    assert "A lake at dawn" in alts


# ---- proof ----


_RUN = (
    "import sys, runpy; sys.path.insert(0, '.'); sys.argv[0] = 'verifier';"
    "runpy.run_module('verifier', run_name='__main__')"
)


def run(folder: Path, *more: str) -> tuple[int, str]:
    command = [sys.executable, "-I", "-c", _RUN, *more]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_binder_proves_itself_without_us(told, auditor, tmp_path):
    folder = unpacked(made(auditor, told), tmp_path / "b")
    status, said = run(folder)
    assert status == 0, said
    assert "Whole. Signed with " + keys.current_key() in said
    count = len((folder / "audit/entries.jsonl").read_text().splitlines())
    assert f"{count} entries stand in the anchored log, 0 are younger" in said
    assert run(folder, "--key", keys.current_key())[0] == 0
    assert run(folder, "--key", "ab" * 32)[0] == 1
    assert run(tmp_path, "--key", "x")[0] != 0


def _edit(name, old, new):
    def edit(folder: Path) -> None:
        path = next(folder.glob(name))
        path.write_bytes(path.read_bytes().replace(old, new, 1))

    return edit


@pytest.mark.parametrize(
    "damage",
    [
        _edit("posts/*.json", b"wrong hour", b"right hour"),
        _edit("binder.pdf", b"%PDF-1.7", b"%PDF-1.6"),
        _edit("pictures/*", b"\xff\xd8", b"\xff\xd9"),
        _edit("manifest.json", b'"files"', b'"other"'),
        _edit("audit/entries.jsonl", b"Grace", b"Gross"),
        lambda folder: next((folder / "pictures").iterdir()).unlink(),
        lambda folder: (folder / "manifest.json").write_text("[]"),
    ],
)
def test_a_changed_binder_is_found(told, auditor, tmp_path, damage):
    folder = unpacked(made(auditor, told), tmp_path / "b")
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    damage(folder)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} != before
    assert offline.main([str(folder)]) == 1


def test_entries_that_were_never_in_the_log_are_found_even_when_the_list_is_signed_anew(told, auditor, tmp_path):
    """Somebody with the signing key adds an entry: the anchored tree does not hold it."""
    from wellspoken.rooms.audit import chain

    folder = unpacked(made(auditor, told), tmp_path / "b")
    path = folder / "audit/entries.jsonl"
    lines = path.read_text().splitlines()
    entry = json.loads(lines[0])
    entry["actor_name"] = "Somebody else"
    entry["hash"] = chain.entry_hash(entry)
    path.write_text("\n".join([json.dumps(entry), *lines[1:]]) + "\n")
    sealed = json.loads((folder / "manifest.json").read_text())
    import hashlib

    sealed["manifest"]["files"]["audit/entries.jsonl"] = hashlib.sha256(path.read_bytes()).hexdigest()
    sealed["key"], sealed["signature"] = keys.sign(chain.canonical(sealed["manifest"]))
    (folder / "manifest.json").write_text(json.dumps(sealed))
    status, said = run(folder)
    assert status == 1
    assert "is not the one that was anchored" in said


# ---- who, when ----


def test_raw_answers_only_for_those_who_may_see_them(told, tmp_path, monkeypatch):
    boss = make_person(Role.AUDITOR, told.team)
    real = services.binders.may
    monkeypatch.setattr(services.binders, "may", lambda user, right, team: right != "raw" and real(user, right, team))
    folder = unpacked(made(boss, told), tmp_path / "b")
    assert "RAW-ANSWER" not in (folder / f"posts/{told.pk}.json").read_text()
    assert "RAW-ANSWER" not in "".join(p.extract_text() for p in PdfReader(folder / "binder.pdf").pages)


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.AUDITOR, Role.ADMINISTRATOR}])
def test_who_may_not_ask(told, role):
    with pytest.raises(Denied):
        services.ask_binder(actor=make_person(role, told.team), about=told)
    with pytest.raises(Denied):
        services.ask_binder(actor=make_person(Role.AUDITOR, make_team()), about=told)


def test_a_period_holds_what_was_public_then(told, auditor, published, tmp_path):
    other = published(team=told.team, drawing="night")
    made_today = made(auditor, services.Period(told.team, timezone.localdate(), timezone.localdate()))
    folder = unpacked(made_today, tmp_path / "b")
    assert {p.stem for p in (folder / "posts").iterdir()} == {str(told.pk), str(other.pk)}
    assert run(folder)[0] == 0
    long_ago = timezone.localdate() - timedelta(days=900)
    empty = made(auditor, services.Period(told.team, long_ago, long_ago))
    with zipfile.ZipFile(empty.place) as archive:
        assert not [n for n in archive.namelist() if n.startswith("posts/")]
    for days in (-1, 5000):
        period = services.Period(told.team, long_ago, long_ago + timedelta(days=days))
        with pytest.raises(services.BadPeriod):
            services.ask_binder(actor=auditor, about=period)


def test_asking_twice_is_one_and_stopping_stops(told, auditor):
    binder = services.ask_binder(actor=auditor, about=told)
    assert services.ask_binder(actor=auditor, about=told) == binder
    services.stop_binder(actor=auditor, binder=binder)
    assert not jobs.work(never)
    with pytest.raises(StateConflict):
        services.stop_binder(actor=auditor, binder=binder)


def test_a_worker_that_ends_or_dies_leaves_the_order_to_the_next(told, auditor):
    binder = services.ask_binder(actor=auditor, about=told)
    jobs.work(lambda: True)
    binder.refresh_from_db()
    assert binder.state == "waiting"
    Binder.objects.update(state="running", lease_until=timezone.now() - timedelta(seconds=1))
    assert jobs.work(never)
    binder.refresh_from_db()
    assert binder.state == "done"


def test_a_failure_is_told_and_leaves_no_file(told, auditor, monkeypatch):
    binder = services.ask_binder(actor=auditor, about=told)

    def broken(*_args):
        raise printing.NotPrinted("no")

    monkeypatch.setattr(printing, "printed", broken)
    with pytest.raises(printing.NotPrinted):
        jobs.work(never)
    binder.refresh_from_db()
    assert binder.state == "failed"
    assert not binder.place.exists()


def test_what_never_went_out_has_a_binder_too(net):
    post = make_post(sealed=True)
    binder = made(make_person(Role.AUDITOR, post.team), post)
    assert zipfile.is_zipfile(binder.place)


# ---- printing ----


@pytest.mark.parametrize(
    "text",
    [
        "Plain", "💙👩🏽‍⚕️🇳🇴", "日本語 عربى हिन्दी", "#let x = 1 $a$ *b* _c_ @d <e> \\f //g", "a\x00b\x07c\u202e", "",
        "\ue000\U0001f9ff", "long " * 3000,
    ],
)  # fmt: skip
def test_any_words_can_be_printed(text):
    blocks = [
        heading(1, text or "x"), heading(2, text or "x"), para(text), quote(text, "id"), *facts([(text or "x", text)]),
        *table(["a", "b"], [[text, None], [text, 1]]), words([("same", text), ("del", text), ("ins", text)]),
    ]  # fmt: skip
    document = printing.Document(text or "x", text, "en", "Contents", [text], blocks)
    pdf = printing.printed(document, datetime(2026, 11, 22, tzinfo=UTC))
    assert len(PdfReader(io.BytesIO(pdf)).pages) >= 2


def test_the_same_document_twice_has_the_same_bytes():
    pictures = {"a.jpg": draw("lake")}
    document = printing.Document(
        "T", "A", "nb", "Innhold", ["x"], [heading(1, "H"), picture("a.jpg", "Et vann")], pictures
    )
    at = datetime(2026, 11, 22, tzinfo=UTC)
    assert printing.printed(document, at) == printing.printed(document, at)
