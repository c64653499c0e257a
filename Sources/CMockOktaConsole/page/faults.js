// Faults: the common ones by one click, what is active, and removing them.

import { get, post, remove } from './api.js';
import { attempt, byID, el, say, setOptions } from './dom.js';

const PRESETS = [
  ['Refusals', [
    ['429, rate limit', { rate_limit: true }], ['5 calls a minute', { rate_limit: { limit: 5, window: 'PT1M' } }],
    ['500, internal error', { errorCode: 'E0000009' }], ['503', { status: 503 }],
    ['temporarily_unavailable', { error: 'temporarily_unavailable' }], ['server_error', { error: 'server_error' }],
    ['invalid_grant', { error: 'invalid_grant' }], ['invalid_client', { error: 'invalid_client' }],
  ]],
  ['Connection', [
    ['Slow, 3 s', { delay: 'PT3S' }], ['Hang', { hang: true }], ['Slow body, a byte at a time', { drip: { bytes: 1, every: 'PT0.05S' } }],
    ['Close before the answer', { close: 'before' }], ['Close within the body', { close: 'mid-body' }], ['Reset', { close: 'reset' }],
  ]],
  ['Corrupted answers', [
    ['Malformed JSON', { malformed: true }], ['Truncated', { truncate: 20 }], ['Wrong Content-Length', { content_length: 9999 }],
    ['Stale key set', { jwks: 'stale' }], ['Empty key set', { jwks: 'empty' }],
  ]],
];

const ENDPOINTS = ['token', 'authorize', 'keys', 'userinfo', 'introspect', 'revoke'];

let known = '';

/** Draws the buttons, for the servers and clients of the org. */
export function startFaults(org) {
  setOptions(byID('fault-where'), [['', 'every request'], ...org.servers.flatMap(({ server, path }) =>
    [[`${path}/*`, `${server}: everything`], ...ENDPOINTS.map((name) => [`${path}/v1/${name}`, `${server}: ${name}`])])]);
  setOptions(byID('fault-client'), [['', 'every client'], ...org.clients.map(({ id }) => id)]);
  byID('presets').replaceChildren(...PRESETS.map(([title, presets]) => el('div', {}, el('h3', {}, title),
    el('div.buttons', {}, presets.map(([label, effect]) => el('button', { type: 'button', onclick: attempt(() => add(label, effect, org)) }, label))))));
  byID('clear-faults').onclick = attempt(async () => {
    await remove('/faults');
    say('All faults are gone');
    await readFaults();
  });
}

async function add(label, effect, org) {
  const match = {};
  const [path, client, times] = [byID('fault-where').value, byID('fault-client').value, byID('fault-times').value];
  if (path) match.path = path;
  if (client) match.client_id = client;
  // Only the key endpoints can give a wrong key set, so the list of faults says which.
  if (effect.jwks) match.path = `${serverOf(path, org).path}/v1/keys`;
  const { id } = await post('/faults', { match, effect, ...(times && { times: Number(times) }) });
  say(`${label}: fault ${id}`);
  await readFaults();
}

/** The server that a path belongs to: the org server's path is the beginning of the others'. */
function serverOf(path, org) {
  const candidates = org.servers.filter((server) => path.startsWith(`${server.path}/`));
  return candidates.sort((left, right) => right.path.length - left.path.length)[0] ?? org.main;
}

/** What is active now, with how often each has acted. */
export async function readFaults() {
  const { faults } = await get('/faults');
  if (known === JSON.stringify(faults)) return;
  known = JSON.stringify(faults);
  const active = faults.filter(({ remaining }) => remaining !== 0).length;
  byID('count-faults').textContent = active || '';
  byID('clear-faults').hidden = faults.length === 0;
  byID('fault-list').replaceChildren(faults.length ? table(faults) : el('div.empty', {}, el('h4', {}, 'No fault is active'),
    el('p', {}, 'A button above adds one; it acts on the next matching request.')));
}

function table(faults) {
  const head = ['Fault', 'Requests', 'Effect', 'Acted', 'Left', ''];
  return el('div.table', {}, el('table', {}, el('thead', {}, el('tr', {}, head.map((word) => el('th', { scope: 'col' }, word || el('span.unseen', {}, 'Remove'))))),
    el('tbody', {}, faults.map((fault) => el('tr', { class: rowClass(fault), 'data-item': fault.id },
      el('td', {}, fault.id), el('td', {}, words(fault.match) || 'all'), el('td', {}, el('code', {}, words(fault.effect))),
      el('td', {}, fault.hits, fault.hits === 0 && [' ', whyNot(fault)]), el('td', {}, fault.remaining ?? 'no end'),
      el('td', {}, el('button.quiet', { type: 'button', 'aria-label': `Remove fault ${fault.id}`, onclick: attempt(async () => {
        await remove(`/faults/${fault.id}`);
        await readFaults();
      }) }, 'Remove')))))));
}

/** Tells which requests a fault that has not acted matches nearly, and in what they differ. */
function whyNot({ id }) {
  const button = el('button.quiet', { type: 'button', 'aria-label': `Why fault ${id} has not acted`, onclick: attempt(async () => {
    const { nearest = [] } = await get(`/faults/${id}`);
    button.replaceWith(nearest.length ? el('ul.near', {}, nearest.map(({ request, differs }) => el('li', {},
      el('a', { href: `#exchanges/${request.id}` }, `#${request.id}`), ` ${differs.join('; ')}`)))
      : el('span.soft', {}, 'the journal has no request'));
  }) }, 'Why not?');
  return button;
}

/** The fault that the address names stays marked when the table is drawn anew. */
function rowClass({ id, remaining }) {
  const classes = [remaining === 0 && 'spent', location.hash === `#faults/${id}` && 'wanted'].filter(Boolean);
  return classes.join(' ') || null;
}

const words = (members) => Object.entries(members ?? {})
  .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(', ');
