"""Presence as pure state: what is announced follows from what was there."""

from services.local.gateway.realtime.presence import Presence


def test_tracking_joins_once_and_untracking_leaves_once():
    presence = Presence()

    diff = presence.track('tab', 'anna', {'page': 1})
    assert diff
    assert diff['joins']['anna']['metas'][0]['page'] == 1
    assert presence.track('tab', 'anna', {'page': 1}) is None
    left = presence.untrack('tab')
    assert left
    assert left['leaves'] == diff['joins']
    assert presence.untrack('tab') is None
    assert presence.state() == {}


def test_new_fields_replace_the_old_and_name_them():
    presence = Presence()
    presence.track('tab', 'anna', {'page': 1})

    diff = presence.track('tab', 'anna', {'page': 2})

    assert diff
    (new,), (old,) = diff['joins']['anna']['metas'], diff['leaves']['anna']['metas']
    assert (new['page'], old['page'], new['phx_ref_prev']) == (2, 1, old['phx_ref'])
    assert presence.state() == {'anna': {'metas': [new]}}
    assert presence.track('tab', 'anna', {'page': 2}) is None


def test_two_owners_of_a_key_stand_side_by_side():
    presence = Presence()
    presence.track('tab 1', 'anna', {'n': 1})
    presence.track('tab 2', 'anna', {'n': 2})

    assert [meta['n'] for meta in presence.state()['anna']['metas']] == [1, 2]
    presence.untrack('tab 1')
    assert [meta['n'] for meta in presence.state()['anna']['metas']] == [2]


def test_a_clients_own_refs_change_nothing():
    presence = Presence()
    presence.track('tab', 'anna', {'page': 1})

    assert presence.track('tab', 'anna', {'page': 1, 'phx_ref': 'mine'}) is None
