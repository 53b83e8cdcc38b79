"""Writing many rows with one statement each way: what Django's `bulk_update` does slowly.

Values go through the fields' own conversions, so both databases store what a
`save` would store. Call inside a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)
#: kinds of fields that hand plain text and numbers to the database as they are; the rest convert
AS_IS = frozenset(
    {models.CharField, models.TextField, models.IntegerField, models.BigIntegerField, models.PositiveIntegerField}
    | {models.PositiveSmallIntegerField, models.ForeignKey, models.BigAutoField, models.AutoField}
)
PLAIN = frozenset({str, int, type(None)})


def insert_many(rows: Sequence[M]) -> None:
    """Insert rows of one table. Their keys are not read back."""
    if not rows:
        return
    meta = rows[0]._meta
    fields = [field for field in meta.concrete_fields if not field.primary_key]
    names = ", ".join(_name(str(field.column)) for field in fields)
    holes = ", ".join(["%s"] * len(fields))
    values = [[_stored(field, field.pre_save(row, True)) for field in fields] for row in rows]
    with connection.cursor() as cursor:
        sql = f"INSERT INTO {_name(meta.db_table)} ({names}) VALUES ({holes})"  # noqa: S608 (names of our own columns)
        cursor.executemany(sql, values)


def update_many(
    table: type[models.Model], changes: Sequence[Mapping[str, Any]], where: Sequence[Mapping[str, Any]]
) -> int:
    """Set the columns of `changes` in the rows that are as `where` says; both by field name, one of each per row.

    Every mapping of a list has the same names. A value that is a tuple in `where`
    means one of these; None means empty. Returns how many rows were hit in all.
    """
    if not changes:
        return 0
    fields = {field.name: field for field in table._meta.concrete_fields}
    fields |= {field.attname: field for field in table._meta.concrete_fields}
    fields["pk"] = table._meta.pk
    sets = ", ".join(f"{_column(fields, name)} = %s" for name in changes[0])
    conditions = " AND ".join(_condition(fields, name, value) for name, value in where[0].items())
    values = [
        [_stored(fields[name], value) for name, value in change.items()] + list(_flat(condition.values()))
        for change, condition in zip(changes, where, strict=True)
    ]
    with connection.cursor() as cursor:
        sql = f"UPDATE {_name(table._meta.db_table)} SET {sets} WHERE {conditions}"  # noqa: S608 (our own columns)
        cursor.executemany(sql, values)
        return int(cursor.rowcount)


def _stored(field: Any, value: Any) -> Any:
    """The value as the database driver takes it."""
    if type(value) in PLAIN and type(field) in AS_IS:
        return value
    return field.get_db_prep_save(value, connection)


def _name(name: str) -> str:
    return connection.ops.quote_name(name)


def _column(fields: Mapping[str, Any], name: str) -> str:
    return _name(str(fields[name].column))


def _condition(fields: Mapping[str, Any], name: str, value: Any) -> str:
    column = _column(fields, name)
    if value is None:
        return f"{column} IS NULL"
    if isinstance(value, tuple):
        return f"{column} IN ({', '.join(['%s'] * len(value))})"
    return f"{column} = %s"


def _flat(values: Iterable[Any]) -> Iterable[Any]:
    for value in values:
        if isinstance(value, tuple):
            yield from value
        elif value is not None:
            yield value
