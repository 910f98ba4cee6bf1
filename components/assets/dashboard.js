// The browser's half of the dashboard (`components/dashboard/`).
(() => {
  const { session, storage, act, NO_ANSWER } = window.tradewind;

  // First steps that somebody does without: this browser remembers.
  const without = (card) => `tradewind-without-first-steps:${card.dataset.of}`;

  class FirstSteps {
    constructor(card) {
      card.hidden = storage.read(without(card)) === 'yes';
    }
  }

  // An answer that is written in place, within a row of a shared view. What is typed lives here and
  // in this tab until it is saved: whatever changes around it, nothing of it is lost.
  class Answer {
    constructor(form) {
      this.form = form;
      this.text = form.querySelector('textarea');
      this.send = form.querySelector('[type="submit"]');
      this.error = form.querySelector('[role="alert"]');
      this.key = `tradewind-answer:${form.dataset.draft}`;
      this.text.value = session.read(this.key);
      form.addEventListener('submit', (event) => this.submit(event));
      form.addEventListener('input', () => this.onInput());
      form.addEventListener('keydown', (event) => this.onKey(event));
      this.grow();
      this.text.focus({ preventScroll: true });
    }

    onInput() {
      session.write(this.key, this.text.value);
      this.grow();
    }

    onKey(event) {
      if (event.isComposing) return;
      if (event.key === 'Enter' && !event.shiftKey && event.target === this.text) this.submit(event);
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      act(this.form, 'close-answer');
    }

    async submit(event) {
      event.preventDefault();
      const body = this.text.value;
      if (this.send.getAttribute('aria-busy') || !body.trim()) return this.text.focus();
      this.say('');
      this.send.setAttribute('aria-busy', 'true');
      const said = await act(this.form, 'answer', body);
      this.send.removeAttribute('aria-busy');
      if (said === null) return this.say(NO_ANSWER); // sent once more it is the same answer
      if (said.answer?.refusal) return this.say(said.answer.refusal);
      if (!said.refused) session.write(this.key, '');
      return undefined;
    }

    say(sentence) {
      this.error.textContent = sentence;
      this.error.classList.toggle('t-hidden', !sentence);
    }

    grow() {
      this.text.style.height = 'auto';
      this.text.style.height = `${this.text.scrollHeight + 2}px`;
    }
  }
  window.tradewind.behaviour('answer', Answer);
  window.tradewind.behaviour('first-steps', FirstSteps);
  window.tradewind.on.dismiss = (button) => {
    const card = button.closest('[data-does="first-steps"]');
    storage.write(without(card), 'yes');
    card.hidden = true;
    document.getElementById('content').focus({ preventScroll: true });
  };
})();
