"""Writers of files that know no feature."""
