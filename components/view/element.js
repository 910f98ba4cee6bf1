// The place of a shared view in a page of elements; all that stands in it is `assets/view.js`'s.
import { h } from 'vue';

export default {
  props: { place: Number, number: Number, markup: String },
  mounted() {
    window.tradewind.host(this.$el, this.place, this.number, this.markup);
  },
  unmounted() {
    window.tradewind.unhost(this.$el, this.place);
  },
  render() {
    return h('div');
  },
};
