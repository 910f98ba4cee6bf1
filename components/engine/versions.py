"""The versions beside which the engine was verified; `tests/unit/engine` says what it assumes."""

from importlib.metadata import version

VERIFIED = {
    'nicegui': '3.18.0',
    'uvicorn': '0.54.0',
    'wsproto': '1.3.2',
    'python-socketio': '5.18.1',
    'python-engineio': '4.15.1',
}
"""Pinned in `requirements.in`; raise both together, after reading what `test_assumptions` names."""


def unverified() -> list[str]:
    """What is installed otherwise: `['wsproto 1.4.0 (verified: 1.3.2)']`."""
    return [
        f'{name} {version(name)} (verified: {known})'
        for name, known in VERIFIED.items()
        if version(name) != known
    ]
