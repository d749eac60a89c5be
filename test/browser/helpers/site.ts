import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import sirv from 'sirv';

export interface Site {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the files of a folder as they are, on a free port of this machine. */
export async function site(folder: string): Promise<Site> {
  const serve = sirv(folder, {dev: true});
  const server = createServer((request, response) =>
    serve(request, response, () => void response.writeHead(404).end()),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}
