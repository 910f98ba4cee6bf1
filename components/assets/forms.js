// Sends a form without leaving the page, so that what was typed stays when the answer is no.
// A field shows its own error; `fields.js` listens for the event `field-error`.
(() => {
  const fail = (form, { field, sentence }) => {
    const inputs = [...form.querySelectorAll('input')].filter((input) => input.name);
    inputs.forEach((input) => input.dispatchEvent(new CustomEvent('field-error', { detail: '' })));
    const target = inputs.find((input) => input.name === field) ?? inputs.at(-1);
    target.dispatchEvent(new CustomEvent('field-error', { detail: sentence }));
    target.focus();
    target.select?.();
  };

  window.tradewind = {
    ...window.tradewind,
    async signOut(where = '') {
      this.isLeaving = true; // the page that asks is told to leave like every other one
      try {
        const answer = await fetch(`/logout${where}`, { method: 'POST' });
        location.assign(answer.url);
      } catch {
        this.isLeaving = false;
      }
    },
    leave(target) {
      if (!this.isLeaving) location.assign(target);
    },
    openAnew() {
      document.body.inert = true; // what is offered here is no longer true
      const here = new URL(location);
      here.searchParams.set('news', 'role');
      location.replace(here);
    },
    forgetNews() {
      const here = new URL(location);
      here.searchParams.delete('news');
      history.replaceState(history.state, '', here);
    },
    async submitForm(event) {
      event.preventDefault();
      const form = event.target;
      const button = form.querySelector('[type="submit"]');
      if (button.getAttribute('aria-busy') === 'true') return;
      button.setAttribute('aria-busy', 'true');
      try {
        const answer = await fetch(form.getAttribute('action'), {
          method: 'POST',
          body: new URLSearchParams(new FormData(form)),
          headers: { Accept: 'application/json' },
        });
        const result = await answer.json();
        if (answer.ok) location.assign(result.next);
        else fail(form, result);
      } catch {
        const sentence = 'The server did not answer. What you typed is kept; try again in a moment.';
        fail(form, { sentence });
      } finally {
        button.removeAttribute('aria-busy');
      }
    },
  };
})();
