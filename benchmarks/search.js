// Says how long after a key the row that it leads to was the first one painted.
(() => {
  const first = () => document.querySelector('[data-testid^="contact-row-"]')?.dataset.testid;
  const painted = () => new Promise((resolve) => {
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => resolve(performance.now());
      channel.port2.postMessage(0);
    });
  });
  window.firstRow = async (wanted) => {
    while (first() !== wanted) await new Promise(requestAnimationFrame);
  };
  window.paintedAfterKey = (wanted) => new Promise((resolve) => {
    let began = null;
    window.addEventListener('keydown', (event) => { began = event.timeStamp; }, { once: true, capture: true });
    const observer = new MutationObserver(async () => {
      if (began === null || first() !== wanted) return;
      observer.disconnect();
      resolve(await painted() - began);
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  });
})();
