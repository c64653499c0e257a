// A JWT taken apart: header, claims, who signed it, how long it lasts.

import { get } from './api.js';
import { timeLeft } from './clock.js';
import { copyButton, el } from './dom.js';
import { dateTime } from './format.js';

const INSTANTS = ['exp', 'iat', 'nbf', 'auth_time'];

const fromBase64URL = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

/** Header and claims of a JWT in compact form; null for any other text. */
export function decode(text) {
  const parts = text.trim().split('.');
  if (parts.length !== 3) return null;
  try {
    const [header, claims] = parts.slice(0, 2).map((part) => JSON.parse(new TextDecoder().decode(fromBase64URL(part))));
    return typeof header === 'object' && typeof claims === 'object' ? { header, claims, parts } : null;
  } catch {
    return null;
  }
}

/**
 * A card for a token: with its `text` the signature is verified; without it (the journal keeps none) the key's state is
 * told.
 */
export function tokenCard({ title, heading = 'h4', text, header, claims, grant, isExplained }) {
  const token = text ? decode(text) : { header, claims };
  const state = el('p.signature.soft', {}, 'looking at the key…');
  signature(token, Boolean(text)).then(([verdict, told]) => state.replaceChildren(
    el(`b.${verdict === 'good' ? 'good' : 'bad'}`, {}, verdict === 'good' ? '✓ ' : '✗ '), told));
  const left = typeof token.claims.exp === 'number' && timeLeft(token.claims.exp * 1000);
  return el('article.card.token', {},
    el('div.title', {}, el(heading, {}, title), left, text && copyButton(() => text), text && !isExplained && explainLink(text)),
    state,
    grant && el('p.soft', {}, 'Belongs to ', el('a', { href: `#grants/${grant}` }, grant)),
    part('Header', token.header ?? {}), part('Claims', token.claims));
}

/** Opens the checks of a token; `explain.js` listens. */
const explainLink = (text) => el('a', {
  href: '#tokens', onclick: () => dispatchEvent(new CustomEvent('explain', { detail: text })),
}, 'Explain');

function part(title, members) {
  return el('dl.facts.claims', { 'aria-label': title }, Object.entries(members).map(([name, value]) => el('div', {},
    el('dt', {}, name), el('dd', {}, typeof value === 'string' ? value : JSON.stringify(value),
      INSTANTS.includes(name) && typeof value === 'number' && el('span.soft', {}, ` ${dateTime(value * 1000)}`)))));
}

/** Whether the signature is good: [good or bad, in words]. */
async function signature({ header, parts }, hasText) {
  if (!header) return ['good', 'signed; the header is not known'];
  if (header.alg !== 'RS256') return ['bad', `alg is ${header.alg}: verifiers must refuse it`];
  if (header.kid === undefined) return ['bad', 'the header has no kid: verifiers cannot tell which key to use'];
  const key = (await get('/keys')).keys.find(({ kid }) => kid === header.kid);
  if (!key) return ['bad', `kid ${header.kid} is published by no server: verifiers refuse the token`];
  const owner = `key ${key.kid} of server ${key.server} (${key.status})`;
  if (!hasText) return ['good', `signed with ${owner}, which is published; the journal keeps no token, so paste it to verify`];
  if (!crypto.subtle) return ['bad', `not verified: this page is not from localhost or HTTPS. Names ${owner}`];
  return await verifies(key.jwk, parts) ? ['good', `signature verified with ${owner}`] : ['bad', `signature does not fit ${owner}`];
}

async function verifies(jwk, [header, claims, bytes]) {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  try {
    const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
    return await crypto.subtle.verify(algorithm, key, fromBase64URL(bytes), new TextEncoder().encode(`${header}.${claims}`));
  } catch {
    return false;
  }
}
