"""Who is in a room: keys to metas, as pure state that answers with the difference to announce."""

import secrets
from dataclasses import dataclass, field
from typing import Any

Metas = dict[str, dict[str, list[dict[str, Any]]]]
"""`{"<key>":{"metas":[{"phx_ref":"…", …}]}}`"""


@dataclass(slots=True)
class Presence:
    """One meta per owner (a channel); owners of one key stand side by side under it."""

    _entries: dict[object, tuple[str, dict[str, Any]]] = field(default_factory=dict)

    def state(self) -> Metas:
        state: Metas = {}
        for key, meta in self._entries.values():
            state.setdefault(key, {'metas': []})['metas'].append(meta)
        return state

    def track(self, owner: object, key: str, fields: dict[str, Any]) -> dict[str, Metas] | None:
        """The diff to announce; None when the owner is there with the same fields."""
        known = self._entries.get(owner)
        meta = {**fields, 'phx_ref': secrets.token_urlsafe(12)}
        leaves: Metas = {}
        if known:
            old_key, old = known
            if {**old, 'phx_ref': None, 'phx_ref_prev': None} == {
                **fields,
                'phx_ref': None,
                'phx_ref_prev': None,
            }:
                return None
            meta['phx_ref_prev'] = old['phx_ref']
            leaves = {old_key: {'metas': [old]}}
        self._entries[owner] = (key, meta)
        return {'joins': {key: {'metas': [meta]}}, 'leaves': leaves}

    def untrack(self, owner: object) -> dict[str, Metas] | None:
        """The diff to announce; None when the owner was not there."""
        known = self._entries.pop(owner, None)
        if known is None:
            return None
        key, meta = known
        return {'joins': {}, 'leaves': {key: {'metas': [meta]}}}
