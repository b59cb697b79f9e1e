"""Office documents are zip files: packed anew, the same parts always give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CONTENT_TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of zip


def repacked(packed: bytes, replaced: Mapping[str, bytes]) -> bytes:
    """The parts in order of name, the content types first as readers expect, without a time; some of them replaced."""
    with ZipFile(BytesIO(packed)) as parcel:
        parts = {name: parcel.read(name) for name in parcel.namelist() if not name.endswith("/")}
    parts.update(replaced)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as parcel:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            info = ZipInfo(name, FIRST_DAY)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
            parcel.writestr(info, parts[name])
    return out.getvalue()
