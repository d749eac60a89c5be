import {io} from '@tensorflow/tfjs';
import {show} from '../internal/show.js';
import {folderPlace} from './modelFiles.js';
import type {ModelPlace} from './ModelPlace.js';

/** The place that a `filepath` names, a folder or any URL that tfjs can save to, or that of a handler. */
export async function placeOfModel(owner: string, filepath: string | io.IOHandler): Promise<ModelPlace> {
  const isText = typeof filepath === 'string';
  if (isText && !/^(?!file:)\w[\w+.-]*:\/\//.test(filepath)) {
    return folderPlace(owner, filepath);
  }
  const handlers: io.IOHandler[] = isText ? io.getSaveHandlers(filepath) : [filepath];
  const [handler] = handlers;
  if (!handler?.save || handlers.length > 1) {
    throw new TypeError(
      `${owner}: \`filepath\` must be a folder, or a URL or handler that tfjs can save to here; ` +
        `got ${show(filepath)}.`,
    );
  }
  return {
    save: (artifacts) => handler.save!(artifacts),
    ...(isText && {name: filepath, remove: () => io.removeModel(filepath)}),
  };
}
