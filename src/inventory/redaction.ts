/** Stands in every output where something that looked like a secret stood. */
export const REDACTED = '‹redacted›';

/** Longer strings are cut before they are looked at: a bound on time, and nothing longer is ever shown. */
export const MAX_TEXT = 8_192;

/**
 * Prefixes that providers give their tokens, followed by at least six token characters. Deliberately wider than the
 * providers' own formats: hiding too much of a command costs a little, showing a secret costs everything. Only what goes
 * on in plain words stays: a package named `glob-parent` or `key-value-store` is what a command is about.
 */
const PROVIDER_TOKEN =
	/(?<![A-Za-z0-9])(gh[pousr]_|github_pat_|gl[a-z]{2,6}-|npm_|pypi-|sk-|sk_|rk_|pk_|whsec_|A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA|ABSK|AIza|ya29\.|1\/\/0|GOCSPX-|xox[a-z]-|xapp-|SG\.|do[opr]_v1_|dckr_|cf[aou]t_|vc[piark]_|nf[pcu]_|fo1_|fm[12][ar]?_|HRKU-|sbp_|pul-|hv[sbr]\.|s\.(?=[A-Za-z0-9]{20})|dapi|dp\.(?:pt|st|ct|sa|scim|audit)\.|lin_|ntn_|secret_|PMAK-|glsa_|sntry[us]_|shp[a-z]{2,3}_|rubygems_|cio(?=[A-Za-z0-9]{30})|ops_|A3-|AGE-SECRET-KEY-|tskey-|gsk_|xai-|pplx-|r8_|hf_|api_org_|key-|tok_|eyJ|FwoGZXIvYXdz|IQoJb3JpZ2lu)[A-Za-z0-9_\-.+/=~]{6,}/g;

/** `Bearer …`, `Basic …`, `token …` as they stand in headers. */
const AUTHORIZATION = /\b(Bearer|Basic|Digest|Negotiate|ApiKey|token)(\s+)([^\s"',;]{6,})/gi;
const SCHEME = /^(?:Bearer|Basic|Digest|Negotiate|ApiKey|token)(?:\s+|$)/i;

/** A name and what parts it from its value: `token=`, `"apiKey": `, `X-Api-Key: `, also with escaped quotes; after a flag a space. */
const NAME = /(?<![\w.-])(?:([\w.-]{1,200})(?:\\{0,3}["'])?\s*[:=]\s*\\{0,3}|(--?[A-Za-z][\w.-]{0,100})\s+)/g;
const VALUE = /"(?:[^"\\]|\\[\s\S])*(?:"|$)|'[^']*(?:'|$)|[^\s"',;&|)]+/y;
/** Headers whose value has spaces and semicolons in it. */
const HEADER_VALUE = /[^"'\r\n]+/y;

/** `curl -u name:password`. */
const LOGIN = /(?<=^|\s)((?:-u|-U|--user|--proxy-user)[\s=]+["']?)([^\s"']+)/g;

/** `user:password@host`, with a scheme or (data source names) without. `npm:name@1.0.0` and `image:tag@sha256:…` are none. */
const USER_INFO =
	/(?<![A-Za-z0-9])(?!(?:npm|file|git|github|gitlab|jsr|workspace|link|portal|patch|catalog):)([^\s:/@"'=]{0,64}):([^\s@/"']{1,256})@(?!sha\d{3}:)/g;

/** An address inside a text, up to what can end one. */
const ADDRESS = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'`<>|\\^]+/gi;

const LONG_RUN = /[A-Za-z0-9+/_~-]{20,}={0,2}/g;

/** A text with everything that looks like a secret replaced. */
export function redactText(text: string): string {
	const bounded = (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text).replace(/-----BEGIN[\s\S]*$/, REDACTED);
	// Named values first: an address may be the value of one (`DATABASE_PASSWORD=…` wins over the look of its value).
	const named = redactNamed(bounded);
	let redacted = '';
	let end = 0;
	for (const match of named.matchAll(ADDRESS)) {
		redacted += redactWords(named.slice(end, match.index)) + redactAddress(match[0], true);
		end = match.index + match[0].length;
	}
	return redacted + redactWords(named.slice(end));
}

function redactNamed(text: string): string {
	const headers = text
		.replace(AUTHORIZATION, (whole, scheme: string, gap: string, value: string) =>
			isReference(value) || (!/^bearer$/i.test(scheme) && isPlainWord(value)) ? whole : `${scheme}${gap}${REDACTED}`,
		)
		.replace(LOGIN, (_, flag: string, login: string) => flag + redactLogin(login));
	let redacted = '';
	let end = 0;
	for (const match of headers.matchAll(NAME)) {
		const name = match[1] ?? match[2] ?? '';
		const start = match.index + match[0].length;
		// `registry.example.com/team/auth:1.2.3` is an image and its tag.
		const isImage = headers[match.index - 1] === '/' && match[0] === `${name}:`;
		const weight = match.index < end || isImage ? null : secrecyOf(name);
		if (weight === null) {
			continue;
		}
		const pattern = /cookie$|authorization$/i.test(name) && headers[start] !== '"' && headers[start] !== "'" ? HEADER_VALUE : VALUE;
		pattern.lastIndex = start;
		const value = pattern.exec(headers)?.[0] ?? '';
		if (value === '' || !isSecretValue(value, weight) || (match[2] !== undefined && isFlag(value))) {
			continue;
		}
		redacted += headers.slice(end, start) + (SCHEME.exec(value)?.[0] ?? '') + REDACTED;
		end = start + value.length;
	}
	return redacted + headers.slice(end);
}

/** Stems that say secret wherever they stand in a name, and words that do so at its end. */
const STRONG =
	/token(?!iz|is)|secret(?!ar)|passw(?:or)?d|passphrase|api[-_.]?key|access[-_.]?key|private[-_.]?key|account[-_.]?key|credential|authorization|cookie|signature|session[-_.]?id|connection[-_.]?string/i;
const WEAK = new Set(['auth', 'bearer', 'dsn', 'jwt', 'key', 'pass', 'pat', 'pw', 'pwd', 'sas', 'session', 'sid', 'sig']);
/** What a name ends in that is about a secret and holds none: where it is kept, who asks for it, how long it lives. */
const ABOUT = new Set(
	(
		'file files path paths dir directory folder url uri endpoint host port mode type kind method name env var command cmd helper program ' +
		'script process provider store count limit length size ttl timeout expiry expires scheme format policy enabled required service server ' +
		'stdin hook'
	).split(' '),
);
const HARMLESS_KEYS = new Set(['public', 'sort', 'primary', 'foreign', 'partition']);
const SWITCHES = new Set(['no', 'skip', 'disable', 'without', 'allow']);

/** Whether a name says that its value is a secret: plainly, perhaps, or not at all. */
function secrecyOf(name: string): 'strong' | 'weak' | null {
	const words = name
		.split(/[-_.]+|(?<=[a-z0-9])(?=[A-Z])/)
		.filter((word) => word !== '')
		.map((word) => word.toLowerCase());
	const last = words.at(-1) ?? '';
	if (ABOUT.has(last) || SWITCHES.has(words[0] ?? '')) {
		return null;
	}
	if (STRONG.test(name)) {
		return last === 'tokens' ? 'weak' : 'strong';
	}
	return WEAK.has(last) && !HARMLESS_KEYS.has(words.at(-2) ?? '') ? 'weak' : null;
}

/** After a name that only perhaps means a secret, a path, a small number or a version is none. */
function isSecretValue(value: string, weight: 'strong' | 'weak'): boolean {
	const bare = value.replace(/^["']|["']$/g, '').replace(SCHEME, '');
	if (bare === '' || bare.startsWith(REDACTED) || isReference(bare)) {
		return false;
	}
	return (
		weight === 'strong' || !/^(?:\d{1,7}$|v?\d+(?:\.\d+){1,3}$|latest$|\d{1,5}[:/]|~?\/(?!.*[=+])|\.{1,2}\/|[A-Za-z]:[\\/])/.test(bare)
	);
}

/** `name:password`; the user and group numbers of `docker run -u` are none, nor is a name given twice. */
function redactLogin(login: string): string {
	const colon = login.indexOf(':');
	const [name, password] = [login.slice(0, colon), login.slice(colon + 1)];
	return colon < 0 || password === '' || /^\d+:\d+$/.test(login) || name === password || isReference(password)
		? login
		: `${name}:${REDACTED}`;
}

function redactWords(text: string): string {
	return text
		.replace(PROVIDER_TOKEN, (token, prefix: string) => (isPlainWords(token.slice(prefix.length)) ? token : REDACTED))
		.replace(USER_INFO, (_, user: string) => `${user}:${REDACTED}@`)
		.replace(LONG_RUN, (run, offset: number, all: string) =>
			looksRandom(run, all.slice(Math.max(0, offset - 8), offset)) ? REDACTED : run,
		);
}

function isPlainWord(text: string): boolean {
	return /^(?:[a-z]{1,15}|[A-Z][a-z]{1,14}|[A-Z]{1,15}|v?\d{1,4})[.:!?]?$/.test(text);
}

function isPlainWords(text: string): boolean {
	return /[a-z]{2}/i.test(text) && text.split(/[-_./]/).every((word) => word === '' || isPlainWord(word));
}

/** Arguments of a program, each redacted; the value after a flag such as `--token` wholly. */
export function redactArguments(args: readonly string[]): string[] {
	return args.map((argument, index) => {
		const before = args[index - 1] ?? '';
		const weight = /^--?[A-Za-z][\w.-]*$/.test(before) ? secrecyOf(before) : null;
		if (weight !== null && argument !== '' && isSecretValue(argument, weight) && !isFlag(argument)) {
			return REDACTED;
		}
		return redactText(/^(?:-u|-U|--user|--proxy-user)$/.test(before) ? redactLogin(argument) : argument);
	});
}

function isFlag(text: string): boolean {
	return /^--?[A-Za-z][A-Za-z-]{0,30}(?:=|$)/.test(text);
}

/**
 * Scheme, host, port and path of an address. User-info, query and fragment are dropped, path segments that look like
 * tokens (webhooks carry theirs there) are replaced.
 */
export function redactUrl(url: string): string {
	return redactAddress(url.slice(0, MAX_TEXT), false);
}

/** `inText`: a fragment that is a git reference stays, being what the launch is about (`git+https://host/repo#<commit>`). */
function redactAddress(address: string, inText: boolean): string {
	const end = address.search(/[?#]/);
	const kept = end < 0 ? address : address.slice(0, end);
	const scheme = kept.indexOf('://');
	const hostStart = scheme < 0 ? 0 : scheme + 3;
	const slash = kept.indexOf('/', hostStart);
	const authority = slash < 0 ? kept.slice(hostStart) : kept.slice(hostStart, slash);
	const host = authority.slice(authority.lastIndexOf('@') + 1);
	// What stands where a port belongs is the beginning of a password that has a `/`, `?` or `#` in it.
	if (scheme >= 0 && /:(?!\d{0,5}$)/.test(host.replace(/^\[[\da-f:.]*\]/i, '').replace(/\$?\{[^{}]*\}/g, ''))) {
		return `${kept.slice(0, hostStart)}${REDACTED}`;
	}
	const path = slash < 0 ? '' : redactNamed(kept.slice(slash)).split('/').map(redactWords).join('/');
	const shown = `${kept.slice(0, hostStart)}${redactWords(host)}${path}`;
	const fragment = end >= 0 && address[end] === '#' ? address.slice(end + 1) : '';
	const reference = inText && /^git\b/i.test(address) && /^[\w./-]{1,80}$/.test(fragment) ? redactWords(`#${fragment}`) : '';
	return shown + reference;
}

/** A value that only says where the secret is to be had. A default inside (`${TOKEN:-value}`) may be the secret itself. */
function isReference(value: string): boolean {
	return /^["']?(?:\$\{(?:(?:env|input|config|command):[\w.:-]+|[A-Za-z_][\w.]*)\}|\$[A-Za-z_]\w*|\$\(.*|%[A-Za-z_]\w*%|\{(?:env|file):[^{}]*\}|\$?\{\{[^{}]*\}\}|<[A-Za-z][\w -]*>)["']?$/.test(
		value,
	);
}

/** Names of things are made of words; tokens are not. Git commits and digests after `#`, `@` or `sha256:` are shown. */
function looksRandom(run: string, before: string): boolean {
	if (/^[0-9a-f]{20,}$/i.test(run) && /\d/.test(run)) {
		return !/(?:[#@]|sha\d{1,3}[:-])$/i.test(before);
	}
	if (/(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])/i.test(run)) {
		return true;
	}
	// Word by word: `mcp-server-filesystem`, `modelContextProtocol`, `/usr/local/lib/node_modules`, `v2`, `20260524`.
	const parts = run
		.split(/[-_/+=~]/)
		.filter((part) => part !== '')
		.map((part) => part.split(/(?<=[a-z])(?=[A-Z])/));
	const strange = parts.filter((words) => !words.every((word) => WORD.test(word)));
	if (strange.length === 0) {
		// All letters in a very mixed case is random too: `qWeRtYuIoPaSdFgHjKlZ`.
		return parts.some((words) => words.length >= 5 && words.join('').length / words.length < 3.6);
	}
	// One odd folder name in a path is none: `/opt/py3venv/bin/python3`.
	const odd = lengthOf(strange);
	return (odd >= 10 || odd > lengthOf(parts) * 0.35) && entropy(run) > 2.8;
}

function lengthOf(parts: readonly (readonly string[])[]): number {
	return parts.reduce((sum, words) => sum + words.join('').length, 0);
}

const WORD = /^(?:[a-z]{1,24}|[A-Z][a-z]*|[A-Z]{1,15}|\d{1,8}|v?\d{1,3}|[a-z]{1,20}\d{1,4}|[A-Z]?[a-z]{1,20}\d{1,3}|[A-Z]{2,15}\d{1,3})$/;

/** Shannon entropy in bits per character. */
function entropy(value: string): number {
	const counts = new Map<string, number>();
	for (const character of value) {
		counts.set(character, (counts.get(character) ?? 0) + 1);
	}
	let bits = 0;
	for (const count of counts.values()) {
		const share = count / value.length;
		bits -= share * Math.log2(share);
	}
	return bits;
}
