// Stands in the page itself: once that is painted it loads what makes it live, and starts it.
// What is asked for is in the page too (`components/engine/boot.py`, `components/shell/document.py`).
(() => {
  const data = (id) => JSON.parse(document.getElementById(id).textContent);
  const page = data('boot');
  const load = (src) => new Promise((resolve, reject) => {
    document.head.append(Object.assign(document.createElement('script'), {
      src, async: false, onload: resolve, onerror: () => reject(new Error(`${src} did not load`)),
    }));
  });
  const ahead = (href) => {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'script', href }));
  };

  const begin = async () => {
    const late = [page.standIn, page.nicegui]; // they look for Vue when they run
    const early = [page.own, page.socket].map(load);
    late.forEach(ahead);
    [globalThis.Vue] = await Promise.all([import(page.vue), ...early]);
    await Promise.all(late.map(load));
    const app = window.createApp(page.elements, { ...page.options, query: data('query') });
    new Function('app', 'vue_config', 'language', 'dark', page.script)(app, page.config, 'en-US', false);
    app.mount('#app');
  };
  requestAnimationFrame(() => setTimeout(begin)); // after the first paint
})();
