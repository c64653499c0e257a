// A grant's life as a line: the past to scale, then what is left until the deadline.

import { el, svg } from './dom.js';
import { dateTime, span } from './format.js';
import { now } from './clock.js';

const HEIGHT = 56;
const LINE = 24;
/** Where the past ends when there is a future, in percent of the width. */
const NOW = 72;
const [START, END] = [2, 97];
/** Marks that would touch are moved apart by this much. */
const GAP = 2.6;
const MOST = 24;

const KINDS = { issued: 'issued', rotated: 'rotated', used: 'refreshed', reused: 'reused', refused: 'refused', revoked: 'revoked', expired: 'expired' };

export function legend() {
  return Object.entries(KINDS).map(([kind, word]) => el('span', {},
    svg('svg.mark', { width: 16, height: 16, viewBox: '-8 -8 16 16' }, shape(kind)), ` ${word}`));
}

/** The drawing; its words are the list below it, so that it is hidden from screen readers. */
export function timeline(grant, allEvents) {
  const events = allEvents.slice(-MOST);
  const [instant, begun] = [now(), Date.parse(grant.created)];
  const deadline = Date.parse(grant.refresh?.expires ?? grant.code?.expires ?? '');
  const hasEnded = grant.status === 'REVOKED' || grant.status === 'EXPIRED' || grant.status === 'REDEEMED';
  const hasFuture = !hasEnded && deadline > instant;
  const pastEnd = hasFuture ? NOW : END;
  const scale = (at) => START + (Math.max(0, at - begun) / Math.max(1, instant - begun)) * (pastEnd - START);
  const marks = [...events];
  if (grant.status === 'EXPIRED' && deadline) marks.push({ kind: 'expired', at: deadline, words: 'expired' });
  const places = apart(marks.map(({ at }) => scale(at)), pastEnd);
  const revocation = marks.findIndex(({ kind }) => kind === 'revoked' || kind === 'reused');
  const lifeEnd = grant.status === 'EXPIRED' ? places.at(-1) : hasEnded && revocation >= 0 ? places[revocation] : pastEnd;
  return svg('svg.timeline', { width: '100%', height: HEIGHT, 'aria-hidden': 'true' },
    line('rest', START, pastEnd), line('life', START, lifeEnd),
    hasFuture && [line('future', NOW, END), tick(END), label(END, 'end', `expires ${dateTime(deadline)}, in ${span(deadline - instant)}`)],
    tick(pastEnd, 'now'), label(pastEnd, hasFuture ? 'middle' : 'end', 'now', LINE - 13),
    label(START, 'start', dateTime(begun)),
    marks.map((event, index) => svg('svg', { x: `${places[index]}%`, y: LINE, overflow: 'visible' }, shape(event.kind, event.generation),
      svg('title', {}, `${dateTime(event.at)} ${event.words}`))));
}

/** Places with a gap between neighbours, and none beyond the end. */
function apart(places, end) {
  const gap = Math.min(GAP, (end - START) / Math.max(1, places.length));
  const moved = [];
  for (const place of places) moved.push(Math.max(place, (moved.at(-1) ?? -gap) + gap));
  for (let index = moved.length - 1, limit = end; index >= 0 && moved[index] > limit; index -= 1, limit -= gap) moved[index] = limit;
  return moved;
}

const percent = (value) => `${value}%`;

const line = (kind, from, to) => svg(`line.${kind}`, { x1: percent(from), x2: percent(to), y1: LINE, y2: LINE });

const tick = (at, kind = 'end') => svg(`line.tick.${kind}`, { x1: percent(at), x2: percent(at), y1: LINE - 9, y2: LINE + 9 });

const label = (at, anchor, words, y = HEIGHT - 8) => svg(`text.${anchor}`, { x: percent(at), y, 'text-anchor': anchor }, words);

/** One mark around the origin; rotations carry the number of their generation. */
function shape(kind, generation) {
  switch (kind) {
    case 'issued': return svg('circle.issued', { r: 6 });
    case 'rotated': return svg('g.rotated', {}, svg('circle', { r: 7 }), generation && svg('text', { y: 3.5, 'text-anchor': 'middle' }, generation));
    case 'used': return svg('circle.rotated', { r: 5 });
    case 'reused': return svg('path.reused', { d: 'M0-8 8 6H-8Z' });
    case 'expired': return svg('rect.expired', { x: -5, y: -5, width: 10, height: 10 });
    default: return svg(`path.${kind}`, { d: 'M-5-5 5 5M5-5-5 5' });
  }
}
