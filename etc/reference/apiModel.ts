import {readFileSync, writeFileSync} from 'node:fs';
import {ApiModel} from '@microsoft/api-extractor-model';

interface ApiJson {
  readonly members: readonly [{readonly members: unknown[]}];
}

/** One model of what API Extractor wrote of each entry of the package, the first one's names known to the others. */
export function apiModel(...names: readonly [string, ...string[]]): ApiModel {
  const [main, ...others] = names.map((name) => {
    // To an entry, what only another one exports is a name of no entry.
    const text = readFileSync(`temp/${name}.api.json`, 'utf8').replaceAll(
      'tfjs-callbacks!~',
      'tfjs-callbacks!',
    );
    return JSON.parse(text) as ApiJson;
  });
  main!.members[0].members.push(...others.flatMap(({members}) => members[0].members));
  writeFileSync('temp/all.api.json', JSON.stringify(main));
  const model = new ApiModel();
  model.loadPackage('temp/all.api.json');
  return model;
}
