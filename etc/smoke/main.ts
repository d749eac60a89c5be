import {inBundlers} from './inBundlers.js';
import {inLayouts} from './inLayouts.js';
import {inNode} from './inNode.js';
import {inTypeScript} from './inTypeScript.js';
import {Report} from './Report.js';
import {Workshop} from './Workshop.js';

const kinds = {node: inNode, types: inTypeScript, bundlers: inBundlers, layouts: inLayouts};
type Kind = keyof typeof kinds;

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in kinds));
if (unknown.length > 0)
  throw new Error(`There is no ${unknown.join()}; there are ${Object.keys(kinds).join(', ')}.`);

// Uses the packed package in each way it supports: all of them, or those that are named.
const report = new Report();
const workshop = await Workshop.open();
try {
  for (const name of asked.length > 0 ? asked : Object.keys(kinds))
    await kinds[name as Kind](workshop, report);
} finally {
  workshop.close();
}
report.sum();
