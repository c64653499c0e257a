// Why a token is accepted or refused: the checks of a resource server, and the token taken apart.

import { post } from './api.js';
import { byID, el } from './dom.js';
import { decode, tokenCard } from './token.js';

const LABELS = {
  form: 'Form', algorithm: 'Algorithm', key: 'Key', signature: 'Signature', issuer: 'Issuer', audience: 'Audience',
  lifetime: 'Lifetime', real_time: 'Real time', scope: 'Scopes', revocation: 'Revocation', binding: 'Binding',
};
const KINDS = { access: 'Access token', id: 'ID token', refresh: 'Refresh token', code: 'Code', unknown: 'Token' };
const VERDICTS = new Map([
  [true, { name: 'good', sign: '\u2713', word: 'right' }], [false, { name: 'bad', sign: '\u2717', word: 'wrong' }],
  [null, { name: 'soft', sign: '?', word: 'not known' }],
]);

/** The view in which any token can be pasted. */
export function startExplaining() {
  let timer;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(explain, 200);
  };
  for (const field of byID('explain').querySelectorAll('input, textarea')) field.addEventListener('input', later);
  byID('explain').addEventListener('submit', (event) => event.preventDefault());
  addEventListener('explain', ({ detail }) => {
    byID('jwt').value = detail;
    explain();
  });
}

let latest = 0;

async function explain() {
  const text = byID('jwt').value.trim();
  const number = latest += 1;
  const isJWT = decode(text) !== null;
  byID('decoded').replaceChildren(isJWT ? tokenCard({ title: 'The token', heading: 'h3', text, isExplained: true }) : '');
  if (!text) return byID('explained').replaceChildren();
  const expected = Object.fromEntries(['audience', 'scope', 'issuer']
    .map((name) => [name, byID(`expected-${name}`).value.trim()]).filter(([, value]) => value));
  let content;
  try {
    content = checks(await post('/tokens/explain', { token: text, ...expected }));
  } catch (error) {
    content = [el('p.alert', {}, error.message)];
  }
  if (number === latest) byID('explained').replaceChildren(...content);
}

function checks({ kind, valid, checks }) {
  const cause = checks.find(({ ok, check }) => ok === false && (valid || check !== 'real_time'));
  return [
    el(valid ? 'p.why' : 'p.why.refused', { id: 'verdict' },
      el('b', {}, `${KINDS[kind]}: ${valid ? 'valid' : 'not valid'}`), cause ? `. ${LABELS[cause.check]}: ${cause.why}` : valid && kind === 'id' ? ', for its client. An API takes the access token of the same answer.' : ''),
    el('ol.checks.card', { 'aria-label': 'Checks' }, checks.map(row)),
  ];
}

function row({ check, ok, why, remedy }) {
  const { name, sign, word } = VERDICTS.get(ok);
  return el('li', { 'data-check': check, 'data-ok': String(ok) },
    el(`b.${name}`, {}, el('span', { 'aria-hidden': 'true' }, sign), el('span.unseen', {}, `${word}: `)),
    el('b', {}, LABELS[check]),
    el('div', {}, el('p', {}, why), remedy && el('p.soft', {}, `Remedy: ${remedy}`)));
}
