// The scopes and claims of a server, each claim evaluated for a chosen user, client and grant.

import { get, post } from './api.js';
import { applyAddress } from './apply.js';
import { attempt, byID, el, setOptions } from './dom.js';
import { shortGrant } from './format.js';
import { table } from './tables.js';

const form = () => byID('claims-form');
let known = { authorizationServers: [], servers: [], clients: [], users: [] };

export function startClaims() {
  form().addEventListener('input', attempt(evaluate));
  form().addEventListener('submit', attempt(evaluate));
  addEventListener('hashchange', attempt(async () => isShown() && evaluate()));
}

/** Offers the org's servers, clients and users, and shows the claims anew. */
export async function offerClaims(org) {
  known = org;
  const { server, client, user } = form().elements;
  setOptions(server, org.servers.map(({ server: name }) => name));
  setOptions(client, org.clients.map(({ id, label }) => [id, label && label !== id ? `${id} (${label})` : id]));
  setOptions(user, [['', 'none: the client itself'], ...org.users.map(({ profile: { login } }) => [login, login])]);
  if (!form().dataset.isOffered) {
    server.value = org.main?.server ?? server.value;
    user.value = org.users[0]?.profile.login ?? '';
    form().dataset.isOffered = 'true';
  }
  if (isShown()) await evaluate();
}

const isShown = () => location.hash.split(/[/?]/)[0] === '#claims';

/** The latest question only is answered on the page. */
let question = 0;

async function evaluate(event) {
  event?.preventDefault?.();
  const { server, client, user, grant, scope, expression } = form().elements;
  const chosen = known.clients.find(({ id }) => id === client.value);
  setOptions(grant, chosen?.grants.map((name) => [name, shortGrant(name)]) ?? []);
  byID('scope-table').replaceChildren(scopes(server.value));
  if (!client.value) return;
  question += 1;
  const mine = question;
  const order = { server: server.value, client: client.value, grant_type: grant.value };
  if (user.value) order.user = user.value;
  if (scope.value.trim()) order.scope = scope.value.trim();
  if (expression.value.trim()) order.expression = expression.value;
  let answer;
  try {
    answer = await post('/claims/evaluate', order);
  } catch (error) {
    if (mine === question) byID('claim-table').replaceChildren(el('p.why.refused', {}, error.message));
    return;
  }
  if (mine !== question) return;
  showExpression(answer.expression);
  byID('claim-table').replaceChildren(answer.claims.length
    ? claims(ownFirst(answer.claims), server.value) : el('div.empty', {}, el('p', {}, 'The server has no claims beside those of every token.')));
}

function showExpression(result) {
  const told = byID('expression-result');
  if (!result) return told.replaceChildren();
  if (!result.error) return told.replaceChildren(el('pre', { tabindex: 0, 'aria-label': 'Value of the expression' }, JSON.stringify(result.value, null, 2)));
  const place = result.character ? ` at character ${result.character}` : '';
  return told.replaceChildren(el('p.why.refused', {}, result.error + place));
}

/** The claims that somebody has defined come before those of every server. */
const ownFirst = (rows) => rows.toSorted((one, other) => Boolean(one.system) - Boolean(other.system));

function claims(rows, server) {
  return table(`claims of ${server}`, ['Claim', 'In', 'Value here', 'From', 'Scopes', ''], rows, ({ claim, claim_type: type }) => `${type}.${claim}`, (row) => [
    [el('b', {}, row.claim), row.system && el('span.tag', {}, 'system')],
    row.included_in.length ? row.included_in.map((place) => el('span.tag', {}, place)) : [el('span.soft', {}, 'no token')],
    [row.error ? el('span.bad', {}, row.error) : row.why ? el('span.soft', {}, row.why) : el('code', {}, JSON.stringify(row.value))],
    [row.expression === undefined ? el('span.soft', {}, 'the user’s profile') : el('code', {}, row.expression), row.filter && el('span.tag', {}, row.filter)],
    row.scopes, [row.system ? '' : edit(row, server)],
  ]);
}

/** A link to the change of a claim of the server's own. */
function edit({ claim, claim_type: type }, server) {
  const owner = known.authorizationServers.find(({ id, name }) => id === server || name === server);
  const source = owner?.claims?.find((each) => each.name === claim && (each.claimType ?? 'RESOURCE') === type);
  if (!source) return '';
  return el('a', { href: applyAddress({ authorizationServers: [{ id: owner.id, claims: [source] }] }), 'aria-label': `Edit ${claim}` }, 'Edit');
}

function scopes(server) {
  const owner = known.authorizationServers.find(({ id, name }) => id === server || name === server);
  const names = known.servers.find((each) => each.server === server)?.scopes ?? [];
  const own = new Map((owner?.scopes ?? []).map((scope) => [scope.name, scope]));
  return table(`scopes of ${server}`, ['Scope', 'Meaning', 'Consent', 'Default', ''], names, (name) => name, (name) => {
    const scope = own.get(name);
    return [[el('b', {}, name)], [scope?.displayName ?? scope?.description ?? ''], [scope?.consent ?? 'IMPLICIT'], [scope?.default ? 'yes' : ''],
      [scope ? el('a', { href: applyAddress({ authorizationServers: [{ id: owner.id, scopes: [scope] }] }), 'aria-label': `Edit ${name}` }, 'Edit') : '']];
  });
}
