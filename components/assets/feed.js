// The browser's half of what happened (`components/activity/`): whether somebody reads on below the
// top of the feed, what is read next at the end of a timeline, and where a link led to.
(() => {
  class Feed {
    constructor(root) {
      this.root = root;
      this.isReading = false;
      this.onScroll = () => { this.frame ||= requestAnimationFrame(() => { this.frame = 0; this.look(); }); };
      window.addEventListener('scroll', this.onScroll, { passive: true });
      this.onClick = (event) => {
        if (event.target.closest('.t-pill')) this.root.parentElement.scrollIntoView({ block: 'start' });
      };
      root.addEventListener('click', this.onClick);
      this.look();
    }

    stop() {
      window.removeEventListener('scroll', this.onScroll);
      this.root.removeEventListener('click', this.onClick);
    }

    look() {
      const is = this.root.getBoundingClientRect().top < 0;
      if (is === this.isReading) return;
      this.isReading = is;
      window.tradewind.act(this.root, 'read', is, '');
    }
  }

  // The button at the end asks by itself before it is seen; it is there for keys as well.
  class More {
    constructor(button) {
      this.observer = new IntersectionObserver(([{ isIntersecting }]) => {
        if (isIntersecting) this.ask(button);
      }, { rootMargin: '600px' });
      this.observer.observe(button);
      // what was read may leave it in sight
      this.changes = new MutationObserver(() => {
        this.observer.unobserve(button);
        this.observer.observe(button);
      });
      this.changes.observe(button, { subtree: true, characterData: true });
    }

    stop() {
      this.observer.disconnect();
      this.changes.disconnect();
    }

    ask(button) { window.tradewind.act(button, 'more', null, ''); }
  }

  // An event that a link led to.
  class Marked {
    constructor(element) {
      requestAnimationFrame(() => element.scrollIntoView({ block: 'center' }));
    }
  }

  // A day that is chosen, said as `data-says`; what the server says of it wins.
  class Day {
    constructor(input) {
      input.addEventListener('change', () => window.tradewind.act(input, input.dataset.says, input.value, ''));
      this.observer = new MutationObserver(() => { input.value = input.getAttribute('value') ?? ''; });
      this.observer.observe(input, { attributes: true, attributeFilter: ['value'] });
    }

    stop() { this.observer.disconnect(); }
  }

  window.tradewind.behaviour('feed', Feed);
  window.tradewind.behaviour('day', Day);
  window.tradewind.behaviour('more', More);
  window.tradewind.behaviour('marked', Marked);
})();
