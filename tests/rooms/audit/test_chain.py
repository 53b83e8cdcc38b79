"""The chain alone: any change of any field is found, and honest chains pass."""

import copy
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellspoken.rooms.audit import chain
from wellspoken.rooms.audit.plain import plain


def make_chain(length: int) -> list[dict]:
    entries, before = [], chain.GENESIS
    for seq in range(1, length + 1):
        personal = {"note": f"words {seq}"} if seq % 2 else None
        entry = {
            "seq": seq,
            "at": f"2026-11-21T09:{seq:02}:00.000000+00:00",
            "actor_id": f"person:{seq}",
            "actor_name": "Ana Berg",
            "action": "post.created",
            "object_kind": "content.post",
            "object_id": str(seq),
            "object_label": "Heart month 💙",
            "post_ref": str(seq),
            "data": {"from": "draft", "n": seq},
            "personal": personal,
            "personal_hash": chain.digest(personal) if personal else "",
            "prev_hash": before,
        }
        entry["hash"] = before = chain.entry_hash(entry)
        entries.append(entry)
    return entries


def walk(entries: list[dict], head: tuple[int, str] | None) -> chain.Report:
    reader = chain.Walk()
    reader.read(entries)
    return reader.close(head)


HONEST = make_chain(6)
HEAD = (6, HONEST[-1]["hash"])
LENGTHS = st.integers(0, 12)


@given(LENGTHS)
def test_an_honest_chain_of_any_length_is_unbroken(length):
    entries = make_chain(length)
    head = (length, entries[-1]["hash"] if entries else chain.GENESIS)
    report = walk(entries, head)
    assert report.ok
    assert (report.entries, report.seq, report.hash) == (length, *head)


plain_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(st.integers(0, 5), st.sampled_from(sorted(HONEST[0])), plain_values)
def test_a_change_of_any_single_field_is_found(index, field, value):
    entries = copy.deepcopy(HONEST)
    if chain.canonical(entries[index][field]) == chain.canonical(value):
        return
    entries[index][field] = value
    assert not walk(entries, HEAD).ok


@given(st.permutations(range(6)), st.integers(0, 6))
def test_removing_and_reordering_is_found(order, keep):
    entries = [HONEST[i] for i in order][:keep]
    assert walk(entries, HEAD).ok == (entries == HONEST)


@pytest.mark.parametrize(
    ("change", "kind", "seq", "until"),
    [
        (lambda e: e[2].update(actor_name="Somebody else"), "altered", 3, 0),
        (lambda e: e[2].update(personal={"note": "other"}), "personal", 3, 0),
        (lambda e: e[2].update(personal=None), "emptied", 6, 0),
        (lambda e: e.pop(2), "gap", 3, 3),
        (lambda e: e.__delitem__(slice(2, 5)), "gap", 3, 5),
        (lambda e: e.pop(), "gap", 6, 6),
        (lambda e: e.insert(3, e[2]), "order", 3, 0),
        (lambda e: e[2].pop("seq"), "shape", 3, 0),
    ],
)
def test_the_first_broken_place_is_named(change, kind, seq, until):
    entries = copy.deepcopy(HONEST)
    change(entries)
    assert walk(entries, HEAD).problem == chain.Problem(kind, seq, until)


def test_an_entry_rewritten_with_its_own_new_hash_breaks_the_next_link():
    entries = copy.deepcopy(HONEST)
    entries[2]["actor_name"] = "Somebody else"
    entries[2]["hash"] = chain.entry_hash(entries[2])
    assert walk(entries, HEAD).problem == chain.Problem("link", 4)


def test_a_last_entry_rewritten_with_its_own_new_hash_does_not_fit_the_head():
    entries = copy.deepcopy(HONEST)
    entries[-1]["actor_name"] = "Somebody else"
    entries[-1]["hash"] = chain.entry_hash(entries[-1])
    assert walk(entries, HEAD).problem == chain.Problem("head", 6)


def lines(entries: list[dict], head: tuple[int, str] | None = HEAD) -> list[str]:
    end = [json.dumps({"head": {"seq": head[0], "hash": head[1]}})] if head else []
    return [json.dumps(e) for e in entries] + end


@pytest.mark.parametrize(
    ("given_lines", "ok"),
    [
        (lines(HONEST), True),
        ([*lines(HONEST)[:3], "", *lines(HONEST)[3:]], True),
        (lines([], (0, chain.GENESIS)), True),
        (lines(HONEST, None), False),
        ([], False),
        (["not json"], False),
        (["[1, 2]"], False),
        ([*lines(HONEST), lines(HONEST)[0]], False),
        (lines(HONEST)[1:], False),
        ([json.dumps({"head": {}})], False),
    ],
)
def test_exports(given_lines, ok):
    assert chain.walk_lines(given_lines).ok is ok


def test_the_file_verifies_an_export_by_itself(tmp_path):
    export = tmp_path / "export.jsonl"
    export.write_text("\n".join(lines(HONEST)), encoding="utf-8")
    command = [sys.executable, "-I", "-S", chain.__file__, str(export)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
    export.write_text("\n".join(lines(HONEST)).replace("Ana Berg", "Eve", 1), encoding="utf-8")
    answer = subprocess.run(command, check=False, capture_output=True, text=True)
    assert answer.returncode == 1
    assert "BROKEN" in answer.stdout


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.datetimes()
    | st.binary(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.tuples(inner) | st.dictionaries(st.integers() | st.text(), inner),
    max_leaves=8,
)


@given(anything)
def test_plain_values_survive_any_json_column(value):
    """A JSON column reorders keys and reformats numbers; what is hashed must not notice."""
    before = plain(value)
    reread = json.loads(json.dumps(before, ensure_ascii=False, sort_keys=True).encode("utf-8").decode())
    assert chain.digest(reread) == chain.digest(before)
    assert "\x00" not in json.dumps(before, ensure_ascii=False)
