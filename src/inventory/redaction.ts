/** Stands in every output where something that looked like a secret stood. */
export const REDACTED = '‹redacted›';

/** Longer strings are cut before they are looked at: a bound on time, and nothing longer is ever shown. */
const MAX_TEXT = 8_192;

/**
 * Prefixes that providers give their tokens, followed by at least six token characters. Deliberately wider than the
 * providers' own formats: hiding too much of a command costs a little, showing a secret costs everything.
 */
const PROVIDER_TOKEN =
	/(?<![A-Za-z0-9])(?:gh[pousr]_|github_pat_|gl[a-z]{2,6}-|npm_|pypi-|sk-|sk_|rk_|pk_|whsec_|A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA|ABSK|AIza|ya29\.|1\/\/0|GOCSPX-|xox[a-z]-|xapp-|SG\.|do[opr]_v1_|dckr_|cf[aou]t_|vc[piark]_|nf[pcu]_|fo1_|fm[12][ar]?_|HRKU-|sbp_|pul-|hv[sbr]\.|s\.(?=[A-Za-z0-9]{20})|dapi|dp\.(?:pt|st|ct|sa|scim|audit)\.|lin_|ntn_|secret_|PMAK-|glsa_|sntry[us]_|shp[a-z]{2,3}_|rubygems_|cio(?=[A-Za-z0-9]{30})|ops_|A3-|AGE-SECRET-KEY-|tskey-|gsk_|xai-|pplx-|r8_|hf_|api_org_|key-|tok_|eyJ|FwoGZXIvYXdz|IQoJb3JpZ2lu)[A-Za-z0-9_\-.+/=~]{6,}/g;

/** `Bearer …`, `Basic …`, `token …` as they stand in headers. */
const AUTHORIZATION = /\b(Bearer|Basic|Digest|Negotiate|ApiKey|token)(\s+)(?!["'$<{%])([^\s"',;]{6,})/gi;

/** `…token=VALUE`, `"apiKey": "VALUE"`, `X-Api-Key: VALUE`, `--password=VALUE`: a name that says secret, then a value. */
const NAMED_VALUE =
	/((?:token|secret|passw(?:or)?d|passphrase|pwd|api[-_]?key|access[-_]?key|private[-_]?key|account[-_]?key|client[-_]?key|credentials?|auth(?:orization)?|session|cookie|signature|\bsig|\bpat)[A-Za-z0-9_-]{0,32}["']?\s*[:=]\s*)(?:"([^"]*)"|'([^']*)'|([^\s"',;&|)]+))/gi;

/** `user:password@host`, with a scheme or (data source names) without. `npm:name@1.0.0` and `image:tag@sha256:…` are none. */
const USER_INFO =
	/(?<![A-Za-z0-9])(?!(?:npm|file|git|github|gitlab|jsr|workspace|link|portal|patch|catalog):)([^\s:/@"'=]{0,64}):([^\s@/"']{1,256})@(?!sha\d{3}:)/g;

/** An address inside a text, up to what can end one. */
const ADDRESS = /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'`<>|\\^]+/gi;

const LONG_RUN = /[A-Za-z0-9+/_=~-]{20,}/g;

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
	return text
		.replace(AUTHORIZATION, (_, scheme: string, gap: string) => `${scheme}${gap}${REDACTED}`)
		.replace(NAMED_VALUE, (whole, name: string, double?: string, single?: string, bare?: string) => {
			const value = double ?? single ?? bare ?? '';
			if (value === '' || isReference(value) || value.startsWith(REDACTED)) {
				return whole;
			}
			// `Authorization: Bearer x` was dealt with above; the scheme itself is no secret.
			return /^(?:Bearer|Basic|Digest|Negotiate|ApiKey|token)$/i.test(value) ? whole : `${name}${REDACTED}`;
		});
}

function redactWords(text: string): string {
	return text
		.replace(PROVIDER_TOKEN, REDACTED)
		.replace(USER_INFO, (_, user: string) => `${user}:${REDACTED}@`)
		.replace(LONG_RUN, (run, offset: number, all: string) =>
			looksRandom(run, all.slice(Math.max(0, offset - 8), offset)) ? REDACTED : run,
		);
}

/** Flags whose next argument is a secret. */
const SECRET_FLAG =
	/^--?(?:[a-z0-9]+[-_])*(?:token|secret|password|passwd|pass|passphrase|pwd|api[-_]?key|apikey|access[-_]?key|auth|authorization|bearer|credential|credentials|key|pat|cookie|connection[-_]?string|dsn)$/i;

/** Arguments of a program, each redacted; the value after a flag such as `--token` wholly. */
export function redactArguments(args: readonly string[]): string[] {
	return args.map((argument, index) => {
		const before = args[index - 1];
		if (before !== undefined && SECRET_FLAG.test(before) && !argument.startsWith('-') && !isReference(argument)) {
			return REDACTED;
		}
		return redactText(argument);
	});
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
	const path = slash < 0 ? '' : kept.slice(slash).split('/').map(redactWords).join('/');
	const shown = `${kept.slice(0, hostStart)}${redactWords(host)}${path}`;
	const fragment = end >= 0 && address[end] === '#' ? address.slice(end + 1) : '';
	const reference = inText && /^git\b/i.test(address) && /^[\w./-]{1,80}$/.test(fragment) ? redactWords(`#${fragment}`) : '';
	return shown + reference;
}

function isReference(value: string): boolean {
	return /^["']?(?:\$\{?[A-Za-z_]|\$\(|%[A-Za-z_]\w*%|\{(?:env|file):|\{\{|<[A-Za-z])/.test(value);
}

/** Names of things are made of words; tokens are not. Git commits and digests after `#`, `@` or `sha256:` are shown. */
function looksRandom(run: string, before: string): boolean {
	if (/^[0-9a-f]{32,}$/i.test(run)) {
		return !/(?:[#@]|sha\d{1,3}[:-])$/i.test(before);
	}
	if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(run)) {
		return true;
	}
	// Word by word: `mcp-server-filesystem`, `modelContextProtocol`, `/usr/local/lib/node_modules`, `v2`, `20260524`.
	const words = run.split(/[-_/+=~]|(?<=[a-z])(?=[A-Z])/).filter((word) => word !== '');
	const strange = words.filter(
		(word) => !/^(?:[a-z]+|[A-Z][a-z]*|[A-Z]+|\d{1,8}|v?\d{1,3}|[a-z]+\d{1,4}|[A-Z]?[a-z]+\d{1,3}|[A-Z]{2,}\d{1,3})$/.test(word),
	);
	if (strange.length === 0) {
		// All letters in a very mixed case is random too: `qWeRtYuIoPaSdFgHjKlZ`.
		return words.length >= 5 && words.join('').length / words.length < 3.6;
	}
	return entropy(run) > 3.2;
}

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
