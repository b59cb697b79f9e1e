"""The templates of documents that owners have chosen, by the digest of their bytes; the log says which is whose."""

from __future__ import annotations

from pathlib import Path

from projections.sqlite import datastore, reading


class TemplateStore:
    """The templates, in the store's database. They are added, and never changed."""

    def __init__(self, path: Path) -> None:
        self._store = datastore(path)

    def create(self) -> None:
        """Make the table, once."""
        with self._store.transaction(commit=True) as c:
            c.execute("CREATE TABLE IF NOT EXISTS templates (digest TEXT PRIMARY KEY, content BLOB) WITHOUT ROWID")

    def add(self, digest: str, content: bytes) -> None:
        """Keep a template, durably, before any event refers to it."""
        with self._store.transaction(commit=True) as c:
            c.execute("INSERT OR IGNORE INTO templates VALUES (?,?)", (digest, content))

    def find(self, digest: str) -> bytes | None:
        """The template's bytes."""
        with reading(self._store) as c:
            c.execute("SELECT content FROM templates WHERE digest=?", (digest,))
            row = c.fetchone()
        return bytes(row["content"]) if row else None

    def close(self) -> None:
        """Close the connections."""
        self._store.close()
