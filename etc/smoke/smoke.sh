#!/usr/bin/env bash
# Packs the package as it was built last, installs it into empty projects and uses it there in each way it supports.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

(cd "$root" && npm pack --ignore-scripts --silent --pack-destination "$work")
tarball=$(echo "$work"/*.tgz)

project() {
  mkdir "$work/$1"
  cd "$work/$1"
  echo '{"private": true}' >package.json
  cp "$here"/*.mjs "$here"/*.cjs "$here"/*.ts .
  npm install --silent --no-audit --no-fund --prefer-offline "${@:2}"
}

check_types() {
  echo "types: $*"
  "$root/node_modules/.bin/tsc" --noEmit --strict --exactOptionalPropertyTypes \
    --target es2022 --lib es2022,dom "$@"
}

run() {
  echo "run: $*"
  node "$@"
}

tfjs=$(node -p "require('$root/package.json').devDependencies['@tensorflow/tfjs']")

project with-tfjs "$tarball" "@tensorflow/tfjs@$tfjs"
run train-esm.mjs
run train-cjs.cjs
cp consumer.ts consumer.mts
cp consumer.ts consumer.cts
# The declarations of tfjs do not pass a strict check themselves.
check_types --skipLibCheck --module esnext --moduleResolution bundler consumer.ts
check_types --skipLibCheck --module node16 --moduleResolution node16 consumer.mts consumer.cts

project without-tfjs "$tarball" --omit=peer
run schedules-esm.mjs
run schedules-cjs.cjs
cp consumer-without-tfjs.ts consumer-without-tfjs.mts
cp consumer-without-tfjs.ts consumer-without-tfjs.cts
check_types --module esnext --moduleResolution bundler consumer-without-tfjs.ts
check_types --module node16 --moduleResolution node16 consumer-without-tfjs.mts consumer-without-tfjs.cts

echo 'The packed package works.'
