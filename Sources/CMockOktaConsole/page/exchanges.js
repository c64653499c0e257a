// The list of exchanges. Only rows in sight are elements, so ten thousand exchanges cost no more than forty.

import { byID, el, setOptions } from './dom.js';
import { shortGrant, time } from './format.js';
import { text } from './journal.js';

const MARGIN = 8;

/** The filter's fields by their names in the address. */
const FIELDS = { text: 'filter-text', status: 'filter-status', client: 'filter-client' };

/** The filter as the end of an address, such as `?status=4`; empty where all is shown. */
export function filterQuery() {
  const query = new URLSearchParams(Object.entries(FIELDS).map(([name, id]) => [name, byID(id).value]).filter(([, value]) => value));
  return query.size ? `?${query}` : '';
}

/** Sets the filter to that of an address. */
export function setFilter(query) {
  const parameters = new URLSearchParams(query);
  for (const [name, id] of Object.entries(FIELDS)) {
    const [field, value] = [byID(id), parameters.get(name) ?? ''];
    // The journal may not have been read yet, and the list of clients with it.
    if (name === 'client' && ![...field.options].some((option) => option.value === value)) field.append(el('option', { value }, value));
    field.value = value;
  }
}

export class ExchangeList {
  #journal;
  #open;
  /** What the filter lets through, newest first. */
  #view = [];
  #rows = new Map();
  #cursor = null;
  #list = byID('list');
  #body = byID('rows');

  /** `open` is called with the id of the exchange that somebody wants to see. */
  constructor(journal, open) {
    this.#journal = journal;
    this.#open = open;
    journal.onChange(() => this.refresh());
    byID('filter').addEventListener('input', () => {
      history.replaceState(null, '', (location.hash.split('?')[0] || '#exchanges') + filterQuery());
      this.refresh();
    });
    byID('filter').addEventListener('submit', (event) => event.preventDefault());
    this.#list.addEventListener('scroll', () => this.#place(), { passive: true });
    this.#list.addEventListener('keydown', (event) => this.#key(event));
    new ResizeObserver(() => this.#place()).observe(this.#list);
  }

  get #rowHeight() {
    return parseFloat(getComputedStyle(this.#list).getPropertyValue('--row'));
  }

  /** Filters anew; whoever has scrolled down keeps what they look at in its place. */
  refresh() {
    const first = this.#view[Math.floor(this.#list.scrollTop / this.#rowHeight)];
    const isAtTop = this.#list.scrollTop < this.#rowHeight;
    const former = this.#view.indexOf(first);
    this.#view = this.#journal.entries.filter(chosen()).reverse();
    const moved = isAtTop || !first ? 0 : this.#view.indexOf(first) - former;
    this.#tell();
    this.#place();
    if (moved > 0) this.#list.scrollTop += moved * this.#rowHeight;
  }

  /** The ids of the exchanges that pass the filter. */
  get ids() {
    return new Set(this.#view.map(({ id }) => id));
  }

  /** Marks the exchange whose details are shown. */
  mark(id) {
    this.#cursor = id ?? this.#cursor;
    for (const [key, row] of this.#rows) row.setAttribute('aria-selected', key === id);
    this.selected = id;
  }

  /** Scrolls an exchange into sight that a link names; nothing where the filter leaves it out or it is in sight. */
  reveal(id) {
    const index = this.#view.findIndex((entry) => entry.id === id);
    const height = this.#rowHeight;
    const [top, bottom] = [index * height, (index + 2) * height];
    const { scrollTop, clientHeight } = this.#list;
    if (index < 0 || (top >= scrollTop && bottom <= scrollTop + clientHeight)) return;
    this.#list.scrollTop = top - clientHeight / 2;
    this.#place();
  }

  #tell() {
    const [shown, all] = [this.#view.length, this.#journal.entries.length];
    byID('shown').textContent = shown === all ? '' : `${shown.toLocaleString('en')} of ${all.toLocaleString('en')}`;
    byID('count-exchanges').textContent = all ? all.toLocaleString('en') : '';
    byID('no-exchanges').hidden = all > 0 || this.#journal.state === 'connecting';
    byID('no-match').hidden = all === 0 || shown > 0;
    this.#list.hidden = shown === 0;
    this.#list.setAttribute('aria-rowcount', shown + 1);
    const clients = new Set([...this.#journal.entries.map((entry) => entry.client_id), byID('filter-client').value].filter(Boolean));
    setOptions(byID('filter-client'), [['', 'all'], ...[...clients].sort()]);
  }

  #place() {
    const height = this.#rowHeight;
    const first = Math.max(0, Math.floor(this.#list.scrollTop / height) - MARGIN);
    const last = Math.min(this.#view.length, Math.ceil((this.#list.scrollTop + this.#list.clientHeight) / height) + MARGIN);
    this.#body.style.height = `${this.#view.length * height}px`;
    const rows = new Map();
    for (let index = first; index < last; index += 1) {
      const entry = this.#view[index];
      const former = this.#rows.get(entry.id);
      const element = former?.entry === entry ? former : row(entry, () => this.#choose(entry.id));
      element.style.top = `${index * height}px`;
      element.setAttribute('aria-rowindex', index + 2);
      element.setAttribute('aria-selected', entry.id === this.selected);
      element.tabIndex = entry.id === this.#cursor ? 0 : -1;
      if (!element.isConnected) this.#body.append(element);
      rows.set(entry.id, element);
    }
    for (const [id, element] of this.#rows) if (rows.get(id) !== element) element.remove();
    this.#rows = rows;
  }

  #choose(id) {
    this.#cursor = id;
    this.#open(id);
  }

  #key(event) {
    const page = Math.max(1, Math.floor(this.#list.clientHeight / this.#rowHeight) - 2);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key === 'Enter' || event.key === ' ') {
      if (this.#cursor !== null) this.#choose(this.#cursor);
    } else if (event.key in steps) {
      this.#move(steps[event.key]);
    } else {
      return;
    }
    event.preventDefault();
  }

  #move(step) {
    const present = this.#view.findIndex((entry) => entry.id === this.#cursor);
    const index = present < 0 ? 0 : Math.min(this.#view.length - 1, Math.max(0, present + step));
    const height = this.#rowHeight;
    this.#cursor = this.#view[index]?.id ?? null;
    const [top, bottom] = [index * height, (index + 2) * height];
    if (top < this.#list.scrollTop) this.#list.scrollTop = top;
    if (bottom > this.#list.scrollTop + this.#list.clientHeight) this.#list.scrollTop = bottom - this.#list.clientHeight;
    this.#place();
    this.#rows.get(this.#cursor)?.focus({ preventScroll: true });
    if (this.selected) this.#open(this.#cursor);
  }
}

/** The test that the filter box stands for. */
function chosen() {
  const words = byID('filter-text').value.toLowerCase().split(' ').filter(Boolean);
  const [status, client] = [byID('filter-status').value, byID('filter-client').value];
  const tests = [];
  if (words.length) tests.push((entry) => words.every((word) => text(entry).includes(word)));
  if (status === 'error' || status === 'fault') tests.push((entry) => entry[status]);
  else if (status) tests.push((entry) => String(entry.status)[0] === status);
  if (client) tests.push((entry) => entry.client_id === client);
  return (entry) => tests.every((test) => test(entry));
}

function row(entry, open) {
  const element = el('div.row', { role: 'row', onclick: open },
    cell('when', el('time', { datetime: entry.at }, time(entry.at))),
    cell('status', statusPill(entry)),
    cell('request', ...request(entry)),
    cell('client', entry.client_id), cell('type', shortGrant(entry.grant_type)), cell('user', entry.user),
    cell('outcome', ...outcome(entry)));
  element.entry = entry;
  return element;
}

/** Where the path is too long for its column it is cut before its last part, which tells most. */
function request({ method, path }) {
  const end = path.lastIndexOf('/');
  return [el('b', {}, method), ' ', el('span.soft.shrinks', {}, path.slice(0, end + 1)), el('span', {}, path.slice(end + 1))];
}

const cell = (name, ...content) => el(`span.${name}`, { role: 'gridcell' }, ...content);

export function statusPill({ status }) {
  return el(`span.pill.s${status ? String(status)[0] : 'x'}`, {}, status ?? 'none');
}

/** What became of it, in a few words: error and reason, or what was issued. */
function outcome({ error, why, fault, tokens }) {
  const tag = fault && el('span.tag.warn', {}, `fault ${fault}`);
  const reason = why === `fault ${fault}` ? null : why;
  if (error || reason) return [tag, error && el('b.bad', {}, error), ' ', el('span', { title: reason ?? '' }, reason)];
  return [tag, (tokens ?? []).map(({ kind }) => [el('span.tag', { title: 'issued' }, kind), ' '])];
}
