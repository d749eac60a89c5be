/** Where a backend, or a page, is different from `cpu` in Node, and why. The tests name these; docs/backends.md shows them. */
export const differences = {
  noBuffers: {
    on: ['tensorflow', 'webgl', 'webgpu'],
    why: 'values are on a device, and are not read in an update: it is about what is done with values at hand',
  },
  cloneCopies: {
    on: ['wasm', 'tensorflow', 'webgl', 'webgpu'],
    why: 'a clone of a tensor has a buffer of its own in tfjs there, or there is no buffer to look at',
  },
  noConvolutions: {
    on: ['wasm'],
    why: 'tfjs cannot train convolutions on wasm: it has no kernel Conv2DBackpropFilter there',
  },
  framesCount: {
    on: ['page'],
    why: 'the loop of a page turns by animation frames; that they keep coming is tested with pages of their own',
  },
  composedClip: {
    on: ['tensorflow'],
    why: 'the kernel ClipByValue is made of two others there, which are not counted',
  },
  subnormals: {
    on: ['tensorflow', 'webgl', 'webgpu'],
    why: 'numbers below 2⁻¹²⁶ (1.2e-38) are 0 there: the data are without them',
  },
  infinityByItself: {
    on: ['webgl'],
    why: 'Infinity / Infinity is 1 there: the global norm of an infinite gradient is Infinity and the finite ones become 0',
  },
  late: {
    on: ['webgl', 'webgpu'],
    why: 'a loss comes up to 4 updates late: so many more are part of a test that somebody breaks off',
  },
  lateLoss: {
    on: ['webgl', 'webgpu'],
    why: 'behind a plain object tfjs has waited for the loss, and RecoverOnDivergence acts at once; alone it acts when the loss has come',
  },
  smallOnCpu: {
    on: ['webgl', 'webgpu'],
    why: 'tfjs computes with tensors of a few numbers on the CPU there, without a read: fit/zeroReads counts in a fit',
  },
  valuesAtHand: {
    on: ['cpu', 'wasm', 'tensorflow'],
    why: 'there is nothing to wait for: numbers are at hand when they are asked for',
  },
} as const satisfies Record<string, {on: readonly string[]; why: string}>;

export type Difference = keyof typeof differences;
