// The live badge in the browser: counts the age, and says "Offline" while this tab's own
// socket is lost, since the server cannot. Also tells the server whether the tab is looked at.
(() => {
  const AGED = ['polling', 'offline', 'error'];
  const badges = () => document.querySelectorAll('[data-testid="live-badge"][data-truth]');
  let socket = null; // the one we listen to
  let lostAt = 0; // ms; 0 while the socket is up

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
    const state = lostAt ? 'offline' : badge.dataset.truth;
    const since = lostAt || Number(badge.dataset.since);
    if (badge.dataset.state !== state) badge.dataset.state = state;
    set(badge.querySelector(':scope > span:nth-child(2)'), lostAt ? 'Offline' : badge.dataset.word);
    const aged = AGED.includes(state);
    set(badge.querySelector('.t-live__age'), aged ? age(Date.now() - since) : '');
  };

  const showAll = () => badges().forEach(show);

  const tellVisibility = () =>
    badges().forEach((badge) =>
      badge.dispatchEvent(new CustomEvent('visibility', { detail: document.hidden })),
    );

  const onUp = () => {
    lostAt = 0;
    showAll();
    if (document.hidden) tellVisibility();
  };

  const onLost = () => {
    if (!window.did_handshake || lostAt) return;
    lostAt = Date.now();
    showAll();
  };

  const attach = () => {
    if (!window.socket) return setTimeout(attach, 50);
    socket = window.socket;
    socket.on('connect', onUp);
    socket.on('disconnect', onLost);
    if (socket.connected) onUp();
  };

  const tick = () => {
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
