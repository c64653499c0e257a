// What the org is: servers, clients, users, policies, as the control API describes them.

import { get } from './api.js';
import { applyAddress } from './apply.js';
import { byID, copyButton, el } from './dom.js';
import { shortGrant } from './format.js';
import { table } from './tables.js';

/** Reads the org; with secrets, for the curl lines must work when they are pasted. */
export async function readOrg() {
  const [fixture, { url, servers }] = await Promise.all([get('/fixtures?secrets=true'), get('/servers')]);
  // Exported orgs also have apps that are no OAuth clients.
  const clients = (fixture.apps ?? []).filter((app) => app.credentials?.oauthClient && app.settings?.oauthClient).map(client);
  return {
    url, servers, clients,
    users: fixture.users ?? [],
    origins: fixture.trustedOrigins ?? [],
    groups: new Map((fixture.groups ?? []).map((group) => [group.id, group.profile.name])),
    authorizationServers: fixture.authorizationServers ?? [],
    testKeys: fixture.mock?.testKeys ?? {},
    /** The server that most requests are for. */
    main: servers.find(({ server }) => server === 'default') ?? servers.at(-1),
  };
}

function client(app) {
  const { credentials: { oauthClient: credentials }, settings: { oauthClient: settings } } = app;
  return {
    id: credentials.client_id, appID: app.id, label: app.label, status: app.status, secret: credentials.client_secret,
    method: credentials.token_endpoint_auth_method, needsPKCE: credentials.pkce_required,
    type: settings.application_type, grants: settings.grant_types, redirectURIs: settings.redirect_uris,
    responseTypes: settings.response_types, rotation: settings.refresh_token, consent: settings.consent_method,
    isDPoPRequired: settings.dpop_bound_access_tokens ?? false, postLogoutURIs: settings.post_logout_redirect_uris ?? [], keyID: settings.jwks?.keys?.[0]?.kid,
  };
}

/** What the buttons that add an object begin with. */
const NEW = {
  app: { apps: [{
    client_id: 'new-app', client_secret: 'new-app-secret', application_type: 'web', redirect_uris: ['http://localhost:3000/callback'],
    post_logout_redirect_uris: ['http://localhost:3000/'], grant_types: ['authorization_code', 'refresh_token'],
  }] },
  user: { users: [{ status: 'ACTIVE', profile: { login: 'new@example.com', firstName: 'New', lastName: 'User' }, groups: [], credentials: { password: { value: 'New-pw-1' } } }] },
  group: { groups: [{ profile: { name: 'New group' } }] },
  origin: { trustedOrigins: [{ name: 'New origin', origin: 'http://localhost:3000', scopes: [{ type: 'CORS' }, { type: 'REDIRECT' }] }] },
};

export function showOrg(org) {
  for (const [noun, fixture] of Object.entries(NEW)) byID(`add-${noun}`).href = applyAddress(fixture);
  byID('count-clients').textContent = org.clients.length || '';
  byID('count-users').textContent = org.users.length || '';
  byID('count-policies').textContent = org.authorizationServers.flatMap(({ policies }) => policies).length || '';
  byID('client-table').replaceChildren(org.clients.length ? clientTable(org.clients) : none('client', 'apps', 'client_id'));
  byID('origin-table').replaceChildren(org.origins.length ? originTable(org.origins) : none('trusted origin', 'trustedOrigins', 'origin'));
  byID('group-table').replaceChildren(groupTable(org));
  byID('user-table').replaceChildren(org.users.length ? userTable(org) : none('user', 'users', 'profile.login'));
  byID('policy-tables').replaceChildren(...(org.authorizationServers.length
    ? org.authorizationServers.map((server) => policyTable(server, org)) : [none('policy', 'authorizationServers', 'policies')]));
}

/** What an empty view shows: that there is nothing, and where it would come from. */
function none(noun, collection, member) {
  return el('div.empty', {}, el('h3', {}, `This org has no ${noun}`),
    el('p', {}, 'Fixtures define them in ', el('code', {}, collection), ', each with ', el('code', {}, member),
      '; the Management API and ', el('code', {}, 'PATCH /_mock/fixtures'), ' add them to the running double.'));
}

function clientTable(clients) {
  return table('clients', ['Client', 'Type', 'Authentication', 'Grants', 'Redirect URIs', 'Refresh token', ''], clients, ({ id }) => id, (client) => [
    [el('b', {}, client.id), el('span.soft', {}, client.label), client.status === 'ACTIVE' ? null : el('span.tag.warn', {}, client.status)],
    [client.type], [client.method, client.needsPKCE ? el('span.tag', {}, 'PKCE') : null], client.grants.map(shortGrant), client.redirectURIs,
    [client.rotation?.rotation_type === 'ROTATE' ? `ROTATE, leeway ${client.rotation.leeway} s` : client.rotation?.rotation_type],
    [edit(client.id, { apps: [{
      id: client.appID, client_id: client.id, label: client.label, status: client.status, client_secret: client.secret, redirect_uris: client.redirectURIs,
      post_logout_redirect_uris: client.postLogoutURIs, grant_types: client.grants, response_types: client.responseTypes,
      dpop_bound_access_tokens: client.isDPoPRequired,
    }] }), client.secret && copyButton(() => client.secret, 'Copy the secret')],
  ]);
}

/** A link to the change of an object, with the members that people change most. */
const edit = (name, fixture) => el('a', { href: applyAddress(fixture), 'aria-label': `Edit ${name}` }, 'Edit');

function userTable({ users, groups }) {
  return table('users', ['Login', 'Name', 'Status', 'Groups', 'Id', ''], users, ({ id }) => id, ({ profile, status, groups: ids, id, credentials }) => [
    [el('b', {}, profile.login)], [[profile.firstName, profile.lastName].filter(Boolean).join(' ')],
    [el(status === 'ACTIVE' ? 'span.tag' : 'span.tag.warn', {}, status)],
    ['Everyone', ...(ids ?? []).map((group) => groups.get(group) ?? group)].map((name) => el('span.tag', {}, name)), [el('code', {}, id)],
    [edit(profile.login, { users: [{
      id, status, profile, groups: (ids ?? []).map((group) => groups.get(group) ?? group),
      credentials: credentials?.password?.value ? { password: { value: credentials.password.value } } : undefined,
    }] })],
  ]);
}

function groupTable({ users, groups }) {
  const members = new Map();
  for (const id of users.flatMap((user) => user.groups ?? [])) members.set(id, (members.get(id) ?? 0) + 1);
  return table('groups', ['Group', 'Users', 'Id', ''], [...groups], ([id]) => id, ([id, name]) => [
    [el('b', {}, name)], [name === 'Everyone' ? String(users.length) : String(members.get(id) ?? members.get(name) ?? 0)], [el('code', {}, id)],
    [name === 'Everyone' ? '' : edit(`the group ${name}`, { groups: [{ id, profile: { name } }] })],
  ]);
}

function originTable(origins) {
  return table('trusted origins', ['Origin', 'Name', 'For', ''], origins, ({ id }) => id, (origin) => [
    [el('b', {}, origin.origin), origin.status === 'ACTIVE' ? null : el('span.tag.warn', {}, origin.status)], [origin.name],
    origin.scopes.map(({ type }) => el('span.tag', {}, type)), [edit(`the origin ${origin.origin}`, { trustedOrigins: [origin] })],
  ]);
}

function policyTable(server, org) {
  const rows = server.policies.flatMap((policy) => policy.rules.map((rule) => ({ policy, rule })));
  return el('section', {},
    el('div.tools', {}, el('h3', {}, server.name, el('span.soft', {}, ` · ${(server.audiences ?? []).join(', ')}`)),
      edit(`the server ${server.name}`, { authorizationServers: [{ id: server.id, name: server.name, description: server.description, audiences: server.audiences }] }),
      el('a', { href: applyAddress(newRule(server)) }, 'Add a policy'),
      el('a', { href: applyAddress({ authorizationServers: [{ id: server.id, scopes: [{ name: 'new:scope', displayName: 'New scope', consent: 'IMPLICIT', default: false }] }] }) }, 'Add a scope'),
      el('a', { href: applyAddress({ authorizationServers: [{ id: server.id, claims: [NEW_CLAIM] }] }) }, 'Add a claim')),
    rows.length === 0 ? el('p.why.refused', {}, 'No rule: this server refuses every request. Add a policy to it.')
      : el('div.table', {}, table(`rules of ${server.name}`, ['Policy', 'Clients', 'Rule', 'Grant types', 'People', 'Scopes', 'Access / refresh / idle', ''], rows,
        ({ rule }) => rule.id, ({ policy, rule }) => [
          [`${policy.priority}. `, el('b', {}, policy.name), policy.status === 'ACTIVE' ? null : el('span.tag.warn', {}, policy.status)],
          policy.conditions?.clients?.include ?? [], [`${rule.priority}. `, el('b', {}, rule.name), rule.status === 'ACTIVE' ? null : el('span.tag.warn', {}, rule.status)],
          (rule.conditions?.grantTypes?.include ?? []).map(shortGrant), people(rule.conditions?.people, org),
          rule.conditions?.scopes?.include ?? [], [lifetimes(rule.actions?.token ?? {})], [edit(`the rule ${rule.name}`, ruleChange(server, policy, rule, org.groups))],
        ])));
}

/** The change of a rule, with the lifetimes first, and of whom its policy is for; groups by their names. */
function ruleChange({ id, name: server }, policy, { id: rule, name, status, priority, actions, conditions }, names) {
  const people = conditions?.people;
  const include = (people?.groups?.include ?? []).map((group) => names.get(group) ?? group);
  const changed = { ...conditions, people: { ...people, groups: { ...people?.groups, include } } };
  return { authorizationServers: [{ id, name: server, policies: [{
    id: policy.id, name: policy.name, status: policy.status, conditions: policy.conditions, rules: [{ id: rule, name, status, priority, actions, conditions: changed }],
  }] }] };
}

/** A policy that allows every client and user what they ask for, to be narrowed down. */
const newRule = ({ id, name }) => ({ authorizationServers: [{ id, name, policies: [{
  name: 'New policy', conditions: { clients: { include: ['ALL_CLIENTS'] } },
  rules: [{
    name: 'New rule', status: 'ACTIVE',
    actions: { token: { accessTokenLifetimeMinutes: 60, refreshTokenLifetimeMinutes: 0, refreshTokenWindowMinutes: 10080 } },
    conditions: {
      people: { groups: { include: ['EVERYONE'] } },
      grantTypes: { include: ['authorization_code', 'client_credentials', 'password'] }, scopes: { include: ['*'] },
    },
  }],
}] }] });

const NEW_CLAIM = {
  name: 'department', status: 'ACTIVE', claimType: 'RESOURCE', valueType: 'EXPRESSION', value: 'user.department',
  alwaysIncludeInToken: true, conditions: { scopes: [] },
};

function people({ users = {}, groups = {} } = {}, org) {
  const login = (id) => org.users.find((user) => user.id === id)?.profile.login ?? id;
  const group = (id) => org.groups.get(id) ?? id;
  const without = (names) => names.map((name) => `not ${name}`);
  return [...(groups.include ?? []).map(group), ...(users.include ?? []).map(login),
    ...without((groups.exclude ?? []).map(group)), ...without((users.exclude ?? []).map(login))];
}

const lifetimes = ({ accessTokenLifetimeMinutes: access, refreshTokenLifetimeMinutes: refresh, refreshTokenWindowMinutes: idle }) =>
  [access, refresh, idle].map(minutes).join(' / ');

function minutes(count) {
  if (!count) return 'no limit';
  if (count % 1440 === 0) return `${count / 1440} d`;
  return count > 60 && count % 60 === 0 ? `${count / 60} h` : `${count} min`;
}
