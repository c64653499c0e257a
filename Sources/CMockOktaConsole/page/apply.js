// A change of the org that a refusal proposes: shown first, made by a button.

import { authorization, controlURL, patch } from './api.js';
import { attempt, byID, copyButton, el } from './dom.js';
import { changeTitle, fieldsOf } from './forms.js';
import { quoted } from './request.js';

/** The address that shows a change before it is made. */
export const applyAddress = (fixture) => `#apply/${encodeURIComponent(JSON.stringify(fixture))}`;

/** The remedy of a refusal: what would let the request pass, and the ways to get there. */
export function remedyCard({ text, fixture }) {
  if (!fixture) return el('p.why', {}, text);
  return el('section', {}, el('h4', {}, 'Remedy'), el('p', {}, text),
    el('pre', { tabindex: 0, 'aria-label': 'Fixture' }, JSON.stringify(fixture, null, 2)),
    el('div.buttons', {}, el('a.button', { href: applyAddress(fixture) }, 'Apply to this org'),
      copyButton(() => JSON.stringify(fixture, null, 2), 'Copy fixture'), copyButton(() => curl(fixture), 'Copy change as curl')));
}

const curl = (fixture) => `curl -s -X PATCH ${quoted(`${controlURL}/fixtures`)}${Object.entries(authorization())
  .map(([name, value]) => ` -H ${quoted(`${name}: ${value}`)}`).join('')} -d ${quoted(JSON.stringify(fixture))}`;

let present = null;
let known = null;

/** The org whose names the form of a change offers. */
export function offerChange(org) {
  known = org;
  present?.();
}

/** Shows the change that an address names, as a form and as JSON, to be edited and made; `done` is called when it was made. */
export function showChange(text, done) {
  const area = el('textarea', { id: 'change-text', rows: 24, spellcheck: 'false', 'aria-label': 'Fixture' });
  const told = el('p', { role: 'status' });
  const form = el('form.fields', { id: 'change-form', onsubmit: (event) => event.preventDefault() });
  try { area.value = JSON.stringify(JSON.parse(text), null, 2); } catch { area.value = text; }
  const fixture = () => JSON.parse(area.value);
  const draw = () => {
    if (form.contains(document.activeElement)) return;
    let change;
    try { change = fixture(); } catch { return; }
    byID('apply-title').textContent = changeTitle(change);
    form.replaceChildren(...fieldsOf(change, known, () => { area.value = JSON.stringify(change, null, 2); }));
    form.hidden = form.childElementCount === 0;
  };
  present = draw;
  area.addEventListener('input', draw);
  byID('change').replaceChildren(
    el('div.columns', {}, form, el('div.stack', {},
      el('div.buttons', {},
        el('button.main', { type: 'button', id: 'apply', onclick: attempt(async () => {
          const { warnings } = await patch('/fixtures', fixture());
          told.textContent = ['The org has it now.', ...warnings.map(({ path, message }) => `Warning: ${path}: ${message}`)].join(' ');
          done();
        }) }, 'Apply to this org'),
        copyButton(() => area.value, 'Copy fixture'), copyButton(() => curl(fixture()), 'Copy as curl')),
      told, area,
      el('p.soft', {}, 'This is merged into the running org, by id or name, until a reset. ', el('code', {}, '"$delete": true'), ' beside an id or a name removes an object.'))));
  draw();
}
