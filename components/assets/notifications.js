// What only the browser knows of notifications: its tab's title, whether it may tell anything, and
// whether a tab of the workspace is in front. Of several tabs one tells, whichever comes first.
(() => {
  const STAYS_MS = 5000;
  const HOLD_MS = 1500; // tabs hear of the same fact within this time
  const KEPT = 50; // facts that were told, for tabs that hear of them late
  const FRONT = 'tradewind-front';
  const NOT_NOW = 'notices-not-now';
  const TOLD = 'notices-told';
  const kept = () => window.tradewind.storage;

  // the title

  const bell = () => document.querySelector('[data-testid="notification-bell"]');
  const PREFIX = /^\(\d+\+?\) /;
  let titled = null;

  const showCount = () => {
    const count = Number(bell()?.dataset.unread ?? 0);
    const plain = document.title.replace(PREFIX, '');
    const wanted = count ? `(${count}) ${plain}` : plain;
    if (document.title !== wanted) document.title = wanted;
  };

  const watchTitle = () => {
    const title = document.querySelector('title');
    if (!title || titled === title) return;
    titled = title;
    new MutationObserver(showCount).observe(title, { childList: true, characterData: true, subtree: true });
  };

  // the permission

  const state = () => (window.Notification ? Notification.permission : 'none');

  const showState = () => { document.documentElement.dataset.notices = state(); };

  const ask = async () => {
    if (state() === 'default') await Notification.requestPermission();
    showState();
    bell()?.parentElement.dispatchEvent(new CustomEvent('answered'));
  };

  const offer = () => {
    if (state() !== 'default' || kept().read(NOT_NOW)) return;
    bell()?.parentElement.dispatchEvent(new CustomEvent('permit'));
  };

  const decline = () => kept().write(NOT_NOW, '1');

  // the front: each tab that is looked at holds its part of one lock

  let leaveFront = null;

  const showFront = () => {
    if (!navigator.locks) return;
    if (document.hidden) {
      leaveFront?.();
      leaveFront = null;
    } else if (!leaveFront) {
      const left = new Promise((resolve) => { leaveFront = resolve; });
      navigator.locks.request(FRONT, { mode: 'shared' }, () => left);
    }
  };

  const isInFront = async () => {
    const { held } = await navigator.locks.query();
    return held.some(({ name }) => name === FRONT);
  };

  const wasTold = (id) => {
    let told = [];
    try {
      told = JSON.parse(kept().read(TOLD) || '[]');
    } catch {
      // somebody else's words
    }
    if (told.includes(id)) return true;
    kept().write(TOLD, JSON.stringify([...told, id].slice(-KEPT)));
    return false;
  };

  const show = ({ id, title, body, link, stays }) => {
    const notice = new Notification(title, {
      body, tag: id, icon: '/assets/favicon.svg', requireInteraction: stays,
    });
    notice.onclick = () => {
      window.focus();
      notice.close();
      location.assign(link);
    };
    if (!stays) setTimeout(() => notice.close(), STAYS_MS);
  };

  const tell = async (fact) => {
    if (state() !== 'granted' || !navigator.locks || !document.hidden) return;
    await navigator.locks.request(`tradewind-notice ${fact.id}`, { ifAvailable: true }, async (lock) => {
      if (!lock || (await isInFront()) || wasTold(fact.id)) return;
      show(fact);
      await new Promise((resolve) => setTimeout(resolve, HOLD_MS));
    });
  };

  // a link may name a part of the page that comes with its rows: what is asked, a note

  const PART = /^#(?:comment|note)-([0-9a-f-]{36})$/;
  const SOUGHT_MS = 10_000;

  const seek = () => {
    const id = PART.exec(location.hash)?.[1];
    if (!id) return;
    const find = () => document.querySelector(`[data-key="${id}"]`);
    const reach = (element) => {
      element.scrollIntoView({ block: 'center' });
      element.dataset.lit = 'once';
      element.querySelector('[data-act="reply"]')?.focus({ preventScroll: true });
    };
    if (find()) return reach(find());
    const observer = new MutationObserver(() => {
      if (!find()) return;
      observer.disconnect();
      reach(find());
    });
    observer.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => observer.disconnect(), SOUGHT_MS);
  };

  const start = () => {
    if (!bell()) return waitForBell();
    showState();
    showFront();
    showCount();
    watchTitle();
    seek();
    new MutationObserver(showCount).observe(bell(), { attributes: true, attributeFilter: ['data-unread'] });
  };

  // the page's elements come after its document
  const waitForBell = () => {
    const observer = new MutationObserver(() => {
      if (!bell()) return;
      observer.disconnect();
      start();
    });
    observer.observe(document.body, { childList: true, subtree: true });
  };

  window.tradewind = { ...window.tradewind, notices: { ask, offer, decline, tell } };
  const begin = () => {
    document.addEventListener('visibilitychange', showFront);
    window.addEventListener('focus', showState);
    window.addEventListener('hashchange', seek);
    window.tradewind.on['ask-notices'] = ask;
    start();
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin);
  else begin();
})();
