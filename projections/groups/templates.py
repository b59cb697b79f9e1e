"""The templates of documents that owners have chosen, by the digest of their bytes; the log says which is whose."""

from __future__ import annotations

from domain.log.ports import Write
from projections.store.database import Database, define


class TemplateStore:
    """The templates, in the store's database. They are added, and never changed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self) -> None:
        """Make the table, once."""
        define(
            self._database, "CREATE TABLE IF NOT EXISTS templates (digest TEXT PRIMARY KEY, content BLOB) WITHOUT ROWID"
        )

    def adding(self, digest: str, content: bytes) -> Write:
        """What writes a template, together with the event that refers to it."""
        return lambda c: c.execute("INSERT INTO templates VALUES (?,?) ON CONFLICT DO NOTHING", (digest, content))

    def find(self, digest: str) -> bytes | None:
        """The template's bytes."""
        with self._database.reading() as c:
            c.execute("SELECT content FROM templates WHERE digest=?", (digest,))
            row = c.fetchone()
        return bytes(row["content"]) if row else None
