// The OpenAPI document of the control API as a page to read.

import { authorization, controlURL, get } from './api.js';
import { attempt, byID, copyButton, el, say } from './dom.js';
import { quoted } from './request.js';
import { startTheme } from './theme.js';

startTheme(byID('theme'));
show().catch((error) => say(error.message, true));

async function show() {
  const { info, paths, components } = await get('/openapi.json');
  byID('about').textContent = `${info.title} ${info.version}. ${info.summary ?? ''} Errors have error, message, and where it helps field and allowed.`;
  const operations = Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })));
  const cards = operations.map((each) => ({ card: operationCard(each), text: searchText(each) }));
  byID('operations').replaceChildren(...[...Map.groupBy(cards, (_, index) => operations[index].operation.tags[0])]
    .map(([tag, group]) => el('section.group', {}, el('h2', {}, tag), group.map(({ card }) => card))));
  byID('schemas').replaceChildren(...Object.entries(components.schemas).map(([name, schema]) =>
    el('article.card', { id: `schema-${name}` }, el('h3', {}, name), shape(schema))));
  const filter = () => {
    const words = byID('words').value.toLowerCase().split(' ').filter(Boolean);
    for (const { card, text } of cards) card.hidden = !words.every((word) => text.includes(word));
    for (const group of document.querySelectorAll('.group')) group.hidden = !group.querySelector('article:not([hidden])');
    const count = cards.filter(({ card }) => !card.hidden).length;
    byID('found').textContent = words.length ? `${count} of ${cards.length}` : '';
  };
  byID('words').addEventListener('input', filter);
  byID('search').addEventListener('submit', attempt(async () => filter()));
  // The address may name an operation, which exists only now.
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

const searchText = ({ path, method, operation }) => `${method} ${path} ${JSON.stringify(operation)}`.toLowerCase();

function operationCard({ path, method, operation }) {
  const parameters = operation.parameters ?? [];
  const body = operation.requestBody?.content['application/json']?.schema;
  return el('article.card', { id: operation.operationId },
    el('div.title', {}, el('h3', {}, el('a', { href: `#${operation.operationId}` }, el('span.pill', {}, method), ' ', el('code', {}, path))),
      copyButton(() => curl(method, path, body), 'Copy as curl')),
    el('p', {}, operation.summary),
    parameters.length > 0 && el('section', {}, el('h4', {}, 'Parameters'), el('dl.facts', {}, parameters.map((parameter) => el('div', {},
      el('dt', {}, el('code', {}, parameter.name), parameter.required ? ' (required)' : ''),
      el('dd', {}, parameter.description ?? '', parameter.description ? ' ' : '', inline(parameter.schema)))))),
    body && el('section', {}, el('h4', {}, `Body${operation.requestBody.required ? '' : ' (optional)'}`), shape(body)),
    el('section', {}, el('h4', {}, 'Answers'), Object.entries(operation.responses).filter(([status]) => status !== 'default').map(([status, answer]) =>
      el('div', {}, el('p', {}, el(`span.pill.s${status[0]}`, {}, status), ' ', answer.description),
        Object.entries(answer.content ?? {}).map(([type, { schema }]) => (type === 'application/json' ? shape(schema) : el('p.soft', {}, type)))))));
}

/** What a shell would send; names in braces are to be filled in. */
function curl(method, path, body) {
  const url = controlURL.replace(/\/_mock$/, '') + path;
  const fields = Object.entries(authorization()).map(([name, value]) => ` -H ${quoted(`${name}: ${value}`)}`).join('');
  return `curl -s -X ${method} ${quoted(url)}${fields}${body ? ` -d ${quoted(JSON.stringify(example(body)))}` : ''}`;
}

/** The required members with values that show their type. */
function example(schema) {
  if (schema.examples) return schema.examples[0];
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'object') return Object.fromEntries((schema.required ?? []).map((name) => [name, example(schema.properties[name] ?? {})]));
  return { array: [], boolean: true, integer: schema.minimum ?? 0, number: schema.minimum ?? 0, string: '' }[schema.type] ?? {};
}

/** The members of a schema as a list, nested where they are objects. */
function shape(schema) {
  const rows = schema.type === 'array' ? schema.items : schema;
  if (!rows?.properties) return el('p', {}, inline(schema));
  const list = el('ul.tree', {}, Object.entries(rows.properties).map(([name, member]) => el('li', {},
    el('code', {}, name), rows.required?.includes(name) ? ' ' : el('span.soft', {}, ' optional '), inline(member),
    nested(member))));
  return schema.type === 'array' ? el('div', {}, el('p.soft', {}, 'a list of'), list) : list;
}

function nested(schema) {
  const inner = schema.type === 'array' ? schema.items : schema;
  return inner?.properties ? shape(inner) : null;
}

/** A schema in a few words. */
function inline(schema = {}) {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1);
    return el('a', { href: `#schema-${name}` }, name);
  }
  if (schema.enum) return [schema.enum.map((value, index) => [index ? ', ' : '', el('code', {}, JSON.stringify(value))])];
  if (schema.anyOf) return [schema.anyOf.map((each, index) => [index ? ' or ' : '', inline(each)])];
  if (schema.type === 'array') return ['a list of ', inline(schema.items)];
  if (schema.type === 'object') return schema.properties ? 'an object' : 'any object';
  const words = [schema.format ?? schema.type ?? 'any value'].flat().join(' or ');
  const bounds = schema.maximum !== undefined ? ` ${schema.minimum ?? ''} to ${schema.maximum}` : '';
  const sample = schema.examples?.length ? ` such as ${schema.examples.map((value) => JSON.stringify(value)).join(', ')}` : '';
  return el('span.soft', {}, words + bounds + sample);
}
