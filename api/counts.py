"""Counts that run out: of one process, in its memory, or of all, in an SQLite file that they share."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from threading import Lock, local

from limits.storage import Storage

BUSY = 1.0
"""Seconds to wait for another process, before the request is let through uncounted."""
SWEEP = 60.0
"""Seconds between two clearings of counts that have run out."""


class OwnStorage(Storage):
    """Counts of this process. No thread clears them away, but whoever counts."""

    STORAGE_SCHEME = None

    def __init__(self) -> None:
        super().__init__(wrap_exceptions=False)
        self._counts: dict[str, tuple[int, float]] = {}
        self._lock = Lock()
        self._swept = 0.0

    @property
    def base_exceptions(self) -> tuple[type[Exception], ...]:
        """Nothing goes wrong with it."""
        return ()

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count so many more; a count that has run out begins anew, and runs out after ``expiry`` seconds."""
        now = time.time()
        with self._lock:
            self._sweep(now)
            count, ends = self._counts.get(key, (0, now))
            self._counts[key] = counted = (count + amount, ends) if ends > now else (amount, now + expiry)
        return counted[0]

    def get(self, key: str) -> int:
        """The count."""
        count, ends = self._counts.get(key, (0, 0.0))
        return count if ends > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """The instant at which the count runs out; now, where there is none."""
        return self._counts.get(key, (0, time.time()))[1]

    def check(self) -> bool:
        """Whether it can be used."""
        return True

    def reset(self) -> int:
        """Forget all counts; answers how many there were."""
        with self._lock:
            forgotten, self._counts = self._counts, {}
        return len(forgotten)

    def clear(self, key: str) -> None:
        """Forget a count."""
        self._counts.pop(key, None)

    def _sweep(self, now: float) -> None:
        if now - self._swept > SWEEP:
            self._swept = now
            self._counts = {key: count for key, count in self._counts.items() if count[1] > now}


class SharedStorage(Storage):
    """Counts in an SQLite file; it need not survive a power cut, so nothing waits for the disk."""

    STORAGE_SCHEME = None

    def __init__(self, path: Path) -> None:
        super().__init__(wrap_exceptions=False)
        self._path = path.absolute()
        self._own = local()
        self._swept = 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        """What goes wrong with the store."""
        return sqlite3.Error

    @property
    def _connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        if not hasattr(self._own, "connection"):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600)
            connection = sqlite3.connect(self._path, timeout=BUSY, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("CREATE TABLE IF NOT EXISTS counts (key TEXT PRIMARY KEY, count INT, ends REAL)")
            self._own.connection = connection
        found: sqlite3.Connection = self._own.connection
        return found

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count so many more; a count that has run out begins anew, and runs out after ``expiry`` seconds."""
        now = time.time()
        self._sweep(now)
        counted = self._connection.execute(
            "INSERT INTO counts VALUES (:key, :amount, :ends) ON CONFLICT (key) DO UPDATE SET "
            "count = CASE WHEN ends > :now THEN count ELSE 0 END + :amount, "
            "ends = CASE WHEN ends > :now THEN ends ELSE :ends END RETURNING count",
            {"key": key, "amount": amount, "ends": now + expiry, "now": now},
        )
        return int(counted.fetchall()[0][0])

    def get(self, key: str) -> int:
        """The count."""
        rows = self._connection.execute("SELECT count FROM counts WHERE key=? AND ends>?", (key, time.time()))
        return sum(count for (count,) in rows)

    def get_expiry(self, key: str) -> float:
        """The instant at which the count runs out; now, where there is none."""
        rows = self._connection.execute("SELECT ends FROM counts WHERE key=?", (key,))
        return max((ends for (ends,) in rows), default=time.time())

    def check(self) -> bool:
        """Whether the file can be used."""
        return bool(self._connection.execute("SELECT 1").fetchall())

    def reset(self) -> int:
        """Forget all counts; answers how many there were."""
        return len(self._connection.execute("DELETE FROM counts RETURNING 1").fetchall())

    def clear(self, key: str) -> None:
        """Forget a count."""
        self._connection.execute("DELETE FROM counts WHERE key=?", (key,))

    def _sweep(self, now: float) -> None:
        if now - self._swept > SWEEP:
            self._swept = now
            self._connection.execute("DELETE FROM counts WHERE ends<=?", (now,))
