// The box for questions. What is typed lives here and in this browser's storage, never in a property:
// patches, reconnects, reloads and restarts leave it alone until it was sent.
const NAME_KEY = 'tradewind-name';

export default {
  template: `
    <form class="p-ask" @submit.prevent="send">
      <div v-if="about" class="p-ask__about">
        <span>{{ about.parent ? 'Answering' : 'About' }} <b class="t-medium" dir="auto">{{ about.title }}</b></span>
        <button class="t-x" type="button" aria-label="Not about this" @click="about = null">
          <svg class="t-i" aria-hidden="true"><use :href="symbol('x')"></use></svg></button>
      </div>
      <div v-if="namesItself" class="t-field p-ask__name">
        <label :for="id + 'n'">Your name</label>
        <input :id="id + 'n'" class="t-input t-input--touch" v-model="name" maxlength="200" dir="auto"
               autocomplete="name" data-testid="comment-name">
      </div>
      <div class="p-write" data-writing>
        <textarea ref="text" class="t-area" rows="2" maxlength="4000" dir="auto" v-model="text"
                  :placeholder="'Ask ' + host + ' anything'" aria-label="Your question"
                  :aria-describedby="error ? id + 'e' : undefined" data-testid="comment-input"
                  @keydown.ctrl.enter.prevent="send" @keydown.meta.enter.prevent="send"></textarea>
        <button class="t-btn t-btn--primary" type="submit" data-testid="comment-send"
                :aria-busy="waits ? 'true' : undefined">
          <svg class="t-i" aria-hidden="true"><use :href="symbol('send')"></use></svg>Send</button>
      </div>
      <p v-if="error" class="t-help t-help--bad" role="alert" :id="id + 'e'">{{ error }}</p>
      <p v-else-if="!namesItself && name" class="t-12 t-3">Writing as <bdi>{{ name }}</bdi>.
        <button class="t-link" type="button" @click="namesItself = true">Change</button></p>
    </form>`,
  props: { proposal: String, host: String, answered: { type: Number, default: 0 }, refusal: String },
  data() {
    const name = window.tradewind.storage.read(NAME_KEY);
    return {
      text: '', about: null, name, namesItself: !name, error: '',
      number: 0, sent: null, attempt: null, waits: false,
    };
  },
  computed: {
    id() { return this.$attrs.id; },
    draftKey() { return `tradewind-draft:${this.proposal}`; },
  },
  watch: {
    text() { this.$nextTick(this.grow); this.keep(); },
    about() { this.keep(); },
    answered() { this.onAnswer(); },
  },
  mounted() {
    window.addEventListener('tradewind-ask', this.onAsk);
    const draft = window.tradewind.storage.read(this.draftKey);
    if (!draft) return;
    try {
      const { text, about, attempt } = JSON.parse(draft);
      this.attempt = attempt;
      this.text = text;
      this.about = about;
    } catch {
      window.tradewind.storage.write(this.draftKey, '');
    }
  },
  unmounted() {
    window.removeEventListener('tradewind-ask', this.onAsk);
    this.again?.stop();
  },
  methods: {
    symbol: (name) => `${window.tradewind.icons}#i-${name}`,
    onAsk({ detail }) {
      this.about = detail;
      this.$el.scrollIntoView({ block: 'center' });
      this.$refs.text.focus({ preventScroll: true });
    },
    send() {
      if (this.waits || !this.text.trim()) return this.$refs.text.focus();
      this.error = '';
      this.waits = true;
      this.number += 1;
      this.sent = this.text;
      const name = this.name.trim();
      window.tradewind.storage.write(NAME_KEY, name);
      // sent before, perhaps committed: the same words keep their id, even across a reload
      if (this.attempt?.body !== this.text) this.attempt = { id: window.tradewind.newId(), body: this.text };
      this.keep();
      const about = this.about ?? {};
      const question = {
        id: this.attempt.id, number: this.number, body: this.text, name,
        about: about.id ?? '', parent: about.parent ?? '',
      };
      this.again = window.tradewind.untilAnswered(() => this.$emit('ask', question), () => {
        this.waits = false; // what is sent once more has the same id, so it is said once
        this.error = window.tradewind.NO_ANSWER;
      });
    },
    onAnswer() {
      if (this.answered < this.number) return;
      this.waits = false;
      this.again?.stop();
      this.error = this.refusal ?? '';
      if (this.error) return;
      this.attempt = null;
      if (this.text === this.sent) this.text = '';
      this.about = null;
      this.namesItself = !this.name.trim();
    },
    keep() {
      const draft = { text: this.text, about: this.about, attempt: this.attempt };
      window.tradewind.storage.write(this.draftKey, this.text ? JSON.stringify(draft) : '');
    },
    grow() {
      const area = this.$refs.text;
      if (!area) return;
      area.style.height = 'auto';
      area.style.height = `${area.scrollHeight + 2}px`;
    },
  },
};
