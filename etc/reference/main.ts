import {join} from 'node:path';
import {ApiModel} from '@microsoft/api-extractor-model';
import {publish} from '../publish.js';
import {contents} from './contents.js';
import {pages} from './pages.js';

// Writes docs/api; with --check only says whether it is what would be written. Run by npm, in the folder of the package.
const folder = 'docs/api';
const model = new ApiModel();
model.loadPackage('temp/tfjs-callbacks.api.json');
const wanted = await pages(model, contents('src/index.ts'));
const files = new Map([...wanted].map(([file, text]) => [join(folder, file), text]));

publish({files, folders: [folder], script: 'docs:api'});
