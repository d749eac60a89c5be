/** Longest wait for a browser that has painted and does not tell, in milliseconds. */
const patience = 10_000;

/** Resolves when the page has been shown, as the browser reports it; at once where nobody sees the page. */
export async function afterFirstPaint(): Promise<void> {
  if (document.hidden) return;
  await new Promise<void>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length === 0) return;
      observer.disconnect();
      resolve();
    });
    observer.observe({type: 'paint', buffered: true});
    setTimeout(resolve, patience);
  });
}
