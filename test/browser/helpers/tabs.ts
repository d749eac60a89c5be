import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {chromium, type Browser} from 'playwright';
import {chromiumPath, flags} from './chromium.js';

/**
 * Chromium as its users have it: tabs in one window, of which all but one are hidden. Playwright's own way to start it
 * makes every page believe that it is in front.
 */
export async function launchTabs(): Promise<Browser> {
  const path = chromiumPath();
  if (path === undefined) throw new Error('No Chromium is on the PATH.');
  const profile = await mkdtemp(join(tmpdir(), 'tfjs-callbacks-'));
  const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'];
  const child = spawn(path, [...flags, ...own], {detached: true, stdio: ['ignore', 'ignore', 'pipe']});
  const exit = once(child, 'exit');

  const url = await new Promise<string>((resolve, reject) => {
    void exit.then(() => reject(new Error('Chromium has ended.')));
    createInterface(child.stderr).on('line', (line) => {
      const [found] = /ws:\S+/.exec(line) ?? [];
      if (found) resolve(found);
    });
  });
  const browser = await chromium.connectOverCDP(url, {noDefaults: true});
  const {close} = browser;
  browser.close = async () => {
    await close.call(browser);
    // With all processes it has started: they write to the profile, too.
    process.kill(-child.pid!, 'SIGKILL');
    await exit;
    await rm(profile, {recursive: true, maxRetries: 10});
  };
  return browser;
}
