import {build} from 'esbuild';
import {join} from 'node:path';

const root = process.cwd();

/** TypeScript that imports tfjs and this library by their names, with both of them in one file, as an app has it. */
export async function bundled(contents: string, format: 'iife' | 'esm' = 'iife'): Promise<string> {
  const {outputFiles} = await build({
    stdin: {contents, resolveDir: root, loader: 'ts'},
    tsconfig: join(root, 'tsconfig.json'),
    ...{bundle: true, write: false, format, target: 'es2022', logLevel: 'error'},
  });
  return outputFiles[0]!.text;
}
