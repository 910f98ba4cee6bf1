// Pointers over the content around this element. A place is an element and a fraction of its box, so
// that it is the same at every width. They glide by CSS, and end with their owner or after silence.
const SEND_EVERY_MS = 50;
const SILENCE_MS = 5000;
const KEY = 'tradewind-no-cursors';

export default {
  template: '<div class="t-cursors" data-testid="cursors" aria-hidden="true"></div>',
  props: { watched: Boolean },
  mounted() {
    this.root = this.$el.parentElement;
    this.others = new Map();
    this.pen = matchMedia('(hover: hover) and (pointer: fine)');
    this.listeners = [
      [this.root, 'pointermove', (event) => this.onMove(event)],
      [this.root, 'pointerleave', () => this.point(null)],
      [document, 'visibilitychange', () => document.hidden && this.point(null)],
      [document, 'scroll', () => this.placeSoon()],
      [window, 'resize', () => this.placeSoon()],
      [window, 'tradewind-cursors', () => this.tellShown()],
      [this.pen, 'change', () => this.tellShown()],
    ];
    const options = { capture: true, passive: true };
    this.listeners.forEach(([target, name, listener]) => target.addEventListener(name, listener, options));
    this.tellShown();
  },
  unmounted() {
    this.listeners.forEach(([target, name, listener]) => target.removeEventListener(name, listener, true));
    this.others.forEach((other) => clearTimeout(other.silence));
    clearTimeout(this.sending);
  },
  methods: {
    tellShown() {
      const shown = this.pen.matches && !window.tradewind.hidesCursors();
      if (shown === (this.isShown ?? false)) return;
      this.isShown = shown;
      if (!shown) {
        this.point(null);
        [...this.others.keys()].forEach((number) => this.remove(number));
      }
      this.$emit('shown', shown);
    },

    // mine
    onMove(event) {
      if (!this.isShown || !this.watched || event.pointerType === 'touch') return;
      const row = event.target.closest?.('[data-row]');
      const element = row && this.root.contains(row) ? row : this.root;
      const box = element.getBoundingClientRect();
      if (!box.width || !box.height) return;
      const part = (value) => Math.round(Math.min(2, Math.max(-1, value)) * 1e4) / 1e4;
      const at = element === this.root ? '' : row.dataset.row;
      this.point({ at, x: part((event.clientX - box.left) / box.width), y: part((event.clientY - box.top) / box.height) });
    },
    point(spot) {
      if (!spot && !this.isPointing) return;
      this.isPointing = Boolean(spot);
      this.next = spot ?? { at: null };
      if (!spot) {
        clearTimeout(this.sending);
        this.sending = null;
      }
      this.sending ??= this.send();
    },
    send() {
      if (!this.next) return null;
      this.$emit('point', this.next);
      this.next = null;
      return setTimeout(() => (this.sending = this.send()), SEND_EVERY_MS);
    },

    // theirs
    show(moved) {
      if (!this.isShown) return;
      for (const [number, at, x, y, name, color] of moved) {
        if (at === undefined) this.remove(number);
        else this.move(number, { at, x, y }, name, color);
      }
    },
    move(number, spot, name, color) {
      let other = this.others.get(number);
      if (!other) {
        other = { element: null, name, color };
        this.others.set(number, other);
      } else if (name) {
        Object.assign(other, { name, color });
      }
      other.element ??= this.draw(other);
      other.spot = spot;
      this.place(other);
      clearTimeout(other.silence);
      other.silence = setTimeout(() => {
        other.element?.remove();
        other.element = null; // the name is kept: they may move again
      }, SILENCE_MS);
    },
    draw({ name, color }) {
      const cursor = document.createElement('span');
      cursor.className = 't-cursor';
      cursor.dataset.p = color ?? 1;
      cursor.dataset.fresh = '';
      cursor.innerHTML = `<svg class="t-i"><use href="${window.tradewind.icons}#i-mouse-pointer-2"></use></svg>`;
      const label = document.createElement('b');
      label.dir = 'auto';
      label.textContent = name ?? '';
      cursor.append(label);
      this.$el.append(cursor);
      return cursor;
    },
    place({ element, spot }) {
      if (!element) return;
      const target = spot.at ? this.root.querySelector(`[data-row="${CSS.escape(spot.at)}"]`) : this.root;
      const box = target?.getBoundingClientRect();
      const isLost = !box?.width || !box.height;
      element.toggleAttribute('data-lost', isLost);
      if (isLost) return;
      const origin = this.$el.getBoundingClientRect();
      const x = box.left - origin.left + spot.x * box.width;
      const y = box.top - origin.top + spot.y * box.height;
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
      if ('fresh' in element.dataset) requestAnimationFrame(() => element.removeAttribute('data-fresh'));
    },
    placeSoon() {
      // what sticks to the window moves against the content
      if (!this.others.size || this.placing) return;
      this.placing = requestAnimationFrame(() => {
        this.placing = 0;
        this.others.forEach((other) => this.place(other));
      });
    },
    remove(number) {
      const other = this.others.get(number);
      if (!other) return;
      clearTimeout(other.silence);
      other.element?.remove();
      this.others.delete(number);
    },
  },
};

// the switch, remembered by this browser
window.tradewind.hidesCursors = () => {
  try {
    return localStorage.getItem(KEY) === 'yes';
  } catch {
    return Boolean(window.tradewind.noCursors);
  }
};
window.tradewind.toggleCursors = () => {
  const hides = !window.tradewind.hidesCursors();
  window.tradewind.noCursors = hides;
  try {
    if (hides) localStorage.setItem(KEY, 'yes');
    else localStorage.removeItem(KEY);
  } catch {
    // it holds for this page at least
  }
  window.dispatchEvent(new Event('tradewind-cursors'));
};
