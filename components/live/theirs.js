// "Ben changed this to …" beneath a draft, with the two ways out of it.
(() => {
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const button = (label, onclick) => make('button', { type: 'button', className: 't-link', onclick }, label);

  // Fills `place`, an element that stands there as long as the draft waits for this decision.
  const showTheirs = (place, { theirs, by }, { take, keep }) => {
    place.setAttribute('role', 'status');
    place.addEventListener('mousedown', (event) => event.preventDefault()); // the focus stays
    place.addEventListener('click', (event) => event.stopPropagation()); // a cell would open
    const who = make('bdi', {}, by || 'Another window of yours');
    const value = make('b', { className: 't-medium', dir: 'auto' }, theirs || 'nothing');
    const said = make('span', {}, who, ' changed this to ', value);
    place.replaceChildren(said, button('Take it', take), button('Keep mine', keep));
  };

  window.tradewind = { ...window.tradewind, showTheirs };
})();
