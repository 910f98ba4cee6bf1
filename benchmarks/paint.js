// Says when a text was painted: the frame after the change has been drawn once a message that was
// posted in it arrives.
window.watchPaint = (marker) => {
  document.getAnimations().forEach((animation) => animation.finish()); // it is at rest
  window.paintedAt = new Promise((resolve) => {
    const observer = new MutationObserver((mutations) => {
      if (!mutations.some(({ target }) => target.textContent.includes(marker))) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => resolve(performance.now());
        channel.port2.postMessage(0);
      });
    });
    observer.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
};
