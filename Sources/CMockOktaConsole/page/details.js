// All that is known of one exchange: facts, the reason, the policy trace as a tree, parameters, tokens.

import { get } from './api.js';
import { remedyCard } from './apply.js';
import { attempt, byID, el } from './dom.js';
import { dateTime } from './format.js';
import { statusPill } from './exchanges.js';
import { decode, tokenCard } from './token.js';
import { exchangeButtons, exchangeTabs } from './wire.js';

/** Shows an exchange in the pane; `close` is what the button and Escape do. */
export function showDetails(entry, close) {
  const pane = byID('details');
  pane.hidden = false;
  pane.replaceChildren(...content(entry, close).filter(Boolean));
  pane.onkeydown = (event) => event.key === 'Escape' && close();
}

export function hideDetails() {
  byID('details').hidden = true;
  byID('details').replaceChildren();
}

function content(entry, close) {
  return [
    el('div.title', {}, el('h3', {}, `${entry.method} ${entry.path}`),
      el('button.quiet', { type: 'button', 'aria-label': 'Close the details', onclick: close }, 'Close')),
    el('p', {}, statusPill(entry), ' ', entry.status ? '' : 'nothing was answered ', dateTime(entry.at), ` · #${entry.id}`),
    reason(entry), entry.remedy && remedyCard(entry.remedy), exchangeButtons(entry),
    ...exchangeTabs(entry, el('div.panel', {}, [facts(entry), trace(entry.trace), parameters(entry), tokens(entry)])),
  ];
}

function reason({ error, error_description: description, why, fault }) {
  if (!error && !why && !fault) return null;
  return el(error ? 'div.why.refused' : 'div.why', {},
    error && el('p', {}, el('b', {}, error), description ? `: ${description}` : ''),
    why && el('p', {}, why),
    fault && el('p', {}, 'Fault ', el('a', { href: `#faults/${fault}` }, fault), ' acted on it.'));
}

function facts(entry) {
  const names = { client_id: 'Client', client_authentication: 'Authentication', user: 'User', server: 'Server', grant_type: 'Grant type', scope: 'Scopes', grant: 'Grant' };
  const present = Object.entries(names).filter(([name]) => entry[name]);
  return el('dl.facts', {}, present.map(([name, label]) => el('div', {}, el('dt', {}, label),
    el('dd', {}, name === 'grant' ? el('a', { href: `#grants/${entry.grant}` }, entry.grant) : entry[name]))));
}

function trace(policies) {
  if (!policies?.length) return null;
  return el('section', {}, el('h4', {}, 'Policies'), el('ul.tree', {}, policies.map((policy) => el('li', {},
    verdict(policy), el('b', {}, policy.policy), ' ', el('span.soft', {}, policy.why),
    policy.rules.length > 0 && el('ul', {}, policy.rules.map((rule) => el('li', {}, verdict(rule), el('b', {}, rule.rule), ' ',
      rule.condition && el('code', {}, rule.condition), ' ', el('span.soft', {}, rule.why))))))));
}

function verdict({ matched }) {
  return el(matched ? 'span.verdict.good' : 'span.verdict.bad', {},
    el('span', { 'aria-hidden': 'true' }, matched ? '✓ ' : '✗ '), el('span.unseen', {}, matched ? 'matched: ' : 'refused: '));
}

function parameters(entry) {
  if (!entry.parameters) return null;
  const section = el('section', {}, el('h4', {}, 'Parameters'), parameterTable(entry.parameters));
  if (JSON.stringify(entry.parameters).includes('[redacted]')) section.append(el('button', {
    type: 'button', onclick: attempt(async () => section.replaceWith(await withSecrets(entry))),
  }, 'Show secrets'));
  return section;
}

function parameterTable(parameters) {
  return el('dl.facts', {}, Object.entries(parameters).map(([name, value]) => el('div', {}, el('dt', {}, name),
    el('dd', {}, value === '[redacted]' ? el('span.soft', {}, 'redacted') : typeof value === 'string' ? value : JSON.stringify(value)))));
}

/** The parameters as they were sent; those that are tokens are decoded and verified. */
async function withSecrets(entry) {
  const { requests: [full] } = await get(`/requests?after=${entry.id - 1}&limit=1&secrets=true`);
  const sent = Object.entries(full.parameters).filter(([, value]) => typeof value === 'string' && decode(value));
  return el('section', {}, el('h4', {}, 'Parameters, with secrets'), parameterTable(full.parameters),
    sent.map(([name, value]) => tokenCard({ title: name, text: value })));
}

function tokens(entry) {
  if (!entry.tokens) return null;
  const names = { access: 'Access token', id: 'ID token', refresh: 'Refresh token', code: 'Authorization code' };
  return el('section', {}, el('h4', {}, 'Issued'), entry.tokens.map((token) => (token.claims
    ? tokenCard({ title: names[token.kind], header: token.header, claims: token.claims, grant: entry.grant })
    : el('p.card', {}, el('b', {}, names[token.kind]), ' ', el('span.soft', {}, 'opaque; its text is not kept')))));
}
