"""How a screen is drawn: rows become markup, changed markup becomes the least that has to be sent.

`node` is what a view returns, `html` its first words to the browser, `difference` what changed,
`view` what screens share. The browser's half is `assets/view.js`.
"""

from components.view.hearing import install

__all__ = ['install']
