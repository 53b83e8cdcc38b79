"""Checking Ed25519 signatures with nothing but Python: the formulae of RFC 8032, section 5.1, written out.

For offline proof only: it is slow (some hundredths of a second for each signature)
and knows no secrets. Signing is done by a library, see `keys`.
"""

from __future__ import annotations

import hashlib

Point = tuple[int, int, int, int]

#: the field's prime, the group's order and the curve's constant
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
_ROOT = pow(2, (P - 1) // 4, P)  # a square root of -1
_NEUTRAL: Point = (0, 1, 1, 0)


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (64 bytes) of `message` was made with the private half of `public` (32 bytes)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment = _point(public), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= ORDER:
        return False
    challenge = hashlib.sha512(signature[:32] + public + message).digest()
    number = int.from_bytes(challenge, "little") % ORDER
    return _same(_times(scalar, _BASE), _add(commitment, _times(number, key)))


def _add(a: Point, b: Point) -> Point:
    """The sum of two points in extended coordinates (x, y, z, t with x·y = z·t)."""
    first = (a[1] - a[0]) * (b[1] - b[0]) % P
    second = (a[1] + a[0]) * (b[1] + b[0]) % P
    third = 2 * a[3] * b[3] * D % P
    fourth = 2 * a[2] * b[2] % P
    e, f, g, h = second - first, fourth - third, fourth + third, second + first
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(number: int, point: Point) -> Point:
    total = _NEUTRAL
    while number:
        if number & 1:
            total = _add(total, point)
        point = _add(point, point)
        number >>= 1
    return total


def _same(a: Point, b: Point) -> bool:
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def _x(y: int, odd: int) -> int | None:
    """The x that belongs to a y, of the parity asked for; None when there is no such point."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if odd else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * _ROOT % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != odd else x


def _point(encoded: bytes) -> Point | None:
    number = int.from_bytes(encoded, "little")
    odd, y = number >> 255, number & ((1 << 255) - 1)
    x = _x(y, odd) if y < P else None
    return None if x is None else (x, y, 1, x * y % P)


def _base() -> Point:
    y = 4 * pow(5, P - 2, P) % P
    x = _x(y, 0)
    if x is None:
        raise ArithmeticError("the curve has no base point")
    return (x, y, 1, x * y % P)


_BASE = _base()
