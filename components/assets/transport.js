// Gives up a websocket whose handshake gets no answer, as behind a proxy that swallows it; the page
// is then live by plain requests. Socket.IO alone waits for 20 s, and says nothing meanwhile.
// Also says goodbye for a page without a websocket, which the server would miss after 45 s only.
// And the one way out for whatever a page sends: half a character, as text cut within an emoji has
// it, cannot be read by the server, which would not answer.
(() => {
  const PATIENCE_MS = 4000;
  const LOOK_EVERY_MS = 250;
  let asked = null; // the websocket that waits for its answer
  let since = 0; // ms; when it was first seen

  const look = () => {
    const manager = window.socket?.io;
    const ws = manager?.engine?.transport?.ws;
    if (ws?.readyState !== WebSocket.CONNECTING) {
      asked = null;
    } else if (ws !== asked) {
      asked = ws;
      since = performance.now();
    } else if (performance.now() - since > PATIENCE_MS) {
      // the next attempt starts with what works, and tries the websocket beside it
      manager.opts.transports = ['polling', 'websocket'];
      ws.close(); // to Socket.IO an error, after which it takes the other transport at once
    }
  };
  setInterval(look, LOOK_EVERY_MS);

  const HALF = /\p{Surrogate}/gu; // of a pair, that is: what stands alone
  const HALF_IN_JSON = /\\ud[89a-f]/i;
  const wellFormed = (value) => {
    if (typeof value === 'string') return value.replace(HALF, '\uFFFD');
    if (Array.isArray(value)) return value.map(wellFormed);
    if (Object.getPrototypeOf(value ?? 0) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map((entry) => entry.map(wellFormed)));
  };
  const wellFormedJson = (text) =>
    HALF_IN_JSON.test(text) ? JSON.stringify(wellFormed(JSON.parse(text))) : text;
  const readable = (name, sent) => {
    if (name !== 'event') return wellFormed(sent);
    return { ...sent, args: sent.args?.map(wellFormedJson) };
  };

  let socket;
  Object.defineProperty(window, 'socket', {
    configurable: true,
    get: () => socket,
    set(made) {
      const emit = made.emit;
      made.emit = (name, ...sent) => emit.call(made, name, ...sent.map((each) => readable(name, each)));
      socket = made;
    },
  });

  window.addEventListener('pagehide', () => {
    const transport = window.socket?.io?.engine?.transport;
    if (transport?.name === 'polling' && window.socket.connected) {
      navigator.sendBeacon(transport.uri(), '1'); // Engine.IO's word for closing
    }
  });
})();
