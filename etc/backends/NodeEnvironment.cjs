const {TestEnvironment} = require('jest-environment-node');

/** Jest gives tests array classes of their own, and what a native addon makes is of Node's: tfjs would not know it. */
module.exports = class extends TestEnvironment {
  constructor(...args) {
    super(...args);
    Object.assign(this.global, {Float32Array, Int32Array, Uint8Array, ArrayBuffer});
  }
};
