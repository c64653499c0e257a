// Grants: who holds what, the story of each refresh chain, and taking it back.

import { get, remove } from './api.js';
import { attempt, byID, el, say } from './dom.js';
import { now, onClockChange } from './clock.js';
import { dateTime, day, plural, shortGrant, time } from './format.js';
import { legend, timeline } from './timeline.js';

const SHOWN = 60;

export class GrantList {
  #journal;
  #isVisible = () => location.hash.startsWith('#grants');
  #isReading = false;
  #mustReadAgain = false;
  #cards = new Map();

  constructor(journal) {
    this.#journal = journal;
    byID('legend').replaceChildren(...legend());
    journal.onChange(() => this.refresh());
    onClockChange(() => this.refresh());
    addEventListener('hashchange', () => this.refresh());
    setInterval(() => this.#isVisible() && !document.hidden && this.refresh(), 5000);
  }

  /** Reads the grants again; calls that come meanwhile become one more reading, a moment later. */
  async refresh() {
    this.#mustReadAgain = true;
    if (this.#isReading) return;
    this.#isReading = true;
    while (this.#mustReadAgain) {
      this.#mustReadAgain = false;
      try {
        this.#show(await this.#read());
      } catch { /* The header tells that the double is away. */ }
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    this.#isReading = false;
  }

  /** The newest grants, and the one that the address names, however old it is. */
  async #read() {
    const answer = await get(`/grants?limit=${this.#isVisible() ? SHOWN : 0}`);
    const wanted = this.#isVisible() && location.hash.split('/')[1];
    if (!wanted || answer.grants.some(({ id }) => id === wanted)) return answer;
    const { grants } = await get(`/grants?id=${encodeURIComponent(wanted)}`);
    return { ...answer, grants: [...answer.grants, ...grants], missing: grants.length === 0 && wanted };
  }

  #show({ grants, total, missing }) {
    byID('count-grants').textContent = total || '';
    if (!this.#isVisible()) return;
    const histories = this.#journal.byGrant();
    const wanted = location.hash.split('/')[1];
    const cards = grants.map((grant) => this.#card(grant, histories.get(grant.id) ?? [], grant.id === wanted));
    this.#cards = new Map(cards.map((card) => [card.id, card]));
    const older = total > grants.length && el('p.soft', {}, `and ${plural(total - grants.length, 'older grant')}`);
    const list = byID('grant-list');
    const focus = document.activeElement.closest?.('.grant')?.id;
    const gone = missing && el('p.note', { role: 'status' }, `There is no grant ${missing}: it is gone, or belongs to another org.`);
    list.replaceChildren(...[gone].filter(Boolean), ...cards, ...[older, grants.length === 0 && nothing()].filter(Boolean));
    if (focus && !list.contains(document.activeElement)) byID(focus)?.querySelector('button, a')?.focus();
    if (wanted && this.shown !== wanted) byID(wanted)?.scrollIntoView({ block: 'center' });
    this.shown = wanted;
  }

  /** A grant's card, the former one where nothing of it has changed; the line moves with the clock. */
  #card(grant, entries, isWanted) {
    const state = JSON.stringify([grant, entries.map(({ id }) => id), isWanted, Math.floor(now() / 5000)]);
    const former = this.#cards.get(grant.id);
    return former?.state === state ? former : Object.assign(card(grant, history(grant, entries), isWanted), { state });
  }
}

function card(grant, events, isWanted) {
  const isLive = grant.status === 'ACTIVE' || grant.status === 'PENDING';
  return el(isWanted ? 'article.card.grant.wanted' : 'article.card.grant', { id: grant.id, 'data-status': grant.status },
    el('div.title', {},
      el('h3', {}, grant.user, el('span.soft', {}, ' at '), grant.client_id),
      el(`span.pill.${isLive ? 's2' : grant.status === 'REVOKED' ? 's4' : 'sx'}`, {}, grant.status),
      isLive && el('button.danger', { type: 'button', 'aria-label': `Revoke the grant of ${grant.user} at ${grant.client_id}`,
        onclick: attempt(() => revoke(grant)) }, 'Revoke')),
    el('p.soft', {}, `${grant.server} · ${shortGrant(grant.grant_type)} · ${grant.scope} · ${rotation(grant)} · `, el('code', {}, grant.id)),
    timeline(grant, events),
    el('ol.story', {}, events.map((event) => el(`li.${event.kind}`, {},
      event.id ? el('a', { href: `#exchanges/${event.id}` }, when(event, grant)) : when(event, grant), ` ${event.words}`))));
}

/** The time, with the day where that is not the one on which the grant began. */
const when = ({ at }, { created }) => (day(at) === day(created) ? time(at) : dateTime(at));

function rotation({ refresh }) {
  if (!refresh) return 'no refresh token';
  if (refresh.rotation_type === 'STATIC') return 'static refresh token';
  return `rotating, leeway ${refresh.leeway} s, generation ${refresh.generation}`;
}

async function revoke(grant) {
  await remove(`/grants/${grant.id}`);
  say(`The grant of ${grant.user} at ${grant.client_id} is revoked`);
  dispatchEvent(new Event('hashchange'));
}

/** What happened to a grant, in order: from the journal, and where that no longer reaches back, from the record. */
function history(grant, entries) {
  const events = entries.map((entry) => happening(grant, entry)).filter(Boolean);
  if (!events.some(({ kind }) => kind === 'issued')) {
    events.unshift({ at: Date.parse(grant.created), kind: 'issued', words: 'issued' });
  }
  let generation = 1;
  for (const event of events) if (event.kind === 'rotated') event.words += ` to ${event.generation = generation += 1}`;
  return events;
}

function happening(grant, entry) {
  const event = (kind, words) => ({ id: entry.id, at: Date.parse(entry.at), kind, words });
  if (entry.path.endsWith('/v1/revoke')) return entry.error ? null : event('revoked', 'revoked');
  if (entry.tokens?.some(({ kind }) => kind === 'code')) return event('issued', 'code issued');
  if (!entry.path.endsWith('/v1/token')) return null;
  if (/replayed|redeemed before/.test(entry.why)) return event('reused', `reused: ${entry.why}`);
  if (entry.error) return event('refused', `refused: ${entry.why ?? entry.error}`);
  if (entry.grant_type !== 'refresh_token') return event('issued', 'tokens issued');
  const rotates = grant.refresh?.rotation_type === 'ROTATE' && entry.tokens?.some(({ kind }) => kind === 'refresh');
  return rotates ? event('rotated', 'rotated') : event('used', 'refreshed');
}

function nothing() {
  return el('div.empty', {}, el('h3', {}, 'No grant yet'),
    el('p', {}, 'A grant begins when somebody signs in at ', el('code', {}, '/authorize'), ', or with the scope ',
      el('code', {}, 'offline_access'), ' by the password grant. The ', el('a', { href: '#builder' }, 'request builder'),
      ' makes one in two clicks; then refresh it, advance the clock, and watch.'));
}
