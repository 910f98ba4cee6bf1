// A draft in a form's field. The page around it is redrawn on every patch, so the text lives in the
// draft and not in a property: a redraw would put the old value back under the fingers.
const SAVED_MS = 2000;
const TYPING_MS = 1000;
const SEARCH_MS = 120;

export default {
  template: `
    <div class="t-field" :class="{ 't-field--bare': bare, 't-field--theirs': draft.theirs !== null }"
         @focusin="draft.isHeld = !locked" @focusout="onLeave" @keydown="keyed = true">
      <label v-if="label" :for="inputId">{{ label }}</label>
      <div v-if="!rows" class="t-input"
           :class="{ 't-input--bad': problem, 't-input--touch': touch, 't-input--bare': bare }">
        <svg v-if="icon" class="t-i" aria-hidden="true"><use :href="symbol(icon)"></use></svg>
        <span v-if="prefix" class="t-3">{{ prefix }}</span>
        <input ref="input" v-bind="attributes" v-model="text" :type="type" @input="onInput"
               @field-error="draft.problem = $event.detail" @change="onChange"
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
      <div v-if="draft.theirs !== null" :key="JSON.stringify([draft.by, draft.theirs])" class="t-theirs"
           @vue:mounted="({ el }) => showTheirs(el)"></div>
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
    const key = this.name || this.testid;
    const draft = new window.tradewind.Draft({
      base: this.value,
      send: ({ number, text, base }) => this.$emit('commit', text, base, number),
      key: this.live && key ? `draft:${location.pathname}:${key}` : '',
      clears: this.clears,
    });
    draft.problem = this.error ?? '';
    return {
      draft,
      said: '', // what became of it, for a moment
      revealed: false,
      keyed: false, // a key was pressed since the focus came
    };
  },
  computed: {
    inputId() { return `${this.$attrs.id}-f`; },
    text: {
      get() { return this.draft.text; },
      set(text) { this.draft.type(text); },
    },
    problem() { return this.draft.problem; },
    state() { return this.live && !this.clears && this.draft.isSending ? 'Saving' : this.said; },
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
  },
  watch: {
    value(row) { this.draft.arrive(row, this.by); },
    answers(number) { this.onAnswer(number); },
    resets() { this.draft.settle(this.value); },
    error(sentence) { this.draft.problem = sentence ?? ''; },
    text() { this.$nextTick(this.grow); },
  },
  mounted() {
    if (this.draft.restore()) this.said = 'Not saved yet';
    this.grow();
  },
  unmounted() { this.draft.stop(); },
  methods: {
    symbol: (name) => `${window.tradewind.icons}#i-${name}`,
    onAnswer(number) {
      const isOver = this.draft.answer(number, this.error, this.saved);
      this.said = isOver && !this.error && !this.clears ? 'Saved' : '';
      clearTimeout(this.savedTimer);
      this.savedTimer = setTimeout(() => (this.said = ''), SAVED_MS);
    },

    commit() {
      const { draft } = this;
      if (this.silent || this.locked) return;
      if (this.live) return draft.commit();
      if (!draft.isDirty) return;
      const { text, base } = draft;
      draft.settle(text); // nobody answers
      this.$emit('commit', text, base);
    },
    flush() { this.commit(); },
    showTheirs(place) {
      const choose = (way) => {
        this.$refs.input.focus();
        way();
      };
      window.tradewind.showTheirs(place, this.draft, {
        take: () => choose(() => this.draft.take()),
        keep: () => choose(() => this.draft.keepMine()),
      });
    },

    onInput() {
      this.said = '';
      clearTimeout(this.searchTimer);
      if (this.kind === 'search') this.searchTimer = setTimeout(() => this.commit(), SEARCH_MS);
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
      if (half) this.draft.problem = 'Give the whole date.';
      return half;
    },
    onLeave(event) {
      if (this.$el.contains(event.relatedTarget)) return;
      this.draft.isHeld = this.keyed = false;
      if (this.refusesHalf() || this.clears || this.locked) return;
      if (this.live) this.draft.leave();
      else this.commit();
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
      if (!this.live || !this.draft.isDirty) return;
      event.stopPropagation();
      if (!this.clears) this.draft.take();
    },
    grow() {
      const area = this.rows && this.$refs.input;
      if (!area) return;
      area.style.height = 'auto';
      area.style.height = `${area.scrollHeight + 2}px`;
    },
  },
};
