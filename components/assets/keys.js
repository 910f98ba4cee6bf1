// Keys that belong to the page: "/" finds, arrows walk through lists and menus.
// Filtered here, so that no key press reaches the server.
(() => {
  // While a word is composed (Japanese, Chinese, Korean, accents) its keys belong to the input
  // method: Enter takes the word, Escape drops it, arrows choose. No handler of a page hears them.
  window.addEventListener('keydown', (event) => {
    const isComposing = event.isComposing || event.keyCode === 229; // Safari ends it before the key
    if (isComposing) event.stopImmediatePropagation();
  }, true);

  const isTyping = (element) => element?.matches?.('input, textarea, select, [contenteditable]');

  const walk = (event, items) => {
    const index = items.indexOf(document.activeElement);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: items.length - 1 };
    const item = items[Math.max(0, Math.min(items.length - 1, next[event.key]))];
    if (!item) return;
    event.preventDefault();
    item.focus();
  };

  const visible = (root, selector) =>
    [...root.querySelectorAll(selector)].filter((item) => item.offsetParent !== null);

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target;
    if (!isTyping(target) && !document.querySelector('.q-dialog')) {
      const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (found) {
        event.preventDefault();
        found.matches('input, textarea') ? found.focus() : found.click();
        return;
      }
    }
    if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(event.key)) return;
    const menu = target.closest?.('[role="menu"]') ?? document.querySelector('.q-menu[role="menu"]');
    if (menu) return walk(event, visible(menu, '[role^="menuitem"]'));
    const list = target.closest?.('[data-walk]');
    if (list && !isTyping(target)) return walk(event, visible(list, '[data-step]'));
    const tabs = target.closest?.('[role="tablist"]');
    if (tabs) walk(event, visible(tabs, '[role="tab"]'));
  });

  // what is pulled up from below goes down again
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || document.querySelector('.q-menu, .q-dialog')) return;
    const pull = document.querySelector('.p-sum[data-open] [aria-expanded]');
    pull?.click();
    pull?.focus();
  });

  // sideways through tabs, all ways through choices; what is saved at once waits for space
  document.addEventListener('keydown', (event) => {
    const group = event.target.closest?.('[role="tablist"], [role="radiogroup"]');
    const steps = { ArrowLeft: -1, ArrowRight: 1 };
    if (group?.getAttribute('role') === 'radiogroup') Object.assign(steps, { ArrowUp: -1, ArrowDown: 1 });
    const step = steps[event.key];
    if (!group || !step) return;
    const items = visible(group, '[role="tab"], [role="radio"]');
    const index = (items.indexOf(document.activeElement) + step + items.length) % items.length;
    event.preventDefault();
    items[index].focus();
    if (!('saves' in group.dataset)) items[index].click();
  });
})();
