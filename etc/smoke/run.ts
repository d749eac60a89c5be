import {execFile} from 'node:child_process';

/** Runs a command in a folder and returns what it wrote to stdout; an error shows all that it wrote. */
export function run(folder: string, command: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, {cwd: folder, maxBuffer: 2 ** 26}, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else reject(new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`));
    });
  });
}
