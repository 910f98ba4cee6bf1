"""What one organization does reaches no screen, frame or answer of another one's."""

from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocket, expect

from pages.http.body_limit import TOO_LONG
from tests.browser.app import RunningApp
from tests.browser.conftest import Database, Offer, Open, live

KARI = 'kari@fjord.example'


def frames_of(page: Page) -> list[str]:
    """Everything that the sockets of this page receive from now on."""
    received: list[str] = []

    def on_socket(socket: WebSocket) -> None:
        socket.on('framereceived', lambda frame: received.append(str(frame)))

    page.on('websocket', on_socket)
    return received


def test_changes_next_door_reach_no_frame(
    running_app: RunningApp, sign_in: Open, offer: Offer, sql: Database
) -> None:
    anna, kari = sign_in(), sign_in(KARI)
    frames = frames_of(kari)
    kari.reload()
    live(kari)
    canary, own = f'Canary {uuid4().hex}', f'Own {uuid4().hex}'
    sql('update proposals set title = %s where id = %s', canary, offer.id)
    sql(
        'insert into proposal_comments (proposal_id, author_kind, author_name, body)'
        " values (%s, 'client', %s, %s)",
        *(offer.id, canary, canary),
    )
    expect(anna.get_by_text(canary).first).to_be_visible()
    (row,) = sql(
        'update proposals set title = %s where id = (select p.id from proposals p'
        ' join profiles m using (organization_id) where m.email = %s'
        ' order by p.status_changed_at desc nulls last limit 1) returning title as new',
        *(own, KARI),
    )
    expect(kari.get_by_text(row['new']).first).to_be_attached()
    assert any(own in frame for frame in frames)
    assert not any(canary in frame for frame in frames)
    assert canary not in kari.content()
    assert offer.title not in kari.content()
    for path in (f'/proposals/{offer.id}', f'/proposals/{offer.id}/preview'):
        answer = kari.request.get(f'{running_app.url}{path}')
        assert canary not in answer.text()
        assert 'Skyline' not in answer.text()


def test_strangers_get_one_answer_for_every_proposal(
    running_app: RunningApp,
    sign_in: Open,
    contexts: Callable[..., BrowserContext],
    offer: Offer,
) -> None:
    kari, nobody = sign_in(KARI), contexts()
    known, unknown = offer.id, uuid4()
    for end in ('', '/preview', '/cover'):
        for person in (kari.request, nobody.request):
            answers = [
                person.get(f'{running_app.url}/proposals/{each}{end}', max_redirects=0)
                for each in (known, unknown)
            ]
            assert answers[0].status == answers[1].status
            assert offer.title not in answers[0].text()


@pytest.mark.parametrize('path', ['/login', '/signup', '/_nicegui_ws/socket.io/?EIO=4'])
def test_a_body_without_an_end_is_cut_off(running_app: RunningApp, path: str) -> None:
    said_before = running_app.output()
    part = b'--b\r\nContent-Disposition: form-data; name="email"; filename="x"\r\n\r\n'
    stranger = HTTPConnection('127.0.0.1', running_app.port)
    with closing(stranger):
        stranger.request(
            'POST',
            path,
            body=iter([part, *[bytes(100_000)] * 30]),
            headers={'Content-Type': 'multipart/form-data; boundary=b'},
            encode_chunked=True,
        )
        answer = stranger.getresponse()
        assert answer.status == 413
        assert answer.getheader('X-Content-Type-Options') == 'nosniff'
        assert answer.read() == TOO_LONG.body
        stranger.request('GET', '/healthz')
        assert stranger.getresponse().status == 200
    said = running_app.output().removeprefix(said_before)
    assert 'Traceback' not in said
    assert path.partition('?')[0] not in said
