/**
 * The only network a test browser has: a proxy that answers the replayed site and refuses, and records, all
 * else. The extension under test is the production build; its manifest needs no test host.
 */
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { HOSTS } from '../../../lib/square/hosts.ts';
import { certificateFor } from './certificate.ts';

/** What the site answers to one request. */
export interface SiteAnswer {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

/** Answers a request to the site; `null` is a 404. */
export type Site = (method: string, url: URL) => SiteAnswer | null;

export const SITE_HOST = 'www.binance.com';
/** `host:port` of every host that serves the site. */
const TARGETS = new Set(HOSTS.map((host) => `${host}:443`));

/**
 * Hosts a bare browser calls by itself, whatever is installed in it. Seen with an empty profile and no
 * extension; listed one by one, so that anything else counts as ours.
 */
const BROWSER_OWN = [
  'accounts.google.com',
  'android.clients.google.com',
  'clients2.google.com',
  'clients2.googleusercontent.com',
  'content-autofill.googleapis.com',
  'edgedl.me.gvt1.com',
  'optimizationguide-pa.googleapis.com',
  'redirector.gvt1.com',
  'safebrowsing.googleapis.com',
  'safebrowsingohttpgateway.googleapis.com',
  'update.googleapis.com',
  'www.google.com',
  'www.gstatic.com',
];
const BROWSER_OWN_DOMAINS = ['.mozilla.com', '.mozilla.org', '.mozilla.net', '.mozgcp.net', '.firefox.com'];

function isBrowserOwn(host: string): boolean {
  return BROWSER_OWN.includes(host) || BROWSER_OWN_DOMAINS.some((domain) => host.endsWith(domain));
}

export interface Network {
  /** `127.0.0.1:<port>`, for the browser's proxy setting. */
  address: string;
  port: number;
  /** Every request the site got, `GET /en/square`. */
  visits: string[];
  /** Every refused request that the browser does not make by itself, `host:port`. A good run leaves it empty. */
  strays: string[];
  close(): Promise<void>;
}

const closed = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));
const listening = (server: Server) =>
  new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
  );

/** Starts the proxy on a free port of this machine. */
export async function startNetwork(site: Site): Promise<Network> {
  const visits: string[] = [];
  const strays: string[] = [];
  const sockets = new Set<Socket>();
  /** @param target `host:port` of a tunnel, or a whole address. */
  const refuse = (target: string) => {
    const { hostname } = new URL(target.includes('://') ? target : `https://${target}`);
    if (!isBrowserOwn(hostname)) strays.push(target);
  };

  const origin = createTlsServer(certificateFor(...HOSTS), (request, response) => {
    const url = new URL(request.url ?? '/', `https://${request.headers.host ?? SITE_HOST}`);
    const method = request.method ?? 'GET';
    visits.push(`${method} ${url.pathname}${url.search}`);
    const answer = site(method, url) ?? { status: 404, type: 'text/plain', body: 'not replayed' };
    response.writeHead(answer.status, { 'content-type': answer.type, ...answer.headers });
    response.end(answer.body);
  });
  const originPort = await listening(origin);

  const proxy = createServer((request, response) => {
    refuse(request.url ?? '');
    response.writeHead(403).end();
  });
  proxy.on('connect', (request, socket: Socket) => {
    socket.on('error', () => socket.destroy());
    if (!TARGETS.has(request.url ?? '')) {
      refuse(request.url ?? '');
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const upstream = connect(originPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
  });
  for (const server of [origin, proxy]) {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
  }
  const port = await listening(proxy);

  return {
    address: `127.0.0.1:${port}`,
    port,
    visits,
    strays,
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([closed(proxy), closed(origin)]);
    },
  };
}
