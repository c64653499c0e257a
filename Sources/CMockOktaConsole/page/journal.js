// The exchanges that this page knows: the newest at once, older ones in portions, new ones as they happen.

import { events, get } from './api.js';

const FIRST = 200;
const PORTION = 1000;
const CAPACITY = 10000;

export class Journal {
  /** Oldest first, as the control API tells them. */
  entries = [];
  state = 'connecting';
  /** Whether all that the double keeps has been read. */
  isComplete = false;
  #known = new Map();
  #listeners = [];
  #isScheduled = false;

  /** Calls back at most once per frame, however many exchanges there were. */
  onChange(listener) {
    this.#listeners.push(listener);
  }

  entry(id) {
    return this.#known.get(id);
  }

  /** The exchanges of each grant, oldest first. */
  byGrant() {
    return Map.groupBy(this.entries.filter((entry) => entry.grant), (entry) => entry.grant);
  }

  clear() {
    this.entries = [];
    this.#known.clear();
    this.#changed();
  }

  /** Whether somebody else has emptied the journal is told by no event: looks, and if so reads all anew. */
  async check() {
    const known = this.entries.at(-1)?.id ?? 0;
    const [newest] = (await get('/requests?last=1')).requests;
    if ((newest?.id ?? 0) < known) await this.#readAll();
  }

  /** Follows the double for as long as the page is open; after an interruption all is read anew. */
  async follow() {
    for (;;) {
      try {
        for await (const { type, data } of events('/events')) {
          if (type === 'open') this.#readAll();
          else this.#hear(JSON.parse(data));
        }
      } catch { /* It is tried again below. */ }
      this.#setState('offline');
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }

  async #readAll() {
    this.clear();
    this.isComplete = false;
    this.#add((await get(`/requests?last=${FIRST}`)).requests);
    this.#setState('live');
    for (let oldest = this.entries[0]?.id ?? 1; oldest > 1;) {
      const { requests } = await get(`/requests?after=${Math.max(0, oldest - 1 - PORTION)}&limit=${PORTION}`);
      if (this.entries[0]?.id !== oldest) return;
      if (!this.#addOlder(requests)) break;
      oldest = this.entries[0].id;
    }
    this.isComplete = true;
    this.#changed();
  }

  /** An id that is not the highest means that the journal began anew, by a reset from elsewhere. */
  #hear(entry) {
    const known = this.#known.get(entry.id);
    if (known && JSON.stringify(known) === JSON.stringify(entry)) return;
    if (entry.id <= (this.entries.at(-1)?.id ?? 0)) this.clear();
    this.#add([entry]);
  }

  #add(entries) {
    let isInOrder = true;
    for (const entry of entries) {
      if (this.#known.has(entry.id)) continue;
      isInOrder &&= entry.id > (this.entries.at(-1)?.id ?? 0);
      this.#known.set(entry.id, entry);
      this.entries.push(entry);
    }
    if (!isInOrder) this.entries.sort((left, right) => left.id - right.id);
    this.#forget();
    this.#changed();
  }

  #addOlder(entries) {
    const older = entries.filter((entry) => entry.id < this.entries[0].id);
    for (const entry of older) this.#known.set(entry.id, entry);
    this.entries = older.concat(this.entries);
    this.#changed();
    return older.length > 0;
  }

  #forget() {
    const surplus = this.entries.length - CAPACITY;
    if (surplus <= CAPACITY / 10) return;
    for (const entry of this.entries.splice(0, surplus)) this.#known.delete(entry.id);
  }

  #setState(state) {
    this.state = state;
    this.#changed();
  }

  #changed() {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    requestAnimationFrame(() => {
      this.#isScheduled = false;
      for (const listener of this.#listeners) listener();
    });
  }
}

/** What the filter box looks through, made once per exchange. */
const texts = new WeakMap();

export function text(entry) {
  let text = texts.get(entry);
  if (text === undefined) {
    const { id, method, path, status, client_id, server, user, grant_type, scope, grant, error, why, fault } = entry;
    text = [`#${id}`, method, path, status, client_id, server, user, grant_type, scope, grant, error, why, fault]
      .join(' ').toLowerCase();
    texts.set(entry, text);
  }
  return text;
}
