// Hears every cell and button of the builder, with one set of listeners; see `assets/builder.js`
// for what happens inside a cell.
const NEAR_MS = 1500;
const COPIED_MS = 2000;
const storage = {
  get: (key) => JSON.parse(sessionStorage.getItem(key) ?? 'null'),
  set(key, value) {
    try {
      value ? sessionStorage.setItem(key, JSON.stringify(value)) : sessionStorage.removeItem(key);
    } catch {
      return; // storage is full or refused: the field itself still holds the text
    }
  },
};

export default {
  template: '<div class="t-sr" role="status" aria-live="polite">{{ said }}</div>',
  props: { said: String },
  mounted() {
    this.current = null;
    this.waiting = new Map();
    this.numbers = 0;
    this.root = this.$el.parentElement;
    this.listeners = [
      ['click', (event) => this.onClick(event)],
      ['keydown', (event) => this.onKey(event)],
      ['change', (event) => this.onChange(event)],
    ];
    this.listeners.forEach(([name, listener]) => document.addEventListener(name, listener));
    this.observer = new MutationObserver(() => this.onMutation());
    this.observer.observe(this.root, { childList: true, subtree: true });
    this.restore();
  },
  unmounted() {
    this.isGone = true;
    this.observer.disconnect();
    this.listeners.forEach(([name, listener]) => document.removeEventListener(name, listener));
  },
  methods: {
    // cells
    find(row, field) {
      return this.root.querySelector(`[data-row="${CSS.escape(row)}"] [data-edit="${CSS.escape(field)}"]`);
    },
    open(cell, text, base) {
      if (this.current?.cell === cell || 'open' in cell.dataset) return;
      this.current = new window.tradewind.CellField(this, cell, text, base);
      this.current.input.focus({ preventScroll: Boolean(text) });
      this.current.input.select();
      this.tell();
    },
    tell() { this.$emit('edited', this.current && [this.current.row, this.current.name]); },
    edit(row, field) {
      const cell = this.find(row, field);
      if (!cell) return;
      cell.scrollIntoView({ block: 'nearest' });
      this.open(cell);
    },
    offer(row, field, value, by) {
      const field_ = this.current;
      if (field_?.row === row && field_.name === field) field_.offer(value, by);
    },
    next() { return ++this.numbers; },
    onCommitted(field) {
      this.waiting.set(field.number, field);
      if (this.current === field) this.current = null;
    },
    settle(number, problem) {
      const field = this.waiting.get(number);
      this.waiting.delete(number);
      field?.settle(number, problem);
    },
    onEntered(field) {
      if (this.current === field) return;
      this.current = field; // again: it was refused, and one comes back to it
      this.tell();
    },
    onClosed(field) {
      if (this.current === field) this.current = null;
      if (!this.current) this.keep(null);
      this.tell();
    },
    onMutation() {
      const field = this.current;
      if (!field || field.cell.isConnected) return;
      this.current = null;
      if (field.isDirty) this.$emit('lost', field.input.value);
      this.keep(null);
    },

    // drafts survive a reload
    keep(field) {
      const key = `cell:${location.pathname}`;
      storage.set(key, field && { row: field.row, name: field.name, text: field.input.value, base: field.base });
    },
    restore() {
      this.root.querySelectorAll('section[data-row]').forEach((day) => {
        if (storage.get(`shut:${day.dataset.row}`)) this.fold(day, true);
      });
      const draft = storage.get(`cell:${location.pathname}`);
      const cell = draft && this.find(draft.row, draft.name);
      if (!cell) return;
      const shown = window.tradewind.shownIn(cell); // before its field stands there
      if (shown === draft.text) return this.keep(null);
      this.open(cell, draft.text, draft.base);
      if (shown !== draft.base) this.current.offer(shown, 'Somebody');
    },

    // buttons
    send(target, act, more = {}) {
      const row = target.closest('[data-row]')?.dataset.row ?? '';
      this.$emit('act', { act, row, anchor: target.id, ...more });
    },
    onClick(event) {
      const button = event.target.closest('[data-act]');
      if (button?.dataset.act === 'copy') return this.copy(button); // in dialogs too
      if (!this.root.contains(event.target)) return;
      if (button) {
        const { act } = button.dataset;
        if (act === 'fold') return this.fold(button.closest('section'));
        return this.send(button, act);
      }
      const cell = event.target.closest('[data-edit]');
      if (cell && !event.target.closest('.t-cell__in')) this.open(cell);
    },
    onKey(event) {
      const target = event.target;
      if (!this.root.contains(target)) return;
      if (event.altKey && ['ArrowUp', 'ArrowDown'].includes(event.key)) {
        const grip = target.closest('[data-move]');
        if (!grip) return;
        event.preventDefault();
        this.keepFocus(grip);
        return this.send(grip, grip.dataset.move, { by: event.key === 'ArrowUp' ? -1 : 1 });
      }
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const opens = event.key === 'Enter' || event.key === ' ' || event.key === 'F2';
      if (opens && target.matches('[data-edit]')) {
        event.preventDefault();
        this.open(target);
      } else if (opens && target.matches('[data-act]:not(button)')) {
        event.preventDefault();
        target.click();
      }
    },
    keepFocus(element) {
      // a moved node loses the focus; give it back once the list has its new order
      const until = performance.now() + NEAR_MS;
      const watch = () => {
        if (document.activeElement === document.body && element.isConnected) {
          element.focus({ preventScroll: true });
          element.scrollIntoView({ block: 'nearest' });
        }
        if (performance.now() < until) requestAnimationFrame(watch);
      };
      requestAnimationFrame(watch);
    },
    fold(day, shut = !('shut' in day.dataset)) {
      day.toggleAttribute('data-shut', shut);
      day.querySelector('[data-act="fold"]')?.setAttribute('aria-expanded', String(!shut));
      storage.set(`shut:${day.dataset.row}`, shut || null);
    },
    async copy(button) {
      const text = button.closest('[data-copied]')?.dataset.copied ?? '';
      if (!(await window.tradewind.copy(text, button))) return;
      const label = [...button.childNodes].find((node) => node.nodeType === Node.TEXT_NODE);
      if (!label || label.data === 'Copied') return;
      const before = label.data;
      label.data = 'Copied';
      setTimeout(() => (label.data = before), COPIED_MS);
    },

    // pictures
    async onChange(event) {
      const input = event.target.closest?.('input[type=file][data-upload]');
      const file = input?.files[0];
      if (!file) return;
      const place = input.closest('[data-uploads]');
      const help = place.querySelector('[data-upload-help]');
      place.setAttribute('aria-busy', 'true');
      help.textContent = `Adding ${file.name} …`;
      help.removeAttribute('data-bad');
      try {
        const headers = { 'Content-Type': file.type || 'application/octet-stream' };
        const answer = await fetch(input.dataset.upload, { method: 'POST', body: file, headers });
        const result = await answer.json();
        if (answer.ok) return this.$emit('act', { act: 'uploaded' });
        help.textContent = result.sentence;
        help.setAttribute('data-bad', '');
      } catch {
        help.textContent = 'The picture did not arrive. Your other changes are saved; try again.';
        help.setAttribute('data-bad', '');
      } finally {
        place.removeAttribute('aria-busy');
        input.value = '';
      }
    },
  },
};
