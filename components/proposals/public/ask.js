// The box for questions. What is typed lives here and in this browser's storage, never on the server:
// changes, reconnects, reloads and restarts leave it alone until it was sent.
(() => {
  const NAME_KEY = 'tradewind-name';
  const { storage, act, newId, NO_ANSWER } = window.tradewind;

  class Ask {
    constructor(form) {
      this.form = form;
      const find = (selector) => form.querySelector(selector);
      this.text = find('textarea');
      this.name = find('input');
      this.send = find('[type="submit"]');
      this.aboutLine = find('.p-ask__about');
      this.error = find('[role="alert"]');
      this.as = find('.p-ask__as');
      this.draftKey = `tradewind-draft:${form.dataset.proposal}`;
      this.about = null; // {id | parent, title}
      this.attempt = null; // {id, body} of what was sent and perhaps not committed
      this.name.value = storage.read(NAME_KEY);
      this.namesItself = !this.name.value;
      this.restore();
      this.onAsk = ({ detail }) => this.turnTo(detail);
      window.addEventListener('tradewind-ask', this.onAsk);
      form.addEventListener('submit', (event) => this.submit(event));
      form.addEventListener('input', () => this.onInput());
      form.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.submit(event);
      });
      this.aboutLine.querySelector('button').onclick = () => this.setAbout(null);
      this.as.querySelector('button').onclick = () => {
        this.namesItself = true;
        this.show();
        this.name.focus();
      };
      this.show();
      this.grow();
    }

    stop() {
      window.removeEventListener('tradewind-ask', this.onAsk);
    }

    restore() {
      const draft = storage.read(this.draftKey);
      if (!draft) return;
      try {
        const { text, about, attempt } = JSON.parse(draft);
        this.text.value ||= text;
        this.about = about;
        this.attempt = attempt;
      } catch {
        storage.write(this.draftKey, '');
      }
    }

    onInput() {
      this.grow();
      this.keep();
    }

    turnTo(about) {
      this.setAbout(about);
      this.form.scrollIntoView({ block: 'center' });
      this.text.focus({ preventScroll: true });
    }

    setAbout(about) {
      this.about = about;
      this.keep();
      this.show();
    }

    async submit(event) {
      event.preventDefault();
      const body = this.text.value;
      if (this.send.getAttribute('aria-busy') || !body.trim()) return this.text.focus();
      this.say('');
      this.send.setAttribute('aria-busy', 'true');
      const name = this.name.value.trim();
      storage.write(NAME_KEY, name);
      // sent before, perhaps committed: the same words keep their id, even across a reload
      if (this.attempt?.body !== body) this.attempt = { id: newId(), body };
      this.keep();
      const about = this.about ?? {};
      const said = await act(this.form, 'ask', {
        id: this.attempt.id, body, name, about: about.id ?? '', parent: about.parent ?? '',
      });
      this.send.removeAttribute('aria-busy');
      if (said === null) return this.say(NO_ANSWER); // sent once more it has the same id
      if (said.refused) return undefined;
      if (said.answer?.refusal) return this.say(said.answer.refusal);
      this.attempt = null;
      if (this.text.value === body) this.text.value = '';
      this.namesItself = !this.name.value.trim();
      this.setAbout(null);
      this.grow();
      return undefined;
    }

    say(error) {
      this.error.textContent = error;
      this.error.hidden = !error;
      this.show();
    }

    show() {
      const { about, namesItself } = this;
      const name = this.name.value.trim();
      this.aboutLine.hidden = !about;
      const [how, title] = this.aboutLine.querySelector('span').children;
      how.textContent = about?.parent ? 'Answering ' : 'About ';
      title.textContent = about?.title ?? '';
      this.name.closest('.p-ask__name').hidden = !namesItself;
      this.as.hidden = namesItself || !name || !this.error.hidden;
      this.as.querySelector('bdi').textContent = name;
    }

    keep() {
      const draft = { text: this.text.value, about: this.about, attempt: this.attempt };
      storage.write(this.draftKey, this.text.value ? JSON.stringify(draft) : '');
    }

    grow() {
      this.text.style.height = 'auto';
      this.text.style.height = `${this.text.scrollHeight + 2}px`;
    }
  }
  window.tradewind.behaviour('ask', Ask);
})();
