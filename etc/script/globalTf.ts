import type {Plugin} from 'esbuild';

// All of tfjs, as tf-core alone is called `tf`, too.
const contents = `
if (!globalThis.tf?.LayersModel) {
  throw new Error('tfjs-callbacks: there is no global \`tf\`; put the script tag of @tensorflow/tfjs before this one.');
}
// A second script of tfjs would change it.
module.exports = {...globalThis.tf};
`;

/** Takes tfjs from the global `tf` of the page. */
export const globalTf: Plugin = {
  name: 'global tf',
  setup({onLoad, onResolve}) {
    onResolve({filter: /^@tensorflow\/tfjs$/}, () => ({path: 'tf', namespace: 'global'}));
    onLoad({filter: /^tf$/, namespace: 'global'}, () => ({contents}));
  },
};
