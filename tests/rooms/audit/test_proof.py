"""Anchors, the export that proves itself, and the verifier: every way of tampering is found."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from tests.factories import make_person, make_post, make_team
from wellspoken.rooms.audit import anchoring, chain, ed25519, inclusion, keys, merkle, offline
from wellspoken.rooms.audit.bundle import write_bundle
from wellspoken.rooms.audit.models import Anchor, AuditEntry, AuditHead, SigningKey
from wellspoken.rooms.audit.proof import document_digest
from wellspoken.rooms.audit.proving import proofs_of
from wellspoken.rooms.audit.reading import note_reading
from wellspoken.rooms.audit.services import entry_fields, record, redact_personal
from wellspoken.rooms.audit.verify import verify
from wellspoken.rooms.kernel.actors import SystemActor

SWEEPER = SystemActor("tests")
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)


def act(number=1):
    for _ in range(number):
        record(action="post.created", actor=SWEEPER, obj=make_team(), personal={"note": "Ana said so"})


@pytest.fixture
def anchored(db):
    """Three days of acts, each anchored."""
    for day in range(3):
        act(4)
        assert anchoring.anchor_today(NOW + timedelta(days=day))
    act(2)


@pytest.fixture
def export(anchored, tmp_path):
    return unpacked(tmp_path / "export")


def unpacked(folder: Path) -> Path:
    out = io.BytesIO()
    write_bundle(out)
    with zipfile.ZipFile(out) as archive:
        archive.extractall(folder)
    return folder


def run(folder: Path, *more: str) -> tuple[int, str]:
    """The verifier as an auditor runs it: another Python that cannot see this product."""
    command = [sys.executable, "-I", "-c", ("import sys, runpy; sys.path.insert(0, '.'); sys.argv[0] = 'verifier';"
               "runpy.run_module('verifier', run_name='__main__')"), *more]  # fmt: skip
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


# ---- signatures ----


@pytest.mark.parametrize(
    ("public", "message", "signature"),
    [  # RFC 8032, section 7.1, tests 1 to 3
        (
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            ("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        ),
        (
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            ("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        ),
        (
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
            ("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
        ),
    ],
)  # fmt: skip
def test_signatures_of_the_standard(public, message, signature):
    key, words, seal = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
    assert ed25519.verify(key, words, seal)
    assert not ed25519.verify(key, words + b"x", seal)
    assert not ed25519.verify(key, words, seal[:-1] + bytes([seal[-1] ^ 1]))
    assert not ed25519.verify(key, words, bytes([seal[0] ^ 1]) + seal[1:])
    assert not ed25519.verify(key[:-1], words, seal)
    assert not ed25519.verify(b"\xff" * 32, words, seal)
    more = (int.from_bytes(seal[32:], "little") + ed25519.ORDER).to_bytes(33, "little")[:32]
    assert not ed25519.verify(key, words, seal[:32] + more)  # the same signature written otherwise


def test_a_library_and_our_own_formulae_agree():
    for number in range(8):
        private = Ed25519PrivateKey.generate()
        public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        message = b"x" * number
        assert ed25519.verify(public, message, private.sign(message))
        assert not ed25519.verify(public, message + b"y", private.sign(message))


# ---- anchors ----


@pytest.mark.django_db
def test_one_anchor_a_day_and_none_for_nothing_new():
    act()
    first = anchoring.anchor_today(NOW)
    assert first is not None
    act()
    assert anchoring.anchor_today(NOW + timedelta(hours=20)) is None
    second = anchoring.anchor_today(NOW + timedelta(days=1))
    assert second is not None
    assert second.document["anchor"]["previous"] == document_digest(first.document)
    assert anchoring.anchor_today(NOW + timedelta(days=2)) is None  # nothing was written since
    assert anchoring.anchor_now(NOW + timedelta(days=1)) is None
    act()
    third = anchoring.anchor_now(NOW + timedelta(days=1))  # somebody asks for one more on the same day
    assert third is not None
    assert third.number == 3
    assert verify().ok


@pytest.mark.django_db
def test_an_anchor_is_written_beside_the_data():
    act()
    made = anchoring.anchor_today(NOW)
    file = Path(settings.DATA) / "anchors" / made.name
    path = anchoring.write_file(made)
    assert path == file
    path.unlink()
    assert offline.documents(anchoring.write_file(made)) == [made.document]
    path.unlink()


@pytest.mark.django_db
def test_the_private_half_is_sealed_and_the_key_is_made_once():
    first = keys.ensure_key()
    assert keys.ensure_key() == first
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT private FROM audit_signingkey")
        stored = cursor.fetchone()[0]
    assert first.private not in stored
    assert AuditEntry.objects.get(action="audit.key_made").data == {"public": first.public}


@pytest.mark.django_db
def test_a_key_that_cannot_be_opened_is_replaced_and_its_anchors_still_hold(settings):
    act()
    anchoring.anchor_today(NOW)
    settings.SEAL_KEYS = ["b3RoZXIta2V5LW90aGVyLWtleS1vdGhlci1rZXktb3Q="]
    act()
    second = anchoring.anchor_today(NOW + timedelta(days=1))
    assert SigningKey.objects.defer("private").count() == 2
    assert second.document["anchor"]["key"] == keys.current_key()
    assert verify().ok


def _forge(**changes):
    """An anchor changed and signed anew with somebody else's key."""
    anchor = Anchor.objects.order_by("-number").first()
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    body = {**anchor.document["anchor"], **changes, "key": public}
    anchor.document = {"anchor": body, "signature": private.sign(chain.canonical(body)).hex()}
    anchor.save()


def _rewrite():
    """The whole chain made anew after a change: every link holds again."""
    before = chain.GENESIS
    from wellspoken.rooms.audit.services import entry_fields

    for entry in AuditEntry.objects.order_by("seq"):
        entry.actor_name = "Somebody else" if entry.seq == 2 else entry.actor_name
        entry.prev_hash = before
        entry.hash = before = chain.entry_hash(entry_fields(entry))
        entry.save()
    AuditHead.objects.update(hash=before)


def _cut():
    """The end cut off, and the head set to what is left."""
    last = AuditEntry.objects.get(seq=5)
    AuditEntry.objects.filter(seq__gt=5).delete()
    AuditHead.objects.update(seq=5, hash=last.hash)


def _unsign():
    anchor = Anchor.objects.order_by("-number").first()
    anchor.document["anchor"]["made_at"] = "2026-01-01T00:00:00+00:00"
    anchor.save()


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        (_rewrite, "anchor"),
        (_cut, "cut"),
        (_unsign, "signature"),
        (lambda: Anchor.objects.filter(number=1).delete(), "anchors"),
        (lambda: Anchor.objects.filter(number=2).delete(), "anchors"),
        (lambda: _forge(hash="f" * 64), "anchor"),
        (lambda: Anchor.objects.filter(number=3).update(document={"anchor": []}), "signature"),
        (lambda: AuditEntry.objects.filter(seq=3).update(actor_name="x"), "altered"),
    ],
)
def test_what_the_chain_alone_cannot_show_the_anchors_do(anchored, damage, kind):
    assert verify().ok
    damage()
    assert verify().problem.kind == kind


# ---- the export, with nothing of ours at hand ----


def test_the_export_holds_everything_and_proves_itself(export):
    names = {p.relative_to(export).as_posix() for p in export.rglob("*") if p.is_file()}
    assert {"audit.jsonl", "anchors.jsonl", "keys.json", "README.txt", "verifier/__main__.py"} <= names
    status, said = run(export)
    assert (status, "Unbroken" in said, "3 anchors hold" in said) == (0, True, True), said
    assert json.loads((export / "keys.json").read_text())[0]["public"] in said
    assert run(export, "--key", keys.current_key())[0] == 0
    assert run(export, "--key", "ab" * 32)[0] == 1
    assert run(export.parent)[0] != 0


def test_the_verifier_needs_only_the_standard_library(export):
    import ast

    known = sys.stdlib_module_names | {"verifier"}

    for file in (export / "verifier").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Import):
                assert {n.name.partition(".")[0] for n in node.names} <= known, file
            if isinstance(node, ast.ImportFrom):
                assert node.level or node.module.partition(".")[0] in known, file


def lines_of(export: Path) -> list[str]:
    return (export / "audit.jsonl").read_text().splitlines(keepends=True)


def write(export: Path, lines: list[str]) -> None:
    (export / "audit.jsonl").write_text("".join(lines))


def rechained(lines: list[str], end: int | None = None) -> list[str]:
    """The export forged with care: hashes and head made anew."""
    before, made = chain.GENESIS, []
    for line in lines[:-1][:end]:
        entry = json.loads(line)
        entry["actor_name"] = "Forger" if entry["seq"] == 2 and end is None else entry["actor_name"]
        entry["prev_hash"] = before
        entry["hash"] = before = chain.entry_hash(entry)
        made.append(json.dumps(entry) + "\n")
    return [*made, json.dumps({"head": {"seq": len(made), "hash": before}}) + "\n"]


TAMPERED = {
    "changed": lambda ls: [ls[0].replace("tests", "other"), *ls[1:]],
    "removed": lambda ls: [*ls[:3], *ls[4:]],
    "first removed": lambda ls: ls[1:],
    "reordered": lambda ls: [ls[1], ls[0], *ls[2:]],
    "doubled": lambda ls: [ls[0], *ls],
    "truncated": lambda ls: ls[:5],
    "truncated with a new head": lambda ls: rechained(ls, 6),
    "all forged anew": rechained,
    "personal text changed": lambda ls: [ls[0].replace("Ana said so", "Bo said so"), *ls[1:]],
    "personal text emptied in secret": lambda ls: [json.dumps({**json.loads(ls[0]), "personal": None}) + "\n", *ls[1:]],
    "something after the end": lambda ls: [*ls, ls[0]],
    "not JSON": lambda ls: ["{\n", *ls],
    "deep JSON": lambda ls: ["[" * 100_000 + "\n", *ls],
    "empty": lambda ls: [],
}


@pytest.mark.parametrize("how", TAMPERED)
def test_a_tampered_export_is_found(export, how):
    write(export, TAMPERED[how](lines_of(export)))
    assert offline.main([str(export)]) == 1


@pytest.mark.parametrize(
    "how",
    [
        lambda ls: ls[1:],
        lambda ls: [ls[0], ls[2]],
        lambda ls: [ls[0].replace('"seq": 5', '"seq": 4'), *ls[1:]],
        lambda ls: ["{}", *ls],
        lambda ls: ["not an anchor\n", *ls],
    ],
)
def test_tampered_anchors_are_found(export, how):
    lines = (export / "anchors.jsonl").read_text().splitlines(keepends=True)
    (export / "anchors.jsonl").write_text("".join(how(lines)))
    assert offline.main([str(export)]) == 1


def test_an_anchor_kept_elsewhere_convicts_whoever_holds_everything(export, tmp_path, anchored):
    """A whole new log with anchors of its own, by somebody with the keys: only the copy outside shows it."""
    kept = tmp_path / "kept.json"
    kept.write_bytes(anchoring.as_file(Anchor.objects.get(number=2)))
    Anchor.objects.all().delete()
    _rewrite()
    act()
    anchoring.anchor_today(NOW + timedelta(days=1))
    forged = unpacked(tmp_path / "forged")
    assert run(forged)[0] == 0
    assert run(forged, "--anchor", str(kept))[0] == 1
    assert run(export, "--anchor", str(kept))[0] == 0


def test_emptied_personal_text_breaks_neither_chain_nor_anchors(anchored, tmp_path):
    keys_ = AuditEntry.objects.filter(seq__in=[2, 3]).values_list("pk", flat=True)
    assert redact_personal(actor=SWEEPER, entry_ids=keys_, reason="Asked for by the person") == 2
    assert verify().ok
    folder = unpacked(tmp_path / "after")
    assert "Ana said so" not in "".join(lines_of(folder)[1:3])
    assert run(folder)[0] == 0


# ---- reading ----


@pytest.mark.django_db
def test_reading_is_told_once_for_each_person_and_thing():
    ana, bo, posts = make_person(), make_person(), [make_post(), make_post()]
    assert note_reading(actor=ana, objects=posts, what="raw") == 2
    assert note_reading(actor=ana, objects=posts, what="raw") == 0
    assert note_reading(actor=bo, objects=posts[:1], what="raw") == 1
    assert note_reading(actor=ana, objects=posts, what="other") == 2
    assert note_reading(actor=ana, objects=posts, what="raw", again=timedelta(0)) == 2
    assert note_reading(actor=ana, objects=[], what="raw") == 0
    assert verify().ok


# ---- one entry without the others ----


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 9, 31, 33])
def test_each_entry_is_shown_to_stand_in_the_tree_and_no_other(count):
    hashes = [f"{n:064x}" for n in range(count)]
    root = merkle.root_of(hashes)
    found = merkle.paths(hashes, range(count))
    for index, path in found.items():
        assert merkle.stands(hashes[index], index, count, path, root)
        assert not merkle.stands("f" * 64, index, count, path, root)
        assert not merkle.stands(hashes[index], index, count + 1, [*path, "00" * 32], root)
        assert not merkle.stands(hashes[index], index, count, [*path, "00" * 32], root)
        assert not merkle.stands(hashes[index], count, count, path, root)
        if path:
            assert not merkle.stands(hashes[index], index, count, path[1:], root)
            assert not merkle.stands(hashes[index], index, count, ["zz", *path[1:]], root)
            assert not merkle.stands(hashes[index], (index + 1) % count, count, path, root)


@pytest.mark.parametrize("counts", [(0, 1), (3, 4), (7, 9)])
def test_the_root_changes_with_every_entry(counts):
    assert merkle.root_of(["a"] * counts[0]) != merkle.root_of(["a"] * counts[1])
    assert merkle.root_of(["a", "b", "c"]) != merkle.root_of(["a", "c", "b"])


def test_single_entries_are_proven_by_the_newest_anchor(anchored):
    entries = [entry_fields(one) for one in AuditEntry.objects.filter(seq__in=[1, 5, 14, 15])]
    proofs, documents = proofs_of(entry["seq"] for entry in entries)
    last = Anchor.objects.first().seq
    found = inclusion.check(entries, proofs, documents)
    young = sum(entry["seq"] > last for entry in entries)
    assert (found.ok, found.proven, found.young) == (True, len(entries) - young, young)
    assert inclusion.check(entries, proofs, documents, [keys.current_key()]).ok
    assert not inclusion.check(entries, proofs, documents, ["ab" * 32]).ok
    assert not inclusion.check(entries, proofs, []).ok
    altered = [{**entries[0], "actor_name": "Somebody else"}]
    assert inclusion.check(altered, proofs, documents).bad == (1,)
    altered[0]["hash"] = chain.entry_hash(altered[0])
    assert inclusion.check(altered, proofs, documents).bad == (1,)
    assert inclusion.check([{"seq": "x"}], proofs, documents).bad == (0,)
