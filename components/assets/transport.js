// Gives up a websocket whose handshake gets no answer, as behind a proxy that swallows it; the page
// is then live by plain requests. Socket.IO alone waits for 20 s, and says nothing meanwhile.
// Also says goodbye for a page without a websocket, which the server would miss after 45 s only.
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

  window.addEventListener('pagehide', () => {
    const transport = window.socket?.io?.engine?.transport;
    if (transport?.name === 'polling' && window.socket.connected) {
      navigator.sendBeacon(transport.uri(), '1'); // Engine.IO's word for closing
    }
  });
})();
