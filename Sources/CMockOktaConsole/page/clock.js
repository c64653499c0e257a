// The virtual clock: what it shows, and the buttons that move it.

import { get, post, put } from './api.js';
import { attempt, byID, el, say } from './dom.js';
import { dateTime, span } from './format.js';

let state = { now: Date.now(), frozen: false, read: performance.now() };
const listeners = [];

/** The instant of the double, in milliseconds. */
export const now = () => state.now + (state.frozen ? 0 : performance.now() - state.read);

/** Calls back when the clock was moved, stopped or started, by whomever. */
export const onClockChange = (listener) => listeners.push(listener);

function take(answer) {
  const next = { now: Date.parse(answer.now), frozen: answer.frozen, read: performance.now() };
  const wasMoved = Math.abs(next.now - now()) > 1500 || next.frozen !== state.frozen;
  state = next;
  show();
  if (wasMoved) for (const listener of listeners) listener();
}

export const readClock = async () => take(await get('/clock'));

function show() {
  const instant = now();
  byID('now').textContent = dateTime(instant);
  byID('now').dateTime = new Date(instant).toISOString();
  const ahead = instant - Date.now();
  const offset = Math.abs(ahead) < 2000 ? 'real time' : `${span(ahead)} ${ahead > 0 ? 'ahead' : 'behind'}`;
  byID('clock-state').textContent = state.frozen ? `frozen, ${offset}` : offset;
  byID('clock-state').dataset.frozen = state.frozen;
  byID('freeze').textContent = state.frozen ? 'Unfreeze' : 'Freeze';
  byID('freeze').setAttribute('aria-pressed', state.frozen);
  for (const element of document.querySelectorAll('[data-until]')) showLeft(element, instant);
}

/** An element that tells how long it is until an instant, and keeps telling. */
export function timeLeft(instant) {
  const element = el('span.left', { 'data-until': instant });
  showLeft(element, now());
  return element;
}

function showLeft(element, instant) {
  const left = Number(element.dataset.until) - instant;
  element.textContent = left > 0 ? `expires in ${span(left)}` : `expired ${span(left)} ago`;
  element.classList.toggle('bad', left <= 0);
}

export function startClock() {
  for (const button of document.querySelectorAll('[data-advance]')) {
    button.addEventListener('click', attempt(() => advance(button.dataset.advance)));
  }
  byID('advance').addEventListener('submit', attempt(() => advance(byID('advance-by').value.trim())));
  byID('freeze').addEventListener('click', attempt(async () => {
    take(await put('/clock', { frozen: !state.frozen }));
    say(state.frozen ? 'The clock stands still' : 'The clock runs');
  }));
  byID('real-time').addEventListener('click', attempt(async () => {
    take(await put('/clock', { now: null, frozen: false }));
    say('The clock shows real time');
  }));
  setInterval(show, 500);
}

async function advance(by) {
  take(await post('/clock/advance', { by }));
  say(`The clock was advanced by ${by}`);
}
