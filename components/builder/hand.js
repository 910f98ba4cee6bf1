// Edits any cell where it stands and hears any button of the builder, with one set of listeners.
// The field is a child that Vue does not know, so a patch beside it never touches what is typed.
const NEAR_MS = 1500;
const COPIED_MS = 2000;
const make = (tag, className, attributes = {}) => {
  const element = document.createElement(tag);
  element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};
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

class Field {
  // One open cell, from the click to the server's answer.
  constructor(hand, cell, text, base) {
    this.hand = hand;
    this.cell = cell;
    this.row = cell.closest('[data-row]').dataset.row;
    this.name = cell.dataset.edit;
    this.base = base ?? this.shown();
    this.isProse = cell.dataset.kind === 'prose';
    this.input = make(this.isProse ? 'textarea' : 'input', 't-cell__in', {
      'aria-label': cell.dataset.label,
      placeholder: cell.dataset.hint ?? '',
      autocomplete: 'off',
      ...(cell.dataset.kind === 'decimal' ? { inputmode: 'decimal' } : {}),
    });
    this.input.value = text ?? this.base;
    cell.dataset.open = '';
    cell.removeAttribute('role');
    cell.tabIndex = -1;
    cell.append(this.input);
    this.grow();
    this.input.addEventListener('input', () => this.onInput());
    this.input.addEventListener('keydown', (event) => this.onKey(event));
    cell.addEventListener('focusout', (this.leave = (event) => this.onLeave(event)));
  }

  get isDirty() { return this.input.value !== this.base; }
  shown() { return this.cell.querySelector(':scope > :last-child:not(.t-cell__in)')?.textContent ?? ''; }

  onInput() {
    this.grow();
    this.complain('');
    this.hand.keep(this.isDirty ? this : null);
  }

  onKey(event) {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      this.close();
      this.cell.focus();
    } else if (event.key === 'Enter' && (!this.isProse || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.wantsFocus = true;
      this.commit();
    }
    event.stopPropagation();
  }

  onLeave(event) {
    if (this.cell.contains(event.relatedTarget) || this.hand.isGone || this.number) return;
    this.commit();
  }

  grow() {
    if (!this.isProse) return;
    this.input.style.height = 'auto';
    this.input.style.height = `${this.input.scrollHeight + 2}px`;
  }

  commit() {
    if (this.theirs !== undefined) return;
    if (!this.isDirty) return this.close(this.wantsFocus);
    this.number = this.hand.next();
    this.input.readOnly = true;
    this.cell.dataset.open = 'saving';
    const { row, name: field, number } = this;
    this.hand.$emit('commit', { row, field, number, text: this.input.value });
    this.hand.onCommitted(this);
  }

  settle(problem) {
    this.number = 0;
    if (!problem) return this.close(this.wantsFocus);
    this.wantsFocus = false;
    this.input.readOnly = false;
    this.cell.dataset.open = '';
    this.complain(problem);
    this.hand.current = this;
    this.input.focus();
  }

  complain(problem) {
    this.help?.remove();
    this.help = null;
    if (problem) this.input.setAttribute('aria-invalid', 'true');
    else this.input.removeAttribute('aria-invalid');
    if (!problem) return;
    this.help = make('span', 't-cell__help', { role: 'alert' });
    this.help.textContent = problem;
    this.cell.append(this.help);
  }

  offer(value, by) {
    // Somebody changed the row underneath: typing stays, the person decides.
    if (!this.isDirty || value === this.input.value) {
      this.input.value = this.base = value;
      return;
    }
    this.theirs = value;
    this.choice?.remove();
    this.choice = make('span', 't-theirs t-cell__theirs', { role: 'status' });
    const said = make('span', '');
    said.append(`${by} changed this to `, Object.assign(make('b', 't-medium'), { textContent: value || 'nothing' }));
    const take = Object.assign(make('button', 't-link', { type: 'button' }), { textContent: 'Take it' });
    const keep = Object.assign(make('button', 't-link', { type: 'button' }), { textContent: 'Keep mine' });
    this.choice.addEventListener('mousedown', (event) => event.preventDefault());
    this.choice.addEventListener('click', (event) => event.stopPropagation());
    take.addEventListener('click', () => this.close(true));
    keep.addEventListener('click', () => {
      this.base = this.theirs;
      this.theirs = undefined;
      this.choice.remove();
      this.commit();
    });
    this.choice.append(said, take, keep);
    this.cell.append(this.choice);
  }

  close(refocus = false) {
    // whoever went on to another cell meanwhile must not be called back
    const active = document.activeElement;
    const isHere = active === document.body || this.cell.contains(active);
    this.cell.removeEventListener('focusout', this.leave);
    [this.input, this.help, this.choice].forEach((element) => element?.remove());
    delete this.cell.dataset.open;
    this.cell.setAttribute('role', 'button');
    this.cell.tabIndex = 0;
    this.hand.onClosed(this);
    if (refocus && isHere) this.cell.focus({ preventScroll: true });
  }
}

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
      this.current = new Field(this, cell, text, base);
      this.current.input.focus({ preventScroll: Boolean(text) });
      this.current.input.select();
      this.$emit('edited', [this.current.row, this.current.name]);
    },
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
      field?.settle(problem);
    },
    onClosed(field) {
      if (this.current === field) this.current = null;
      this.keep(null);
      this.$emit('edited', null);
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
      this.open(cell, draft.text, draft.base);
      const shown = this.current.shown();
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
      if (!this.root.contains(target) || event.isComposing) return;
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
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        const area = Object.assign(make('textarea', 't-sr'), { value: text });
        button.after(area);
        area.select();
        document.execCommand('copy'); // the only way on an address without TLS
        area.remove();
      }
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
