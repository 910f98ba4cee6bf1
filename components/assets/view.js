// The browser's half of shared views (`components/view/`): adopts the markup that the page came
// with, carries out changes on the nodes themselves, hears what people do and says what is shown.
// A change is what `components/view/difference.py` writes; places are counted among the elements
// that the server knows of, so whatever else puts nodes between them is left alone.
(() => {
  const SHOWN_AFTER_MS = 1000; // about so long after, the server is told, once for all that came meanwhile
  const views = []; // {root, number, host}, by their places on the page
  const behaviours = new Map(); // by the name in [data-does]
  const running = new Map(); // element → its behaviour
  let told = 0; // timer
  let paintedMs = 0; // how long the latest change took; told once
  let begun; // called when the page's socket is there; what is done before waits for it
  const ready = new Promise((resolve) => { begun = resolve; });

  // nodes

  const adopt = (element) => {
    const isOthers = element.hasAttribute('data-slot');
    element.kids = isOthers ? [] : [...element.children];
    element.kids.forEach(adopt);
  };

  const made = (markup) => {
    const template = document.createElement('template');
    template.innerHTML = markup;
    const node = template.content.firstElementChild;
    adopt(node);
    return node;
  };

  // The text before the first child; what stands there instead, as a translation does, goes.
  const setText = (element, text) => {
    const end = element.kids[0] ?? null;
    let node = element.firstChild;
    if (node !== end && node?.nodeType === Node.TEXT_NODE) {
      node.data = text;
      node = node.nextSibling;
    } else if (text) {
      element.insertBefore(document.createTextNode(text), node);
    }
    while (node && node !== end) {
      const next = node.nextSibling;
      node.remove();
      node = next;
    }
  };

  const setAttributes = (element, changes) => {
    for (const [name, value] of Object.entries(changes)) {
      if (name === 'aria-checked' && element.moves) element.truth = value;
      else if (value === null) element.removeAttribute(name);
      else element.setAttribute(name, value);
    }
  };

  const insert = (element, index, node) => {
    const before = element.kids[index] ?? null;
    const moves = node.isConnected && element.moveBefore;
    if (moves) element.moveBefore(node, before);
    else element.insertBefore(node, before);
    element.kids.splice(index, 0, node);
  };

  const change = (root, [path, first, second]) => {
    const places = typeof path === 'string' ? [...path].map((digit) => parseInt(digit, 36)) : path;
    const element = places.reduce((outer, index) => outer.kids[index], root);
    if (typeof first === 'string') return setText(element, first);
    if (typeof first === 'object') return setAttributes(element, first);
    if (typeof second === 'string') {
      const node = made(second);
      insert(element, first, node);
      return begin(node);
    }
    const [node] = element.kids.splice(first, 1);
    if (second !== undefined) return insert(element, second, node);
    end(node);
    node.remove();
  };

  // behaviours: what a form or a widget does by itself, begun and ended with its element

  const doing = (root) => [root, ...root.querySelectorAll('[data-does]')].filter((each) => each.dataset.does);

  const begin = (root) => doing(root).forEach((element) => {
    const Behaviour = behaviours.get(element.dataset.does);
    if (Behaviour && !running.has(element)) running.set(element, new Behaviour(element));
  });

  const end = (root) => doing(root).forEach((element) => {
    running.get(element)?.stop?.();
    running.delete(element);
  });

  // the line in

  const put = (view, markup) => {
    end(view.root);
    const root = made(markup);
    view.root.replaceWith(root);
    view.root = root;
    begin(root);
  };

  const onView = (place, from, to, what) => {
    const view = views[place];
    if (!view) return;
    if (typeof what === 'string') put(view, what);
    else if (from !== view.number) return stand(true); // something was lost on the way
    else what.forEach((each) => change(view.root, each));
    view.number = to;
    timePaint(performance.now());
    if (view.root.dataset.title) document.title = view.root.dataset.title;
    // not all pages at the same moment, as they hear of it
    told ||= setTimeout(() => stand(false), SHOWN_AFTER_MS * (0.5 + Math.random()));
  };

  // From the arrival of the latest change until the frame that shows it was drawn.
  const timePaint = (arrived) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => { paintedMs = Math.round(performance.now() - arrived); };
    channel.port2.postMessage(0);
  });

  // What this page shows. With `resumes` it asks to go on from there, else it only says so.
  const stand = (resumes) => {
    clearTimeout(told);
    told = 0;
    if (!window.socket?.connected || !views.length) return;
    window.socket.emit('stand', {
      client_id: window.clientId, views: Array.from(views, (view) => view?.number ?? 0),
      hidden: document.hidden, resumes, painted_ms: paintedMs,
    });
    paintedMs = 0;
  };

  // A view in a page of elements: `host` is its place there. Without markup, or with some that is
  // old by now, the server hears where it stands and sends the rest.
  const host = (element, place, number, markup) => {
    const root = made(markup ?? '<div></div>');
    views[place] = { root, number, host: element };
    element.append(root);
    begin(root);
    stand(true);
  };

  const unhost = (element, place) => {
    const view = views[place];
    if (view?.host !== element) return; // it stands elsewhere already
    end(view.root);
    delete views[place];
  };

  // the way out

  // Says what somebody did, until it is answered: resolves to `{answer, refused}`, or to null
  // where nobody answers. Sent again it is done once.
  const act = async (element, name, value = null, key = element.closest('[data-key]')?.dataset.key ?? '') => {
    const view = views.findIndex((each) => each?.root.contains(element));
    const message = {
      client_id: window.clientId, id: window.tradewind.newId(), act: name, key, value,
      view: Math.max(view, 0), number: views[Math.max(view, 0)]?.number ?? 0,
    };
    await ready;
    return new Promise((resolve) => {
      const done = (answer) => {
        sending.stop();
        window.removeEventListener('tradewind-unreadable', silent);
        resolve(answer);
      };
      const silent = () => done(null);
      window.addEventListener('tradewind-unreadable', silent);
      const send = () => window.socket.emit('act', { ...message, client_id: window.clientId }, done);
      const sending = window.tradewind.untilAnswered(send, silent);
    });
  };

  // A switch moves under the finger at once. Until the server has answered the last move, what it
  // says about the switch is held back, so that it never jumps to and fro.
  const flip = async (element, name) => {
    const wish = element.getAttribute('aria-checked') !== 'true';
    element.moves = (element.moves ?? 0) + 1;
    if (element.moves === 1) element.truth = element.getAttribute('aria-checked');
    element.setAttribute('aria-checked', String(wish));
    const said = await act(element, name, wish);
    element.moves -= 1;
    if (!element.moves) element.setAttribute('aria-checked', element.truth);
    if (said === null) window.tradewind.tell(window.tradewind.NO_ANSWER);
  };

  const onClick = (event) => {
    const element = event.target.closest?.('[data-act]');
    if (!element || !views.some((view) => view.root.contains(element))) return;
    if (element.getAttribute('aria-disabled') === 'true') return;
    if (element.getAttribute('role') === 'switch') return flip(element, element.dataset.act);
    if (element.getAttribute('aria-busy') === 'true') return;
    element.setAttribute('aria-busy', 'true');
    act(element, element.dataset.act).then((said) => {
      element.removeAttribute('aria-busy');
      if (said === null) window.tradewind.tell(window.tradewind.NO_ANSWER);
    });
  };

  // What happens in this browser alone: `data-on="pull"` calls `window.tradewind.on.pull(element)`.
  const onLocal = (event) => {
    const element = event.target.closest?.('[data-on]');
    const handler = element && window.tradewind.on?.[element.dataset.on];
    if (handler) handler(element, event);
  };

  // the socket

  const attach = () => {
    if (!window.socket) return setTimeout(attach, 20);
    window.socket.on('view', onView);
    window.socket.once('connect', begun);
    if (window.socket.connected) begun();
    window.socket.on('connect', () => stand(true));
    if (window.socket.connected) stand(true);
    document.addEventListener('visibilitychange', () => stand(false));
  };

  const start = () => {
    document.querySelectorAll('[data-view]').forEach((root) => {
      adopt(root);
      views.push({ root, number: Number(root.dataset.view) });
    });
    views.forEach(({ root }) => begin(root));
    document.addEventListener('click', onClick);
    document.addEventListener('click', onLocal);
    attach();
  };

  window.tradewind = {
    ...window.tradewind,
    act,
    host,
    unhost,
    on: {}, // what [data-on] names
    // Begins `new Behaviour(element)` for each `data-does="name"` that is on the page or comes.
    behaviour(name, Behaviour) {
      behaviours.set(name, Behaviour);
      views.forEach(({ root }) => begin(root));
    },
    // The drawing that stands on the page: `{number, …}` of each view, by their places.
    get views() { return views; },
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
})();
