// Making elements without a framework.

/**
 * An element: el('button.quiet', {onclick: run}, 'Run'). Attributes that are false, null or undefined are left out,
 * functions become listeners, children may be nodes, text, or lists of both.
 */
export function el(selector, attributes = {}, ...children) {
  const [name, ...classes] = selector.split('.');
  return fill(document.createElement(name), classes, attributes, children);
}

/** The same for SVG, where sizes are attributes. */
export function svg(selector, attributes = {}, ...children) {
  const [name, ...classes] = selector.split('.');
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), classes, attributes, children);
}

function fill(element, classes, attributes, children) {
  if (classes.length) element.setAttribute('class', classes.join(' '));
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const byID = (id) => document.getElementById(id);

/** Tells what has been done, to eyes and to screen readers. */
export function say(text, isError = false) {
  const toast = byID('toast');
  toast.replaceChildren(el(isError ? 'p.bad' : 'p', {}, text));
  clearTimeout(say.timer);
  say.timer = setTimeout(() => toast.replaceChildren(), isError ? 8000 : 3000);
}

/** Runs what a button does; a refusal is shown instead of lost. */
export const attempt = (action) => async (event) => {
  event?.preventDefault();
  try {
    await action(event);
  } catch (error) {
    say(error.message, true);
  }
};

/** A button that copies the text that a function returns, at once or later. */
export function copyButton(text, label = 'Copy') {
  return el('button.quiet', { type: 'button', onclick: attempt(async () => {
    await copy(await text());
    say('Copied');
  }) }, label);
}

/** By the clipboard where pages may use it (localhost, HTTPS), else by a selection. */
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = el('textarea', {}, text);
  document.body.append(area);
  area.select();
  const isDone = document.execCommand('copy');
  area.remove();
  if (!isDone) throw new Error('The browser did not let the page copy; select the text instead.');
}

/** A select whose present choice survives new options; options are [value, label] or a text that is both. */
export function setOptions(select, options) {
  const rows = options.map((option) => (Array.isArray(option) ? option : [option, option]));
  const key = JSON.stringify(rows);
  if (select.dataset.options === key) return;
  const chosen = select.value;
  select.dataset.options = key;
  select.replaceChildren(...rows.map(([value, label]) => el('option', { value }, label)));
  if (rows.some(([value]) => value === chosen)) select.value = chosen;
}
