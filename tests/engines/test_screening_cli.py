"""The command line, run as people run it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engines import drawn

PROFILE = """
kind = "hospital"
countries = ["us"]
staff = ["Ann Berg"]
"""


def run(command: str, *args: str, given: str = "") -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "wellspoken.cli.screening", command, *args]
    return subprocess.run(words, input=given, capture_output=True, text=True, check=False)


def lines(*rows: object) -> str:
    return "".join(json.dumps(r) + "\n" if not isinstance(r, str) else r + "\n" for r in rows)


def test_screen_streams_in_order_and_reports_bad_lines(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        lines({"id": "a", "text": "SSN 842-41-8036"}, "not json", {"id": "c"}, {"id": "d", "text": "Hi there"})
    )
    done = run("screen", str(source))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [r["id"] for r in rows] == ["a", None, "c", "d"]
    assert rows[0]["verdict"] == "block"
    assert rows[0]["findings"][0]["rule"] == "HIPAA-ID-G"
    assert rows[0]["spans"] == [{"start": 4, "end": 15, "label": "SSN"}]
    assert set(rows[1]) == set(rows[2]) == {"id", "error"}
    assert "line 2:" in done.stderr
    assert "line 3:" in done.stderr


def test_profile_file_and_line_profile(tmp_path: Path) -> None:
    toml = tmp_path / "p.toml"
    toml.write_text(PROFILE)
    text = "Thank you Ann Berg for your care of our patient after surgery."
    done = run(
        "screen",
        "-",
        "--profile",
        str(toml),
        given=lines({"id": 1, "text": text}, {"id": 2, "text": text, "profile": {"staff": []}}),
    )
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert "HIPAA-ID-A" not in {f["rule"] for f in first["findings"]}
    assert "HIPAA-ID-A" in {f["rule"] for f in second["findings"]}


def test_packs_and_language() -> None:
    row = lines(
        {"id": 1, "text": "Call 911 if the toddler swallowed poison. Botox-tilbud!", "profile": {"countries": ["no"]}}
    )
    done = run("screen", "-", "--packs", "no", "--language", "nb", given=row)
    out = json.loads(done.stdout)
    assert "FDA-1" in {n["rule"] for n in out["not_checked"]}
    assert any("reseptpliktig" in f["message"] for f in out["findings"])


@pytest.mark.parametrize(("args", "status"), [(("missing.jsonl",), 2), (("-", "--profile", "missing.toml"), 2)])
def test_missing_files_are_said(args: tuple[str, ...], status: int) -> None:
    done = run("screen", *args)
    assert done.returncode == status
    assert "missing" in done.stderr


def test_identify_and_language() -> None:
    spans = json.loads(run("identify", "-", given=lines({"id": 1, "text": "Mr. Otis Hall, 614-555-0134"})).stdout)[
        "spans"
    ]
    assert {s["label"] for s in spans} == {"PERSON", "PHONE"}
    guess = json.loads(run("language", "-", given=lines({"id": 1, "text": "Vi ses på fredag, og du er med"})).stdout)
    assert guess["lang"] == "nb"


@pytest.mark.parametrize("command", ["screen", "identify", "language"])
def test_help_shows_an_example(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert "Example" in done.stdout


def test_django_is_never_imported() -> None:
    code = (
        "import sys; import wellspoken.cli.screening; from wellspoken.engines.screening import Engine, Context\n"
        "Engine().screen(Context('Our open day is on Friday.', lang='en'))\n"
        "print('django' in sys.modules, 'lingua' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_pictures_are_read_from_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "scan.dcm").write_bytes(b"\0" * 128 + b"DICM" + b"\0" * 100)
    (tmp_path / "torn.jpg").write_bytes(b"\xff\xd8\xff\xe0 torn")
    media = [{"path": name, "alt": "A picture of our work"} for name in ("scan.dcm", "torn.jpg", "nowhere.jpg")]
    source = tmp_path / "in.jsonl"
    source.write_text(lines({"id": 1, "text": "A day at work.", "media": media}))
    done = run("screen", str(source))
    assert (done.returncode, done.stderr) == (0, "")
    (row,) = [json.loads(line) for line in done.stdout.splitlines()]
    said = {(f["rule"], f["severity"], f["ref"]["params"]["name"]) for f in row["findings"] if f["rule"] == "SYS-2"}
    assert said == {("SYS-2", "block", "scan.dcm"), ("SYS-2", "review", "torn.jpg")}


def test_without_the_program_a_picture_stops_and_says_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn.card(("Open day",)).save(tmp_path / "poster.png")
    monkeypatch.setenv("PATH", "")
    source = tmp_path / "in.jsonl"
    media = [{"path": "poster.png", "alt": "A poster about the day"}]
    source.write_text(lines({"id": 1, "text": "A day at work.", "media": media}))
    (row,) = [json.loads(line) for line in run("screen", str(source)).stdout.splitlines()]
    assert row["verdict"] == "block"
    (found,) = [f for f in row["findings"] if f["rule"] == "SYS-2"]
    assert "tesseract-ocr-ind" in found["advice"]
