"""Frames that no page sends go no further; those of pages go on as they are."""

import json
from typing import Any

import pytest

from components.engine.frames import Conduct, Fault, Refused, read
from services.limits import FRAME_BYTES, FRAMES_AT_ONCE, FRAMES_PER_S, MISTAKES, NAME_LENGTH

PAGE = '7d0b0c0e-0d4b-4a57-9ed9-36e8c2f1f3a1'


def frame(name: str, fields: Any, number: str = '') -> str:
    return f'42{number}{json.dumps([name, fields], separators=(",", ":"))}'


def event(**changes: Any) -> str:
    fields = {'id': 7, 'client_id': PAGE, 'listener_id': PAGE, 'args': ['{"on":true}', None]}
    return frame('event', {name: value for name, value in (fields | changes).items()})


HANDSHAKE = {
    'client_id': PAGE,
    'tab_id': PAGE,
    'old_tab_id': None,
    'document_id': PAGE,
    'next_message_id': 0,
    'implicit_handshake': False,
}
GOOD = [
    '1',
    '2probe',
    '3',
    '5',
    '40',
    '41',
    event(),
    event(args=[]),
    event(args=['"Zoë 🙂"', '[[]]', '1']),
    event(args=['"\\ud83d\\ude42"']),
    frame('ack', {'client_id': PAGE, 'next_message_id': 12}),
    frame('handshake', HANDSHAKE, '0'),
    frame('handshake', HANDSHAKE | {'next_message_id': '5'}, '17'),
    frame('javascript_response', {'client_id': PAGE, 'request_id': PAGE, 'result': {'a': 1}}),
]
MALFORMED = {
    '': Fault.PACKET,
    '0': Fault.PACKET,
    '2': Fault.PACKET,
    '3probe': Fault.PACKET,
    '4': Fault.PACKET,
    '6': Fault.PACKET,
    '7': Fault.PACKET,
    'x': Fault.PACKET,
    '\x00': Fault.PACKET,
    '٣': Fault.PACKET,
    'bAAAA': Fault.BYTES,
    '45100000-["event",{"_placeholder":true,"num":0}]': Fault.BYTES,
    '451-["event",{"_placeholder":true,"num":0}]': Fault.BYTES,
    '461-[{"_placeholder":true,"num":0}]': Fault.BYTES,
    '40/other': Fault.PACKET,
    '40/other,{}': Fault.PACKET,
    '41/other': Fault.PACKET,
    '42': Fault.PACKET,
    '42/other,["event",{}]': Fault.PACKET,
    '42{}': Fault.PACKET,
    '42null': Fault.PACKET,
    '421-["event",{}]': Fault.PACKET,
    '4212345678901234567890["event",{}]': Fault.PACKET,
    '43[]': Fault.PACKET,
    '430["event"]': Fault.PACKET,
    '44{"message":"no"}': Fault.PACKET,
    '47': Fault.PACKET,
    '42[]': Fault.SHAPE,
    '42[1]': Fault.SHAPE,
    '42[[],{}]': Fault.SHAPE,
    '42["event"]': Fault.SHAPE,
    '42["event",{}]': Fault.SHAPE,
    '42["event",[]]': Fault.SHAPE,
    '42["event",{},{}]': Fault.SHAPE,
    '42["event",null]': Fault.SHAPE,
    '42["event",': Fault.TEXT,
    '42["event",{"client_id":"\\ud83d"': Fault.TEXT,
    '42["event",NaN]': Fault.TEXT,
    '42["event",NaN,"\\ud83d"]': Fault.TEXT,
    '42' + '[' * 5000: Fault.TEXT,
    '42' + '[' * 100_000 + '"\\ud83d"': Fault.TEXT,
    '42["connect",{}]': Fault.EVENT,
    '42["disconnect",{}]': Fault.EVENT,
    frame('log', {'client_id': PAGE, 'level': 'error', 'message': 'a\nb'}): Fault.EVENT,
    event(id='7'): Fault.SHAPE,
    event(id=True): Fault.SHAPE,
    event(id=-1): Fault.SHAPE,
    event(id=10**30): Fault.SHAPE,
    event(id=1.5): Fault.SHAPE,
    event(client_id=[]): Fault.SHAPE,
    event(client_id=''): Fault.SHAPE,
    event(client_id='a' * (NAME_LENGTH + 1)): Fault.SHAPE,
    event(listener_id=None): Fault.SHAPE,
    event(args='{}'): Fault.SHAPE,
    event(args={'0': '1'}): Fault.SHAPE,
    event(args=[1]): Fault.SHAPE,
    event(args=[{}]): Fault.SHAPE,
    event(args=['{']): Fault.TEXT,
    event(args=['']): Fault.TEXT,
    event(args=['[' * 5000]): Fault.TEXT,
    event(args=['"' + 'a' * FRAME_BYTES + '"']): Fault.TOO_LONG,
    frame('ack', {'client_id': PAGE, 'next_message_id': 'all'}): Fault.SHAPE,
    frame('ack', {'client_id': PAGE, 'next_message_id': True}): Fault.SHAPE,
    frame('ack', {'client_id': PAGE}): Fault.SHAPE,
    frame('handshake', {}): Fault.SHAPE,
    frame('handshake', HANDSHAKE | {'tab_id': 7}): Fault.SHAPE,
    frame('handshake', HANDSHAKE | {'next_message_id': 'soon'}): Fault.SHAPE,
    frame('handshake', HANDSHAKE | {'document_id': 'a' * 1000}): Fault.SHAPE,
    frame('javascript_response', {'client_id': PAGE, 'request_id': 5}): Fault.SHAPE,
}


@pytest.mark.parametrize('text', GOOD)
def test_what_pages_send_goes_on_as_it_is(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize('text', MALFORMED, ids=lambda text: repr(text[:40]))
def test_what_no_page_sends_goes_no_further(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(text)
    assert refusal.value.fault == MALFORMED[text]
    is_last = refusal.value.fault in {Fault.BYTES, Fault.TOO_LONG}
    assert refusal.value.is_last == is_last


def test_half_an_emoji_is_made_whole_and_arrives() -> None:
    sent = event(args=['{"body":"Is breakfast included?\\ud83d"}', '"ok 🙂"'])
    _, fields = json.loads(read(sent)[2:])
    assert json.loads(fields['args'][0]) == {'body': 'Is breakfast included?�'}
    assert json.loads(fields['args'][1]) == 'ok 🙂'
    _, fields = json.loads(read(sent.replace('\\\\ud83d', '\\ud83d'))[2:])
    assert json.loads(fields['args'][0]) == {'body': 'Is breakfast included?�'}


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_socket_that_goes_on_with_mistakes_is_closed() -> None:
    conduct = Conduct(Clock())
    last = []
    for _ in range(MISTAKES):
        with pytest.raises(Refused) as refusal:
            conduct.admit('42["event",{}]')
        last.append(refusal.value.is_last)
    assert last == [False] * (MISTAKES - 1) + [True]


@pytest.mark.parametrize('text', ['3', event()])
def test_a_flood_ends_its_socket_and_a_person_makes_none(text: str) -> None:
    clock = Clock()
    conduct = Conduct(clock)
    for _ in range(20 * FRAMES_PER_S // 2):
        conduct.admit(text)
        clock.now += 2 / FRAMES_PER_S
    assert conduct.left >= FRAMES_AT_ONCE - 2
    for _ in range(FRAMES_AT_ONCE * 3 // 4):
        conduct.admit(text)
    conduct.left -= FRAMES_AT_ONCE / 4
    with pytest.raises(Refused) as refusal:
        conduct.admit(text)
    assert refusal.value.fault is Fault.TOO_MANY
    assert refusal.value.is_last


@pytest.mark.parametrize('text', ['40', '5', '2probe', '41'])
def test_what_is_said_once_is_not_said_again(text: str) -> None:
    conduct = Conduct(Clock())
    conduct.admit(text)
    with pytest.raises(Refused):
        conduct.admit(text)
