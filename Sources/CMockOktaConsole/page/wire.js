// What went over the wire in one exchange, as a network panel shows it: header fields, bodies, curl, HAR.

import { get } from './api.js';
import { attempt, copyButton, el } from './dom.js';
import { plural } from './format.js';
import { quoted } from './request.js';

/** The tabs of an exchange; `summary` is the content of the first one. The others are read when they are opened. */
export function exchangeTabs(entry, summary) {
  const panel = el('div.panel', { role: 'tabpanel', tabindex: 0, id: 'exchange-panel', 'aria-labelledby': 'tab-summary' }, summary);
  const show = { summary: () => summary, request: () => wire(entry, request), response: () => wire(entry, response) };
  const tabs = Object.keys(show).map((name) => el('button.tab', {
    type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': 'exchange-panel',
    onclick: attempt(async () => choose(name)),
  }, name[0].toUpperCase() + name.slice(1)));
  const list = el('div.tabs', { role: 'tablist', 'aria-label': 'Parts of the exchange', onkeydown: turn }, tabs);

  async function choose(name) {
    for (const tab of tabs) {
      const isChosen = tab.id === `tab-${name}`;
      tab.setAttribute('aria-selected', isChosen);
      tab.tabIndex = isChosen ? 0 : -1;
    }
    panel.setAttribute('aria-labelledby', `tab-${name}`);
    panel.replaceChildren(...[await show[name]()].flat());
  }

  function turn(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    next.focus();
    next.click();
    event.preventDefault();
  }

  tabs.forEach((tab, index) => {
    tab.setAttribute('aria-selected', index === 0);
    tab.tabIndex = index === 0 ? 0 : -1;
  });
  return [list, panel];
}

/** Copy as curl, download as HAR, copy the link. */
export function exchangeButtons(entry) {
  return el('div.buttons', {},
    copyButton(async () => curl(await whole(entry, true)), 'Copy as curl'),
    el('button.quiet', { type: 'button', onclick: attempt(() => downloadHAR(new Set([entry.id]))) }, 'Download HAR'),
    mayCarryToken(entry) && el('button.quiet', { type: 'button', onclick: attempt(() => explainToken(entry)) }, 'Explain the token'),
    copyButton(() => `${location.origin}${location.pathname}#exchanges/${entry.id}`, 'Copy link'));
}

const mayCarryToken = ({ path, error }) => error === 'invalid_token' || /\/(userinfo|introspect|revoke)$/.test(path);

/** Opens the checks of the token that a request carried, by its Authorization field or as a parameter. */
async function explainToken(entry) {
  const { request: { fields, body } } = await whole(entry, true);
  const authorization = fields.find(({ name }) => name.toLowerCase() === 'authorization')?.value ?? '';
  const token = new URLSearchParams(body ?? '').get('token') ?? /^(?:Bearer|DPoP) +(.*)$/i.exec(authorization)?.[1];
  if (!token) throw new Error('The request carried no token.');
  dispatchEvent(new CustomEvent('explain', { detail: token }));
  location.hash = 'tokens';
}

const whole = (entry, secrets) => get(`/requests/${entry.id}${secrets ? '?secrets=true' : ''}`);

async function wire(entry, part) {
  const box = el('div.panel');
  const show = async (secrets) => {
    const exchange = await whole(entry, secrets);
    box.replaceChildren(...part(exchange), ...(secrets ? [] : secretsButton(exchange, show)));
  };
  await show(false);
  return box;
}

const secretsButton = (exchange, show) => (JSON.stringify([exchange.request, exchange.answer]).includes('[redacted')
  ? [el('button', { type: 'button', onclick: attempt(() => show(true)) }, 'Show secrets')] : []);

const request = (exchange) => [
  el('pre.line', { tabindex: 0, 'aria-label': 'Request line' }, `${exchange.method} ${exchange.request.url}`), ...message(exchange.request),
];

function response({ status, answer, real_duration_ms: duration }) {
  if (!answer) return [el('p', {}, 'The connection ended without an answer.')];
  return [
    el('p', {}, `Status ${status}`, duration !== undefined && ` · ${duration} ms of real time in the endpoint`), ...message(answer),
  ];
}

function message({ fields, body, content_type: type, body_size: size, encoding, cut }) {
  return [
    el('h4', {}, 'Header fields'),
    el('dl.facts.claims', {}, fields.map(({ name, value }) => el('div', {}, el('dt', {}, name), el('dd', {}, value)))),
    el('h4', {}, 'Body'),
    body === undefined ? el('p.soft', {}, 'none') : el('p.soft', {}, `${type ?? 'no content type'}, ${plural(size, 'byte')}${cut ? ', only the beginning was kept' : ''}${encoding ? `, in ${encoding}` : ''}`),
    body !== undefined && el('pre', { tabindex: 0, 'aria-label': 'Body' }, pretty(type, body)),
  ].filter(Boolean);
}

/** JSON with line breaks, forms with one parameter a line. */
function pretty(type, body) {
  if (type?.startsWith('application/x-www-form-urlencoded')) return body.replaceAll('&', '\n&');
  try {
    return /json/.test(type ?? '') ? JSON.stringify(JSON.parse(body), null, 2) : body;
  } catch {
    return body;
  }
}

const LEFT_OUT = ['host', 'content-length', 'connection', 'accept-encoding', 'transfer-encoding', 'expect'];

/** The request as a line for a shell; with its secrets, as it would not work without them. */
function curl({ method, request: { url, fields, body, encoding, cut } }) {
  if (cut) throw new Error('The journal has kept only the beginning of this request.');
  const parts = [`curl -i${method === 'GET' ? '' : ` -X ${method}`} ${quoted(url)}`];
  for (const { name, value } of fields) if (!LEFT_OUT.includes(name.toLowerCase())) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined) {
    if (encoding) throw new Error('The body of this request is no text.');
    parts.push(`--data-raw ${quoted(body)}`);
  }
  return parts.join(' \\\n  ');
}

/** Saves the exchanges with these ids as an HTTP Archive. */
export async function downloadHAR(ids) {
  const { log } = await get('/requests.har');
  const chosen = { log: { ...log, entries: log.entries.filter((entry) => ids.has(entry._id)) } };
  save('mock-okta.har', chosen);
}

/** Saves JSON as a file. */
export function save(name, json) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(json, null, 2)], { type: 'application/json' }));
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}
