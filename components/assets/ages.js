// Moments in [data-at] (milliseconds), in the words of components/kit/format.py: by the reader's clock and
// the days of their zone, kept current here, at no cost elsewhere; [data-saying] has another form.
(() => {
  const MINUTE = 60_000;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;
  // Days are counted by the calendar: where clocks change, they have 23 or 25 hours, or are left out.
  const dayOf = (time) => {
    const date = new Date(time);
    return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY;
  };
  // To make a format takes a hundred times as long as to use it.
  const formats = new Map();
  const print = (time, options) => {
    const name = JSON.stringify(options);
    if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat('en-GB', options));
    return formats.get(name).format(time);
  };
  const date = (time, now, month) => {
    const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear();
    return print(time, { day: 'numeric', month, ...(sameYear ? {} : { year: 'numeric' }) });
  };
  const many = (count, word) => `${count} ${word}${count === 1 ? '' : 's'}`;

  // [amount, unit] up to half a day, else what day it was in the given forms.
  const since = (time, { weekday, month }) => {
    const now = Date.now();
    const [days, passed] = [dayOf(now) - dayOf(time), now - time];
    if (passed < MINUTE) return [];
    if (days <= 0 || passed < DAY / 2) {
      return passed < HOUR ? [Math.floor(passed / MINUTE), 'min'] : [Math.floor(passed / HOUR), 'h'];
    }
    if (days === 1) return ['yesterday'];
    return [days < 7 ? print(time, { weekday }) : date(time, now, month)];
  };

  const age = (time) => since(time, { weekday: 'short', month: 'short' }).join(' ') || 'now';
  const ago = (time) => {
    const [said, unit] = since(time, { weekday: 'short', month: 'short' });
    if (unit) return `${said} ${unit} ago`;
    return !said ? 'just now' : said === 'yesterday' ? said : `on ${said}`;
  };
  const full = (time) => {
    const [said, unit] = since(time, { weekday: 'long', month: 'long' });
    if (unit) return `${many(said, unit === 'h' ? 'hour' : 'minute')} ago`;
    return !said ? 'just now' : said === 'yesterday' ? said : `on ${said}`;
  };
  const sinceThen = (time) => {
    const now = Date.now();
    const days = dayOf(now) - dayOf(time);
    if (days <= 0 || now - time < DAY) return 'since your last visit';
    if (days === 1) return 'since yesterday';
    return `since ${print(time, days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'long', year: 'numeric' })}`;
  };
  const stamp = (time) => print(time, { dateStyle: 'long', timeStyle: 'short' });
  const sayings = { age, ago, full, since: sinceThen, stamp };

  const show = (element) => {
    const time = Number(element.dataset.at);
    const text = time ? sayings[element.dataset.saying ?? 'age'](time) : '';
    if (element.textContent !== text) element.textContent = text;
    element.title = time ? print(time, { dateStyle: 'medium', timeStyle: 'short' }) : '';
  };
  const showAll = (root) => root.querySelectorAll('[data-at]').forEach(show);
  const showAnew = () => {
    formats.clear(); // they keep the zone that the reader was in
    showAll(document);
  };

  new MutationObserver((mutations) => {
    for (const { type, target, addedNodes } of mutations) {
      if (type === 'attributes' || target.dataset?.at) show(target);
      addedNodes.forEach((node) => {
        if (node.nodeType !== Node.ELEMENT_NODE) return;
        if (node.dataset.at) show(node);
        showAll(node);
      });
    }
  }).observe(document.body, {
    subtree: true, childList: true, attributes: true, attributeFilter: ['data-at'],
  });
  showAll(document);
  setInterval(() => document.hidden || showAnew(), 20_000);
  document.addEventListener('visibilitychange', showAnew);
})();
