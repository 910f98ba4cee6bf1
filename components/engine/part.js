// Draws its element and what is in it on its own. Without such parts the browser draws the whole
// page anew for each changed word, since native elements belong to the component around them.
import { h } from 'vue';

export default {
  props: { as: { type: String, default: 'div' } },
  render() {
    return h(this.as, null, this.$slots.default?.());
  },
};
