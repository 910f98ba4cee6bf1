// One open cell of the builder: from the click to the server's answer.
// Its field is a child that Vue does not know, so a patch beside it never touches what is typed.
(() => {
  const make = (tag, className, attributes = {}) => {
    const element = document.createElement(tag);
    element.className = className;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  const shownIn = (cell) => cell.lastElementChild?.textContent ?? '';

  class Field {
    constructor(hand, cell, text, base) {
      this.hand = hand;
      this.cell = cell;
      this.row = cell.closest('[data-row]').dataset.row;
      this.name = cell.dataset.edit;
      this.base = base ?? shownIn(cell);
      this.isProse = cell.dataset.kind === 'prose';
      this.input = make(this.isProse ? 'textarea' : 'input', 't-cell__in', {
        'aria-label': cell.dataset.label,
        placeholder: cell.dataset.hint ?? '',
        autocomplete: 'off',
        dir: 'auto',
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
      this.input.addEventListener('focus', () => this.hand.onEntered(this));
      cell.addEventListener('focusout', (this.leave = (event) => this.onLeave(event)));
    }

    get isDirty() { return this.input.value !== this.base; }
    get isLeft() {
      const active = document.activeElement;
      return active !== document.body && !this.cell.contains(active);
    }

    onInput() {
      this.grow();
      this.complain('');
      this.hand.keep(this.isDirty ? this : null);
    }

    onKey(event) {
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

    async onLeave(event) {
      if (this.cell.contains(event.relatedTarget)) return;
      await window.tradewind.afterMoves(); // a row that only moved has its focus back by then
      if (this.cell.contains(document.activeElement) || !this.input.isConnected) return;
      if (this.hand.isGone || this.isSending || this.input.value === this.refused) return;
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
      const text = this.input.value;
      this.again?.stop();
      if (this.unanswered && this.unanswered.text !== text) {
        this.hand.$emit('commit', this.unanswered); // first, since these words begin where it ends
        this.base = this.unanswered.text;
      }
      if (this.unanswered?.text !== text) this.number = this.hand.next();
      this.unanswered = null;
      this.isSending = true;
      this.complain('');
      this.input.readOnly = true;
      this.cell.dataset.open = 'saving';
      const { row, name: field, number, base } = this;
      const commit = { row, field, number, base, text };
      this.sent = text;
      this.again = window.tradewind.untilAnswered(() => this.hand.$emit('commit', commit), () => {
        this.unanswered = commit; // the same words keep their number, so that they are saved once
        this.refuse(window.tradewind.NO_ANSWER);
      });
      this.hand.onCommitted(this);
    }

    settle(number, problem) {
      if (number !== this.number || !this.input.isConnected) return; // it came late
      this.again?.stop();
      this.unanswered = null;
      if (problem) return this.refuse(problem);
      if (this.input.value === this.sent) return this.close(this.wantsFocus);
      this.isSending = false;
      this.base = this.sent; // somebody went on typing when no answer came
    }

    refuse(problem) {
      this.isSending = this.wantsFocus = false;
      this.refused = this.input.value;
      this.input.readOnly = false;
      this.cell.dataset.open = '';
      this.complain(problem);
      this.hand.current ??= this;
      if (!this.isLeft) this.input.focus(); // whoever went on is not called back
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
      const words = (tag, textContent) => Object.assign(make(tag, '', { dir: 'auto' }), { textContent });
      said.append(words('bdi', by), ' changed this to ', words('b', value || 'nothing'));
      said.lastChild.className = 't-medium';
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
      const isHere = !this.isLeft;
      this.again?.stop();
      this.cell.removeEventListener('focusout', this.leave);
      [this.input, this.help, this.choice].forEach((element) => element?.remove());
      delete this.cell.dataset.open;
      this.cell.setAttribute('role', 'button');
      this.cell.tabIndex = 0;
      this.hand.onClosed(this);
      if (refocus && isHere) this.cell.focus({ preventScroll: true });
    }
  }

  window.tradewind = { ...window.tradewind, CellField: Field, shownIn };
})();
