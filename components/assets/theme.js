// Follows the system until this browser has chosen; runs before the first paint.
(() => {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const read = () => {
    try {
      return localStorage.getItem('tradewind-theme') ?? 'auto';
    } catch {
      return 'auto'; // storage is refused in some private windows
    }
  };
  const isDark = () => (read() === 'auto' ? system.matches : read() === 'dark');
  const applyTheme = () => {
    document.body.classList.toggle('body--dark', isDark());
    document.body.classList.toggle('body--light', !isDark());
    window.Quasar?.Dark?.set(isDark());
  };
  const toggleTheme = () => {
    const next = isDark() ? 'light' : 'dark';
    try {
      localStorage.setItem('tradewind-theme', next === (system.matches ? 'dark' : 'light') ? 'auto' : next);
    } catch {
      return;
    }
    applyTheme();
  };
  window.tradewind = { ...window.tradewind, applyTheme, toggleTheme };
  system.addEventListener('change', applyTheme);
  window.addEventListener('storage', (event) => event.key === 'tradewind-theme' && applyTheme());
  applyTheme();
})();
