"""What the engine takes for granted about NiceGUI, Engine.IO, uvicorn and wsproto.

Each line names an upstream function that is replaced or done anew, and the file of ours to look
at. When one is red after an upgrade: read what changed upstream, adapt the file, then write the new
digest here and the new version into `components/engine/versions.py`.
"""

import ast
import inspect
from hashlib import blake2b
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from engineio import async_socket
from engineio.async_drivers import asgi
from engineio.async_drivers.asgi import WebSocket
from engineio.async_server import AsyncServer
from engineio.async_socket import AsyncSocket
from nicegui import client, events, helpers, nicegui, outbox, slot
from nicegui.app import app as nicegui_app
from nicegui.classes import Classes
from nicegui.client import Client
from nicegui.element import Element
from nicegui.outbox import Outbox
from nicegui.persistence import FilePersistentDict, PersistentDict
from nicegui.props import Props
from nicegui.slot import Slot
from uvicorn.middleware.proxy_headers import _TrustedHosts
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.wsproto_impl import WSProtocol
from wsproto import WSConnection
from wsproto.frame_protocol import FrameDecoder, FrameProtocol, MessageDecoder

from components.engine import versions

ROOT = Path(__file__).resolve().parents[3]
ENGINE = ROOT / 'components' / 'engine'
UPSTREAM = ('nicegui', 'uvicorn', 'wsproto', 'engineio')

REPLACED: dict[str, tuple[Any, str]] = {
    'sending.py: Outbox._emit': (Outbox._emit, '1cfb0177cb20'),
    'sending.py: Outbox._set_enqueue_event': (Outbox._set_enqueue_event, 'a9a9e9a18ea0'),
    'sending.py: Outbox.try_rewind': (Outbox.try_rewind, '8552b3c8cfee'),
    'sending.py: Outbox.loop': (Outbox.loop, '0e57b718433b'),
    'sending.py: Outbox.enqueue_update': (Outbox.enqueue_update, 'ed1c3e2202a3'),
    'sending.py: Outbox.enqueue_message': (Outbox.enqueue_message, '3ef150c75a7b'),
    'sending.py: WSProtocol.handle_connect': (WSProtocol.handle_connect, 'e3b226b8811b'),
    'incoming.py: WSProtocol.handle_message': (WSProtocol.handle_message, '0cc3ec2a4e13'),
    'incoming.py: WSProtocol.handle_ping': (WSProtocol.handle_ping, 'c0815ed99b20'),
    'incoming.py: WSProtocol.pause_writing': (WSProtocol.pause_writing, 'f6faf122344c'),
    'incoming.py: WSProtocol.resume_writing': (WSProtocol.resume_writing, '76dd750d7e52'),
    'acks.py: Outbox.prune_history': (Outbox.prune_history, 'd9aad06f06bb'),
    'tuning.py: slot.get_task_id': (slot.get_task_id, 'ef6fc10518d8'),
    'tuning.py: helpers.expects_arguments': (helpers.expects_arguments, 'f0a329072c69'),
    'tuning.py: Client.remove_elements': (Client.remove_elements, '207b08390da0'),
    'tuning.py: Outbox.stop': (Outbox.stop, '329674510473'),
    'light.py: Element.__init__': (Element.__init__, '9be4265749bd'),
    'light.py: Element._to_dict': (Element._to_dict, 'b53652c862cd'),
    'light.py: Element.update': (Element.update, '2fc27b64d67b'),
    'light.py: Element.add_slot': (Element.add_slot, '7bcfac94973f'),
    'light.py: Element._handle_delete': (Element._handle_delete, 'cbe3c9babe80'),
    'light.py: Element._displayed_contents': (Element._displayed_contents, '6642c637f44d'),
    'pings.py: AsyncSocket.schedule_ping': (AsyncSocket.schedule_ping, '62384f27da35'),
    'pings.py: AsyncSocket._upgrade_websocket': (AsyncSocket._upgrade_websocket, '1e8c90ee79a7'),
    'pings.py: AsyncSocket._websocket_handler': (AsyncSocket._websocket_handler, '1fd770fcbcbb'),
    'pings.py: AsyncSocket.poll': (AsyncSocket.poll, '36aadfd61b32'),
    'pings.py: AsyncSocket.close': (AsyncSocket.close, 'ee275dfe1daf'),
    'pings.py: AsyncSocket.check_ping_timeout': (AsyncSocket.check_ping_timeout, '31184ed147b4'),
    'pings.py: AsyncServer._service_task': (AsyncServer._service_task, '3f2887ba8d8b'),
    'pings.py: AsyncServer._handle_connect': (AsyncServer._handle_connect, '0fa154a52b1e'),
    'whole_frames.py: WSConnection': (WSConnection, '749f2d00eeea'),
    'whole_frames.py: FrameProtocol': (FrameProtocol, '9f18d7d1d2d5'),
    'whole_frames.py: FrameDecoder': (FrameDecoder, '6fe387a9847f'),
    'whole_frames.py: MessageDecoder': (MessageDecoder, 'f5166ad35821'),
    'whole_frames.py: WSProtocol.data_received': (WSProtocol.data_received, '27e96bab76e9'),
    'pings.py: WSProtocol.handle_message': (WSProtocol.handle_message, '0cc3ec2a4e13'),
    'sockets.py: the handler of events': (nicegui._on_event, 'c214b4c7a68e'),
    'sockets.py: the handler of answers': (nicegui._on_javascript_response, 'c7256d85f2a0'),
    'sockets.py: the handler of acknowledgements': (nicegui._on_ack, '343726fb56ce'),
    'sockets.py: the handler of log lines': (nicegui._on_log, '26e2b1d95ed1'),
    'late.py: the handler of connections': (nicegui._on_connect, '0595c53495ce'),
    'late.py: the handler of handshakes': (nicegui._on_handshake, '5d3a54414a66'),
    'late.py: Client.__init__': (Client.__init__, 'eef4bb5a267a'),
    'late.py: Client.handle_handshake': (Client.handle_handshake, 'd1a88a9a0351'),
    'boot.py: Client.build_response': (Client.build_response, '40f91f81fdd3'),
    'connections.py: HttpToolsProtocol': (HttpToolsProtocol, '1703c5a75224'),
    'connections.py: _TrustedHosts': (_TrustedHosts, '1fb53a3cca7a'),
    'cycles.py: WebSocket.wait': (WebSocket.wait, '06ff69ffbf14'),
    'cycles.py: translate_request': (asgi.translate_request, 'f3ff6f4e1f46'),
    'cycles.py: PersistentDict.close': (PersistentDict.close, '4a0868107389'),
    'cycles.py: FilePersistentDict': (FilePersistentDict, '3d0bc9e91fdc'),
    'cycles.py: prune_user_storage': (nicegui_app.prune_user_storage, 'f42150006ed5'),
    'light_parts.py: Slot': (Slot, '978d1dd00720'),
    'light_parts.py: Classes.update_list': (Classes.update_list, '168870595af3'),
    'light_parts.py: Props.parse': (Props.parse, 'eb8b60751142'),
}
"""file of ours and upstream function → the function and a digest of its source"""

FILES = {
    'boot.py: templates/index.html': '8424d4a48355',
    'boot.py: static/nicegui.js': 'fec20b8bd266',
}
"""file of ours and upstream file that is done anew or driven → a digest of it"""

NAMES = (
    ('tuning.py: json', client, 'json.dumps('),
    ('tuning.py: asyncio', outbox, 'asyncio.wait_for('),
    ('tuning.py: helpers', events, 'helpers.expects_arguments('),
    ('pings.py: asyncio', async_socket, 'asyncio.wait_for('),
    ('light.py: Slot.stacks', slot, 'get_task_id()'),
    ('light.py: response', client, '_response_built'),
)
"""A name that is replaced inside a module, and how the module uses it: else nothing would fail."""


def digest(function: Any) -> str:
    return blake2b(inspect.getsource(inspect.unwrap(function)).encode(), digest_size=6).hexdigest()


@pytest.mark.parametrize('name', REPLACED)
def test_upstream_is_as_it_was_read(name: str) -> None:
    function, known = REPLACED[name]
    assert digest(function) == known, f'upstream changed; look at components/engine/{name}'


@pytest.mark.parametrize('name', FILES)
def test_upstream_s_page_is_as_it_was_read(name: str) -> None:
    file = Path(client.__file__).parent / name.partition(': ')[2]
    found = blake2b(file.read_bytes(), digest_size=6).hexdigest()
    assert found == FILES[name], f'upstream changed; look at components/engine/{name}'


@pytest.mark.parametrize(('name', 'module', 'use'), NAMES)
def test_a_replaced_name_is_used_as_the_module_s_own(
    name: str, module: ModuleType, use: str
) -> None:
    assert use in inspect.getsource(module), f'upstream changed; look at components/engine/{name}'


@pytest.mark.parametrize('path', sorted(ENGINE.glob('*.py')), ids=lambda path: path.name)
def test_whatever_is_replaced_stands_above(path: Path) -> None:
    known = [*REPLACED, *(name for name, _, _ in NAMES)]
    for name in replaced(path):
        assert any(each.startswith(f'{path.name}: ') and each.endswith(name) for each in known), (
            name
        )


def test_what_is_installed_was_verified() -> None:
    assert versions.unverified() == []


def test_every_verified_version_is_pinned() -> None:
    pinned = (ROOT / 'requirements.in').read_text('utf-8').replace('[standard]', '').split()
    assert {f'{name}=={version}' for name, version in versions.VERIFIED.items()} <= set(pinned)


def test_another_version_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(versions.VERIFIED, 'wsproto', '0.1')
    assert versions.unverified() == ['wsproto 1.3.2 (verified: 0.1)']


INSIDES = ('nicegui.outbox', 'nicegui.slot', 'engineio', 'uvicorn', 'wsproto')


@pytest.mark.parametrize('folder', ['components', 'pages', 'services', 'models'])
def test_only_the_engine_knows_the_insides(folder: str) -> None:
    guilty = [
        f'{path.relative_to(ROOT)}: {name}'
        for path in sorted((ROOT / folder).rglob('*.py'))
        if not path.is_relative_to(ROOT / 'components' / 'engine')
        and not path.is_relative_to(ROOT / 'services' / 'local')
        for name in imported(path)
        if name.startswith(INSIDES)
    ]
    slots = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / folder).rglob('*.py'))
        if not path.is_relative_to(ROOT / 'components' / 'engine')
        and {'default_slot', 'parent_slot', 'outbox'} & words(path)
    ]
    assert not guilty + slots


def imported(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text('utf-8'))):
        if isinstance(node, ast.Import):
            names += [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f'{node.module}.{each.name}' for each in node.names)]
    return names


def replaced(path: Path) -> list[str]:
    """Attributes of upstream's modules and classes that a file gives another value."""
    tree = ast.parse(path.read_text('utf-8'))
    upstream = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or '').startswith(UPSTREAM)
        for alias in node.names
    }
    return [
        target.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name)
        if target.value.id in upstream
    ]


def words(path: Path) -> set[str]:
    """Attributes that a file reads."""
    tree = ast.parse(path.read_text('utf-8'))
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
