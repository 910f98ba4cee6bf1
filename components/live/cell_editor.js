// Hears every cell and button of the page, with one set of listeners; see `cell_field.js` for what
// happens inside a cell.
const NEAR_MS = 1500;
const COPIED_MS = 2000;

export default {
  template: '<div class="t-sr" role="status" aria-live="polite">{{ said }}</div>',
  props: { said: String },
  mounted() {
    this.current = null; // what is typed in
    this.fields = new Set(); // of the cells that are open
    this.waiting = new Map(); // fields by the numbers of their commits
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
    this.fields.forEach(({ draft }) => draft.stop());
    this.listeners.forEach(([name, listener]) => document.removeEventListener(name, listener));
  },
  methods: {
    // cells
    find(row, field) {
      return this.root.querySelector(`[data-row="${CSS.escape(row)}"] [data-edit="${CSS.escape(field)}"]`);
    },
    keyOf(cell) {
      return `cell:${location.pathname}:${cell.closest('[data-row]').dataset.row}:${cell.dataset.edit}`;
    },
    open(cell) {
      if ('open' in cell.dataset) return;
      const field = new window.tradewind.CellField(this, cell, this.keyOf(cell));
      this.fields.add(field);
      field.open();
      this.enter(field);
      field.input.focus();
      field.input.select();
    },
    enter(field) {
      if (this.current === field) return;
      this.current = field;
      this.tell();
    },
    tell() { this.$emit('edited', this.current && [this.current.row, this.current.name]); },
    edit(row, field) {
      const cell = this.find(row, field);
      if (!cell) return;
      cell.scrollIntoView({ block: 'nearest' });
      this.open(cell);
    },
    offer(row, name, value, by) {
      const field = [...this.fields].find((each) => each.row === row && each.name === name);
      field?.draft.arrive(value, by);
    },
    sendCommit(field, commit) {
      if (this.current === field) this.current = null;
      this.waiting.set(commit.number, field);
      this.$emit('commit', { row: field.row, field: field.name, ...commit });
    },
    settle(number, problem) {
      const field = this.waiting.get(number);
      this.waiting.delete(number);
      field?.answer(number, problem);
      if (problem && field && !field.cell.isConnected) this.lose(field);
    },
    onBack(field) {
      this.current ??= field;
      field.focus();
    },
    onClosed(field) {
      this.fields.delete(field);
      if (this.current === field) this.current = null;
      this.tell();
    },
    onMutation() {
      this.fields.forEach((field) => {
        if (!field.cell.isConnected && !field.draft.isSending) this.lose(field);
      });
    },
    lose(field) {
      this.fields.delete(field);
      if (this.current === field) this.current = null;
      if (field.draft.isDirty) this.$emit('lost', field.draft.text);
      field.draft.close();
    },

    // drafts survive a reload
    restore() {
      this.root.querySelectorAll('section[data-row]').forEach((day) => {
        if (window.tradewind.session.read(`shut:${day.dataset.row}`)) this.fold(day, true);
      });
      this.root.querySelectorAll('[data-edit]').forEach((cell) => this.restoreCell(cell));
    },
    restoreCell(cell) {
      const key = this.keyOf(cell);
      if (!window.tradewind.session.read(key)) return;
      const field = new window.tradewind.CellField(this, cell, key);
      if (!field.draft.restore()) return;
      this.fields.add(field);
      field.open();
      if (this.current) return;
      this.enter(field);
      field.input.focus({ preventScroll: true });
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
      if (window.tradewind.views.some(({ root }) => root.contains(button))) return; // it hears for itself
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
      window.tradewind.session.write(`shut:${day.dataset.row}`, shut ? 'yes' : '');
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
