// One open cell: a draft shown in the place of the text that it may replace.
// Its input is a child that Vue does not know, so a patch beside it never touches what is typed.
(() => {
  const make = (tag, className, attributes) => {
    const element = Object.assign(document.createElement(tag), { className });
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  class CellField {
    // `key`: where its draft survives a reload.
    constructor(editor, cell, key) {
      this.editor = editor;
      this.cell = cell;
      this.row = cell.closest('[data-row]').dataset.row;
      this.name = cell.dataset.edit;
      this.isProse = cell.dataset.kind === 'prose';
      this.draft = new window.tradewind.Draft({
        base: cell.lastElementChild?.textContent ?? '', // before its input stands there
        send: (commit) => editor.sendCommit(this, commit),
        changed: () => this.show(),
        key,
      });
      this.draft.isHeld = true;
      this.input = make(this.isProse ? 'textarea' : 'input', 't-cell__in', {
        'aria-label': cell.dataset.label,
        placeholder: cell.dataset.hint ?? '',
        autocomplete: 'off',
        dir: 'auto',
        ...(cell.dataset.kind === 'decimal' ? { inputmode: 'decimal' } : {}),
      });
    }

    get isLeft() {
      const active = document.activeElement;
      return active !== document.body && !this.cell.contains(active);
    }

    open() {
      const { cell, input } = this;
      cell.removeAttribute('role');
      cell.tabIndex = -1;
      cell.append(input);
      this.show();
      input.addEventListener('input', () => this.draft.type(input.value));
      input.addEventListener('keydown', (event) => this.onKey(event));
      input.addEventListener('focus', () => this.editor.enter(this)); // again, where it was refused
      cell.addEventListener('focusout', (this.leave = (event) => this.onLeave(event)));
    }

    // What the draft says, on the screen.
    show() {
      const { draft, input, cell } = this;
      if (!input.isConnected) return; // not open yet, or its row is gone
      if (input.value !== draft.text) input.value = draft.text;
      input.readOnly = draft.isSending;
      cell.dataset.open = draft.isSending ? 'saving' : '';
      if (draft.problem) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
      this.showNote();
      this.grow();
      const isBack = this.wasSending && !draft.isSending && draft.problem;
      this.wasSending = draft.isSending;
      if (isBack) this.editor.onBack(this);
    }

    // Beneath the input, made once for what it says: it is read out when it comes.
    showNote() {
      const { draft } = this;
      const said = draft.theirs === null ? draft.problem : JSON.stringify([draft.by, draft.theirs]);
      if (said === (this.said ?? '')) return;
      this.said = said;
      this.note?.remove();
      if (!said) return;
      if (draft.theirs === null) {
        this.note = make('span', 't-cell__help', { role: 'alert' });
        this.note.textContent = said;
      } else {
        this.note = make('span', 't-theirs t-cell__theirs', {});
        window.tradewind.showTheirs(this.note, draft, {
          take: () => this.close(true),
          keep: () => this.commit(true, draft.keepMine()),
        });
      }
      this.cell.append(this.note);
    }

    grow() {
      if (!this.isProse) return;
      this.input.style.height = 'auto';
      this.input.style.height = `${this.input.scrollHeight + 2}px`;
    }

    onKey(event) {
      event.stopPropagation();
      if (event.key === 'Escape') {
        this.close();
        this.cell.focus();
      } else if (event.key === 'Enter' && (!this.isProse || event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.commit(true);
      }
    }

    async onLeave(event) {
      if (this.cell.contains(event.relatedTarget)) return;
      await window.tradewind.afterMoves(); // a row that only moved has its focus back by then
      if (this.cell.contains(document.activeElement) || !this.input.isConnected) return;
      if (!this.editor.isGone && !this.draft.isSending) this.commit(false, this.draft.leave());
    }

    commit(wantsFocus, isSent = this.draft.commit()) {
      this.wantsFocus = wantsFocus;
      if (!isSent && !this.draft.isDirty) this.close(wantsFocus);
    }

    answer(number, problem) {
      const isOver = this.draft.answer(number, problem) && !problem && !this.draft.isDirty;
      if (isOver && this.input.isConnected) this.close(this.wantsFocus);
    }

    focus() {
      this.wantsFocus = false;
      if (!this.isLeft) this.input.focus(); // whoever went on is not called back
    }

    close(refocus = false) {
      const isHere = !this.isLeft;
      this.draft.close();
      this.cell.removeEventListener('focusout', this.leave);
      this.input.remove();
      this.note?.remove();
      delete this.cell.dataset.open;
      this.cell.setAttribute('role', 'button');
      this.cell.tabIndex = 0;
      this.editor.onClosed(this);
      if (refocus && isHere) this.cell.focus({ preventScroll: true });
    }
  }

  window.tradewind = { ...window.tradewind, CellField };
})();
