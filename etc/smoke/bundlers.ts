import commonjs from '@rollup/plugin-commonjs';
import nodeResolve from '@rollup/plugin-node-resolve';
import * as esbuild from 'esbuild';
import {writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {rollup, type Plugin as RollupPlugin} from 'rollup';
import {minify} from 'terser';
import {build as vite} from 'vite';
import webpack from 'webpack';

/** Builds `name`.js of a folder for production; returns the files that a page loads at once, the first one first. */
export type Bundler = (folder: string, name: string, out: string) => Promise<string[]>;

/** The bundlers as their users run them: what is set is only where things are. */
export const bundlers: Readonly<Record<string, Bundler>> = {
  async vite(folder, name, out) {
    page(name, folder, 'module', [`${name}.js`]);
    const input = join(folder, `${name}.html`);
    const built = await vite({
      root: folder,
      base: './',
      configFile: false,
      logLevel: 'error',
      build: {outDir: out, emptyOutDir: true, rolldownOptions: {input}},
    });
    if (!('output' in built)) throw new Error('Vite gave no output.');
    return atOnce(built.output);
  },

  async rollup(folder, name, out) {
    const bundle = await rollup({
      input: join(folder, `${name}.js`),
      plugins: [nodeResolve({browser: true}), commonjs(), minified],
      // tfjs has circular imports.
      onwarn: () => undefined,
    });
    const {output} = await bundle.write({dir: out, format: 'es'});
    await bundle.close();
    return page(name, out, 'module', atOnce(output));
  },

  async webpack(folder, name, out) {
    const stats = await new Promise<webpack.Stats>((resolve, reject) => {
      webpack(
        {mode: 'production', context: folder, entry: `./${name}.js`, output: {path: out}},
        (error, built) => {
          if (error || !built || built.hasErrors())
            reject(error ?? new Error(built?.toString('errors-only')));
          else resolve(built);
        },
      );
    });
    const {assets = []} = stats.toJson({entrypoints: true}).entrypoints!['main']!;
    return page(
      name,
      out,
      'text/javascript',
      assets.map((asset) => asset.name),
    );
  },

  async esbuild(folder, name, out) {
    const entryPoints = [join(folder, `${name}.js`)];
    await esbuild.build({entryPoints, bundle: true, minify: true, outdir: out});
    return page(name, out, 'text/javascript', [`${name}.js`]);
  },
};

const minified: RollupPlugin = {
  name: 'minified',
  renderChunk: async (code) => (await minify(code, {module: true})).code ?? null,
};

interface Emitted {
  readonly fileName: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

function atOnce(output: readonly Emitted[]): string[] {
  const files = output.filter(({isEntry}) => isEntry).map(({fileName}) => fileName);
  for (const file of files) {
    const {imports = []} = output.find(({fileName}) => fileName === file) ?? {};
    files.push(...imports.filter((one) => !files.includes(one)));
  }
  return files;
}

/** Writes the page that loads the first of these files. */
function page(name: string, out: string, type: string, files: string[]): string[] {
  const script = `<script type="${type}" src="./${basename(files[0]!)}"></script>`;
  writeFileSync(join(out, `${name}.html`), `<!doctype html><meta charset="utf-8" /><body>${script}</body>`);
  return files;
}
