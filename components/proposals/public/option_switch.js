// A switch that moves under the finger at once. Until the server has answered the last move, news
// about the row is held back, so that it never jumps to and fro.
export default {
  template: `
    <button class="t-switch t-switch--lg" role="switch" type="button" :aria-labelledby="labels"
            :aria-checked="on ? 'true' : 'false'" :aria-disabled="locked ? 'true' : undefined"
            @click="flip"></button>`,
  props: { checked: Boolean, locked: Boolean, labels: String, answered: { type: Number, default: 0 } },
  data() {
    return { on: this.checked, asked: 0 };
  },
  watch: {
    checked() { this.settle(); },
    answered() { this.settle(); },
  },
  unmounted() { this.again?.stop(); },
  methods: {
    flip() {
      if (this.locked) return;
      this.on = !this.on;
      this.asked += 1;
      const move = { on: this.on, number: this.asked };
      this.again?.stop();
      this.again = window.tradewind.untilAnswered(() => this.$emit('choose', move), () => {
        this.on = this.checked;
        window.tradewind.tell(window.tradewind.NO_ANSWER);
      });
    },
    settle() {
      if (this.answered < this.asked) return;
      this.again?.stop();
      this.on = this.checked;
    },
  },
};
