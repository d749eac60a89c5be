import {spawn} from 'node:child_process';
import {launchChromium} from '../../test/browser/helpers/chromium.js';

// Takes the picture of docs/watching-the-learning-rate.md. TensorBoard must be installed, and its event files be in the
// folder that is named: npx tsx etc/pictures/tensorBoard.ts logs
const [, , logs = 'logs'] = process.argv;
const port = 6006;
const board = spawn('tensorboard', ['--logdir', logs, '--port', String(port)], {stdio: 'ignore'});
const browser = await launchChromium();
try {
  const page = await browser.newPage({viewport: {width: 960, height: 860}, deviceScaleFactor: 1.5});
  const answers = async () => (await fetch(`http://localhost:${port}/data/runs`).catch(() => undefined))?.ok;
  while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, 200));
  await page.goto(
    `http://localhost:${port}/?darkMode=false&smoothing=0&tagFilter=rate%7Closs%7Cacc#timeseries`,
  );
  await page.getByText('Enable step selection').click();
  await page.getByRole('button', {name: 'Settings'}).click();
  // Its curves fly in.
  await page.waitForTimeout(3000);
  await page.screenshot({path: 'docs/images/tensorboard.png'});
} finally {
  await browser.close();
  board.kill();
}
