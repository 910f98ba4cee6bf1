// "1 conflict": opens the dialog again, and keeps the list in this browser until it is settled, so
// that a reload or a lost server forgets nothing that was typed.
export default {
  template: `
    <button v-show="count" class="t-btn t-btn--sm t-conflicts" type="button" data-testid="conflicts"
            @click="$emit('open')">
      <svg class="t-i" aria-hidden="true"><use :href="symbol('triangle-alert')"></use></svg>{{ words }}</button>`,
  props: { kept: { type: Array, default: () => [] }, owner: String },
  data() {
    return { isReady: false };
  },
  computed: {
    count() { return this.kept.length; },
    words() { return `${this.count} conflict${this.count === 1 ? '' : 's'}`; },
    key() { return `conflicts:${this.owner}:${location.pathname}`; },
  },
  watch: {
    kept() { this.keep(); },
  },
  mounted() {
    let stored = null;
    try {
      stored = JSON.parse(localStorage.getItem(this.key) ?? 'null');
    } catch {
      stored = null; // storage is refused in some private windows
    }
    this.isReady = true;
    if (stored?.length && !this.count) this.$emit('restore', stored);
    else this.keep();
  },
  methods: {
    symbol: (name) => `${window.tradewind.icons}#i-${name}`,
    keep() {
      if (!this.isReady) return;
      try {
        if (this.count) localStorage.setItem(this.key, JSON.stringify(this.kept));
        else localStorage.removeItem(this.key);
      } catch {
        // the page itself still holds it
      }
    },
  },
};
