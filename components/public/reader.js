// Tells the server that somebody really looks: the socket is there and the tab is visible. A person
// may hide; then nothing about their reading is sent, and this browser remembers it.
const KEY = 'tradewind-hide-reading';

export default {
  template: `
    <button class="t-link" type="button" role="switch" :aria-checked="hides ? 'true' : 'false'"
            aria-label="Hide that I am reading" @click="toggle">
      {{ hides ? 'Show that I am reading' : 'Hide that I am reading' }}</button>`,
  data() {
    return { hides: false };
  },
  mounted() {
    try {
      this.hides = localStorage.getItem(KEY) === 'yes';
    } catch {
      this.hides = false; // storage is refused in some private windows
    }
    document.addEventListener('visibilitychange', this.tell);
    this.tell();
  },
  unmounted() {
    document.removeEventListener('visibilitychange', this.tell);
  },
  methods: {
    toggle() {
      this.hides = !this.hides;
      try {
        if (this.hides) localStorage.setItem(KEY, 'yes');
        else localStorage.removeItem(KEY);
      } catch {
        // it holds for this page at least
      }
      this.tell(true);
    },
    tell(toggled) {
      if (this.hides && toggled !== true) return;
      let name = '';
      try {
        name = localStorage.getItem('tradewind-name') ?? '';
      } catch {
        name = '';
      }
      this.$emit('reading', {
        seen: !this.hides && document.visibilityState === 'visible',
        name: this.hides ? '' : name,
      });
    },
  },
};
