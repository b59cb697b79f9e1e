"""The store: databases, the recorder, the hash chain, copying."""
