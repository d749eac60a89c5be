import {join} from 'node:path';
import {publish} from '../publish.js';
import {apiModel} from './apiModel.js';
import {contents} from './contents.js';
import {pages} from './pages.js';

// Writes docs/api; with --check only says whether it is what would be written. Run by npm, in the folder of the package.
const folder = 'docs/api';
const wanted = await pages(apiModel('tfjs-callbacks', 'tfjs-callbacks-node', 'tfjs-callbacks-install'), [
  ...contents('src/index.ts'),
  ...contents('src/node/index.ts'),
  ...contents('src/install/index.ts'),
]);
const files = new Map([...wanted].map(([file, text]) => [join(folder, file), text]));

publish({files, folders: [folder], script: 'docs:api'});
