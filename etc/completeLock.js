// npm leaves builds for other machines out of the lock file where it cannot see them, and `npm ci` then refuses the
// file. This writes them in. To be run after npm install has changed package-lock.json: node etc/completeLock.js
import {readFileSync, writeFileSync} from 'node:fs';

const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const {packages} = lock;

for (const {optionalDependencies = {}, dev} of Object.values(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const machine =
      /-(android|darwin|freebsd|linux|openbsd|openharmony|win32)-([a-z0-9]+)(?:-(gnu|musl))?/.exec(name);
    if (!machine || packages[`node_modules/${name}`]) continue;
    const [, os, cpu, libc] = machine;
    packages[`node_modules/${name}`] = {
      version,
      cpu: [cpu],
      ...(dev && {dev}),
      ...(os === 'linux' && libc && {libc: [libc === 'gnu' ? 'glibc' : libc]}),
      optional: true,
      os: [os],
    };
  }
}

const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
writeFileSync(file, `${JSON.stringify({...lock, packages: Object.fromEntries(sorted)}, null, 2)}\n`);
