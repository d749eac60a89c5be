import {modelFiles} from '../../src/storage/modelFiles.js';
import {numbered} from './numbered.js';

/** Saves one model after the other to a folder, until the process is killed, and prints a line for each. */
async function saveForEver(folder: string, first: number): Promise<void> {
  for (let number = first; ; number += 1) {
    await modelFiles(folder).save!(numbered(number));
    process.stdout.write(`${number}\n`);
  }
}

await saveForEver(process.argv[2]!, Number(process.argv[3]));
