import type {Import} from './imports.js';

/** The folders of src from top to bottom: a file imports from its own folder and from floors below. */
const floors: readonly (readonly string[])[] = [
  ['index', 'node', 'install'],
  ['finder'],
  ['callbacks'],
  ['state', 'averaging'],
  ['optimizers'],
  ['schedules', 'charts', 'data', 'storage', 'internal'],
];

/** Folders that know nothing of tfjs, and load without it. */
const pure = ['schedules', 'charts'];

const tfjs = '@tensorflow/tfjs';

const folderOf = (file: string): string => file.split('/')[0]!;

const floorOf = (file: string): number => floors.findIndex((floor) => floor.includes(folderOf(file)));

/** A sentence for each import that breaks a rule. */
export function violations(imports: readonly Import[]): string[] {
  const files = [...new Set(imports.map(({from}) => from))];
  return [
    ...imports.flatMap((one) => violation(one) ?? []),
    ...files
      .filter((file) => pure.includes(folderOf(file)) && loadsTfjs(file, imports))
      .map((file) => `${file} loads tfjs`),
    ...circles(imports).map((circle) => `${circle.join(' -> ')} is a circle`),
  ];
}

function violation({from, to, typeOnly}: Import): string | undefined {
  if (floorOf(from) < 0) return `${from} is on no floor`;
  if (to === tfjs) return pure.includes(folderOf(from)) ? `${from} imports tfjs` : undefined;
  if (to.startsWith('node:')) {
    return typeOnly || folderOf(from) === 'node' ? undefined : `${from} imports ${to}, which no browser has`;
  }
  if (floorOf(to) < 0) return `${from} imports ${to}, which is not of this house`;
  const isBelow =
    floorOf(to) > floorOf(from) || (floorOf(to) === floorOf(from) && folderOf(to) === 'internal');
  return isBelow || folderOf(to) === folderOf(from)
    ? undefined
    : `${from} imports ${to}, which is not below it`;
}

/** Whether a file imports tfjs at run time, itself or through others. */
function loadsTfjs(file: string, imports: readonly Import[], seen = new Set<string>()): boolean {
  if (file === tfjs) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return imports.some(({from, to, typeOnly}) => from === file && !typeOnly && loadsTfjs(to, imports, seen));
}

/** Files that import each other in the end, imports of types included. */
function circles(imports: readonly Import[]): string[][] {
  const found: string[][] = [];
  const seen = new Set<string>();
  const follow = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file]);
    if (seen.has(file)) return;
    seen.add(file);
    for (const {from, to} of imports) if (from === file) follow(to, [...way, file]);
  };
  for (const {from} of imports) follow(from, []);
  return found;
}
