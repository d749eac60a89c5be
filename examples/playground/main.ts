import {afterFirstPaint} from './view/dom/afterFirstPaint.js';
import {Page} from './view/page/Page.js';

type Loaded = Promise<typeof import('./training/index.js')>;

let loaded: Loaded | undefined;

/** tfjs is large, and nothing needs it before the page is seen. */
function load(): Loaded {
  return (loaded ??= afterFirstPaint().then(() => import('./training/index.js')));
}

const page = new Page(load);
const {availableBackends} = await load();
page.showBackends(await availableBackends());
