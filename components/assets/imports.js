// A file of contacts on its way in: dropped, chosen or pasted, and a cell that is mended.
(() => {
  const FAILED = 'The file did not arrive. Try again in a moment.';
  const PASTED_FROM = 3; // characters; less is no row

  class Drop {
    constructor(element) {
      this.element = element;
      this.title = element.querySelector('[data-drop-title]');
      this.help = element.querySelector('[data-drop-help]');
      this.words = [this.title.textContent, this.help.textContent];
      this.ending = new AbortController();
      const listen = (target, name, handler) => target.addEventListener(name, handler, { signal: this.ending.signal });
      listen(element.querySelector('input'), 'change', (event) => this.take(event.target.files));
      listen(document, 'dragover', (event) => this.over(event, true));
      listen(document, 'dragleave', (event) => { if (!event.relatedTarget) this.over(event, false); });
      listen(document, 'drop', (event) => {
        this.over(event, false);
        this.take(event.dataTransfer.files);
      });
      listen(document, 'paste', (event) => this.paste(event));
    }

    over(event, isOver) {
      if (![...(event.dataTransfer?.types ?? [])].includes('Files')) return;
      event.preventDefault();
      this.element.classList.toggle('t-drop--over', isOver);
      if (!this.isSending) this.title.textContent = isOver ? 'Let go to read it here' : this.words[0];
    }

    take(files) {
      if (files?.length) this.send(files[0], files[0].name);
    }

    paste(event) {
      if (event.target.closest?.('input:not([type=file]), textarea, [contenteditable]')) return;
      if (event.clipboardData.files.length) return this.take(event.clipboardData.files);
      const text = event.clipboardData.getData('text/plain');
      if (text.trim().length >= PASTED_FROM) this.send(new Blob([text]), 'Pasted rows');
    }

    send(content, name) {
      if (this.isSending) return;
      this.isSending = true;
      this.element.setAttribute('aria-busy', 'true');
      this.say(`Sending ${name}`, '');
      const bar = this.element.querySelector('.t-prog > i');
      const request = new XMLHttpRequest(); // says how far it is, which `fetch` does not
      request.open('POST', '/contacts/import/file');
      request.setRequestHeader('Content-Type', 'application/octet-stream');
      request.setRequestHeader('X-File-Name', encodeURIComponent(name));
      request.upload.addEventListener('progress', ({ loaded, total }) => { bar.style.width = `${(100 * loaded) / total}%`; });
      request.addEventListener('load', () => {
        let said = {};
        try {
          said = JSON.parse(request.responseText);
        } catch {
          said = { sentence: request.responseText.slice(0, 200) };
        }
        if (said.id) window.tradewind.leave(`/contacts/import/${said.id}`);
        else this.refuse(said.sentence || FAILED);
      });
      request.addEventListener('error', () => this.refuse(FAILED));
      request.send(content);
    }

    refuse(sentence) {
      this.isSending = false;
      this.element.removeAttribute('aria-busy');
      this.element.querySelector('input').value = '';
      this.say(this.words[0], sentence, true);
    }

    say(title, help, isBad = false) {
      this.title.textContent = title;
      this.help.textContent = help;
      this.help.classList.toggle('t-help--bad', isBad);
      if (isBad) this.help.setAttribute('role', 'alert');
    }

    stop() {
      this.ending.abort();
    }
  }

  class Fix {
    constructor(input) {
      input.focus();
      input.select();
      let isSaid = false;
      const say = (value) => {
        if (!isSaid) window.tradewind.act(input, 'mend', value);
        isSaid = true;
      };
      input.addEventListener('keydown', (event) => {
        if (event.key === 'Enter') say(input.value);
        else if (event.key === 'Escape') say(null);
      });
      input.addEventListener('blur', () => say(input.value === input.defaultValue ? null : input.value));
    }
  }

  window.tradewind.behaviour('import-drop', Drop);
  window.tradewind.behaviour('import-fix', Fix);
})();
