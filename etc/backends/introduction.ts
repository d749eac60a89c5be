/** What docs/backends.md says by hand. */
export const introduction = `<!-- Made by npm run docs:backends from the reports of the runs; the text is in etc/backends/introduction.ts. -->

# Backends

The library computes with whatever backend tfjs has: \`cpu\`, \`wasm\`, \`webgl\` and \`webgpu\` in a page, \`cpu\`, \`wasm\` and
\`tensorflow\` (tfjs-node) in Node. One list of suites runs on all of them: \`npm run test:backends\` (\`cpu\` and \`wasm\` in Node),
\`npm run test:node-backend\` (\`tensorflow\`) and \`npm run test:browser\` (Chromium).

## What to know

- **Schedules, plateau and monitors** do the same everywhere: they compute in JavaScript, and read nothing in an update.
- **Clipping** takes norms from the buffers on \`cpu\` and \`wasm\`. Elsewhere it works in tensors, reads nothing in an
  update, and counts on the device; norms are read when \`stats()\` is called, or once an epoch by \`GradientNormMonitor\`.
  With \`nonFinite: 'skip'\` or \`'throw'\` one number is read in each update.
- **TerminateOnNaN, RecoverOnDivergence and the learning rate finder** need each loss. On \`webgl\` and \`webgpu\` they ask
  for it and go on training: what they do comes some updates late, at the end of the epoch at the latest; the finder is
  at most 4 updates behind. On \`cpu\`, \`wasm\` and \`tensorflow\` the number is at hand, and they act in the same update.
- **webgl, the epsilon of Adam:** tfjs takes 1e-4, not 1e-7, as the default epsilon of Adam, Adamax, Adadelta and
  RMSProp on \`webgl\`, so small gradients make smaller steps there than elsewhere. For the same training everywhere write
  it: \`tf.train.adam(0.001, 0.9, 0.999, 1e-7)\`. Adagrad has the same epsilon and no option for it.
- **webgl, infinities:** Infinity / Infinity is 1 there. A global norm that is infinite shows as Infinity, and the
  finite gradients of the update become 0, where every other backend gives NaN.
- **Small numbers:** on \`tensorflow\`, \`webgl\` and \`webgpu\` numbers below 1.2e-38 are 0.
- **webgl without float32 textures,** as on some phones, computes in float16: numbers above 65504 are infinite, and a
  global norm is good to three digits. These suites run with float32.
- **wasm** cannot train convolutions: tfjs has no kernel for their gradients there.
- **webgpu:** \`dataSync()\` works, by way of a canvas, and is slow. tfjs 4.22.0 never lets go of the canvases: 8 file
  handles of the browser with each call, measured in Chromium on Linux, until it has no buffer for anybody. In a callback
  of your own \`await tensor.data()\`. \`nonFinite: 'skip'\` and \`'throw'\` read so in each update and are for short
  trainings there; \`recoverOnDivergence\` and \`terminateOnNaN\` are for long ones.
- **In a page** there are no files: \`csvLogger\`, \`jsonLinesLogger\` and \`progressBar\` are for Node. Training on \`cpu\` and
  \`wasm\` holds the page's thread; the callbacks let it turn every 150 ms.
`;
