// The test client: an app that signs in through the real pages and uses what it gets.

import { controlURL, get, prefix } from './api.js';
import { attempt, byID, copyButton, el, setOptions } from './dom.js';
import { readOrg } from './org.js';
import { clientProof, makePKCE, randomText } from './proof.js';
import { authorizeURL, FLOWS, isFrontChannel, quoted, tokenParameters } from './request.js';
import { startTheme } from './theme.js';
import { tokenCard } from './token.js';

const CALLBACK = `${controlURL}/client/callback`;
const OFFERED = ['code', 'password', 'client_credentials'];
const form = byID('order');
let org;
/** Of the sign-in under way, the tokens and the requests made: kept in this tab while pages of the double are shown. */
let kept = JSON.parse(sessionStorage.getItem('mock-okta.client') ?? '{}');

const keep = (change) => {
  kept = { ...kept, ...change };
  sessionStorage.setItem('mock-okta.client', JSON.stringify(kept));
};

const chosen = () => {
  const { client, server, flow, user, scope, prompt } = Object.fromEntries(new FormData(form));
  return {
    client: org.clients.find(({ id }) => id === client), server: org.servers.find((each) => each.server === server),
    flow, scope, prompt, login: user, redirectURI: CALLBACK,
  };
};

/** The order as the functions of `request.js` take it. */
function full(order) {
  const user = org.users.find(({ profile }) => profile.login === order.login);
  return {
    ...order, base: `${location.origin}${prefix}${order.server.path}`,
    user: user && { login: order.login, password: user.credentials?.password?.value },
  };
}

function offer() {
  setOptions(form.elements.client, org.clients.filter(({ status }) => status === 'ACTIVE').map(({ id, label }) => [id, label && label !== id ? `${id} (${label})` : id]));
  setOptions(form.elements.server, org.servers.map(({ server, name }) => [server, server === name ? name : `${server} (${name})`]));
  setOptions(form.elements.user, org.users.map(({ profile: { login } }) => [login, login]));
  form.elements.server.value = org.main.server;
  offerFlows();
}

/** What the chosen app may ask for, and the scopes that the chosen server has of the usual ones. */
function offerFlows() {
  const { client, server } = chosen();
  setOptions(form.elements.flow, OFFERED.filter((flow) => client?.grants.includes(FLOWS[flow].grant)).map((flow) => [flow, FLOWS[flow].label]));
  const { flow } = chosen();
  const usual = flow === 'client_credentials' ? server.scopes.filter((name) => name.includes(':')).slice(0, 1)
    : ['openid', 'profile', 'email', ...(client?.grants.includes('refresh_token') ? ['offline_access'] : [])].filter((name) => server.scopes.includes(name));
  form.elements.scope.value = usual.join(' ');
  tell();
}

function tell() {
  const { client, flow } = chosen();
  byID('user-field').hidden = flow !== 'password';
  byID('prompt-field').hidden = flow !== 'code';
  form.querySelector('button').disabled = !flow;
  form.querySelector('button').textContent = flow === 'code' ? 'Sign in' : 'Get a token';
  byID('hint').textContent = flow ? '' : `${client?.id ?? 'The app'} has none of the grants authorization_code, password and client_credentials.`;
}

async function start(event) {
  event.preventDefault();
  const order = full(chosen());
  keep({ order: { ...chosen(), client: order.client.id, server: order.server.server }, tokens: null });
  if (!isFrontChannel(order)) return redeem(tokenParameters(order));
  const [pkce, state, nonce] = [await makePKCE(), randomText(), randomText()];
  const url = authorizeURL({ ...order, state, nonce }, pkce);
  keep({ pending: { pkce, state, nonce } });
  note({ title: 'Authorization request', line: quoted(url), status: 'in the browser', body: null });
  location.assign(url);
}

/** The order that was started before the pages of the double were shown. */
const begun = () => full({
  ...kept.order, client: org.clients.find(({ id }) => id === kept.order?.client),
  server: org.servers.find(({ server }) => server === kept.order?.server) ?? org.main,
});

/** What the redirect brought: a code, or an error. */
async function land() {
  const answer = Object.fromEntries(new URLSearchParams(location.search));
  if (!location.pathname.endsWith('/callback')) return;
  history.replaceState(null, '', '../client');
  if (!Object.keys(answer).length) {
    note({ title: 'Signed out', line: CALLBACK, status: 'back at the client', body: null });
    keep({ tokens: null });
    return;
  }
  note({ title: 'Redirect', line: `${CALLBACK}?…`, status: 'back at the client', body: answer });
  if (!kept.pending) throw new Error('No sign-in was started in this tab.');
  if (answer.state !== kept.pending.state) throw new Error('state is not the one that was sent: another sign-in answered, so the code is not redeemed.');
  if (answer.error) throw new Error(`${answer.error}: ${answer.error_description ?? ''}`);
  const { pkce } = kept.pending;
  keep({ pending: null });
  await redeem(tokenParameters(begun(), pkce, answer.code));
}

async function redeem(parameters) {
  const { status, body } = await send('Token request', `${begun().base}/v1/token`, parameters);
  if (status === 200) keep({ tokens: { ...kept.tokens, ...body } });
  show();
}

/** Posts a form as the client, and notes the request with its answer. */
async function send(title, url, parameters) {
  const order = begun();
  const proof = await clientProof(order.client, `${order.base}/v1/token`, org.testKeys);
  const fields = { ...parameters, ...proof.parameters };
  const line = [`curl -s ${proof.user ? `-u ${quoted(proof.user)} ` : ''}${quoted(url)}`,
    ...Object.entries(fields).map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`)].join(' \\\n  ');
  return request(title, line, url, {
    method: 'POST', body: new URLSearchParams(fields),
    headers: { Accept: 'application/json', ...(proof.user && { Authorization: `Basic ${btoa(proof.user)}` }) },
  });
}

async function request(title, line, url, options) {
  const response = await fetch(url, { ...options, credentials: 'omit', cache: 'no-store' });
  const text = await response.text();
  let body = text || null;
  try { body = JSON.parse(text); } catch { /* Shown as it is. */ }
  const why = response.ok ? null : await reason();
  note({ title, line, status: response.status, body, why });
  return { status: response.status, body };
}

/** What the journal says of the latest refusal. */
async function reason() {
  const { requests: [entry] } = await get('/requests?last=1');
  return entry && { id: entry.id, why: entry.why };
}

function note(step) {
  keep({ steps: [step, ...(kept.steps ?? [])].slice(0, 30) });
  show();
}

const ACTIONS = {
  Refresh: { needs: 'refresh_token', run: ({ refresh_token }) => redeem({ grant_type: 'refresh_token', refresh_token }) },
  'User info': { needs: 'access_token', run: ({ access_token: token }) => request('User info', `curl -s ${quoted(`${begun().base}/v1/userinfo`)} -H ${quoted(`Authorization: Bearer ${token}`)}`, `${begun().base}/v1/userinfo`, { headers: { Authorization: `Bearer ${token}` } }) },
  Introspect: { needs: 'access_token', run: ({ access_token: token }) => send('Introspection', `${begun().base}/v1/introspect`, { token }) },
  Revoke: { needs: 'access_token', run: ({ access_token: token, refresh_token }) => send('Revocation', `${begun().base}/v1/revoke`, { token: refresh_token ?? token }) },
  'Sign out': { needs: 'id_token', run: ({ id_token }) => {
    const url = `${begun().base}/v1/logout?${new URLSearchParams({ id_token_hint: id_token, post_logout_redirect_uri: CALLBACK })}`;
    note({ title: 'Sign-out request', line: quoted(url), status: 'in the browser', body: null });
    location.assign(url);
  } },
};

function show() {
  const { tokens, steps = [] } = kept;
  byID('actions').replaceChildren(...Object.entries(ACTIONS).filter(([, { needs }]) => tokens?.[needs])
    .map(([label, { run }]) => el('button', { type: 'button', onclick: attempt(() => run(kept.tokens)) }, label)));
  const cards = ['access_token', 'id_token', 'refresh_token'].filter((name) => tokens?.[name]).map((name) => (tokens[name].split('.').length === 3
    ? tokenCard({ title: name, heading: 'h3', text: tokens[name], isExplained: true })
    : el('article.card', {}, el('div.title', {}, el('h3', {}, name), copyButton(() => tokens[name])), el('p.soft', {}, 'opaque'))));
  byID('tokens').replaceChildren(...(cards.length ? cards : [el('p.soft', {}, 'none yet')]));
  if (steps.length) byID('steps').replaceChildren(...steps.map(card));
}

function card({ title, line, status, body, why }) {
  return el('details.card', { open: kept.steps[0].line === line },
    el('summary', {}, el('b', {}, title), ` ${status}`),
    why && el('p.why.refused', {}, why.why, ' ', el('a', { href: `./#exchanges/${why.id}` }, `exchange #${why.id}`)),
    el('pre', { tabindex: 0, 'aria-label': `${title}: request` }, line),
    body !== null && el('pre', { tabindex: 0, 'aria-label': `${title}: answer` }, typeof body === 'string' ? body : JSON.stringify(body, null, 2)));
}

startTheme(byID('theme'));
byID('callback').textContent = CALLBACK;
form.addEventListener('submit', attempt(start));
for (const name of ['client', 'server', 'flow']) form.elements[name].addEventListener('change', offerFlows);
byID('forget').addEventListener('click', () => {
  sessionStorage.removeItem('mock-okta.client');
  location.assign('client');
});
attempt(async () => {
  org = await readOrg();
  offer();
  show();
  await land();
  show();
})();
