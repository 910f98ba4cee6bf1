// How long ago, in the words of components/kit/format.py; counted here, so that time costs no traffic.
const DAY_MS = 86_400_000;
const TICK_MS = 20_000;

const many = (count, word) => `${count} ${word}${count === 1 ? '' : 's'} ago`;

export default {
  template: '<time :datetime="at" :title="whole">{{ words }}</time>',
  props: { at: String },
  data() {
    return { now: Date.now() };
  },
  computed: {
    date() { return new Date(this.at); },
    whole() {
      return this.date.toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
    },
    words() {
      const seconds = Math.max(0, (this.now - this.date) / 1000);
      const midnight = new Date(this.now).setHours(0, 0, 0, 0);
      const days = Math.ceil((midnight - this.date) / DAY_MS);
      if (days <= 0 || seconds < 43_200) {
        if (seconds < 60) return 'just now';
        if (seconds < 3600) return many(Math.floor(seconds / 60), 'minute');
        return many(Math.floor(seconds / 3600), 'hour');
      }
      if (days === 1) return 'yesterday';
      if (days < 7) return `on ${this.date.toLocaleDateString('en-GB', { weekday: 'long' })}`;
      const year = this.date.getFullYear() === new Date(this.now).getFullYear() ? undefined : 'numeric';
      return `on ${this.date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year })}`;
    },
  },
  mounted() {
    this.timer = setInterval(() => (this.now = Date.now()), TICK_MS);
  },
  unmounted() {
    clearInterval(this.timer);
  },
};
