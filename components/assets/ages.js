// Moments such as "14 min" in [data-at] (milliseconds): by the reader's clock, kept current here, at
// no cost elsewhere; [data-saying] has another form.
(() => {
  const MINUTE = 60_000;
  const DAY = 24 * 60 * MINUTE;
  const day = (time) => new Date(time).setHours(0, 0, 0, 0);
  const print = (time, options) => new Intl.DateTimeFormat('en-GB', options).format(time);

  const age = (time) => {
    const now = Date.now();
    const days = Math.round((day(now) - day(time)) / DAY);
    if (now - time < MINUTE) return 'now';
    if (days <= 0 || now - time < DAY / 2) {
      const minutes = Math.floor((now - time) / MINUTE);
      return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
    }
    if (days === 1) return 'yesterday';
    if (days < 7) return print(time, { weekday: 'short' });
    const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
    return print(time, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) });
  };

  const ago = (time) => {
    const short = age(time);
    if (short === 'now') return 'just now';
    if (/ (min|h)$/.test(short)) return `${short} ago`;
    return short === 'yesterday' ? short : `on ${short}`;
  };
  const stamp = (time) => new Date(time).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
  const sayings = { age, ago, stamp };

  const show = (element) => {
    const time = Number(element.dataset.at);
    const text = time ? sayings[element.dataset.saying ?? 'age'](time) : '';
    if (element.textContent !== text) element.textContent = text;
    element.title = time ? new Date(time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' }) : '';
  };
  const showAll = (root) => root.querySelectorAll('[data-at]').forEach(show);

  new MutationObserver((mutations) => {
    for (const { type, target, addedNodes } of mutations) {
      if (type === 'attributes') show(target);
      addedNodes.forEach((node) => {
        if (node.nodeType !== Node.ELEMENT_NODE) return;
        if (node.dataset.at) show(node);
        showAll(node);
      });
    }
  }).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ['data-at'],
  });
  setInterval(() => document.hidden || showAll(document), 20_000);
  document.addEventListener('visibilitychange', () => showAll(document));
})();
