// A request as its parts, as a URL and as lines for a shell.

import { authorization, controlURL } from './api.js';

/** What can be asked for, by the grant that the client needs. */
export const FLOWS = {
  code: { label: 'Authorization code', grant: 'authorization_code', responseType: 'code' },
  implicit: { label: 'Implicit', grant: 'implicit', responseType: 'id_token token' },
  hybrid: { label: 'Hybrid', grant: 'authorization_code', responseType: 'code id_token' },
  password: { label: 'Password', grant: 'password' },
  client_credentials: { label: 'Client credentials', grant: 'client_credentials' },
  refresh_token: { label: 'Refresh token', grant: 'refresh_token' },
};

/** As in a query, and with what a shell would take for its own in double quotes escaped too. */
const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

export const query = (parameters) => Object.entries(parameters).map(([name, value]) => `${name}=${encode(value)}`).join('&');

/** The parameters of the authorization request; nil ones are left out. */
export function authorizeParameters(order, pkce) {
  const { client, flow, redirectURI, scope, state, nonce, responseMode, prompt } = order;
  return present({
    client_id: client.id, response_type: FLOWS[flow].responseType, scope, redirect_uri: redirectURI, state, nonce,
    response_mode: responseMode, prompt, code_challenge: pkce?.challenge, code_challenge_method: pkce && 'S256',
  });
}

export const authorizeURL = (order, pkce) => `${order.base}/v1/authorize?${query(authorizeParameters(order, pkce))}`;

/** The parameters of the token request, without the client's proof of itself. */
export function tokenParameters(order, pkce, code) {
  const { flow, redirectURI, scope, user, refreshToken } = order;
  switch (flow) {
    case 'password': return present({ grant_type: flow, username: user?.login, password: user?.password, scope });
    case 'client_credentials': return present({ grant_type: flow, scope });
    case 'refresh_token': return present({ grant_type: flow, refresh_token: refreshToken, scope });
    default: return present({ grant_type: 'authorization_code', code, redirect_uri: redirectURI, code_verifier: pkce?.verifier });
  }
}

const present = (members) => Object.fromEntries(Object.entries(members).filter(([, value]) => value));

/** Whether the flow begins in a browser. */
export const isFrontChannel = ({ flow }) => Boolean(FLOWS[flow].responseType);

export const givesCode = ({ flow }) => FLOWS[flow].responseType?.split(' ').includes('code') ?? false;

/** The lines that do in a shell what the flow does; the sign-in is done by a session of the control API. */
export function curlLines(order, pkce, proof) {
  const token = (parameters) => [
    `curl -s ${proof.user ? `-u ${quoted(proof.user)} ` : ''}${quoted(`${order.base}/v1/token`)}`,
    ...Object.entries({ ...parameters, ...proof.parameters }).map(([name, value]) => field(name, value)),
  ].join(' \\\n  ');
  if (!isFrontChannel(order)) return token(tokenParameters(order));
  const header = Object.entries(authorization()).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)} `).join('');
  const session = `session=$(curl -s ${header}${quoted(`${controlURL}/sessions`)} -d ${quoted(JSON.stringify({ user: order.user?.login ?? '' }))} \\
  | sed -E 's/.*"sessionToken":"([^"]+)".*/\\1/')`;
  const redirect = `curl -s -o /dev/null -w '%{redirect_url}\\n' "${authorizeURL({ ...order, responseMode: '' }, pkce)}&sessionToken=$session"`;
  if (!givesCode(order)) return `${session}\n${redirect}`;
  return `${session}\ncode=$(${redirect} \\\n  | sed -E 's/.*[?#&]code=([^&]+).*/\\1/')\n${token({ ...tokenParameters(order, pkce), code: '$code' })}`;
}

/** One parameter of a form; `$code` is the shell's variable. */
function field(name, value) {
  if (value === '$code') return '-d "code=$code"';
  return /^[\w.:/~-]*$/.test(value) ? `-d ${name}=${value}` : `--data-urlencode ${quoted(`${name}=${value}`)}`;
}

/** One word of a shell. */
export const quoted = (text) => (/^[\w.:/@~-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`);
