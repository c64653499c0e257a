// Puts the console together: views by the address's fragment, the journal, the buttons of the header.

import { get, post, prefix, remove } from './api.js';
import { offerChange, showChange } from './apply.js';
import { Builder } from './builder.js';
import { offerClaims, startClaims } from './claims.js';
import { now, onClockChange, readClock, startClock } from './clock.js';
import { offerUsers, readDecisions, startDecisions } from './decisions.js';
import { hideDetails, showDetails } from './details.js';
import { attempt, byID, el, say, setOptions } from './dom.js';
import { ExchangeList, filterQuery, setFilter } from './exchanges.js';
import { startExplaining } from './explain.js';
import { readState, startState } from './state.js';
import { startTheme } from './theme.js';
import { readFaults, startFaults } from './faults.js';
import { GrantList } from './grants.js';
import { Journal } from './journal.js';
import { readOrg, showOrg } from './org.js';
import { quoted } from './request.js';
import { downloadHAR, save } from './wire.js';

const journal = new Journal();
const list = new ExchangeList(journal, (id) => { location.hash = `exchanges/${id}${filterQuery()}`; });
const builder = new Builder();
const grants = new GrantList(journal);

/** The view and the item of the address: #exchanges/17?status=4 is an exchange below a filter, #users/00u1 a row. */
function address() {
  if (location.hash.startsWith('#apply/')) return { view: 'apply', item: decoded(location.hash.slice('#apply/'.length)) };
  const [path, query] = (location.hash.slice(1) || 'exchanges').split(/\?(.*)/s);
  const [name, item] = path.split('/').map(decoded);
  const isKnown = [...document.querySelectorAll('nav a')].some(({ hash }) => hash === `#${name}`);
  byID('unknown-name').textContent = location.hash;
  return { view: isKnown ? name : 'unknown', item, query };
}

/** Text from an address; as it is where its escapes are wrong. */
function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

function route() {
  const { view, item, query } = address();
  for (const section of document.querySelectorAll('[data-view]')) section.hidden = section.dataset.view !== view;
  for (const link of document.querySelectorAll('nav a')) {
    link.removeAttribute('aria-current');
    if (link.hash !== `#${view}`) continue;
    link.setAttribute('aria-current', 'page');
    link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }
  if (view === 'exchanges' && query !== undefined && `?${query}` !== filterQuery()) {
    setFilter(query);
    list.refresh();
  }
  const entry = view === 'exchanges' && journal.entry(Number(item));
  if (entry) showDetails(entry, () => { location.hash = `exchanges${filterQuery()}`; });
  else hideDetails();
  list.mark(entry ? entry.id : null);
  if (entry) list.reveal(entry.id);
  if (view === 'apply') showChange(item, () => loadOrg().catch(() => {}));
  markRow(view, item);
  tellMissing();
}

/** Marks the table row that the address names, and scrolls to it. */
function markRow(view, item) {
  for (const row of document.querySelectorAll('tr[data-item]')) {
    const isWanted = item !== undefined && row.dataset.item === item && row.closest('[data-view]').dataset.view === view;
    row.classList.toggle('wanted', isWanted);
    if (isWanted) row.scrollIntoView({ block: 'center' });
  }
}

/** Says so where the address names an item that is not there, once all has been read. */
function tellMissing() {
  const { view, item } = address();
  const hasLoaded = view === 'exchanges' ? journal.state === 'live' && journal.isComplete : isOrgShown;
  const isThere = view === 'exchanges' ? journal.entry(Number(item)) !== undefined
    : document.querySelector('tr.wanted') !== null;
  const isMissing = Boolean(item) && hasLoaded && !isThere && ['exchanges', 'clients', 'users', 'policies', 'faults'].includes(view);
  byID('no-item').hidden = !isMissing;
  byID('no-item').textContent = isMissing ? `${view} has no ${item}: it is gone, or belongs to another org.` : '';
}

function tellState() {
  const words = { connecting: 'connecting', live: 'live', offline: 'no answer, trying again' };
  if (byID('live').dataset.state === journal.state) return;
  byID('live').dataset.state = journal.state;
  byID('live').textContent = words[journal.state];
}

async function readTenants() {
  const { orgs } = await get('/orgs');
  const here = prefix.split('/t/')[1] ?? (location.hostname.endsWith('.localhost') ? location.hostname.split('.')[0] : '');
  byID('tenants').hidden = orgs.length === 0 && !here;
  setOptions(byID('tenant'), [['', 'main'], ...new Set([...orgs.map(({ name }) => name), ...(here ? [here] : [])])]);
  byID('tenant').value = here;
  byID('tenant').onchange = () => location.assign(tenantURL(byID('tenant').value, orgs));
}

/** By path where this page was reached by path or address, by name where it was reached by name. */
function tenantURL(name, orgs) {
  if (!location.hostname.endsWith('.localhost')) return name ? `/t/${name}/_mock/` : '/_mock/';
  const port = location.port ? `:${location.port}` : '';
  return name ? `${orgs.find((org) => org.name === name)?.url}/_mock/` : `${location.protocol}//localhost${port}/_mock/`;
}

async function loadOrg() {
  const org = await readOrg();
  showOrg(org);
  isOrgShown = true;
  startFaults(org);
  offerUsers(org.users);
  setOptions(byID('session-user'), org.users.map(({ profile: { login } }) => [login, login]));
  await builder.offer(org);
  await offerClaims(org);
  offerChange(org);
  byID('no-exchanges').replaceChildren(...firstSteps(org).filter(Boolean));
  const { view, item } = address();
  markRow(view, item);
  tellMissing();
}

/** What to do first, shown while there is nothing to see. */
function firstSteps(org) {
  const service = org.clients.find(({ grants, secret }) => grants.includes('client_credentials') && secret);
  const scope = org.main.scopes.find((name) => name.includes(':')) ?? 'openid';
  const command = service && `curl -s -u ${quoted(`${service.id}:${service.secret}`)} ${quoted(`${org.url}${org.main.path}/v1/token`)} \\\n  -d grant_type=client_credentials --data-urlencode ${quoted(`scope=${scope}`)}`;
  return [
    el('h3', {}, 'Nothing has happened yet'),
    el('p', {}, 'Point your app at ', el('code', {}, org.main.issuer), ': every request appears here as it happens, with the reason where it is refused.'),
    command && el('p', {}, 'Or ask for a first token:'),
    command && el('pre', { tabindex: 0, 'aria-label': 'A first request' }, command),
    el('p', {}, 'Or let the ', el('a', { href: '#builder' }, 'request builder'), ' make a request.'),
  ];
}

/** Asks first: nothing brings back what a reset drops. */
function askReset() {
  const dialog = byID('ask-reset');
  dialog.returnValue = '';
  dialog.onclose = attempt(async () => dialog.returnValue === 'reset' && reset());
  dialog.showModal();
}

async function reset() {
  await post('/reset', {});
  journal.clear();
  await Promise.all([readClock(), readFaults(), loadOrg()]);
  grants.refresh();
  readDecisions();
  say('Everything is as it was at the start');
}

async function rotate() {
  const { keys } = await post('/keys/rotate', {});
  say(`New signing keys for ${keys.filter(({ status }) => status === 'ACTIVE').map(({ server }) => server).join(', ')}`);
}

let latest = 0;
let isOrgShown = false;

/** An exchange of another time than is shown tells that the clock was moved, sooner than the next look at it. */
function noticeTime() {
  const newest = journal.entries.at(-1);
  if (!newest || newest.id === latest) return;
  latest = newest.id;
  if (Math.abs(Date.parse(newest.at) - now()) > 1500) readClock().catch(() => {});
}

journal.onChange(() => {
  tellState();
  noticeTime();
  if (location.hash.startsWith('#exchanges/')) byID('details').hidden ? route() : tellMissing();
});
addEventListener('hashchange', route);
startClock();
startExplaining();
startState();
startClaims();
startTheme(byID('theme'));
startDecisions(journal);
byID('reset').addEventListener('click', askReset);
byID('har').addEventListener('click', attempt(() => downloadHAR(list.ids)));
byID('export').addEventListener('click', attempt(async () => save('fixture.json', await get('/fixtures'))));
byID('rotate').addEventListener('click', attempt(rotate));
byID('clear-journal').addEventListener('click', attempt(async () => {
  await remove('/requests');
  journal.clear();
  say('The journal is empty');
}));
onClockChange(() => grants.refresh());
route();
start();

/** Reads all that the page shows; where that fails, says so and tries again. */
async function start() {
  journal.follow();
  for (;;) {
    try {
      await readClock();
      await Promise.all([loadOrg(), readFaults(), readTenants(), readState()]);
      return;
    } catch (error) {
      say(`${error.message}; trying again`);
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

/** What others may change behind this page's back. */
setInterval(() => {
  if (document.hidden || journal.state !== 'live') return;
  Promise.all([readClock(), readFaults(), readTenants(), readState(), journal.check()]).catch(() => {});
}, 2000);
