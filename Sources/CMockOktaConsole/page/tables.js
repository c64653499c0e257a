// Tables that can be sorted by a column: up, down, and as they came.

import { el } from './dom.js';

/** How many rows are shown; the sorting is of all. */
const SHOWN = 500;
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** The column and direction of each table that has been sorted, by the table's key: a table is made anew with its data. */
const orders = new Map();

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
  const element = el('table', {},
    rows.length > SHOWN && el('caption', {}, `the first ${SHOWN} of ${rows.length.toLocaleString('en')}`),
    el('thead', {}, el('tr', {}, columns)),
    el('tbody', {}, sorted(rows, cells, order).slice(0, SHOWN).map((row) => el('tr', { 'data-item': item(row) }, cells(row).map(cell)))));
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
