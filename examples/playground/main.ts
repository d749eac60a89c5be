import {afterFirstPaint} from './view/dom/afterFirstPaint.js';
import {Page} from './view/page/Page.js';

type Loaded = Promise<typeof import('./training/index.js')>;

let loaded: Loaded | undefined;

/** tfjs is large, and nothing needs it before the page is seen. When it cannot be had, the next call tries again. */
function load(): Loaded {
  loaded ??= afterFirstPaint()
    .then(() => import('./training/index.js'))
    .catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
  return loaded;
}

const page = new Page(load);
// Whoever wants to train is told when it is missing.
const part = await load().catch(() => undefined);
if (part) page.showBackends(await part.availableBackends());
