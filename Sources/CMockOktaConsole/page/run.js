// Runs what the builder describes, through the same endpoints as any client, and tells each answer.

import { get, post } from './api.js';
import { authorizeURL, givesCode, isFrontChannel, tokenParameters } from './request.js';
import { clientProof } from './proof.js';

/** Runs a request; `tell` gets each step as {title, status, body}. Returns the answer with tokens, if any. */
export async function run(order, pkce, testKeys, tell) {
  if (!isFrontChannel(order)) return redeem(order, tokenParameters(order), testKeys, tell);
  const answer = await authorize(order, pkce, tell);
  if (!givesCode(order) || !answer.code) return answer;
  return redeem(order, tokenParameters(order, pkce, answer.code), testKeys, tell);
}

/** Redeems a code that came to the redirect URI. */
export const redeemCode = (order, pkce, code, testKeys, tell) => redeem(order, tokenParameters(order, pkce, code), testKeys, tell);

/**
 * The authorization request of a user who is signed in already. No page may read where a redirect leads, so the answer
 * is asked for as a form (form_post), and its cookies are left alone.
 */
async function authorize(order, pkce, tell) {
  const { sessionToken } = await post('/sessions', { user: order.user?.login ?? '' });
  const url = `${authorizeURL({ ...order, responseMode: 'form_post' }, pkce)}&sessionToken=${sessionToken}`;
  const response = await fetch(url, { credentials: 'omit', cache: 'no-store', redirect: 'manual' });
  if (response.type === 'opaqueredirect') return refusal(url, tell);
  // Its style would be refused here by this page's policy, and is of no use.
  const html = (await response.text()).replace(/<style>.*?<\/style>/s, '');
  const page = new DOMParser().parseFromString(html, 'text/html');
  const form = page.getElementById('appForm');
  const body = form ? Object.fromEntries([...form.querySelectorAll('input')].map(({ name, value }) => [name, value]))
    : { page: page.querySelector('main')?.textContent.trim().replace(/\s+/g, ' ') };
  tell({ title: form ? `Sent to ${form.getAttribute('action')}` : 'A page, no redirect', status: response.status, body });
  return body;
}

/** A page cannot read a redirect, such as one that a fault answers with; the journal says what it held. */
async function refusal(url, tell) {
  const { requests: [entry] } = await get(`/requests?last=1&path=${encodeURIComponent(new URL(url).pathname)}`);
  const { status, error, error_description, why } = entry;
  const body = { error, error_description, why };
  tell({ title: 'Sent back to the app', status, body });
  return body;
}

async function redeem(order, parameters, testKeys, tell) {
  const proof = await clientProof(order.client, `${order.base}/v1/token`, testKeys);
  const response = await fetch(`${order.base}/v1/token`, {
    method: 'POST', credentials: 'omit', cache: 'no-store',
    headers: { Accept: 'application/json', ...(proof.user && { Authorization: `Basic ${btoa(proof.user)}` }) },
    body: new URLSearchParams({ ...parameters, ...proof.parameters }),
  });
  const text = await response.text();
  let body = { body: text };
  try { body = JSON.parse(text); } catch { /* A fault may spoil the answer; then it is shown as it is. */ }
  tell({ title: `Token request, ${parameters.grant_type}`, status: response.status, body });
  return body;
}
