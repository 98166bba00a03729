/**
 * A throw-away certificate for the replayed site, made anew for each run: nothing secret is kept in the
 * repository, and no extra package is needed. Node can sign but not write X.509, hence the few lines of DER.
 */
import { generateKeyPairSync, sign } from 'node:crypto';

const DAY = 86_400_000;
const OID_COMMON_NAME = [0x55, 0x04, 0x03];
const OID_ALT_NAMES = [0x55, 0x1d, 0x11];
const OID_ECDSA_SHA256 = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];

/** One DER value: tag, length, content (X.690). */
function der(tag: number, ...parts: (Buffer | number[])[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const n = body.length;
  const length = n < 0x80 ? [n] : n < 0x100 ? [0x81, n] : [0x82, n >> 8, n & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts: (Buffer | number[])[]) => der(0x30, ...parts);
const oid = (bytes: number[]) => der(0x06, bytes);
const utcTime = (at: number) =>
  der(
    0x17,
    Buffer.from(
      `${new Date(at)
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2, 14)}Z`,
    ),
  );

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}

/**
 * A self-signed certificate, valid from yesterday for a month.
 * @param host the name it is for.
 * @param others more names.
 * @returns key and certificate as PEM, as `tls.createSecureContext` takes them.
 */
export function certificateFor(host: string, ...others: string[]): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = sequence(der(0x31, sequence(oid(OID_COMMON_NAME), der(0x0c, Buffer.from(host)))));
  const algorithm = sequence(oid(OID_ECDSA_SHA256));
  const altNames = sequence(...[host, ...others].map((one) => der(0x82, Buffer.from(one))));
  const unsigned = sequence(
    der(0xa0, der(0x02, [2])), // version 3
    der(0x02, [1]), // serial number
    algorithm,
    name,
    sequence(utcTime(Date.now() - DAY), utcTime(Date.now() + 30 * DAY)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(oid(OID_ALT_NAMES), der(0x04, altNames)))),
  );
  const signature = der(0x03, [0], sign('sha256', unsigned, privateKey));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    cert: pem('CERTIFICATE', sequence(unsigned, algorithm, signature)),
  };
}
