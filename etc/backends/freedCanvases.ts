import {afterEach} from '@jest/globals';

// On webgpu tfjs reads synchronously by way of two new canvases, and never lets them go. They hold file handles of
// Chromium's GPU process, 8 each time, and when there are no more it has no buffer for anybody.
const configured = new Set<GPUCanvasContext>();

if (typeof GPUCanvasContext === 'function') {
  const {configure} = GPUCanvasContext.prototype;
  GPUCanvasContext.prototype.configure = function (configuration) {
    configured.add(this);
    configure.call(this, configuration);
  };
}

afterEach(() => {
  for (const context of configured) context.unconfigure();
  configured.clear();
});
