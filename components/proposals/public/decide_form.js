// The form that approves or declines. Name, tick and reason live here, so no change touches them.
(() => {
  const NAME_KEY = 'tradewind-name';
  const REASON_KEY = `tradewind-reason:${location.pathname}`;
  const { storage, act, newId, NO_ANSWER } = window.tradewind;

  class Decide {
    constructor(form) {
      this.form = form;
      const find = (selector) => form.querySelector(selector);
      this.parts = { approve: find('[data-part="approve"]'), decline: find('[data-part="decline"]') };
      this.name = find('[autocomplete="name"]');
      this.consent = find('[type="checkbox"]');
      this.reason = find('textarea');
      this.attempt = ''; // id of the decision that has no answer yet
      this.waits = false;
      this.name.value ||= storage.read(NAME_KEY);
      this.reason.value ||= storage.read(REASON_KEY);
      this.turn(Boolean(this.reason.value));
      form.addEventListener('submit', (event) => this.submit(event));
      this.name.addEventListener('input', () => storage.write(NAME_KEY, this.name.value.trim()));
      this.reason.addEventListener('input', () => storage.write(REASON_KEY, this.reason.value));
      for (const [kind, other] of [['approve', 'decline'], ['decline', 'approve']]) {
        this.parts[kind].querySelector('.p-ok__no').onclick = () => {
          this.turn(other === 'decline');
          (this.declines ? find('h3') : this.name).focus();
        };
      }
    }

    // It goes when the decision is known; whoever made it here goes on reading where it stood.
    stop() {
      if (!this.waits) return;
      setTimeout(() => document.querySelector('#decide h2[tabindex]')?.focus());
    }

    get part() {
      return this.declines ? this.parts.decline : this.parts.approve;
    }

    turn(declines) {
      this.declines = declines;
      this.attempt = '';
      this.say({});
      this.parts.approve.hidden = declines;
      this.parts.decline.hidden = !declines;
    }

    async submit(event) {
      event.preventDefault();
      if (this.waits || this.name.disabled) return;
      this.say({});
      this.waits = true;
      const button = this.part.querySelector('[type="submit"]');
      button.setAttribute('aria-busy', 'true');
      this.attempt ||= newId(); // tried again it is the same decision
      const said = await act(this.form, 'decide', {
        id: this.attempt, approves: !this.declines,
        name: this.name.value.trim(), consent: this.consent.checked, reason: this.reason.value.trim(),
      });
      button.removeAttribute('aria-busy');
      if (said === null) {
        this.waits = false;
        return this.say({ refusal: NO_ANSWER });
      }
      this.attempt = '';
      const refusal = said.answer ?? {};
      if (said.refused || refusal.refusal) this.waits = false;
      else storage.write(REASON_KEY, '');
      this.say(refusal);
    }

    say({ refusal = '', wrong = '', changes = [] }) {
      const box = this.part.querySelector('[role="alert"]');
      box.hidden = !refusal;
      box.querySelector('span').textContent = refusal;
      const list = box.querySelector('ul');
      list?.replaceChildren(...changes.map((change) => this.line(change)));
      if (list) list.hidden = !changes.length;
      this.name.classList.toggle('t-input--bad', wrong === 'name');
      if (wrong === 'name') this.name.setAttribute('aria-invalid', 'true');
      else this.name.removeAttribute('aria-invalid');
      if (wrong === 'name') this.name.focus();
    }

    line([mark, words]) {
      const item = document.createElement('li');
      const { icons } = window.tradewind;
      item.innerHTML = `<svg class="t-i t-i--12" aria-hidden="true"><use href="${icons}#i-${mark}"></use></svg>`;
      item.append(words);
      return item;
    }
  }
  window.tradewind.behaviour('decide', Decide);
})();
