// Instants and spans as people read them; all times are UTC, as in the double's answers.

const two = (number) => String(number).padStart(2, '0');

/** 11:46:44, for a place that says that times are UTC */
export function time(instant) {
  const date = new Date(instant);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

/** 2026-11-21 */
export const day = (instant) => new Date(instant).toISOString().slice(0, 10);

/** 2026-11-21 11:46:44 UTC */
export const dateTime = (instant) => `${day(instant)} ${time(instant)} UTC`;

/** The two largest units of a span: 1 h 02 min, 6 d 23 h, 42 s. */
export function span(milliseconds) {
  const seconds = Math.floor(Math.abs(milliseconds) / 1000);
  const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
  if (days) return `${days} d ${hours} h`;
  if (hours) return `${hours} h ${two(minutes)} min`;
  if (minutes) return `${minutes} min ${two(seconds % 60)} s`;
  return `${seconds} s`;
}

/** in 59 min, 3 min ago */
export function distance(instant, now) {
  const difference = instant - now;
  return difference >= 0 ? `in ${span(difference)}` : `${span(difference)} ago`;
}

export const plural = (count, noun) => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** The last word of a long grant type: …:device_code. */
export const shortGrant = (grant) => (grant ?? '').replace(/^urn:.*:/, '');
