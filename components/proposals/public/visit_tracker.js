// Tells the server that somebody really looks: the socket is there and the tab is visible. A person
// may hide; then nothing about their reading is sent, and this browser remembers it.
const KEY = 'tradewind-hide-reading';
const SECTIONS = '[data-day], #questions, #decide';

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
    document.addEventListener('visibilitychange', this.begin);
    this.begin();
  },
  unmounted() {
    document.removeEventListener('visibilitychange', this.begin);
    this.attendance?.stop();
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
      if (this.hides) this.end();
      else this.begin();
    },
    begin() {
      // a tab that was opened behind others is not looked at
      if (this.hides || this.attendance || document.hidden) return;
      let name = '';
      try {
        name = localStorage.getItem('tradewind-name') ?? '';
      } catch {
        name = '';
      }
      this.$emit('reading', { seen: true, name });
      const tell = (message) => this.$emit('attend', message);
      this.attendance = new window.tradewind.Attendance(tell, { sections: SECTIONS });
    },
    end() {
      this.attendance?.stop();
      this.attendance = null;
      this.$emit('reading', { seen: false, name: '' });
    },
  },
};
