// What a client proves itself with, and what a code is bound to.

import { now } from './clock.js';

const base64URL = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

export const randomText = (length = 16) => base64URL(crypto.getRandomValues(new Uint8Array(length)));

/** Pages that come neither from localhost nor by HTTPS have no digests: then the pair that RFC 7636 prints. */
const PRINTED = { verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' };

/** A verifier and its S256 challenge (RFC 7636 §4). */
export async function makePKCE() {
  if (!crypto.subtle) return PRINTED;
  const verifier = randomText(32);
  return { verifier, challenge: base64URL(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))) };
}

/** How a client proves itself at a URL: {user} for HTTP Basic, {parameters} for the form, {note} where it cannot. */
export async function clientProof(client, audience, testKeys) {
  const { id, method, secret } = client;
  switch (method) {
    case 'client_secret_basic': return { user: `${encodeURIComponent(id)}:${encodeURIComponent(secret ?? '')}`, parameters: {} };
    case 'client_secret_post': return { parameters: { client_id: id, client_secret: secret ?? '' } };
    case 'none': return { parameters: { client_id: id } };
    default: return assertion(client, audience, testKeys[id]);
  }
}

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A signed JWT (RFC 7523 §3), good for one use within fifty minutes. */
async function assertion({ id, method, secret, keyID }, audience, testKey) {
  const note = !crypto.subtle ? 'A page that is not from localhost or HTTPS cannot sign the client assertion.'
    : method === 'private_key_jwt' && !testKey ? `The private key of ${id} is not in the fixture: put it into mock.testKeys.` : '';
  if (note) return { parameters: { client_id: id }, note };
  const seconds = Math.floor(now() / 1000);
  const claims = { iss: id, sub: id, aud: audience, iat: seconds, exp: seconds + 3000, jti: randomText() };
  const [alg, key] = method === 'private_key_jwt' ? ['RS256', await rsaKey(testKey)] : ['HS256', await secretKey(secret)];
  const input = [{ alg, ...(keyID && { kid: keyID }) }, claims].map((part) => base64URL(new TextEncoder().encode(JSON.stringify(part)))).join('.');
  const signature = new Uint8Array(await crypto.subtle.sign(key.algorithm.name, key, new TextEncoder().encode(input)));
  return { parameters: { client_assertion_type: ASSERTION, client_assertion: `${input}.${base64URL(signature)}` } };
}

/** A key of `mock.testKeys`: PEM text, or a JWK of which only the numbers are read. */
function rsaKey(key) {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  if (typeof key === 'object') {
    const { kty, n, e, d, p, q, dp, dq, qi } = key;
    return crypto.subtle.importKey('jwk', { kty, n, e, d, p, q, dp, dq, qi }, algorithm, false, ['sign']);
  }
  const bytes = Uint8Array.from(atob(key.replace(/-----.*?-----|\s/g, '')), (c) => c.charCodeAt(0));
  return crypto.subtle.importKey('pkcs8', bytes, algorithm, false, ['sign']);
}

const secretKey = (secret) => crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
