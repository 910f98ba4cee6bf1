// Stands in for Quasar on a client's page, which is made of plain elements: what NiceGUI asks of it
// when a page begins takes 1 kB here, and 160 there. Quasar itself comes as soon as a menu opens.
(() => {
  const { script, styles } = window.tradewind.quasar; // an address, and rules that import others
  const SHOWN_MS = 5000;
  let app = null;
  let options = null;
  let coming = null; // a promise of Quasar, once somebody needs it

  const added = (tag, properties) => new Promise((resolve, reject) => {
    const onerror = () => reject(new Error('Quasar did not come.'));
    document.head.append(Object.assign(document.createElement(tag), properties, { onload: resolve, onerror }));
  });

  const fetchAll = async () => {
    try {
      await Promise.all([added('style', { textContent: styles }), added('script', { src: script })]);
    } catch (error) {
      coming = null; // the next menu tries again
      throw error;
    }
    app.use(window.Quasar, options);
    window.tradewind.applyTheme(); // Quasar has its own idea of it
    return window.Quasar;
  };
  const quasar = () => (coming ??= fetchAll());

  const frame = (name) => ({
    props: ['view'],
    render() { return Vue.h('div', { class: name }, this.$slots.default?.()); },
  });

  // What is said while nobody answers, so nothing can be fetched for it.
  const tell = ({ message, attrs }) => {
    const place = document.createElement('div');
    const toast = Object.assign(document.createElement('div'), { className: 't-toast', textContent: message });
    place.className = 't-toasts t-toasts--dock';
    Object.entries(attrs ?? {}).forEach(([name, value]) => toast.setAttribute(name, value));
    place.append(toast);
    document.body.append(place);
    setTimeout(() => place.remove(), SHOWN_MS);
  };

  window.Quasar = {
    install(of, given) {
      [app, options] = [of, given];
      // these names come before those that Quasar itself brings, so nothing that stands is built anew
      for (const name of ['q-layout', 'q-page-container', 'q-page']) app.component(name, frame(name));
      app.component('q-menu', Vue.defineAsyncComponent(async () => (await quasar()).QMenu));
    },
    lang: { set() {} },
    Dark: { set() {} },
    Notify: { create: tell },
  };
})();
