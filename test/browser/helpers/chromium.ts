import {existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {chromium, type Browser} from 'playwright';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where Chromium is: what CHROMIUM says, or the first of its names on the PATH. */
export function chromiumPath(): string | undefined {
  const {CHROMIUM, PATH = ''} = process.env;
  if (CHROMIUM) return CHROMIUM;
  const files = names.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)));
  return files.find((file) => existsSync(file));
}

/** What makes WebGL and WebGPU run without a graphics card, and Chromium without the network and as root. */
export const flags: readonly string[] = [
  ...['--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  ...['--enable-unsafe-webgpu', '--enable-features=Vulkan', '--use-webgpu-adapter=swiftshader'],
  // Without it the device of WebGPU is lost when a tensor is read with dataSync, which goes by a canvas.
  '--use-vulkan=swiftshader',
  ...['--no-sandbox', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** Chromium without a window. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined)
    throw new Error(`No Chromium: none of ${names.join(', ')} is on the PATH.`);
  return chromium.launch({executablePath, args: [...flags]});
}
