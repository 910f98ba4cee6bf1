"""The embedded Realtime against the wire and the real clients."""
