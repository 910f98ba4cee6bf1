// Makes a painted page live: loads Vue, Quasar, NiceGUI and the socket, and starts them.
// What they need stands in the page (`components/engine/boot.py`).
const page = JSON.parse(document.getElementById('boot').textContent);

const load = (src) => new Promise((resolve, reject) => {
  document.head.append(Object.assign(document.createElement('script'), {
    src, async: false, onload: resolve, onerror: () => reject(new Error(`${src} did not load`)),
  }));
});

const ahead = (href) => {
  document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'script', href }));
};

const style = document.createElement('style');
style.textContent = [
  ...page.styles.map(([layer, url]) => `@import url("${url}") layer(${layer});`),
  '@layer overrides { .nicegui-dialog-open, .nicegui-select-popup-open { scroll-behavior: auto !important; } }',
].join('\n');
document.head.prepend(style);

ahead(page.quasar); // Quasar looks for Vue when it runs, so it waits for it, but not its bytes
const socket = load(page.socket);
const [Vue, { default: DOMPurify }] = await Promise.all([import('vue'), import('dompurify'), socket]);
globalThis.Vue = Vue;
Element.prototype.setHTML = function setHTML(html) {
  this.innerHTML = DOMPurify.sanitize(html);
};
await Promise.all([page.quasar, page.nicegui, page.language].map(load));
const app = window.createApp(page.elements, { ...page.options, query: page.query });
// eslint-disable-next-line no-new-func
new Function('app', 'vue_config', 'language', 'dark', page.script)(app, page.config, 'en-US', false);
app.mount('#app');
