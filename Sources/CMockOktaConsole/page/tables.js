// Tables that can be sorted by a column: up, down, and as they came; long ones can be searched.

import { el } from './dom.js';

/** How many rows are shown; sorting and searching are of all. */
const SHOWN = 500;
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The column and direction of each table that has been sorted, by the table's key: a table is made anew with its data. */
const orders = new Map();

/** What was searched for in each table, by the table's key. */
const searches = new Map();
/** With more rows a table can be searched. */
const MANY = 20;

/**
 * A table. `head` names the columns, '' that of buttons; `item` names a row for links such as #users/00u1; `cells`
 * makes the cells of a row, each a list of texts, shown as a line each, or of texts and elements.
 */
export function table(key, head, rows, item, cells) {
  const order = orders.get(key);
  const columns = head.map((word, column) => heading(word, order?.column === column ? order.direction : 0, () => {
    turn(key, column);
    const renewed = table(key, head, rows, item, cells);
    element.replaceWith(renewed);
    renewed.querySelectorAll('th')[column].firstChild.focus();
  }));
  const body = el('tbody');
  const count = el('span', { role: 'status' });
  const texts = new Map();
  const textOf = (row) => {
    if (!texts.has(row)) texts.set(row, cells(row).map((parts) => cell(parts).textContent).join(' ').toLowerCase());
    return texts.get(row);
  };
  const fill = () => {
    const wanted = searches.get(key) ?? '';
    const found = wanted ? rows.filter((row) => textOf(row).includes(wanted.toLowerCase())) : rows;
    body.replaceChildren(...sorted(found, cells, orders.get(key)).slice(0, SHOWN)
      .map((row) => el('tr', { 'data-item': item(row) }, cells(row).map(cell))));
    const all = rows.length.toLocaleString('en');
    count.textContent = found.length > SHOWN ? `the first ${SHOWN} of ${found.length.toLocaleString('en')}` : wanted ? `${found.length} of ${all}` : '';
  };
  const search = el('input', {
    type: 'search', placeholder: 'Search', 'aria-label': `Search ${key}`, value: searches.get(key) ?? '',
    oninput: ({ target }) => {
      searches.set(key, target.value.trim());
      fill();
    },
  });
  fill();
  const element = el('table', {},
    rows.length > MANY && el('caption', {}, search, ' ', count),
    el('thead', {}, el('tr', {}, columns)), body);
  return element;
}

function heading(word, direction, choose) {
  if (!word) return el('th', { scope: 'col' }, el('span.unseen', {}, 'Actions'));
  const mark = { 1: ' ▲', '-1': ' ▼', 0: '' }[direction];
  return el('th', { scope: 'col', 'aria-sort': { 1: 'ascending', '-1': 'descending' }[direction] },
    el('button.sort', { type: 'button', onclick: choose }, word, mark && el('span', { 'aria-hidden': 'true' }, mark)));
}

/** Up at the first click on a column, then down, then as the rows came. */
function turn(key, column) {
  const former = orders.get(key);
  const direction = former?.column === column ? { 1: -1, '-1': 0 }[former.direction] : 1;
  if (direction) orders.set(key, { column, direction });
  else orders.delete(key);
}

function sorted(rows, cells, order) {
  if (!order) return rows;
  const keyed = rows.map((row) => [cell(cells(row)[order.column] ?? []).textContent.trim(), row]);
  // Rows without a value come last in both directions.
  keyed.sort(([left], [right]) => (left === '') - (right === '') || order.direction * collator.compare(left, right));
  return keyed.map(([, row]) => row);
}

const cell = (parts) => el('td', {}, parts.every((part) => typeof part === 'string') && parts.length > 1
  ? parts.map((part) => el('div', {}, part)) : parts.map((part) => [part, ' ']));
