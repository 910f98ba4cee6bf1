// The connection in the browser: counts the age, and says "Offline" while this tab's own socket
// is lost or nobody answers on it, since the server cannot. Raises the alert bar when it lasts, and
// tells the server whether the tab is looked at.
(() => {
  const AGED = ['polling', 'offline', 'error'];
  const ALERT_AFTER_MS = 10_000;
  const OPENED_WITHIN_MS = 2000;
  const ASKED_AFTER_MS = 500; // once for all that is done meanwhile
  const ANSWERED_WITHIN_MS = 3000;
  const WORDS = {
    workspace: {
      polling: ['warn', 'The line is down', 'You still get news every 5 seconds. Edits are saved as usual.'],
      offline: ['bad', 'The database does not answer', 'What you see is the last that was known. It comes back by itself.'],
      error: ['bad', 'This page is not live', 'The realtime server refuses this app. Load the page again to see the latest.'],
      lost: ['warn', 'No network', 'What you typed stays here. The page catches up when you are back.'],
    },
    client: {
      polling: ['warn', 'Updates come a little later', 'New things show within a few seconds. Nothing is missed.'],
      offline: ['warn', 'No updates right now', 'You can read on. The page catches up by itself.'],
      error: ['warn', 'Updates are paused', 'You can read on. Load the page again to see the latest.'],
      lost: ['warn', 'You are offline', 'You can read on. What you typed stays here.'],
    },
  };
  const marks = () => document.querySelectorAll('.t-live[data-truth]');
  const badges = () => document.querySelectorAll('[data-testid="live-badge"][data-truth]');
  let badSince = 0; // ms; 0 while the first badge of the page says nothing bad
  let bar = null; // the alert bar, while it is shown
  let closed = false; // somebody has read it
  let socket = null; // the one we listen to
  let lostAt = 0; // ms; 0 while the socket is up
  let asking = false; // whether anybody is there
  let opening = false; // the page stands already, its socket does not
  let wasHidden = false; // so the server has to hear how it is now

  const age = (ms) => {
    const s = Math.max(0, Math.floor(ms / 1000));
    if (s < 60) return `${s} s`;
    if (s < 3600) return `${Math.floor(s / 60)} min`;
    return `${Math.floor(s / 3600)} h`;
  };

  const set = (node, text) => {
    if (node && node.textContent !== text) node.textContent = text;
  };

  const show = (badge) => {
    const state = lostAt ? 'offline' : opening ? 'connecting' : badge.dataset.truth;
    const word = lostAt ? 'Offline' : opening ? 'Connecting' : badge.dataset.word;
    const since = lostAt || Number(badge.dataset.since);
    if (badge.dataset.state !== state) badge.dataset.state = state;
    set(badge.querySelector(':scope > span:nth-child(2)'), word);
    const aged = AGED.includes(state);
    set(badge.querySelector('.t-live__age'), aged ? age(Date.now() - since) : '');
  };

  const showAll = () => {
    marks().forEach(show);
    document.documentElement.toggleAttribute('data-lost', !!lostAt);
    watch();
  };

  // the alert bar: after 10 s of trouble, until it is over

  const watch = () => {
    const badge = badges()[0];
    const state = badge && badge.dataset.state;
    if (!badge || state === 'live') {
      badSince = 0;
      closed = false;
      return lower();
    }
    if (!AGED.includes(state)) return lower();
    badSince = Math.min(badSince || Date.now(), lostAt || Number(badge.dataset.since));
    const lasted = Date.now() - badSince;
    if (lasted < ALERT_AFTER_MS || closed) return lower();
    raise(WORDS[badge.dataset.voice] || WORDS.workspace, lostAt ? 'lost' : state, lasted);
  };

  const part = (parent, tag, name, text = '') => {
    const node = parent.appendChild(document.createElement(tag));
    node.className = name;
    node.textContent = text;
    return node;
  };

  const raise = (words, state, lasted) => {
    const [tone, title, sentence] = words[state];
    if (!bar || bar.dataset.state !== state) {
      lower();
      bar = part(document.body, 'div', 't-alert t-lineout');
      Object.assign(bar.dataset, { tone, state, testid: 'live-alert' });
      bar.setAttribute('role', 'status');
      const icons = window.tradewind.icons;
      const icon = `<svg class="t-i" aria-hidden="true"><use href="${icons}#i-wifi-off"></use></svg>`;
      bar.insertAdjacentHTML('beforeend', icon);
      const box = part(bar, 'div', 't-grow');
      part(box, 'strong', '', title);
      part(box, 'span', 't-lineout__age').setAttribute('aria-hidden', 'true');
      part(box, 'p', '', sentence);
      const close = part(bar, 'button', 't-x', '×');
      close.type = 'button';
      close.setAttribute('aria-label', 'Close');
      close.onclick = () => {
        closed = true;
        lower();
      };
    }
    set(bar.querySelector('.t-lineout__age'), ` for ${age(lasted)}`);
  };

  const lower = () => {
    if (bar) bar.remove();
    bar = null;
  };

  const tellVisibility = () => {
    wasHidden ||= document.hidden;
    badges().forEach((badge) =>
      badge.dispatchEvent(new CustomEvent('visibility', { detail: document.hidden })),
    );
  };

  const onUp = () => {
    lostAt = 0;
    opening = false;
    showAll();
    // what was said last may have gone into a socket that was dead already
    if (document.hidden || wasHidden) tellVisibility();
  };

  const onLost = () => {
    if (!window.did_handshake || lostAt) return;
    lostAt = Date.now();
    showAll();
  };

  // Only who does something is waiting for an answer, so an idle page costs nothing. The message is
  // one of NiceGUI's own, which does no harm however often it arrives.
  const ask = () => {
    if (!socket.connected) {
      asking = false;
      return;
    }
    const said = { client_id: window.clientId, next_message_id: window.nextMessageId };
    socket.timeout(ANSWERED_WITHIN_MS).emit('ack', said, (silence) => {
      if (silence) {
        onLost();
        ask();
      } else {
        asking = false;
        if (lostAt && navigator.onLine) onUp();
      }
    });
  };

  const onSent = (name) => {
    if (asking || !['event', 'act'].includes(name)) return;
    asking = true;
    setTimeout(ask, ASKED_AFTER_MS);
  };

  const attach = () => {
    if (!window.socket) return setTimeout(attach, 50);
    socket = window.socket;
    socket.on('connect', onUp);
    socket.on('disconnect', onLost);
    socket.onAnyOutgoing(onSent);
    if (socket.connected) onUp();
  };

  const tick = () => {
    opening = !window.did_handshake && performance.now() > OPENED_WITHIN_MS;
    if (socket && !socket.connected) onLost();
    showAll();
  };

  document.addEventListener('visibilitychange', tellVisibility);
  window.addEventListener('offline', onLost);
  window.addEventListener('online', () => socket && socket.connected && onUp());
  new MutationObserver(showAll).observe(document.documentElement, {
    subtree: true,
    attributes: true,
    attributeFilter: ['data-truth', 'data-since', 'data-word'],
  });
  setInterval(tick, 1000);
  attach();
})();
