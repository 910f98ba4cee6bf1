// What happens on a public proposal in this browser alone; buttons name it by `data-on`.
(() => {
  const sheet = () => document.querySelector('.p-sum');
  const goTo = (id, testid) => {
    sheet()?.removeAttribute('data-open');
    document.querySelector('.p-sum__pull')?.setAttribute('aria-expanded', 'false');
    document.getElementById(id)?.scrollIntoView({ block: 'start' });
    document.querySelector(`[data-testid="${testid}"]`)?.focus({ preventScroll: true });
  };
  const turnTo = (detail) => window.dispatchEvent(new CustomEvent('tradewind-ask', { detail }));

  Object.assign(window.tradewind.on, {
    pull(button) {
      button.setAttribute('aria-expanded', String(sheet().toggleAttribute('data-open')));
    },
    toForm: () => goTo('decide', 'approve-name'),
    toQuestions: () => goTo('questions', 'comment-input'),
    ask: (button) => turnTo({
      id: button.dataset.about, title: button.closest('.p-opt').querySelector('h4 > span').textContent,
    }),
    reply: ({ dataset }) => turnTo({ parent: dataset.parent, title: dataset.name }),
    print: () => window.print(),
    terms(button, event) {
      event.preventDefault(); // it stands in a label
      const terms = document.getElementById('terms');
      if (!terms) return;
      terms.open = true;
      terms.scrollIntoView({ block: 'center' });
    },
  });
})();
