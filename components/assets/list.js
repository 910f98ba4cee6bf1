// The browser's half of long lists (`components/live/table.py`): what is selected, where the keys
// walk, how far somebody has scrolled. None of it is known to the server before it has to be.
(() => {
  const ASK_AFTER_MS = 80;
  const NEAR = 300; // rows: who scrolls on is given the next ones, who drags those where they rest
  const MARGIN = 10; // rows that are there before they are seen
  const STEP = 25; // asked again only for another stretch; see AROUND in `held_list.py`
  const selected = new Set(); // keys of rows; a list that is drawn anew finds them again
  let isEvery = false; // all that match are selected, but for these
  let anchor = null; // the row that was ticked last, where a range begins
  let list = null; // the one on this page

  const isPicked = (key) => isEvery !== selected.has(key);
  const pick = (key, is) => selected[is === isEvery ? 'delete' : 'add'](key);

  class List {
    constructor(root) {
      list = this;
      this.root = root;
      this.rows = root.querySelector('[role="rowgroup"]');
      this.isReading = false;
      this.asked = null;
      this.onScroll = () => { this.frame ||= requestAnimationFrame(() => { this.frame = 0; this.look(); }); };
      window.addEventListener('scroll', this.onScroll, { passive: true });
      window.addEventListener('resize', this.onScroll, { passive: true });
      this.observer = new MutationObserver((records) => this.onChange(records));
      this.observer.observe(this.rows, {
        childList: true, attributes: true, attributeFilter: ['data-choice', 'data-start', 'data-total'],
      });
      this.measure();
      this.mark();
      this.onScroll();
    }

    stop() {
      window.removeEventListener('scroll', this.onScroll);
      window.removeEventListener('resize', this.onScroll);
      this.observer.disconnect();
      clearTimeout(this.timer);
      if (list === this) list = null;
    }

    get lines() { return [...this.rows.children].filter((each) => each.matches('.t-line')); }

    // what came, went or was scrolled to

    onChange(records) {
      const changed = new Set(records.map((record) => record.attributeName));
      const here = new Set(this.lines.map((line) => line.dataset.key));
      const gone = records.flatMap((record) => [...record.removedNodes].map((node) => node.dataset?.key));
      // what was scrolled out of sight is still there
      const isLeft = (key) => !here.has(key) && (changed.has('data-choice') || gone.includes(key));
      if (changed.has('data-choice') && isEvery) {
        isEvery = false;
        selected.clear();
      }
      if (changed.has('data-choice') || (!isEvery && !changed.has('data-start'))) {
        [...selected].filter(isLeft).forEach((key) => selected.delete(key));
      }
      if (changed.has('data-start') || changed.has('data-choice')) this.asked = null;
      this.measure();
      this.mark();
      if (changed.has('data-choice') && this.isReading) this.root.scrollIntoView({ block: 'start' });
      this.onScroll();
    }

    // Rows that are not here leave their room by the height of those that are.
    measure() {
      const lines = this.lines;
      if (!lines.length || !Number(this.rows.dataset.total)) return;
      const [first, last] = [lines[0], lines.at(-1)].map((line) => line.getBoundingClientRect());
      const high = (last.bottom - first.top) / lines.length;
      if (!high || Math.abs(high - (this.high ?? 0)) < 0.1) return;
      this.high = high;
      this.rows.style.setProperty('--high', `${high}px`);
    }

    look() {
      const { top } = this.rows.getBoundingClientRect();
      if (this.isReading !== top < 0) {
        this.isReading = top < 0;
        window.tradewind.act(this.rows, 'read', this.isReading, '');
      }
      const { start, total } = this.rows.dataset;
      if (!Number(total)) return;
      this.measure();
      const first = Math.max(0, Math.floor(-top / this.high));
      const last = Math.min(Number(total), first + Math.ceil(window.innerHeight / this.high) + MARGIN);
      const end = Number(start) + this.lines.length;
      const isBehind = last > end && this.rows.lastElementChild.offsetHeight > 0;
      if (Math.max(0, first - MARGIN) < Number(start) || isBehind) this.ask(first);
      else this.asked = null;
    }

    ask(first) {
      if (Math.floor(first / STEP) === this.asked) return;
      this.wanted = first;
      const isNear = Math.abs(first - Number(this.rows.dataset.start)) < NEAR;
      if (this.timer && isNear) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(async () => {
        this.timer = 0;
        this.asked = Math.floor(this.wanted / STEP);
        const said = await window.tradewind.act(this.rows, 'scroll', this.wanted, '');
        if (said === null) this.asked = null;
      }, ASK_AFTER_MS);
    }

    // selection

    mark() {
      const lines = this.lines;
      let here = 0;
      for (const line of lines) {
        const is = isPicked(line.dataset.key);
        here += is;
        if ((line.getAttribute('aria-selected') === 'true') === is) continue;
        line.setAttribute('aria-selected', String(is));
        line.querySelector('.t-check')?.setAttribute('aria-checked', String(is));
      }
      const head = this.root.querySelector('.t-list__head .t-check');
      const isAll = here && here === lines.length;
      head?.setAttribute('aria-checked', isAll ? 'true' : here ? 'mixed' : 'false');
      const bar = this.root.querySelector('.t-bulk');
      if (!bar) return;
      const total = Number(this.rows.dataset.total);
      const count = isEvery ? Math.max(0, total - selected.size) : selected.size;
      bar.hidden = !count;
      bar.querySelector('[data-count]').textContent = count.toLocaleString('en');
      const every = bar.querySelector('[data-on="every"]');
      every.hidden = count >= total;
      every.querySelector('[data-every]').textContent = total.toLocaleString('en');
    }

    every() {
      selected.clear();
      isEvery = true;
      this.mark();
    }

    get picked() {
      return isEvery ? { every: this.rows.dataset.choice, but: [...selected] } : [...selected];
    }

    tick(line, isRange) {
      const lines = this.lines;
      const is = !isPicked(line.dataset.key);
      const from = isRange ? lines.findIndex((each) => each.dataset.key === anchor) : -1;
      const to = lines.indexOf(line);
      const range = from < 0 ? [line] : lines.slice(Math.min(from, to), Math.max(from, to) + 1);
      for (const each of range) pick(each.dataset.key, is);
      anchor = line.dataset.key;
      this.mark();
    }

    tickAll() {
      const lines = this.lines;
      const is = lines.some((line) => !isPicked(line.dataset.key));
      for (const line of lines) pick(line.dataset.key, is);
      this.mark();
    }

    clear() {
      const had = this.root.querySelector('.t-bulk')?.contains(document.activeElement);
      selected.clear();
      isEvery = false;
      this.mark();
      if (had) this.focus(this.lines.find((line) => line.dataset.key === anchor) ?? this.lines[0]);
    }

    // the walk

    get line() { return document.activeElement?.closest?.('.t-line'); }

    step(by) {
      const lines = this.lines;
      const at = lines.indexOf(this.line);
      const seen = lines.findIndex((line) => line.getBoundingClientRect().top >= 0);
      this.focus(lines[at < 0 ? Math.max(0, seen) : at + by]);
    }

    focus(line) { line?.querySelector('[data-step]')?.focus(); }
  }

  const isTyping = (element) => element.matches?.('input, textarea, select, [contenteditable]');

  document.addEventListener('keydown', (event) => {
    if (!list || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('.q-menu, .q-dialog')) return;
    if (event.key === 'j' || event.key === 'k') list.step(event.key === 'j' ? 1 : -1);
    else if (event.key.toLowerCase() === 'x' && list.line) list.tick(list.line, event.shiftKey);
    else if (event.key === 'Escape' && (isEvery || selected.size)) list.clear();
    else return;
    event.preventDefault();
  });

  const start = () => {
    Object.assign(window.tradewind.on, {
      select(check, event) {
        const line = check.closest('.t-line');
        if (line) list.tick(line, event.shiftKey);
        else list.tickAll();
      },
      unselect() { list?.clear(); },
      every() { list.every(); },
      // what waits above comes in, and is looked at
      top() {
        list.isReading = false;
        list.root.scrollIntoView({ block: 'start' });
      },
      async bulk(button) {
        if (button.getAttribute('aria-busy') === 'true') return;
        button.setAttribute('aria-busy', 'true');
        const said = await window.tradewind.act(button, 'bulk', list.picked, button.dataset.bulk);
        button.removeAttribute('aria-busy');
        if (said === null) window.tradewind.tell(window.tradewind.NO_ANSWER);
        else if (!said.refused && !('asks' in button.dataset)) list?.clear();
      },
    });
    window.tradewind.behaviour('list', List);
  };
  start();
})();
