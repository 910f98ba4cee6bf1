"""One socket per process to Supabase Realtime or the embedded gateway, step 3 of the line in."""

from services.realtime.link.channel import Binding, ChannelSpec, LinkChannel
from services.realtime.link.supervisor import Link, Probe

__all__ = ['Binding', 'ChannelSpec', 'Link', 'LinkChannel', 'Probe']
