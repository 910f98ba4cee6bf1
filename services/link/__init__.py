"""One socket per process to Supabase Realtime or the embedded gateway, step 3 of the line in."""

from services.link.line import Binding, ChannelSpec, LinkChannel
from services.link.supervisor import Link, Probe

__all__ = ['Binding', 'ChannelSpec', 'Link', 'LinkChannel', 'Probe']
