"""Throws coverage-guided garbage at the screening engine; anything that escapes or lies outside the text stops the run.

Run: python -m benchmarks.fuzz [SECONDS]  (60 unless told). Atheris (Apache-2.0) watches which lines are reached and
bends its input towards new ones. The last line is one JSON object; a broken promise prints the input and exits with 1.
"""

import json
import os
import platform
import sys
import tempfile
import time
from datetime import UTC, datetime
from typing import Any

import atheris

with atheris.instrument_imports(include=["wellspoken.engines"]):
    from wellspoken.engines.screening import Context, MediaItem, Profile, engine_for
    from wellspoken.engines.screening.identify import identify

    engine_for().screen(Context("warm"))  # loads the rules while imports are watched

_SURFACES = ("post", "reply", "dm", "ad", "comment", "profile", "alt_text", "story_caption", "odd")
_PIECES = (
    *("our patient ", "Mary Olson ", "Kåre Bakken ", "pasien kami ", "842-41-8036 ", "11836445017", "@x", "#tag "),
    *(
        "http://xn--a.example/?utm_id=1 ",
        "\u200b",
        "e\u0301",
        "👩🏽\u200d⚕️",
        "988 ",
        "𝓕𝓵𝓾",
        "\n",
        "selvmord ",
        "Botox ",
    ),
    *("MRN 12345 ", "i går ", "\u202e", "٣", "İ", ". ", "$9 ", "Dr. ", "cure ", "100% ", "gratis ", "<b>", "\x00"),
)
_PROFILE = Profile.from_mapping({"kind": "pharma", "countries": ["us", "no", "id"], "products": [{"brand": "Cardexa"}]})
_state: dict[str, Any] = {"texts": 0, "until": 0.0}


def _text(data: atheris.FuzzedDataProvider) -> str:
    parts = []
    for _ in range(data.ConsumeIntInRange(0, 12)):
        known = data.ConsumeBool()
        parts.append(data.PickValueInList(list(_PIECES)) if known else data.ConsumeUnicode(24))
    return "".join(parts)


def promises(text: str, context: Context) -> None:
    """What must hold for any text: no fault, and every place inside the text."""
    result = engine_for().screen(context)
    faults = [f for f in result.findings if f.rule == "SYS-1" and "Error" in str(f.message.params.get("why", ""))]
    assert not faults, faults
    places = [(f.start, f.end) for f in result.findings] + [(s.start, s.end) for s in result.spans]
    places += [(f.fix.start, f.fix.end) for f in result.findings if f.fix]
    places += [(s.start, s.end) for s in identify(text)]
    assert all(0 <= start <= end <= len(text) for start, end in places), places


def one(raw: bytes) -> None:
    """One input of the fuzzer."""
    if time.monotonic() > _state["until"]:
        _finish()
    data = atheris.FuzzedDataProvider(raw)
    text, parent = _text(data), _text(data)
    media = (MediaItem(_text(data), _text(data), ocr_text=_text(data)),) if data.ConsumeBool() else ()
    surface = data.PickValueInList(list(_SURFACES))
    direction = "in" if data.ConsumeBool() else "out"
    context = Context(text, None, surface, direction, parent, _PROFILE, media, paid=data.ConsumeBool())
    _state["texts"] += 1
    try:
        promises(text, context)
    except Exception:
        print(json.dumps({"text": text, "parent": parent, "surface": surface, "direction": direction}))
        raise


def _finish() -> None:
    figures = {"texts": _state["texts"], "faults": 0, "machine": platform.machine()}
    print(json.dumps({**figures, "date": f"{datetime.now(UTC):%Y-%m-%d}"}), flush=True)
    os._exit(0)  # the fuzzer takes any other way out for a crash


def main() -> None:
    """Until the time is over, or a promise breaks."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    _state["until"] = time.monotonic() + seconds
    atheris.Setup([sys.argv[0], "-max_len=600", "-verbosity=0", f"-artifact_prefix={tempfile.mkdtemp()}/"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
