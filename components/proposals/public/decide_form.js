// The form that approves or declines. Name, tick and reason live here, so no patch touches them.
const NAME_KEY = 'tradewind-name';
const REASON_KEY = `tradewind-reason:${location.pathname}`;

export default {
  template: `
    <form class="p-ok__form" novalidate @submit.prevent="send">
      <template v-if="!declines">
        <div class="t-row t-between"><span class="t-2">You approve</span>
          <b class="t-h2 t-num" data-glow data-roll>{{ price }}</b></div>
        <div class="t-field">
          <label :for="id + 'n'">Your full name</label>
          <input :id="id + 'n'" ref="name" class="t-input t-input--touch" v-model="name" maxlength="200" dir="auto"
                 autocomplete="name" data-testid="approve-name" :class="{ 't-input--bad': field === 'name' }"
                 :aria-invalid="field === 'name' ? 'true' : undefined" :disabled="locked">
        </div>
        <label class="p-tick">
          <input type="checkbox" v-model="consent" :disabled="locked" data-testid="approve-consent">
          <span class="t-2">{{ terms ? 'I have read the ' : '' }}<button v-if="terms" class="t-link"
            type="button" @click.prevent="showTerms">travel terms</button>{{ terms ? ' and approve' : 'I approve' }}
            this itinerary{{ people }}.</span>
        </label>
        <div v-if="error" role="alert" data-testid="approve-refused">
          <p class="t-help t-help--bad"><svg class="t-i t-i--12" aria-hidden="true"><use
            :href="symbol('triangle-alert')"></use></svg>{{ error }}</p>
          <ul v-if="told.length" class="p-told">
            <li v-for="[mark, words] in told"><svg class="t-i t-i--12" aria-hidden="true"><use
              :href="symbol(mark)"></use></svg>{{ words }}</li>
          </ul>
        </div>
        <button class="t-btn t-btn--primary t-btn--lg t-btn--block" type="submit" data-testid="approve-confirm"
                :aria-busy="waits ? 'true' : undefined" :disabled="locked">Approve for {{ price }}</button>
        <button class="p-ok__no" type="button" :disabled="locked" @click="turn(true)">It is not for us</button>
      </template>
      <template v-else>
        <h3 class="t-h3" tabindex="-1" ref="why">Not this time?</h3>
        <div class="t-field">
          <label :for="id + 'r'">What should be different? You may leave this empty</label>
          <textarea :id="id + 'r'" class="t-area" rows="4" maxlength="4000" dir="auto" v-model="reason"
                    data-testid="decline-reason"></textarea>
        </div>
        <p v-if="error" class="t-help t-help--bad" role="alert">
          <svg class="t-i t-i--12" aria-hidden="true"><use :href="symbol('triangle-alert')"></use></svg>{{ error }}</p>
        <button class="t-btn t-btn--secondary t-btn--lg t-btn--block" type="submit" data-testid="decline-confirm"
                :aria-busy="waits ? 'true' : undefined">Decline this proposal</button>
        <button class="p-ok__no" type="button" @click="turn(false)">Keep deciding</button>
      </template>
    </form>`,
  props: {
    price: String, people: String, terms: Boolean, locked: Boolean,
    answered: { type: Number, default: 0 }, refusal: String, wrong: String,
    changes: { type: Array, default: () => [] },
  },
  data() {
    const { storage } = window.tradewind;
    const reason = storage.read(REASON_KEY);
    return {
      name: storage.read(NAME_KEY), consent: false, reason, declines: !!reason,
      error: '', field: '', told: [], number: 0, waits: false,
      attempt: '', // id of the decision that has no answer yet
    };
  },
  computed: {
    id() { return this.$attrs.id; },
  },
  watch: {
    answered() { this.onAnswer(); },
    name(value) { window.tradewind.storage.write(NAME_KEY, value.trim()); },
    reason(value) { window.tradewind.storage.write(REASON_KEY, value); },
  },
  unmounted() { this.again?.stop(); },
  methods: {
    symbol: (name) => `${window.tradewind.icons}#i-${name}`,
    turn(declines) {
      this.declines = declines;
      this.attempt = '';
      this.error = '';
      this.$nextTick(() => (declines ? this.$refs.why : this.$refs.name).focus());
    },
    showTerms() {
      const terms = document.getElementById('terms');
      if (!terms) return;
      terms.open = true;
      terms.scrollIntoView({ block: 'center' });
    },
    send() {
      if (this.waits) return;
      this.error = this.field = '';
      this.waits = true;
      this.number += 1;
      this.told = [];
      this.attempt ||= window.tradewind.newId(); // tried again it is the same decision
      const verdict = {
        id: this.attempt, number: this.number, approves: !this.declines,
        shown: Number(document.getElementById('shown').textContent),
        name: this.name.trim(), consent: this.consent, reason: this.reason.trim(),
      };
      this.again = window.tradewind.untilAnswered(() => this.$emit('decide', verdict), () => {
        this.waits = false;
        this.error = window.tradewind.NO_ANSWER;
      });
    },
    onAnswer() {
      if (this.answered < this.number) return;
      this.waits = false;
      this.attempt = '';
      this.again?.stop();
      this.error = this.refusal ?? '';
      if (!this.error) window.tradewind.storage.write(REASON_KEY, '');
      this.told = this.changes ?? [];
      this.field = this.wrong ?? '';
      if (this.field === 'name') this.$refs.name?.focus();
    },
  },
};
