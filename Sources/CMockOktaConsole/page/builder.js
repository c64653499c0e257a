// The request builder: a form, what it stands for as URL and curl lines, and the answer.

import { attempt, byID, copyButton, el, setOptions } from './dom.js';
import { decode, tokenCard } from './token.js';
import { FLOWS, authorizeURL, curlLines, givesCode, isFrontChannel } from './request.js';
import { clientProof, makePKCE, randomText } from './proof.js';
import { redeemCode, run } from './run.js';

const field = (name) => byID('builder').elements[name];

export class Builder {
  #org;
  #pkce = null;
  #answer = el('div', { id: 'answer', 'aria-live': 'polite' });
  #output = el('div', {});

  constructor() {
    byID('builder').append(...inputs(this));
    byID('built').append(this.#output, this.#answer);
    byID('builder').addEventListener('input', attempt((event) => this.#changed(event.target.name)));
    byID('builder').addEventListener('submit', attempt(() => this.run()));
  }

  /** Offers the servers, clients and users of an org. */
  async offer(org) {
    this.#org = org;
    this.#pkce ??= await makePKCE();
    setOptions(field('server'), org.servers.map(({ server, issuer }) => [server, `${server} (${issuer})`]));
    if (!field('server').dataset.touched) field('server').value = org.main.server;
    setOptions(field('client'), org.clients.map(({ id, type }) => [id, `${id} (${type})`]));
    setOptions(field('user'), org.users.map(({ profile, status }) => [profile.login, status === 'ACTIVE' ? profile.login : `${profile.login} (${status})`]));
    await this.#changed('client');
  }

  /** Follows a change: another client has other flows, redirect URIs and needs. */
  async #changed(name) {
    if (name === 'server') field('server').dataset.touched = true;
    const client = this.#client;
    if (name === 'client' && client) {
      setOptions(field('flow'), Object.entries(FLOWS).map(([flow, { label, grant }]) =>
        [flow, client.grants.includes(grant) ? label : `${label} (not granted to ${client.id})`]));
      if (!client.grants.includes(FLOWS[field('flow').value]?.grant)) {
        field('flow').value = Object.keys(FLOWS).find((flow) => client.grants.includes(FLOWS[flow].grant)) ?? 'code';
      }
      setOptions(byID('redirect-uris'), client.redirectURIs);
      field('redirectURI').value = client.redirectURIs[0] ?? '';
      field('pkce').checked = client.needsPKCE || client.method === 'none';
    }
    if (name === 'client' || name === 'flow' || name === 'server') field('scope').value = this.#usualScope();
    await this.#show();
  }

  get #client() {
    return this.#org.clients.find(({ id }) => id === field('client').value);
  }

  get #server() {
    return this.#org.servers.find(({ server }) => server === field('server').value) ?? this.#org.main;
  }

  /** What a first try would ask for: identity and a refresh token where a user is involved, else a scope of the API. */
  #usualScope() {
    const flow = field('flow').value;
    if (flow === 'refresh_token') return '';
    if (flow !== 'client_credentials') return ['openid', 'profile', this.#client?.grants.includes('refresh_token') && flow !== 'implicit' && 'offline_access'].filter(Boolean).join(' ');
    const standard = ['openid', 'profile', 'email', 'address', 'phone', 'offline_access', 'device_sso', 'groups'];
    return this.#server.scopes.find((scope) => !standard.includes(scope) && !scope.startsWith('okta.')) ?? '';
  }

  get #order() {
    const user = this.#org.users.find(({ profile }) => profile.login === field('user').value);
    return {
      base: this.#org.url + this.#server.path, issuer: this.#server.issuer, client: this.#client, flow: field('flow').value,
      user: user && { login: user.profile.login, password: user.credentials?.password?.value ?? '' },
      scope: field('scope').value.trim(), redirectURI: field('redirectURI').value.trim(), responseMode: field('responseMode').value,
      prompt: field('prompt').value, state: field('state').value, nonce: field('nonce').value, refreshToken: field('refreshToken').value.trim(),
    };
  }

  async #show() {
    const order = this.#order;
    if (!order.client) {
      this.#output.replaceChildren(el('p.empty', {}, 'This org has no clients: add one to the fixture.'));
      return;
    }
    const isFront = isFrontChannel(order);
    for (const label of byID('builder').querySelectorAll('[data-for]')) {
      label.hidden = !label.dataset.for.split(' ').includes(isFront ? 'front' : order.flow);
    }
    const proof = await clientProof(order.client, `${order.base}/v1/token`, this.#org.testKeys);
    const isHere = order.base.startsWith(`${location.origin}/`);
    this.runs = isHere;
    byID('run').disabled = !isHere;
    const url = isFront && authorizeURL(order, this.#usedPKCE);
    this.#output.replaceChildren(...[
      isFront && output('Authorize URL', 'authorize-url', url, el('a.button', { href: url, target: '_blank', rel: 'noopener' }, 'Open')),
      output(isFront ? 'In a shell, signed in without a page' : 'In a shell', 'curl', curlLines(order, this.#usedPKCE, proof)),
      proof.note && el('p.why', {}, proof.note),
      !isHere && el('p.why', {}, `This page comes from ${location.origin}, the endpoints are at ${order.base}: a browser lets it run nothing there. The lines work.`),
    ].filter(Boolean));
  }

  get #usedPKCE() {
    return field('pkce').checked && isFrontChannel(this.#order) ? this.#pkce : null;
  }

  /** Runs it, shows each answer, and prepares what can be done next. */
  async run(code) {
    const steps = [];
    const tell = (step) => this.#answer.replaceChildren(...steps, (steps.push(stepCard(step)), steps.at(-1)));
    this.#answer.replaceChildren(el('p.soft', {}, 'Asking…'));
    const [order, pkce, keys] = [this.#order, this.#usedPKCE, this.#org.testKeys];
    let answer;
    try {
      answer = await (code ? redeemCode(order, pkce, code, keys, tell) : run(order, pkce, keys, tell));
    } catch (error) {
      // What was answered before stays; how it ended is told by whoever called.
      this.#answer.replaceChildren(...steps);
      throw error;
    }
    if (answer.refresh_token) this.#answer.append(this.#next(answer.refresh_token));
    // A client assertion is good for one use.
    await this.#show();
    if (this.#answer.getBoundingClientRect().top > innerHeight) this.#answer.scrollIntoView();
  }

  #next(token) {
    return el('button', { type: 'button', id: 'use-refresh-token', onclick: attempt(async () => {
      field('flow').value = 'refresh_token';
      field('refreshToken').value = token;
      await this.#changed('flow');
      await this.run();
    }) }, 'Refresh with this refresh token');
  }

  /** Redeems what somebody pastes from their browser's address bar: the callback with its code, or the code alone. */
  async redeemPasted(text) {
    const code = /[?#&]code=([^&]+)/.exec(text)?.[1] ?? text;
    await this.run(decodeURIComponent(code));
  }
}

function output(title, id, text, ...more) {
  return el('section', {}, el('div.title', {}, el('h3', {}, title), copyButton(() => text), more), el('pre', { id, tabindex: 0, 'aria-label': title }, text));
}

function stepCard({ title, status, body }) {
  const tokens = Object.entries(body).filter(([, value]) => typeof value === 'string' && decode(value));
  return el('section.card', {}, el('div.title', {}, el('h3', {}, title), el(`span.pill.s${String(status)[0]}`, {}, status)),
    el('pre', { tabindex: 0, 'aria-label': 'The answer' }, JSON.stringify(body, shortened, 2)),
    tokens.map(([name, text]) => tokenCard({ title: name, text })));
}

/** Tokens are shown in full on cards of their own. */
const shortened = (_, value) => (typeof value === 'string' && decode(value) ? `${value.slice(0, 24)}…` : value);

function inputs(builder) {
  const labelled = (label, control, attributes = {}) => el('label', attributes, el('span', {}, label), control);
  const pasted = el('input', { id: 'pasted', spellcheck: 'false', placeholder: 'http://localhost:3000/callback?code=…' });
  return [
    labelled('Client', el('select', { name: 'client' })), labelled('Flow', el('select', { name: 'flow' })),
    labelled('Server', el('select', { name: 'server' })),
    labelled('User', el('select', { name: 'user' }), { 'data-for': 'front password' }),
    labelled('Refresh token', el('input', { name: 'refreshToken', spellcheck: 'false' }), { 'data-for': 'refresh_token' }),
    labelled('Scopes', el('input', { name: 'scope', spellcheck: 'false' })),
    labelled('Redirect URI', el('input', { name: 'redirectURI', list: 'redirect-uris', spellcheck: 'false' }), { 'data-for': 'front' }),
    el('datalist', { id: 'redirect-uris' }),
    labelled('State', el('input', { name: 'state', value: randomText(6), spellcheck: 'false' }), { 'data-for': 'front' }),
    labelled('Nonce', el('input', { name: 'nonce', value: randomText(6), spellcheck: 'false' }), { 'data-for': 'front' }),
    labelled('Response mode', options('responseMode', ['', 'query', 'fragment', 'form_post']), { 'data-for': 'front' }),
    labelled('Prompt', options('prompt', ['', 'none', 'login', 'consent']), { 'data-for': 'front' }),
    el('label.check', { 'data-for': 'front' }, el('input', { type: 'checkbox', name: 'pkce' }), ' PKCE (S256)'),
    el('button.main', { id: 'run' }, 'Run'),
    el('details', { 'data-for': 'front' }, el('summary', {}, 'Redeem a code from a browser'),
      el('label', {}, el('span', {}, 'Address the browser ended at, or the code'), pasted),
      el('button', { type: 'button', id: 'redeem', onclick: attempt(() => builder.redeemPasted(pasted.value.trim())) }, 'Redeem')),
  ];
}

const options = (name, values) => el('select', { name }, values.map((value) => el('option', { value }, value || 'not sent')));
