import {afterFirstPaint} from './view/dom/afterFirstPaint.js';
import {Page} from './view/page/Page.js';

type Loaded = Promise<typeof import('./training/index.js')>;

let loaded: Loaded | undefined;

/** tfjs and what trains with it. When it cannot be had, the next call tries again. */
function load(): Loaded {
  loaded ??= import('./training/index.js').catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

const page = new Page(load);
// tfjs is large, and until someone presses a button nothing needs it before the page is seen.
await afterFirstPaint();
// Whoever wants to train is told when it is missing.
const part = await load().catch(() => undefined);
if (part) page.showBackends(await part.availableBackends());
