// Decisions: devices, CIBA requests and pushes that wait for their user, and the buttons that decide in the user's place.

import { get, post } from './api.js';
import { attempt, byID, el, say, setOptions } from './dom.js';
import { onClockChange } from './clock.js';
import { time } from './format.js';

const isVisible = () => location.hash.startsWith('#decisions');

let known = '';

/** Reads again with every exchange, for a request for a decision is one, and when the clock moves. */
export function startDecisions(journal) {
  const refresh = () => readDecisions().catch(() => { /* The header tells that the double is away. */ });
  journal.onChange(refresh);
  onClockChange(refresh);
  addEventListener('hashchange', refresh);
  setInterval(() => isVisible() && !document.hidden && refresh(), 5000);
}

/** The users who may approve a device. */
export function offerUsers(users) {
  setOptions(byID('decision-user'), users.map(({ profile: { login } }) => [login, login]));
}

export async function readDecisions() {
  const { pending } = await get('/pending');
  byID('count-decisions').textContent = pending.length || '';
  if (!isVisible() || known === JSON.stringify(pending)) return;
  known = JSON.stringify(pending);
  byID('decision-list').replaceChildren(pending.length ? table(pending) : el('p.soft', {}, 'No device, no CIBA request and no push waits for a decision.'));
}

function table(pending) {
  const head = ['Waits', 'Client', 'User', 'Scopes', 'Until', ''];
  return el('div.table', {}, el('table', {},
    el('thead', {}, el('tr', {}, head.map((word) => el('th', { scope: 'col' }, word || el('span.unseen', {}, 'Decide'))))),
    el('tbody', {}, pending.map(row))));
}

function row(item) {
  const code = item.user_code ?? item.auth_req_id ?? item.user;
  const page = item.user_code ? `/activate?user_code=${code}` : `/bc/approve?auth_req_id=${code}`;
  const name = el('code', {}, code);
  const button = (decision, label) => el(decision === 'deny' ? 'button.danger' : 'button', {
    type: 'button', 'aria-label': `${label} ${code}`, onclick: attempt(() => decide(item, code, decision)),
  }, label);
  return el('tr', {},
    el('td', {}, { device: 'device ', ciba: 'CIBA ', push: 'push ' }[item.kind],
      item.kind === 'push' ? name : el('a', { href: location.pathname.replace(/\/_mock\/.*$/, page) }, name),
      item.binding_message && el('p.soft', {}, item.binding_message)),
    el('td', {}, item.client_id ?? ''), el('td', {}, item.user ?? 'any'), el('td', {}, item.scope ?? ''),
    el('td', {}, time(Date.parse(item.expires))),
    el('td', {}, el('div.buttons', {}, button('approve', 'Approve'), button('deny', 'Deny'))));
}

async function decide(item, code, decision) {
  const user = item.user ?? byID('decision-user').value;
  await post(`/${item.kind}/${encodeURIComponent(code)}`, decision === 'approve' ? { decision, user } : { decision });
  say(decision === 'approve' ? `${code} is approved by ${user}` : `${code} is denied`);
  await readDecisions();
}
