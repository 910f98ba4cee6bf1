// What a browser knows of the person before it: whether they are there, whether they write into a
// `data-writing` field, which section they have in view. Told only when it changes.
(() => {
  const IDLE_MS = 120_000;
  const LOOK_EVERY_MS = 1000;
  const SILENCE_MS = 4000; // then nobody writes any more
  const REPEAT_MS = 2000;
  const SECTION_MS = 300;
  const TOUCHES = ['pointermove', 'pointerdown', 'keydown', 'input', 'wheel', 'touchmove', 'focusin'];
  const EYE_LEVEL = 0.4; // of the window's height

  class Attendance {
    // `tell(message)` takes `{kind, is_on}`; `sections` selects what is told when it comes into view
    constructor(tell, { sections = '' } = {}) {
      this.tell = tell;
      this.sections = sections;
      this.section = '';
      this.field = '';
      this.isIdle = false;
      this.touchedAt = performance.now();
      this.writesSince = 0; // when it was told last; 0 while nobody writes
      this.listeners = [
        ...TOUCHES.map((name) => [document, name, () => this.onTouch()]),
        [document, 'visibilitychange', () => this.look()],
        [document, 'input', (event) => this.onInput(event)],
        [document, 'keydown', (event) => this.onKey(event)],
        [document, 'focusin', (event) => this.onFocus(event.target)],
        [document, 'focusout', (event) => this.onBlur(event)],
        [document, 'submit', () => this.stopWriting()],
        [window, 'pagehide', () => this.onHide()],
        [window, 'pageshow', (event) => event.persisted && this.tell({ kind: 'idle', is_on: false })],
        [document, 'scroll', () => this.onScroll()],
      ];
      const options = { capture: true, passive: true };
      this.listeners.forEach(([target, name, listener]) => target.addEventListener(name, listener, options));
      this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
      this.look();
      this.lookAtSections();
    }

    stop() {
      this.listeners.forEach(([target, name, listener]) => target.removeEventListener(name, listener, true));
      clearInterval(this.timer);
      clearTimeout(this.silence);
      clearTimeout(this.scrolled);
    }

    // idle

    onTouch() {
      this.touchedAt = performance.now();
      if (this.isIdle) this.look();
    }

    look() {
      const isIdle = document.hidden || performance.now() - this.touchedAt > IDLE_MS;
      if (isIdle === this.isIdle) return;
      this.isIdle = isIdle;
      this.tell({ kind: 'idle', is_on: isIdle });
    }

    onHide() {
      this.writesSince = 0;
      this.tell({ kind: 'leaving' });
    }

    // writing

    writingIn(event) {
      return event.target.closest?.('[data-writing]');
    }

    onInput(event) {
      if (!this.writingIn(event) || event.target.type === 'checkbox') return;
      if (!event.target.value?.trim()) return this.stopWriting();
      clearTimeout(this.silence);
      this.silence = setTimeout(() => this.stopWriting(), SILENCE_MS);
      if (this.writesSince && performance.now() - this.writesSince < REPEAT_MS) return;
      this.writesSince = performance.now();
      this.tell({ kind: 'writing', is_on: true });
    }

    onKey(event) {
      // what Enter sends is not written any more; where it makes a new line, typing goes on
      if (event.key === 'Enter' && !event.shiftKey && this.writingIn(event)) this.stopWriting();
    }

    onBlur(event) {
      if (this.writingIn(event)) this.stopWriting();
      if (!event.relatedTarget) this.onFocus(null);
    }

    // a field of the page that saves by itself; cells say so on their own
    onFocus(target) {
      const field = target?.closest('[data-field]')?.dataset.field ?? '';
      if (field === this.field) return;
      this.field = field;
      this.tell({ kind: 'focus', section: field });
    }

    stopWriting() {
      clearTimeout(this.silence);
      if (!this.writesSince) return;
      this.writesSince = 0;
      this.tell({ kind: 'writing', is_on: false });
    }

    // section

    onScroll() {
      if (!this.sections) return;
      this.scrolled ??= setTimeout(() => {
        this.scrolled = undefined;
        this.lookAtSections();
      }, SECTION_MS);
    }

    lookAtSections() {
      if (!this.sections) return;
      const level = innerHeight * EYE_LEVEL;
      const found = [...document.querySelectorAll(this.sections)].find((element) => {
        const box = element.getBoundingClientRect();
        return box.top <= level && box.bottom > level;
      });
      const section = found ? found.dataset.day || found.id : '';
      if (section === this.section) return;
      this.section = section;
      this.tell({ kind: 'section', section });
    }
  }

  window.tradewind = { ...window.tradewind, Attendance };
})();
