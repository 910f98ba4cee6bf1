"""Supabase Realtime's wire protocol: what stands between Postgres' WAL and `services/link`."""
