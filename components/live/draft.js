// What somebody types over the value of a row, from the first key to the server's answer, past all
// that others do to that row meanwhile. Cells and fields are views of it; it knows no element.
(() => {
  let numbers = 0; // one count for the page, so that no number ever means two commits

  class Draft {
    // `send({ number, text, base })` may be called again for the same commit. `changed()` follows
    // every change. What is typed survives a reload under `key`. `clears`: the text is said and not
    // a row's value, as in a box for comments.
    constructor({ base = '', send, changed = () => {}, key = '', clears = false }) {
      Object.assign(this, { base, send, changed, key, clears });
      this.text = base;
      this.isHeld = false; // somebody is at it, even where nothing is typed yet
      this.commits = []; // those without an answer, in the order in which they are carried out
      this.late = null; // a value of the row that came while one was on its way
      this.theirs = null; // a foreign value that waits for a decision
      this.by = ''; // whose it is; empty for another window of the same person
      this.problem = ''; // why it is not saved
      this.refused = null; // the text that the server refused
    }

    get isDirty() { return this.text !== this.base; }
    get last() { return this.commits.at(-1); }
    get isSending() { return Boolean(this.last?.isOnItsWay); }

    type(text) {
      this.text = text;
      this.problem = '';
      this.update();
    }

    // Sends what is typed; says whether there was anything to send.
    commit() {
      const { last, text } = this;
      const before = last?.text ?? this.base; // commits are carried out in their order
      const isAgain = last?.text === text && !last.isOnItsWay; // its number stays: it is saved once
      const isNew = last?.text !== text && (this.clears ? text.trim() !== '' : text !== before);
      if (this.theirs !== null || !(isNew || isAgain)) return false;
      if (isNew) {
        if (this.clears) this.stop((each) => !each.isOnItsWay); // it is said in place of those
        this.commits.push({ number: ++numbers, text, base: before });
      }
      this.problem = '';
      this.commits.filter((each) => !each.isOnItsWay).forEach((each) => this.expect(each));
      this.update();
      return true;
    }

    // It was left: what is new goes out, what was refused waits until it is changed.
    leave() {
      if (!this.isDirty && this.theirs !== null) this.take();
      return this.text !== this.refused && this.commit();
    }

    expect(commit) {
      const { number, text, base } = commit;
      commit.isOnItsWay = true;
      commit.again = window.tradewind.untilAnswered(
        () => this.send({ number, text, base }),
        () => this.giveUp(commit),
      );
    }

    giveUp(commit) {
      commit.isOnItsWay = false;
      if (commit.number === this.last.number) this.problem = window.tradewind.NO_ANSWER;
      this.admitLate();
    }

    // What became of the commits up to this number; says whether that was the last of them. `saved`
    // is the text that was saved, where that is another.
    answer(number, problem = '', saved = null) {
      const answered = this.commits.filter((each) => each.number <= number).at(-1);
      if (!answered) return false;
      this.stop((each) => each.number <= number);
      const isLast = !this.last;
      if (!problem && !this.clears) this.base = saved ?? answered.text;
      if (isLast) {
        this.problem = problem;
        this.refused = problem ? answered.text : null;
        if (!problem && this.text === answered.text) this.settle(this.base);
      }
      this.admitLate();
      return isLast;
    }

    // The row has another value.
    arrive(row, by = '') {
      const isOurs = this.commits.some((each) => each.text === row);
      const isNews = !isOurs && row !== this.base;
      this.late = this.theirs = null;
      if (this.isSending) this.late = isNews ? { row, by } : null; // the answer comes first
      else if (row === this.text) this.settle(row);
      else if (!isNews) this.base = row;
      else if (!this.isDirty && !(this.isHeld && by)) this.settle(row);
      else Object.assign(this, { theirs: row, by });
      this.update();
    }

    admitLate() {
      const { late } = this;
      if (late && !this.isSending) this.arrive(late.row, late.by);
      else this.update();
    }

    // Back to what the row holds; while words are on their way, to those.
    take() {
      if (this.isSending) this.type(this.last.text);
      else this.settle(this.theirs ?? this.base);
    }

    keepMine() {
      this.base = this.theirs;
      this.theirs = null;
      return this.commit();
    }

    settle(row) {
      this.text = this.base = row;
      this.theirs = this.refused = null;
      this.problem = '';
      this.stop((each) => each.text !== row); // one with this text may be answered yet
      this.update();
    }

    stop(which = () => true) {
      this.commits.filter(which).forEach((each) => each.again.stop());
      this.commits = this.commits.filter((each) => !which(each));
    }

    update() {
      const { key, text, base } = this;
      if (key) window.tradewind.session.write(key, this.isDirty ? JSON.stringify({ text, base }) : '');
      this.changed();
    }

    // Takes up what was kept over a reload; says whether the row has it not.
    restore() {
      const row = this.base;
      const kept = this.key && window.tradewind.session.read(this.key);
      if (!kept) return false;
      Object.assign(this, JSON.parse(kept));
      if (row === this.text) this.settle(row);
      else if (row !== this.base) this.arrive(row, 'Somebody'); // nobody knows any more who it was
      return this.isDirty;
    }

    // Ends it: nothing is sent again, and nothing kept.
    close() {
      this.stop();
      if (this.key) window.tradewind.session.write(this.key, '');
    }
  }

  window.tradewind = { ...window.tradewind, Draft };
})();
