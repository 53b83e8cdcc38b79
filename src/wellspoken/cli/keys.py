"""`wellspoken keys`: renew the keys that seal channels' sign-ins, consents and second factors."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from wellspoken.cli.setup import DataOption, load_django, use_data

if TYPE_CHECKING:
    from wellspoken.rooms.kernel.rotation import Place

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Renew the keys that seal secrets.")
#: the parts of a second factor that are sealed
_FACTOR = ("secret", "seed")


@app.command()
def count(data: DataOption = None) -> None:
    """How many values each key opens; no key is ever shown. Exit status 1 when no key opens some.

    Example: wellspoken keys count
    """
    _load(data)
    from wellspoken.rooms.kernel import rotation, sealed

    found = rotation.census(_places())
    for place in range(len(sealed.keys())):
        typer.echo(f"key {place + 1}{' (newest)' if not place else ''}: {found[place]} values")
    if found[None]:
        typer.echo(f"no key here opens {found[None]} values", err=True)
        raise typer.Exit(1)


@app.command()
def rotate(data: DataOption = None) -> None:
    """Make a new key and seal everything with it, while people work. Older keys stay until `keys drop-old`.

    Example: wellspoken keys rotate --data /srv/wellspoken
    """
    _load(data)
    from django.conf import settings

    from wellspoken.rooms.kernel import rotation

    if settings.SEAL_KEYS_FILE is None:
        typer.echo("The keys come from WELLSPOKEN_SEAL_KEYS: sealing anew with the first of them.")
    else:
        _write(settings.SEAL_KEYS_FILE, [_new_key(), *_here()])
    done = rotation.reseal(_places())
    _tell(done.renewed)
    typer.echo(f"Sealed anew: {done.renewed} values.")
    for name, number in sorted(done.broken.items()):
        typer.echo(f"No key here opens {number} values of {name}; they stay as they are.", err=True)
    raise typer.Exit(1 if done.broken else 0)


@app.command("drop-old")
def drop_old(data: DataOption = None) -> None:
    """Forget all keys but the newest, once nothing is sealed with them any more.

    Example: wellspoken keys drop-old
    """
    _load(data)
    from django.conf import settings

    from wellspoken.rooms.kernel import rotation

    left = rotation.census(_places())
    needed = sum(number for place, number in left.items() if place != 0)
    if settings.SEAL_KEYS_FILE is None:
        typer.echo("The keys come from WELLSPOKEN_SEAL_KEYS: take the older ones out there.", err=True)
        raise typer.Exit(2)
    if needed:
        typer.echo(f"{needed} values are not sealed with the newest key. Run `wellspoken keys rotate` first.", err=True)
        raise typer.Exit(1)
    gone = _here()[1:]
    _write(settings.SEAL_KEYS_FILE, _here()[:1])
    typer.echo(f"Forgotten: {len(gone)} older keys. Backups made before the rotation can be opened with those alone.")


def _load(data: Path | None) -> None:
    use_data(data)
    load_django()


def _here() -> list[str]:
    from wellspoken.rooms.kernel import sealed

    return sealed.keys()


def _new_key() -> str:
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()


def _write(path: Path, keys: list[str]) -> None:
    """Beside it first, then in its place: nobody ever reads half a file."""
    part = path.with_name(path.name + ".part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write("\n".join(keys) + "\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _tell(renewed: int) -> None:
    from wellspoken.rooms.audit.keys import ensure_key
    from wellspoken.rooms.kernel.actors import SystemActor
    from wellspoken.rooms.kernel.states import record

    record(action="audit.keys_renewed", actor=SystemActor("command"), obj=ensure_key(), data={"count": renewed})


def _places() -> list[Place]:
    from wellspoken.rooms.kernel.rotation import Place, columns

    return [*columns(), Place("second factors", _factors, _put_factor)]


def _factors() -> Iterator[tuple[Any, str]]:
    from allauth.mfa.models import Authenticator

    for pk, data in Authenticator.objects.order_by("pk").values_list("pk", "data"):
        yield from (((pk, part), str(data[part])) for part in _FACTOR if data.get(part))


def _put_factor(key: tuple[int, str], old: str, new: str) -> bool:
    from allauth.mfa.models import Authenticator

    pk, part = key
    data = Authenticator.objects.values_list("data", flat=True).filter(pk=pk).first()
    if data is None or data.get(part) != old:
        return False
    return bool(Authenticator.objects.filter(pk=pk, data=data).update(data={**data, part: new}))
