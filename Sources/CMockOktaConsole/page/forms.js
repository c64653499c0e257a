// Forms for the objects that people change most; what a form says is written into the JSON beside it.

import { el } from './dom.js';
import { shortGrant } from './format.js';

const STATUS = ['ACTIVE', 'INACTIVE'];
const USER_STATUS = ['STAGED', 'PROVISIONED', 'ACTIVE', 'RECOVERY', 'PASSWORD_EXPIRED', 'LOCKED_OUT', 'SUSPENDED', 'DEPROVISIONED'];
const RULE_GRANTS = [
  'authorization_code', 'implicit', 'password', 'client_credentials', 'interaction_code',
  'urn:ietf:params:oauth:grant-type:device_code', 'urn:ietf:params:oauth:grant-type:token-exchange',
  'urn:ietf:params:oauth:grant-type:jwt-bearer', 'urn:openid:params:grant-type:ciba',
  'urn:okta:params:oauth:grant-type:otp', 'urn:okta:params:oauth:grant-type:oob',
];
const APP_GRANTS = [...RULE_GRANTS.slice(0, 1), 'refresh_token', ...RULE_GRANTS.slice(1)];

/** Fields: a label, the path of the member in its object, what kind it is, and whether it is shown where the member is absent. */
const APP = [
  ['Client id', ['client_id'], text],
  ['Label', ['label'], text],
  ['Status', ['status'], choice(STATUS)],
  ['Type', ['application_type'], choice(['web', 'browser', 'native', 'service'])],
  ['Secret', ['client_secret'], text],
  ['Redirect URIs', ['redirect_uris'], lines],
  ['Sign-out URIs', ['post_logout_redirect_uris'], lines],
  ['Grant types', ['grant_types'], choices(() => APP_GRANTS, shortGrant)],
  ['Response types', ['response_types'], choices(() => ['code', 'token', 'id_token'])],
  ['DPoP required', ['dpop_bound_access_tokens'], flag],
];
const USER = [
  ['Login', ['profile', 'login'], text],
  ['First name', ['profile', 'firstName'], text, true],
  ['Last name', ['profile', 'lastName'], text, true],
  ['Status', ['status'], choice(USER_STATUS)],
  ['Password', ['credentials', 'password', 'value'], text, true],
  ['Groups', ['groups'], choices(({ groups }) => groups)],
];
const GROUP = [['Name', ['profile', 'name'], text], ['Description', ['profile', 'description'], text, true]];
const ORIGIN = [
  ['Name', ['name'], text], ['Origin', ['origin'], text], ['Status', ['status'], choice(STATUS)],
  ['For', ['scopes'], choices(() => ['CORS', 'REDIRECT', 'IFRAME_EMBED'], undefined, { from: ({ type }) => type, to: (type) => ({ type }) })],
];
const SERVER = [['Name', ['name'], text], ['Description', ['description'], text, true], ['Audience', ['audiences'], lines]];
const SCOPE = [
  ['Name', ['name'], text], ['Shown as', ['displayName'], text], ['Description', ['description'], text],
  ['Consent', ['consent'], choice(['IMPLICIT', 'REQUIRED', 'FLEXIBLE'])], ['Default scope', ['default'], flag],
];
const CLAIM = [
  ['Name', ['name'], text], ['Status', ['status'], choice(STATUS)], ['In', ['claimType'], choice(['RESOURCE', 'IDENTITY'])],
  ['Value is', ['valueType'], choice(['EXPRESSION', 'GROUPS'])], ['Value', ['value'], text],
  ['Group filter', ['group_filter_type'], choice(['STARTS_WITH', 'EQUALS', 'CONTAINS', 'REGEX'])],
  ['In every token', ['alwaysIncludeInToken'], flag], ['For scopes', ['conditions', 'scopes'], choices(({ scopes }) => scopes)],
];
const POLICY = [
  ['Policy', ['name'], text],
  ['Clients', ['conditions', 'clients', 'include'], choices(({ clients }) => ['ALL_CLIENTS', ...clients])],
];
const RULE = [
  ['Rule', ['name'], text],
  ['Status', ['status'], choice(STATUS)],
  ['Access token', ['actions', 'token', 'accessTokenLifetimeMinutes'], minutes],
  ['Refresh token', ['actions', 'token', 'refreshTokenLifetimeMinutes'], minutes],
  ['Idle refresh', ['actions', 'token', 'refreshTokenWindowMinutes'], minutes],
  ['Grant types', ['conditions', 'grantTypes', 'include'], choices(() => RULE_GRANTS, shortGrant)],
  ['Scopes', ['conditions', 'scopes', 'include'], choices(({ scopes }) => ['*', ...scopes])],
  ['Groups', ['conditions', 'people', 'groups', 'include'], choices(({ groups }) => ['EVERYONE', ...groups])],
];

/** What a fixture changes: the object, its noun and its fields; null where it is not one object that has a form. */
function subject(fixture) {
  const [[collection, objects] = [], ...others] = Object.entries(fixture ?? {});
  if (others.length || !Array.isArray(objects) || objects.length !== 1) return null;
  const [object] = objects;
  if (collection !== 'authorizationServers') {
    const [noun, fields, name] = { apps: ['app', APP, 'client_id'], users: ['user', USER], groups: ['group', GROUP], trustedOrigins: ['origin', ORIGIN, 'origin'] }[collection] ?? [];
    return noun ? { noun, name: object[name] ?? object.profile?.login ?? object.profile?.name, parts: [[object, fields]] } : null;
  }
  const one = ['policies', 'claims', 'scopes'].filter((member) => object[member]);
  if (one.length > 1 || (one.length && object[one[0]].length !== 1)) return null;
  if (!one.length) return { noun: 'server', name: object.name, parts: [[object, SERVER]], server: object };
  const [child] = object[one[0]];
  if (one[0] !== 'policies') return { noun: one[0].slice(0, -1), name: child.name, parts: [[child, one[0] === 'claims' ? CLAIM : SCOPE]], server: object };
  if (child.rules?.length !== 1) return null;
  return { noun: 'rule', name: child.rules[0].name, parts: [[child, POLICY], [child.rules[0], RULE]], server: object };
}

/** The heading of a change: what it is of. */
export function changeTitle(fixture) {
  const { noun, name } = subject(fixture) ?? {};
  return noun ? `Change the ${noun} ${name ?? ''}`.trim() : 'Change this org';
}

/** The fields of a fixture's object, which change it in place; `changed` is called afterwards. None where it has no form. */
export function fieldsOf(fixture, org, changed) {
  const { parts = [], server } = subject(fixture) ?? {};
  const known = {
    clients: org?.clients.map(({ id }) => id) ?? [],
    groups: [...org?.groups.values() ?? []].filter((name) => name !== 'Everyone'),
    scopes: org?.servers.find((each) => [server?.id, server?.name].includes(each.server))?.scopes ?? [],
  };
  return parts.flatMap(([object, fields]) => fields.map(([label, path, kind, always]) => {
    const value = path.reduce((inner, name) => inner?.[name], object);
    if (value === undefined && !always) return null;
    return kind(label, value, (changedValue) => {
      set(object, path, changedValue);
      changed();
    }, known);
  })).filter(Boolean);
}

/** Sets a member of an object, or removes it. */
function set(object, [name, ...rest], value) {
  if (rest.length) return set(object[name] ??= {}, rest, value);
  if (value === undefined) delete object[name];
  else object[name] = value;
}

const labelled = (label, field) => el('label', {}, el('span', {}, label), field);

function text(label, value, set) {
  return labelled(label, el('input', { value: value ?? '', spellcheck: 'false', autocomplete: 'off', oninput: ({ target }) => set(target.value || undefined) }));
}

function minutes(label, value, set) {
  const field = el('input', { type: 'number', min: 0, value, oninput: ({ target }) => target.value && set(Number(target.value)) });
  return labelled(`${label}, minutes${label === 'Refresh token' ? ' (0: no limit)' : ''}`, field);
}

function lines(label, value, set) {
  return labelled(`${label}, one a line`, el('textarea', {
    rows: Math.max(2, value.length), spellcheck: 'false',
    oninput: ({ target }) => set(target.value.split('\n').map((line) => line.trim()).filter(Boolean)),
  }, value.join('\n')));
}

function flag(label, value, set) {
  return el('label.check', {}, el('input', { type: 'checkbox', checked: value, onchange: ({ target }) => set(target.checked) }), ` ${label}`);
}

function choice(options) {
  return (label, value, set) => labelled(label, el('select', { onchange: ({ target }) => set(target.value) },
    [...new Set([...options, value])].map((option) => el('option', { value: option, selected: option === value }, option))));
}

/** A list of words as boxes to tick; `coding` where the members are objects. */
function choices(options, shown = (word) => word, coding = { from: (word) => word, to: (word) => word }) {
  return (label, value, set, known) => {
    const chosen = value.map(coding.from);
    const boxes = [...new Set([...options(known), ...chosen])].map((word) => el('label.check', { title: word },
      el('input', { type: 'checkbox', value: word, checked: chosen.includes(word), onchange: ({ target }) => set(ticked(target)) }), ` ${shown(word)}`));
    const ticked = (box) => [...box.closest('fieldset').querySelectorAll('input:checked')].map((each) => coding.to(each.value));
    return el('fieldset.choices', {}, el('legend', {}, label), el('div', {}, boxes));
  };
}
