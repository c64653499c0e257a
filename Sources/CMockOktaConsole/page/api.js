// The control API of the org that this page was asked for: '/t/NAME' stands before it for a tenant reached by path.

import { byID, el } from './dom.js';

export const prefix = location.pathname.slice(0, location.pathname.lastIndexOf('/_mock/'));
export const controlURL = location.origin + prefix + '/_mock';

let token = sessionStorage.getItem('mock-okta.control-token') ?? '';
const isTokenWanted = document.documentElement.dataset.controlToken === 'required';

/** For requests, and for the curl lines that need it. */
export const authorization = () => (token ? { Authorization: `Bearer ${token}` } : {});

export const get = (path) => call('GET', path);
export const post = (path, body = {}) => call('POST', path, body);
export const put = (path, body) => call('PUT', path, body);
export const patch = (path, body) => call('PATCH', path, body);
export const remove = (path) => call('DELETE', path);

async function call(method, path, body) {
  const response = await request(path, { method, body: body && JSON.stringify(body) });
  const text = await response.text();
  const answer = text ? JSON.parse(text) : null;
  if (answer?.problems) throw new Error(answer.problems.map(({ path, message }) => `${path}: ${message}`).join('; '));
  if (!response.ok) throw new Error(answer?.message ?? answer?.error ?? `${method} ${path}: ${response.status}`);
  return answer;
}

/** A request with the token, which is asked for until it is right. */
export async function request(path, options = {}) {
  if (isTokenWanted && !token) await askToken(false);
  for (;;) {
    const response = await fetch(controlURL + path, { ...options, headers: authorization(), cache: 'no-store' });
    if (response.status !== 401) return response;
    await askToken(true);
  }
}

let asking = null;

function tokenDialog() {
  const dialog = el('dialog', { id: 'ask-token', 'aria-labelledby': 'ask-token-title' }, el('form', { method: 'dialog' },
    el('h2', { id: 'ask-token-title' }, 'Control token'),
    el('p', {}, 'This double asks for the token of ', el('code', {}, '--control-token'), '. It stays in this tab.'),
    el('label', { for: 'control-token' }, 'Token'), el('input', { id: 'control-token', type: 'password', autocomplete: 'off', required: true }),
    el('p.alert', { id: 'token-refused', role: 'alert', hidden: true }, 'That token was refused.'),
    el('button.main', {}, 'Continue')));
  document.body.append(dialog);
  return dialog;
}

/** One dialog, however many requests wait for its answer. */
function askToken(wasRefused) {
  asking ??= new Promise((answered) => {
    const dialog = byID('ask-token') ?? tokenDialog();
    byID('token-refused').hidden = !wasRefused;
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    dialog.addEventListener('close', () => {
      token = byID('control-token').value;
      sessionStorage.setItem('mock-okta.control-token', token);
      asking = null;
      answered();
    }, { once: true });
    dialog.showModal();
  });
  return asking;
}

/**
 * Server-sent events, read by fetch because EventSource sends no Authorization. Yields {type, data}, first an event of
 * type 'open' when the double listens.
 */
export async function* events(path) {
  const response = await request(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (text + value).split('\n\n');
    text = blocks.pop();
    yield* blocks.map(event);
  }
}

function event(block) {
  if (block.startsWith(':')) return { type: 'open' };
  const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s, 2)));
  return { type: fields.event, data: fields.data };
}
