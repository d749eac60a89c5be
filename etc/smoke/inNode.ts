import assert from 'node:assert/strict';
import type {Report} from './Report.js';
import {run} from './run.js';
import {nodes, oldestTfjs} from './versions.js';
import type {Workshop} from './Workshop.js';

const formats = ['fit-esm.mjs', 'fit-cjs.cjs'];

/** All entries in each Node, from both formats, with the newest tfjs and the oldest: everywhere the same numbers. */
export async function inNode(workshop: Workshop, report: Report): Promise<void> {
  let numbers: string | undefined;
  const fit = async (folder: string, node: number) => {
    const outputs = await Promise.all(formats.map((file) => inVersion(node, folder, file)));
    for (const output of outputs) assert.equal(output, (numbers ??= output));
  };

  for (const node of nodes) {
    await report.tried(`Node ${node}`, async () => {
      await fit(await workshop.usual(), node);
      return `a fit with all four entries, ESM and CommonJS: ${numbers}`;
    });
  }
  await report.tried(oldestTfjs, async () => {
    const folder = await workshop.installed('oldest-tfjs', workshop.tarball, oldestTfjs);
    for (const node of [nodes[0]!, nodes.at(-1)!]) await fit(folder, node);
    return `the same fit, in Node ${nodes[0]} and ${nodes.at(-1)}: the same numbers`;
  });
  await report.tried('both formats in one process', async () => {
    const folder = await workshop.usual();
    return (
      await Promise.all([nodes[0]!, nodes.at(-1)!].map((node) => inVersion(node, folder, 'both.mjs')))
    )[0]!;
  });
  await report.tried('without tfjs', async () => {
    const folder = await workshop.withoutTfjs();
    await Promise.all(
      ['schedules-esm.mjs', 'schedules-cjs.cjs'].map((file) => inVersion(nodes[0]!, folder, file)),
    );
    return 'the schedules load, ESM and CommonJS';
  });
}

/** The last line that a file prints. */
async function inVersion(node: number, folder: string, file: string): Promise<string> {
  const output = await run(folder, 'npx', '-y', `node@${node}`, file);
  return output.trim().split('\n').at(-1)!;
}
