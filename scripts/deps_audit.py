"""`make deps-audit`: licences of what is shipped (no GPL or AGPL may be imported) and its known vulnerabilities.

Ends with 1 for a banned licence or a known vulnerability, with 2 when somebody who knows could not be asked:
what was not compared has not passed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: tools that only run beside the product, never imported by it
TOOLS = {"djlint"}
BANNED = ("AGPL", "AFFERO", "GPL-", "GPLV2", "GPLV3", "GNU GENERAL PUBLIC")


def locked(name: str) -> set[str]:
    """Package names in a lock file, lower case."""
    lines = (ROOT / "requirements" / f"{name}.lock").read_text().splitlines()
    return {line.split("==")[0].split("[")[0].lower() for line in lines if "==" in line and not line.startswith(" ")}


def licence(name: str) -> str:
    """What a package says its licence is."""
    about = metadata.metadata(name)
    stated = [about.get("License-Expression") or "", *(about.get_all("Classifier") or [])]
    return " ".join(s for s in stated if s and ("License" in s or "::" not in s))


def is_banned(name: str, text: str) -> bool:
    """Whether what a package says of its licence forbids shipping it."""
    said = text.upper()
    return name not in TOOLS and "LGPL" not in said and any(word in said for word in BANNED)


def python_packages() -> tuple[list[str], int, bool]:
    """(vulnerabilities, how many could not be compared, whether the tool ran) of what `run.lock` names."""
    options = ["--progress-spinner", "off", "-r", "requirements/run.lock", "--disable-pip", "--require-hashes"]
    done = _told([sys.executable, "-m", "pip_audit", *options, "--format", "json"], ROOT)
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(done.stderr[-2000:])
        return [], 0, False
    holes = [f"{one['name']} {one['version']}: {hole['id']}" for one in found for hole in one.get("vulns", [])]
    return holes, sum("skip_reason" in one for one in found), True


def front_end() -> tuple[dict[str, str], list[str], bool]:
    """(licences, vulnerabilities, whether the registry answered) of the packages that pages are built of."""
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]
    licences = {name.rpartition("node_modules/")[2]: str(one.get("license", "")) for name, one in lock.items() if name}
    done = _told(["npm", "audit", "--json"], ROOT / "frontend")
    try:
        found = json.loads(done.stdout)["vulnerabilities"]
    except (ValueError, KeyError):
        return licences, [], False
    return licences, [f"{name}: {one['severity']}" for name, one in found.items()], True


def main() -> None:
    """Print licences and vulnerabilities, then one line of figures."""
    shipped = sorted(locked("run"))
    licences = {name: licence(name) for name in shipped if _installed(name)}
    holes, unknown, ran = python_packages()
    pages, page_holes, answered = front_end()
    for name, text in {**licences, **{f"{name} (pages)": text for name, text in pages.items()}}.items():
        print(f"{name}: {text or 'see its files'}")
    banned = [name for name, text in {**licences, **pages}.items() if is_banned(name, text)]
    for told in (*holes, *page_holes):
        print(f"VULNERABLE {told}")
    if unknown or not ran:
        print(
            f"{unknown or len(shipped)} Python packages were NOT compared: the vulnerability service does not answer."
        )
    if not answered:
        print(f"{len(pages)} packages of the pages were NOT compared: the registry does not answer.")
    figures = {"packages": len(shipped) + len(pages), "banned": banned, "holes": len(holes) + len(page_holes)}
    print(json.dumps({**figures, "not_compared": unknown if ran else len(shipped), "pages_compared": answered}))
    sys.exit(1 if banned or holes or page_holes else 2 if unknown or not ran or not answered else 0)


def _told(command: list[str], where: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=where, capture_output=True, text=True, check=False)


def _installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    main()
