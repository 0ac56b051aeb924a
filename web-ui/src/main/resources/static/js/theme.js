// Runs before anything is painted, so that a chosen theme does not flash. Not a module for that reason.
(() => {
  const key = 'theme';
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const stored = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const chosen = stored();
  if (chosen === 'light' || chosen === 'dark') {
    root.dataset.theme = chosen;
  }
  document.addEventListener('DOMContentLoaded', () => {
    for (const toggle of document.querySelectorAll('[data-theme-toggle]')) {
      toggle.hidden = false;
      toggle.addEventListener('click', () => {
        const now = root.dataset.theme ?? (dark.matches ? 'dark' : 'light');
        const next = now === 'dark' ? 'light' : 'dark';
        root.dataset.theme = next;
        try {
          localStorage.setItem(key, next);
        } catch {
          // A browser that keeps nothing still switches, until the next page.
        }
      });
    }
  });
})();
