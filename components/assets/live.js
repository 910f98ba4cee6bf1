// The last step of the line in: lights what changed, rolls counters, slides new entries in,
// and leaves the focus where it was when what has it moves.
// It watches the page itself, so that a glow costs no byte on the wire.
(() => {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  const GLOW_MS = 900;
  const CALM_MS = 2000;
  const ROLL_MS = 400;
  const ENTER_MS = 160;
  const SETTLE_MS = 600; // what appears while the page is being built is not news
  const rolling = new WeakSet();
  let settled = Infinity;

  const light = (element) => {
    // another name starts the animation anew, and asks for no layout in between
    element.setAttribute('data-lit', element.getAttribute('data-lit') === 'once' ? 'again' : 'once');
    clearTimeout(element.litTimer);
    const time = calm.matches ? CALM_MS : GLOW_MS;
    element.litTimer = setTimeout(() => element.removeAttribute('data-lit'), time);
  };

  const parse = (text) => {
    const match = /^(\D*)(\d[\d.,\u202f\u00a0’' ]*\d|\d)(\D*)$/.exec(text);
    if (!match) return null;
    const decimals = /[.,](\d{2})$/.exec(match[2])?.[1].length ?? 0;
    const grouping = /\d([.,\u202f\u00a0’' ])\d{3}/.exec(match[2])?.[1] ?? '';
    const point = decimals ? match[2].at(-3) : '';
    const value = Number(match[2].replace(/\D/g, '')) / 10 ** decimals;
    return { before: match[1], after: match[3], decimals, grouping, point, value };
  };

  const print = (value, like) => {
    const [whole, part] = value.toFixed(like.decimals).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, like.grouping);
    return like.before + grouped + (part ? like.point + part : '') + like.after;
  };

  const roll = (node, oldText) => {
    const finalText = node.data;
    const from = parse(oldText ?? '');
    const to = parse(finalText);
    if (!from || !to || from.value === to.value || document.hidden || calm.matches) return;
    const start = performance.now();
    let shown = finalText;
    rolling.add(node);
    const step = (now) => {
      if (node.data !== shown) return rolling.delete(node); // a newer value has come
      const t = Math.min(1, (now - start) / ROLL_MS);
      const eased = 1 - (1 - t) ** 3;
      shown = t < 1 ? print(from.value + (to.value - from.value) * eased, to) : finalText;
      node.data = shown;
      if (t < 1) requestAnimationFrame(step);
      else setTimeout(() => rolling.delete(node));
    };
    requestAnimationFrame(step);
  };

  const onText = (node, oldText) => {
    if (rolling.has(node)) return;
    const parent = node.parentElement;
    const glowing = parent?.closest('[data-glow]');
    if (glowing && performance.now() > settled) light(glowing);
    if (parent?.closest('[data-roll]') && performance.now() > settled) roll(node, oldText);
  };

  const onAdded = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE || !node.hasAttribute('data-enter')) return;
    if (performance.now() < settled) return;
    if (node.dataset.enter === 'lit') light(node); // it is the news itself
    if (calm.matches) return;
    const frames = [{ opacity: 0, transform: 'translateY(-6px)' }, { opacity: 1, transform: 'none' }];
    node.animate(frames, { duration: ENTER_MS, easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)' });
  };

  // A node that is put elsewhere loses the focus, and keys would go nowhere.
  let held = null; // what has the focus
  // an observer is told after the whole of a change, and others only after it
  const afterMoves = async () => { await null; await null; };

  // What a menu opened would give the focus back to an entry of that menu, which is gone by then.
  const FLOATS = '.q-menu, .q-dialog';
  let opener = null; // what had the focus before anything floated

  const onFocus = ({ target }) => {
    held = target;
    if (!target.closest(FLOATS)) opener = target;
  };
  const onBlur = async ({ target }) => {
    await afterMoves();
    if (held === target && document.activeElement !== target) held = null; // it was left
  };

  const giveBack = (mutations) => {
    if (!held?.isConnected || document.activeElement !== document.body) return;
    const isMoved = mutations.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(held)));
    if (!isMoved) return;
    const { selectionStart: from, selectionEnd: to } = held;
    held.focus({ preventScroll: true });
    if (typeof from === 'number') held.setSelectionRange(from, to);
  };

  const returnToOpener = (mutations) => {
    if (!opener?.isConnected || document.activeElement !== document.body) return;
    const isClosed = mutations.some(({ removedNodes }) =>
      [...removedNodes].some(({ id }) => id?.startsWith('q-portal--dialog')));
    if (isClosed && !document.querySelector(FLOATS)) opener.focus({ preventScroll: true });
  };

  const observer = new MutationObserver((mutations) => {
    giveBack(mutations);
    returnToOpener(mutations);
    const seen = new Set();
    for (const { type, target, oldValue, addedNodes } of mutations) {
      if (type === 'characterData' && !seen.has(target)) {
        seen.add(target);
        if (target.data !== oldValue) onText(target, oldValue);
      }
      addedNodes.forEach(onAdded);
    }
  });

  const start = () => {
    settled = performance.now() + SETTLE_MS;
    const options = { subtree: true, childList: true, characterData: true };
    observer.observe(document.body, { ...options, characterDataOldValue: true });
    held = document.activeElement;
    document.addEventListener('focusin', onFocus);
    document.addEventListener('focusout', onBlur);
  };
  window.tradewind = { ...window.tradewind, afterMoves };
  if (document.readyState === 'complete') start();
  else window.addEventListener('load', start);
})();
