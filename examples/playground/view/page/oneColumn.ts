const narrow = matchMedia('(width < 860px)');

const settings = () => document.getElementById('settings') as HTMLDetailsElement;

/** Where there is one column, the settings are folded: what one came for comes first. */
export function foldSettings(): void {
  const fold = () => void (settings().open = !narrow.matches);
  narrow.addEventListener('change', fold);
  fold();
}

/** Where there is one column, what happens is brought into sight. */
export function lookAt(id: 'stage' | 'plots'): void {
  if (!narrow.matches) return;
  settings().open = false;
  document.getElementById(id)!.scrollIntoView();
}
