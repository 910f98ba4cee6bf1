// Tells the server that somebody really looks: the socket is there and the tab is visible. It is a
// visit from the first sign of a hand on, or after some seconds in view: programs that look like a
// browser have neither. A person may hide; then nothing about their reading is sent, and this
// browser remembers it.
const KEY = 'tradewind-hide-reading';
const IN_VIEW_MS = 4000;
const HANDS = ['pointerdown', 'pointermove', 'keydown', 'touchstart', 'wheel', 'scroll'];
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
    HANDS.forEach((sign) => window.addEventListener(sign, this.look, { passive: true, capture: true }));
    window.addEventListener('pagehide', this.leave);
    this.begin();
  },
  unmounted() {
    document.removeEventListener('visibilitychange', this.begin);
    window.removeEventListener('pagehide', this.leave);
    this.unwatch();
    this.telling?.stop();
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
      clearTimeout(this.timer);
      // a tab that was opened behind others is not looked at
      if (this.hides || document.hidden) return;
      if (!this.telling) this.timer = setTimeout(this.look, IN_VIEW_MS);
      if (this.attendance) return;
      const name = window.tradewind.storage.read('tradewind-name');
      this.$emit('reading', { seen: true, name, browser: this.browser() });
      const tell = (message) => this.$emit('attend', message);
      this.attendance = new window.tradewind.Attendance(tell, { sections: SECTIONS });
    },
    // What one browser does with one link within half an hour is one visit; the server joins it.
    browser() {
      const { storage, newId } = window.tradewind;
      const key = `tradewind-visit:${location.pathname}`;
      if (!storage.read(key)) storage.write(key, newId());
      return storage.read(key); // empty where nothing is kept
    },
    look() {
      if (!this.attendance || document.hidden || this.telling) return;
      this.unwatch();
      this.telling = window.tradewind.onEachConnection(() => this.$emit('looked'));
    },
    unwatch() {
      clearTimeout(this.timer);
      HANDS.forEach((sign) => window.removeEventListener(sign, this.look, { capture: true }));
    },
    leave() {
      if (this.attendance) this.$emit('left');
    },
    end() {
      clearTimeout(this.timer);
      this.attendance?.stop();
      this.attendance = null;
      this.$emit('reading', { seen: false, name: '' });
    },
  },
};
