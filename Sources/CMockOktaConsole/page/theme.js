// Light, dark, or as the system says; kept in this browser.

const KEY = 'mock-okta.theme';
const NEXT = { system: 'light', light: 'dark', dark: 'system' };

export function startTheme(button) {
  const apply = (theme) => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.textContent = `Theme: ${theme}`;
    button.dataset.theme = theme;
  };
  const kept = localStorage.getItem(KEY);
  apply(kept in NEXT ? kept : 'system');
  button.addEventListener('click', () => {
    const theme = NEXT[button.dataset.theme];
    localStorage.setItem(KEY, theme);
    apply(theme);
  });
}
