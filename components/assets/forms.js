// Sends a form without leaving the page, so that what was typed stays when the answer is no.
// A field shows its own error; `fields.js` listens for the event `field-error`.
(() => {
  const ANSWERED_WITHIN_MS = 8000; // the server itself gives a waiting edit up after four seconds
  const FORM_WITHIN_MS = 30_000; // passwords take their time
  const KEPT = 'What you typed is kept; try again in a moment.';
  const patience = () => AbortSignal.timeout?.(FORM_WITHIN_MS);
  const fail = (form, { field, sentence = `That did not work. ${KEPT}` }) => {
    const inputs = [...form.querySelectorAll('input')].filter((input) => input.name);
    inputs.forEach((input) => input.dispatchEvent(new CustomEvent('field-error', { detail: '' })));
    const target = inputs.find((input) => input.name === field) ?? inputs.at(-1);
    target.dispatchEvent(new CustomEvent('field-error', { detail: sentence }));
    target.focus();
    target.select?.();
  };
  // Without storage it is the page that holds it.
  const storage = (area) => ({
    read(key) {
      try {
        return window[area].getItem(key) ?? '';
      } catch {
        return ''; // storage is refused in some private windows
      }
    },
    write(key, value) {
      try {
        if (value) window[area].setItem(key, value);
        else window[area].removeItem(key);
      } catch {
        // full or refused
      }
    },
  });

  window.tradewind = {
    ...window.tradewind,
    // An id for something new, so that sending it twice makes it once; works without TLS too.
    newId() {
      const bytes = crypto.getRandomValues(new Uint8Array(16));
      bytes[6] = (bytes[6] & 0x0f) | 0x40;
      bytes[8] = (bytes[8] & 0x3f) | 0x80;
      const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    },
    // Puts text on the clipboard; `beside` is what was clicked. Says whether it is there.
    async copy(text, beside) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        // the only way on an address without TLS; beside the button, since a dialog holds the focus
        const area = Object.assign(document.createElement('textarea'), { className: 't-sr', value: text });
        beside.after(area);
        area.select();
        const isCopied = document.execCommand('copy');
        area.remove();
        beside.focus();
        return isCopied;
      }
    },
    storage: storage('localStorage'), // what one browser keeps for a person
    session: storage('sessionStorage'), // what one tab keeps over a reload
    NO_ANSWER: 'No answer yet. Try again.',
    // Sends now, and again on each new connection until `stop`: what was written into a dead socket
    // is gone, and nobody says so. Whoever receives it must be able to take it twice.
    onEachConnection(send) {
      const go = () => send();
      window.socket?.on('connect', go);
      go();
      return { stop: () => window.socket?.off('connect', go) };
    },
    // The same for what is answered. Where nobody answers on a connection that stands, it gives up
    // and calls `onSilence`.
    untilAnswered(send, onSilence) {
      let patience = 0;
      const look = () => {
        if (!window.socket?.connected) return; // it is sent again when that is back
        sending.stop();
        onSilence();
      };
      const sending = this.onEachConnection(() => {
        clearTimeout(patience);
        patience = setTimeout(look, ANSWERED_WITHIN_MS);
        send();
      });
      const stop = () => {
        clearTimeout(patience);
        sending.stop();
      };
      return { stop };
    },
    // Says something where there is no field to say it at, also while the server is silent.
    tell(message) {
      window.Quasar.Notify.create({ message, position: 'top', attrs: { role: 'alert' } });
    },
    async signOut(where = '') {
      this.isLeaving = true; // the page that asks is told to leave like every other one
      try {
        const answer = await fetch(`/logout${where}`, { method: 'POST', signal: patience() });
        location.assign(answer.url);
      } catch {
        this.isLeaving = false;
        this.tell('The server did not answer. You are still signed in; try again in a moment.');
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
      form.querySelectorAll('[data-fills="time-zone"]').forEach((input) => {
        input.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
      });
      try {
        const answer = await fetch(form.getAttribute('action'), {
          method: 'POST',
          body: new URLSearchParams(new FormData(form)),
          headers: { Accept: 'application/json' },
          signal: patience(),
        });
        const result = await answer.json();
        if (answer.ok) location.assign(result.next);
        else fail(form, result);
      } catch {
        fail(form, { sentence: `The server did not answer. ${KEPT}` });
      } finally {
        button.removeAttribute('aria-busy');
      }
    },
  };
})();
