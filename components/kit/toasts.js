// Lets toasts leave: after 6 s without the pointer on them or the focus in them; errors stay.
const STAY_MS = 6000;
const LEAVE_MS = 120;

export default {
  template: '<div aria-live="polite" aria-label="News" role="region"><slot /></div>',
  mounted() {
    this.observer = new MutationObserver((mutations) => {
      for (const { addedNodes } of mutations) addedNodes.forEach((node) => this.begin(node));
    });
    this.observer.observe(this.$el, { childList: true });
    [...this.$el.children].forEach((node) => this.begin(node));
  },
  unmounted() {
    this.observer.disconnect();
  },
  methods: {
    begin(node) {
      if (node.nodeType !== Node.ELEMENT_NODE) return;
      if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
        const from = { opacity: 0, transform: 'translateY(6px)' };
        node.animate([from, { opacity: 1, transform: 'none' }], { duration: 160, easing: 'ease-out' });
      }
      if (node.dataset.kind === 'bad') return;
      let timer = 0;
      const start = () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.leave(node), STAY_MS);
      };
      const stop = () => clearTimeout(timer);
      node.addEventListener('pointerenter', stop);
      node.addEventListener('focusin', stop);
      node.addEventListener('pointerleave', start);
      node.addEventListener('focusout', start);
      start();
    },
    leave(node) {
      if (!node.isConnected) return;
      node.animate([{ opacity: 1 }, { opacity: 0 }], { duration: LEAVE_MS, fill: 'forwards' });
      setTimeout(() => this.$emit('gone', Number(node.id.slice(1))), LEAVE_MS);
    },
  },
};
