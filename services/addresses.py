"""Who shares a line to the network: what counts as one address where addresses are counted."""

from ipaddress import IPv6Address, ip_address, ip_network

IPV6_PREFIX = 64
"""Bits; a provider hands one customer this much and more, with 2⁶⁴ addresses in it."""


def network_of(address: str) -> str:
    """An IPv4 address as it is, an IPv6 address by its network; anything else as it stands."""
    try:
        found = ip_address(address.partition('%')[0])
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    if found.is_loopback:
        return str(found)
    return str(ip_network((found, IPV6_PREFIX), strict=False))


def is_loopback(host: str) -> bool:
    try:
        found = ip_address(host)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return (mapped or found).is_loopback
