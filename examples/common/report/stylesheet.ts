/** Of the page: narrow text, wide tables, light and dark. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --page: #fbfbfa; --card: #ffffff; --ink: #263238; --faint: #5c6b73; --line: #e0e4e7;
  --holds: #00694e; --partly: #8a5a00; --fails: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14181b; --card: #1c2226; --ink: #e3e8eb; --faint: #9fb0b9; --line: #344047;
    --holds: #5fd0aa; --partly: #f0b95a; --fails: #ff9a8d;
  }
  figure svg { filter: brightness(1.3); }
}
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 70rem; margin: 0 auto; padding: 2rem 1rem 5rem; }
h1 { font-size: 2rem; line-height: 1.2; margin: 1rem 0; }
h2 { font-size: 1.4rem; margin: 3rem 0 .5rem; }
p, ul { max-width: 46rem; }
h1 + p { font-size: 1.15rem; }
ul { color: var(--faint); padding-left: 1.2rem; }
figure { margin: 1.25rem 0; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; text-align: center; }
figure svg { max-width: 100%; height: auto; }
figcaption { color: var(--faint); font-size: .9rem; }
.table { overflow-x: auto; margin: 1.25rem 0; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid var(--line); }
tbody tr:last-child td { border-bottom: 0; }
th { font-weight: 600; white-space: nowrap; }
td:nth-last-child(-n+2) { min-width: 10rem; }
td:first-child { font-weight: 500; }
td.holds { color: var(--holds); }
td.partly { color: var(--partly); }
td.fails { color: var(--fails); }
`;
