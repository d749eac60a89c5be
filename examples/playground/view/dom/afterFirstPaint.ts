/** Resolves when the page has been shown: the task after the next frame. */
export async function afterFirstPaint(): Promise<void> {
  if (!document.hidden) await new Promise(requestAnimationFrame);
  await new Promise((resolve) => setTimeout(resolve));
  if (performance.getEntriesByName('first-contentful-paint').length > 0 || document.hidden) return;
  await new Promise<void>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length === 0) return;
      observer.disconnect();
      resolve();
    });
    observer.observe({type: 'paint', buffered: true});
    // Some browsers do not tell.
    setTimeout(resolve, 500);
  });
}
