// A field that keeps what is typed. The page around it is redrawn on every patch, so the text lives
// here and not in a property: a redraw would put the old value back under the fingers.
const SAVED_MS = 2000;
const TYPING_MS = 1000;
const SEARCH_MS = 120;

export default {
  template: `
    <div class="t-field" :class="{ 't-field--bare': bare, 't-field--theirs': theirs !== null }"
         @focusin="focused = true" @focusout="onLeave" @keydown="keyed = true">
      <label v-if="label" :for="inputId">{{ label }}</label>
      <div v-if="!rows" class="t-input"
           :class="{ 't-input--bad': problem, 't-input--touch': touch, 't-input--bare': bare }">
        <svg v-if="icon" class="t-i" aria-hidden="true"><use :href="symbol(icon)"></use></svg>
        <span v-if="prefix" class="t-3">{{ prefix }}</span>
        <input ref="input" v-bind="attributes" v-model="text" :type="type" @input="onInput"
               @field-error="localError = $event.detail" @change="onChange"
               @keydown.enter="onEnter" @keydown.esc="onEscape" />
        <span v-if="suffix" class="t-3">{{ suffix }}</span>
        <datalist v-if="options" :id="inputId + 'o'">
          <option v-for="option in options" :key="option" :value="option"></option>
        </datalist>
        <button v-if="kind === 'password'" class="t-x" type="button" @click="revealed = !revealed"
                :aria-label="revealed ? 'Hide password' : 'Show password'">
          <svg class="t-i" aria-hidden="true"><use :href="symbol(revealed ? 'eye-off' : 'eye')"></use></svg>
        </button>
        <slot></slot>
      </div>
      <textarea v-else ref="input" class="t-area" v-bind="attributes" v-model="text" :rows="rows"
                :class="{ 't-input--bad': problem, 't-area--bare': bare }" @input="onInput"
                @keydown.enter="onEnter" @keydown.esc="onEscape"></textarea>
      <div v-if="theirs !== null" class="t-theirs" role="status" @mousedown.prevent>
        <span><bdi>{{ by || 'Another window of yours' }}</bdi> changed this to <b class="t-medium" dir="auto">{{ theirs || 'nothing' }}</b></span>
        <button class="t-link" type="button" @click="take">Take it</button>
        <button class="t-link" type="button" @click="keep">Keep mine</button>
      </div>
      <span v-else-if="problem" class="t-help t-help--bad" :id="inputId + 'h'" role="alert">
        <svg class="t-i t-i--12" aria-hidden="true"><use :href="symbol('triangle-alert')"></use></svg>
        <span>{{ problem }}</span>
      </span>
      <span v-else-if="state || help" class="t-help" :class="{ 't-help--state': state && !help }"
            :id="inputId + 'h'" :role="state ? 'status' : undefined">
        <svg v-if="state === 'Saved'" class="t-i t-i--12" aria-hidden="true">
          <use :href="symbol('check')"></use></svg>{{ state || help }}</span>
    </div>`,
  props: {
    label: String, value: { type: String, default: '' }, kind: { type: String, default: 'text' },
    name: String, help: String, placeholder: String, prefix: String, suffix: String, icon: String,
    bare: Boolean, touch: Boolean, rows: Number, maxlength: Number, autocomplete: String, aria: String,
    look: String, required: Boolean, testid: String, live: Boolean, enter: Boolean, clears: Boolean,
    typing: Boolean, silent: Boolean, locked: Boolean, by: String, error: String, answers: Number,
    saved: String, hotkey: String, options: Array, resets: Number, first: Boolean,
  },
  data() {
    return {
      text: this.value, // what stands in the field
      base: this.value, // the row's value on which this typing began
      sent: null, // committed and not answered yet
      unanswered: null, // the last commit, where nobody answered it in time
      late: null, // a row value that came while a commit was on its way
      theirs: null, // a foreign value that waits for a decision
      hushed: false, // the error has been read: typing or taking went on
      state: '', localError: '', focused: false, revealed: false,
      keyed: false, // a key was pressed since the focus came
    };
  },
  computed: {
    inputId() { return `${this.$attrs.id}-f`; },
    problem() { return this.localError || (this.hushed ? '' : this.error) || ''; },
    dirty() { return this.text !== this.base; },
    type() {
      if (this.kind === 'password') return this.revealed ? 'text' : 'password';
      return this.kind === 'decimal' ? 'text' : this.kind;
    },
    attributes() {
      return {
        id: this.inputId, dir: 'auto', name: this.name, placeholder: this.placeholder, maxlength: this.maxlength,
        autocomplete: this.autocomplete ?? 'off', required: this.required || undefined,
        readonly: this.locked || undefined, class: this.look, 'data-testid': this.testid,
        'data-key': this.hotkey, 'data-autofocus': this.first || undefined, list: this.options ? `${this.inputId}o` : undefined, inputmode: this.kind === 'decimal' ? 'decimal' : undefined,
        'aria-label': this.label ? undefined : this.aria || this.placeholder,
        'aria-invalid': this.problem ? 'true' : undefined,
        'aria-describedby': this.problem || this.help ? `${this.inputId}h` : undefined,
      };
    },
    draftKey() {
      const key = this.name || this.testid;
      return this.live && key && `draft:${location.pathname}:${key}`;
    },
  },
  watch: {
    value(row) { this.arrive(row); },
    answers(number) { this.onAnswer(number); },
    resets() { this.settle(this.value); },
    error() { this.hushed = false; },
    text() { this.$nextTick(this.grow); },
  },
  created() {
    this.number = 0; // of the last commit
    this.waiting = []; // commits that nobody has answered
  },
  mounted() {
    this.restoreDraft();
    this.grow();
  },
  unmounted() { this.stopUpTo(this.number); },
  methods: {
    symbol: (name) => `${window.tradewind.icons}#i-${name}`,

    arrive(row) {
      if (row === this.text) return this.settle(row);
      if (row === this.sent) return (this.base = row); // our own news, and typing went on
      if (this.sent !== null) return (this.late = row);
      const ours = !this.by && !this.dirty; // our own commit, tidied by the server
      if (!this.dirty && (!this.focused || ours)) return this.settle(row);
      this.theirs = row;
    },
    settle(row) {
      this.hushed = true;
      this.localError = '';
      this.text = this.base = row;
      this.theirs = this.unanswered = null;
      this.forgetDraft();
    },
    onAnswer(number) {
      this.stopUpTo(number);
      this.hushed = false;
      const sent = this.sent;
      if (this.unanswered?.number <= number) {
        this.unanswered = null;
        this.localError = '';
      }
      this.sent = null;
      if (this.error) return (this.state = '');
      if (this.clears) {
        if (this.text === sent) this.settle('');
        this.state = '';
        return;
      }
      this.base = this.saved ?? sent ?? this.base;
      if (this.text === sent) this.settle(this.base);
      this.state = 'Saved';
      clearTimeout(this.savedTimer);
      this.savedTimer = setTimeout(() => (this.state = ''), SAVED_MS);
      const late = this.late;
      this.late = null;
      if (late !== null) this.arrive(late);
    },

    commit() {
      const isOnItsWay = this.sent === this.text && !this.unanswered;
      if (this.silent || this.theirs !== null || this.locked || isOnItsWay) return;
      if (this.clears ? !this.text.trim() : !this.dirty) return;
      this.localError = '';
      const base = this.sent ?? this.base; // commits are carried out in their order
      if (this.live) {
        this.sent = this.text;
        this.state = this.clears ? '' : 'Saving';
      } else {
        this.base = this.text;
      }
      this.send(this.text, base);
    },
    send(text, base) {
      if (!this.live) return this.$emit('commit', text, base);
      const last = this.unanswered;
      this.unanswered = null;
      const isSame = last?.text === text; // the same words keep their number: they are saved once
      if (last && !isSame && !this.clears) this.$emit('commit', last.text, last.base, last.number);
      const commit = isSame ? last : { text, base, number: ++this.number };
      const again = window.tradewind.untilAnswered(
        () => this.$emit('commit', text, commit.base, commit.number),
        () => this.onSilence(commit),
      );
      this.waiting.push({ number: commit.number, again });
    },
    onSilence(commit) {
      if (commit.number !== this.number) return; // a later one is on its way
      this.unanswered = commit;
      this.state = '';
      this.localError = window.tradewind.NO_ANSWER;
    },
    stopUpTo(number) {
      this.waiting.filter((each) => each.number <= number).forEach((each) => each.again.stop());
      this.waiting = this.waiting.filter((each) => each.number > number);
    },
    flush() { this.commit(); },
    take() {
      this.settle(this.theirs);
      this.$refs.input.focus();
    },
    keep() {
      this.base = this.theirs;
      this.theirs = null;
      this.commit();
    },

    onInput() {
      this.localError = '';
      this.hushed = true;
      this.state = '';
      clearTimeout(this.draftTimer);
      if (this.kind === 'search') this.draftTimer = setTimeout(() => this.commit(), SEARCH_MS);
      else this.draftTimer = setTimeout(this.keepDraft, 250);
      if (!this.typing || this.typingPaused) return;
      this.typingPaused = true;
      setTimeout(() => (this.typingPaused = false), TYPING_MS);
      this.$emit('typing');
    },
    onChange() {
      // a picker says a whole date; of a date that is being typed each part is said
      if (this.kind === 'date' && !this.keyed) this.commit();
    },
    refusesHalf() {
      // a date with a part left out reads as none at all
      const half = this.kind === 'date' && this.$refs.input?.validity.badInput;
      if (half) this.localError = 'Give the whole date.';
      return half;
    },
    onLeave(event) {
      if (this.$el.contains(event.relatedTarget)) return;
      this.focused = this.keyed = false;
      if (this.refusesHalf()) return;
      if (this.theirs !== null && !this.dirty) this.settle(this.theirs);
      if (!this.clears) this.commit();
    },
    onEnter(event) {
      const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey;
      if (this.rows && !(this.enter ? plain : event.ctrlKey || event.metaKey)) return;
      if (this.live || this.rows) event.preventDefault();
      if (!this.refusesHalf()) this.commit();
    },
    onEscape(event) {
      if (this.kind === 'search' && this.text) {
        event.preventDefault();
        this.text = '';
        return this.commit();
      }
      if (!this.live || !this.dirty) return;
      event.stopPropagation();
      if (this.clears) return;
      this.settle(this.base);
    },
    grow() {
      const area = this.rows && this.$refs.input;
      if (!area) return;
      area.style.height = 'auto';
      area.style.height = `${area.scrollHeight + 2}px`;
    },

    keepDraft() {
      if (!this.draftKey) return;
      if (!this.dirty) return this.forgetDraft();
      try {
        const draft = JSON.stringify({ text: this.text, base: this.base });
        sessionStorage.setItem(this.draftKey, draft);
      } catch {
        return; // storage is full or refused: the field itself still holds the text
      }
    },
    forgetDraft() {
      clearTimeout(this.draftTimer);
      if (this.draftKey) sessionStorage.removeItem(this.draftKey);
    },
    restoreDraft() {
      const stored = this.draftKey && sessionStorage.getItem(this.draftKey);
      if (!stored) return;
      const { text, base } = JSON.parse(stored);
      if (text === this.value) return this.forgetDraft();
      this.text = text;
      this.base = base;
      if (this.value !== base) this.theirs = this.value;
      this.state = 'Not saved yet';
    },
  },
};
