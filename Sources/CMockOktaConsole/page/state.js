// What the org keeps beside its objects: messages, sessions, keys, snapshots, isolated orgs.

import { get, post, prefix, put, remove } from './api.js';
import { attempt, byID, copyButton, el, say } from './dom.js';
import { dateTime } from './format.js';
import { table } from './tables.js';

/** Each view: what it reads, and what it shows of that. */
const VIEWS = {
  messages: { read: () => get('/messages'), show: messages },
  sessions: { read: () => get('/sessions'), show: sessions },
  keys: { read: () => get('/keys'), show: keys },
  snapshots: { read: () => get('/snapshots'), show: snapshots },
  orgs: { read: () => get('/orgs'), show: orgs },
};

const known = new Map();
const present = () => location.hash.slice(1).split(/[/?]/)[0];

/** Reads what the view in sight shows, and the number of messages; draws anew only what has changed. */
export async function readState() {
  const names = new Set(['messages', present()].filter((name) => name in VIEWS));
  await Promise.all([...names].map(async (name) => {
    const answer = await VIEWS[name].read();
    if (name === 'messages') byID('count-messages').textContent = answer.messages.length || '';
    const text = JSON.stringify(answer);
    if (known.get(name) === text) return;
    known.set(name, text);
    byID(`${name}-list`).replaceChildren(...[VIEWS[name].show(answer)].flat());
  }));
}

export function startState() {
  addEventListener('hashchange', () => readState().catch(() => {}));
  byID('save-snapshot').addEventListener('submit', attempt(async () => {
    const { name } = await put(`/snapshots/${encodeURIComponent(byID('snapshot-name').value)}`, {});
    byID('snapshot-name').value = '';
    await readState();
    say(`Saved as ${name}`);
  }));
  byID('create-org').addEventListener('submit', attempt(async () => {
    const { url } = await put(`/orgs/${encodeURIComponent(byID('org-name').value)}`, {});
    byID('org-name').value = '';
    await readState();
    say(`Made ${url}`);
  }));
  byID('start-session').addEventListener('submit', attempt(async () => {
    await post('/sessions', { user: byID('session-user').value });
    await readState();
  }));
  byID('clear-messages').addEventListener('click', attempt(async () => {
    await remove('/messages');
    await readState();
  }));
}

const empty = (title, ...text) => el('div.empty', {}, el('h3', {}, title), el('p', {}, ...text));

const doing = (label, name, action) => el('button.quiet', {
  type: 'button', 'aria-label': `${label} ${name}`, onclick: attempt(async () => {
    await action();
    known.clear();
    await readState();
  }),
}, label);

function messages({ messages }) {
  if (!messages.length) return empty('No message was sent', 'Codes by email, text message or call, and links for recovery, appear here.');
  return messages.toReversed().map((message) => el('article.card.message', { 'data-item': message.id },
    el('div.title', {}, el('h3', {}, message.subject || message.purpose), el('span.tag', {}, message.kind)),
    el('p.soft', {}, `to ${message.to} · ${message.purpose} · ${dateTime(message.at)} · #${message.id}`),
    el('pre', { tabindex: 0, 'aria-label': `Text of message ${message.id}` }, message.text),
    el('div.buttons', {},
      message.code && el('b', {}, 'Code ', el('code', {}, message.code)), message.code && copyButton(() => message.code, 'Copy the code'),
      message.link && el('a.button', { href: message.link, target: '_blank', rel: 'noreferrer' }, 'Open the link'))));
}

function sessions({ sessions, total }) {
  if (!sessions.length) return empty('No browser is signed in', 'A session begins when a user signs in on a page; one is started for a test above.');
  return [
    total > sessions.length && el('p.soft', {}, `the newest ${sessions.length} of ${total}`),
    rows(['User', 'Since (UTC)', 'By', 'Id', ''], sessions.map(({ id, user, created, amr }) => [id, [
      el('b', {}, user), dateTime(created), amr.join(', '), el('code', {}, id),
      doing('End', `the session of ${user}`, () => remove(`/sessions/${id}`)),
    ]])),
  ].filter(Boolean);
}

function keys({ keys, schedule }) {
  const words = { ACTIVE: 'signs', NEXT: 'signs after the next rotation', EXPIRED: 'former, still published' };
  return schedule.map(({ server, rotated, next }) => el('section', {},
    el('div.title', {}, el('h3', {}, server),
      doing('Rotate', `the keys of ${server}`, () => post('/keys/rotate', { server })),
      doing('Rotate and retire', `the keys of ${server}`, () => post('/keys/rotate', { server, retire: true }))),
    el('p.soft', {}, rotated ? `rotated ${dateTime(rotated)}` : 'never rotated', next ? `; next change ${dateTime(next)}` : ''),
    rows(['Key', 'Status'], keys.filter((key) => key.server === server).map(({ kid, status }) => [kid, [
      el('code', {}, kid), [el(status === 'ACTIVE' ? 'span.tag' : 'span.tag.warn', {}, status), ' ', words[status]],
    ]]))));
}

function snapshots({ snapshots }) {
  if (!snapshots.length) return empty('No state is saved', 'A snapshot holds the org, its tokens, sessions, journal, faults, keys and clock.');
  return rows(['Name', ''], snapshots.map(({ name }) => [name, [el('b', {}, name), el('div.buttons', {},
    doing('Restore', name, async () => {
      await post(`/snapshots/${encodeURIComponent(name)}/restore`);
      say(`Everything is as it was in ${name}`);
    }),
    doing('Delete', name, () => remove(`/snapshots/${encodeURIComponent(name)}`)))]]));
}

function orgs({ orgs }) {
  if (!orgs.length) return empty('There is no isolated org', 'An org for each parallel test is made at the first request to ', el('code', {}, '/t/NAME/…'), ' or ', el('code', {}, 'NAME.localhost'), '.');
  const path = (name) => `${prefix.replace(/\/t\/[^/]*$/, '')}/t/${name}`;
  return rows(['Name', 'By host', 'By path', ''], orgs.map(({ name, url }) => [name, [
    el('b', {}, name), el('a', { href: `${url}/_mock/` }, url), el('a', { href: `${path(name)}/_mock/` }, path(name)),
    doing('Remove', name, () => remove(`/orgs/${name}`)),
  ]]));
}

const rows = (head, body) => el('div.table', {}, table(head.join(), head, body, ([item]) => item, ([, cells]) => cells.map((cell) => [cell].flat())));
