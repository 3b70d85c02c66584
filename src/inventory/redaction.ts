import { EDGE, LEAST, partsOf, randomStretch, stretchAmong, weightOf } from './randomness.ts';

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
const AUTHORIZATION = /\b(Bearer|Basic|Digest|Negotiate|ApiKey|token)(\s+)([^\s"',;]+)/gi;
const SCHEME = /^(?:Bearer|Basic|Digest|Negotiate|ApiKey|token)(?:\s+|$)/i;

/**
 * A name and what parts it from its value: `token=`, `"apiKey": `, `X-Api-Key: `, `/password:`, also with escaped quotes;
 * after a flag a space.
 */
const NAME = /(?<![\w.-])(?:([\w.-]{1,200})(?:\\{0,3}["'])?\s*[:=]\s*\\{0,3}|(--?[A-Za-z][\w.-]{0,100})\s+)/g;

/** Headers whose value has spaces and semicolons in it. */
const HEADER = /(?:cookie|authorization)["'\\]{0,4}\s*:\s*\\*$/i;

/** `curl -u name:password`. */
const LOGIN_FLAG = /^(?:-u|-U|--?(?:user|proxy-user|login))$/;
const LOGIN = /(?<=^|\s)((?:-u|-U|--?(?:user|proxy-user|login))[\s=]+)("[^"]*"|'[^']*'|(?:\\.|[^\s"'\\])+)/g;

/** `user:password@host` without a scheme (data source names, proxies). `npm:name@1.0.0` and `image:tag@sha256:…` are none. */
const USER_INFO =
	/(?<![A-Za-z0-9])(?!(?:npm|file|git|github|gitlab|jsr|workspace|link|portal|patch|catalog):)([^\s:/@"'=]{0,64}):([^\s/"']{1,256})@(?!sha\d{3}:)/g;

const ADDRESS = /\b[a-z][a-z0-9+.-]{1,20}:\/\//gi;

/** What an address is made of, up to what can end one in a text. */
const ADDRESS_CHARACTERS = /[^\s"'`<>|\\^]*/y;

const RUN = /[A-Za-z0-9+/_~.-]{8,}={0,2}/g;

/** In names of hosts only longer runs are taken for tokens: clouds give random names to hosts, and where a request goes must be seen. */
const LEAST_IN_HOST = 24;

/** A text with everything that looks like a secret replaced: a line of the shell, a name, a path. */
export function redactText(text: string): string {
	return redact(text, 'line');
}

/**
 * Arguments of a program, each redacted. After a flag such as `--token` the whole argument goes; in an argument all that
 * follows `--token=` does, spaces and all.
 *
 * @param command the program, where it is known: `-p` means the password to `sshpass`, and the port to others.
 */
export function redactArguments(args: readonly string[], command = ''): string[] {
	let program = programOf(command);
	return args.map((argument, index) => {
		const before = args[index - 1] ?? '';
		program = programOf(argument) ?? program;
		const own = program === undefined ? undefined : OWN_FLAGS[program];
		const attached = own?.attached !== undefined ? own.attached.exec(argument)?.[0] : undefined;
		if (attached !== undefined) {
			return attached + REDACTED;
		}
		const weight = own?.separate?.test(before) ? 'strong' : /^(?:--?|\/)[A-Za-z][\w.-]*$/.test(before) ? secrecyOf(before) : null;
		if (weight !== null && argument !== '' && isSecretValue(argument, weight, false) && !isFlag(argument)) {
			return REDACTED;
		}
		const [flag = ''] = /^--?[a-z-]{1,20}=/i.exec(argument) ?? [];
		const logged = LOGIN_FLAG.test(before)
			? redactLogin(argument)
			: flag !== '' && LOGIN_FLAG.test(flag.slice(0, -1))
				? flag + redactLogin(argument.slice(flag.length))
				: argument;
		return redact(logged, isShellLine(logged, before) ? 'line' : 'argument');
	});
}

/**
 * Scheme, host, port and path of an address. User-info, query and fragment are dropped, path segments that look like
 * tokens (webhooks carry theirs there) are replaced.
 */
export function redactUrl(url: string): string {
	const bounded = url.slice(0, MAX_TEXT);
	const scheme = bounded.indexOf('://');
	const start = scheme >= 0 ? scheme + 3 : bounded.startsWith('//') ? 2 : 0;
	return bounded.slice(0, start) + redactAddress(bounded, start, { end: bounded.length, alone: true }, false).shown;
}

/** `line`: the shell parts it at spaces and operators. `argument`: it is one value as a whole. */
type Context = 'line' | 'argument';

function redact(text: string, context: Context): string {
	const bounded = (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text).replace(/-----BEGIN[\s\S]*$/, REDACTED);
	// Named values first: an address may be the value of one (`DATABASE_PASSWORD=…` wins over the look of its value).
	const named = redactNamed(redactOwnFlags(redactHeaders(bounded)), context);
	const pieces = piecesOf(named, context);
	let redacted = '';
	let end = 0;
	for (const match of named.matchAll(ADDRESS)) {
		if (match.index < end) {
			continue;
		}
		const start = match.index + match[0].length;
		const address = redactAddress(named, start, pieces.addressEnd(match.index, start), true);
		redacted += redactWords(named.slice(end, match.index)) + match[0] + address.shown;
		end = address.end;
	}
	return redacted + redactWords(named.slice(end));
}

function redactHeaders(text: string): string {
	return text
		.replace(AUTHORIZATION, (whole, scheme: string, gap: string, value: string) =>
			isReference(value) || isPlainWord(value, /^bearer$/i.test(scheme) ? 5 : 15) ? whole : `${scheme}${gap}${REDACTED}`,
		)
		.replace(LOGIN, (_, flag: string, login: string) => flag + redactQuoted(login, redactLogin));
}

function redactQuoted(text: string, redact: (content: string) => string): string {
	const quote = /^["']/.exec(text)?.[0] ?? '';
	return quote === '' ? redact(text) : quote + redact(text.slice(1, -1)) + quote;
}

/** Flags that mean a secret to one program alone. */
interface OwnFlags {
	/** The secret is the next argument. */
	readonly separate?: RegExp;
	/** The secret is the rest of the argument. */
	readonly attached?: RegExp;
}
const OWN_FLAGS: Readonly<Record<string, OwnFlags>> = {
	sshpass: { separate: /^-p$/, attached: /^-p(?=.)/ },
	mysql: { attached: /^-p(?=.)/ },
	mysqldump: { attached: /^-p(?=.)/ },
	mysqladmin: { attached: /^-p(?=.)/ },
	mariadb: { attached: /^-p(?=.)/ },
	'redis-cli': { separate: /^-a$/ },
	curl: { separate: /^-b$/, attached: /^-u(?=[^\s:]+:)/ },
	docker: {},
	podman: {},
	login: { separate: /^-p$/ },
	mongo: { separate: /^-p$/ },
	mongosh: { separate: /^-p$/ },
	mongodump: { separate: /^-p$/ },
	ldapsearch: { separate: /^-w$/ },
	ldapmodify: { separate: /^-w$/ },
	sqlcmd: { separate: /^-P$/ },
	bcp: { separate: /^-P$/ },
	zip: { separate: /^-P$/ },
	unzip: { separate: /^-P$/ },
	'7z': { attached: /^-p(?=.)/ },
};

function programOf(word: string): keyof typeof OWN_FLAGS | undefined {
	const name = word
		.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1)
		.replace(/\.exe$/i, '')
		.toLowerCase();
	return Object.hasOwn(OWN_FLAGS, name) ? name : undefined;
}

/** The same in a line: a program and its words up to what ends its command. */
function redactOwnFlags(text: string): string {
	let program: string | undefined;
	let before = '';
	return text.replace(/[;&|\n]|"[^"\n]*"|'[^'\n]*'|[^\s;&|"']+/g, (word) => {
		if (/^[;&|\n]$/.test(word)) {
			[program, before] = [undefined, ''];
			return word;
		}
		const own = program === undefined ? undefined : OWN_FLAGS[program];
		const attached = own?.attached?.exec(word)?.[0];
		const hidden = own?.separate?.test(before) === true && isSecretValue(word, 'strong', true) && !isFlag(word);
		program = programOf(word) ?? program;
		before = word;
		return attached !== undefined ? attached + REDACTED : hidden ? REDACTED : word;
	});
}

function redactNamed(text: string, context: Context): string {
	const pieces = piecesOf(text, context);
	let redacted = '';
	let end = 0;
	for (const match of text.matchAll(NAME)) {
		const name = match[1] ?? match[2] ?? '';
		const start = match.index + match[0].length;
		const isFlagAndSpace = match[2] !== undefined;
		const weight = match.index < end || isPart(text, match.index, match[0], name) ? null : secrecyOf(name);
		if (weight === null) {
			continue;
		}
		const isFlagName = (name.startsWith('-') && !/^-H[A-Z]/.test(name)) || text[match.index - 1] === '/';
		const valueEnd = pieces.valueEnd(match.index, start, {
			header: !isFlagName && HEADER.test(match[0]),
			json: /["']\s*[:=]/.test(match[0]),
			flag: isFlagAndSpace,
		});
		const value = text.slice(start, valueEnd);
		if (value === '' || !isSecretValue(value, weight, context === 'line') || (isFlagAndSpace && isFlag(value))) {
			continue;
		}
		redacted += text.slice(end, start) + (SCHEME.exec(value)?.[0] ?? '') + REDACTED;
		end = valueEnd;
	}
	return redacted + text.slice(end);
}

/** `registry.example.com/team/auth:1.2.3` is an image and its tag; `/password:…` after a space is a flag of Windows. */
function isPart(text: string, index: number, match: string, name: string): boolean {
	return text[index - 1] === '/' && match === `${name}:` && /[\w./:@-]/.test(text[index - 2] ?? ' ');
}

interface Pieces {
	/** Where the value that begins at `start` ends, its name standing at `name`. */
	valueEnd(name: number, start: number, form: { readonly header: boolean; readonly json: boolean; readonly flag: boolean }): number;
	/** How far an address that begins there can reach: its password may have anything in it that does not end the word. */
	addressEnd(scheme: number, start: number): Reach;
}

/** How far an address can go. */
interface Reach {
	readonly end: number;
	/** Nothing but the address stands there: whatever precedes the last `@` belongs to it. */
	readonly alone: boolean;
}

/** A quoted stretch of a line, without its quotes; or an argument, which has none. */
interface Piece {
	readonly start: number;
	readonly end: number;
	readonly context: Context;
}

function piecesOf(text: string, context: Context): Pieces {
	const pieces: Piece[] = context === 'line' ? quotedPieces(text) : [{ start: 0, end: text.length, context }];
	const whole: Piece = { start: 0, end: text.length, context: 'line' };
	const around = (at: number): Piece => pieces.find(({ start, end }) => start <= at && at <= end) ?? whole;
	return {
		valueEnd: (name, start, { header, json, flag }) => {
			const piece = around(start);
			const end = start > piece.end ? text.length : piece.end;
			if (json && /["'[{]/.test(text[start] ?? '')) {
				return closed(text, start, end);
			}
			if (header && !/["']/.test(text[start] ?? '')) {
				return piece === whole ? lineEnd(text, start, /["'\r\n]/g, end) : end;
			}
			// `--password=two words` and `DB_PASSWORD=two words` are a name and its value; in other arguments further names may follow.
			const isArgument = piece.context === 'argument' && !json && !flag;
			const isWindowsFlag = text[name - 1] === '/';
			if (
				isArgument &&
				name - (isWindowsFlag ? 1 : 0) === piece.start &&
				/^(?:[-/]|[A-Z][A-Z0-9_]*\s*=)/.test(text.slice(piece.start, start))
			) {
				return end;
			}
			return isArgument && !isWindowsFlag && text[name] !== '-' ? nextName(text, start, end) : wordEnd(text, start, end, json);
		},
		addressEnd: (scheme, start) => {
			const piece = around(start);
			const end = piece === whole ? spaceAfter(text, start) : piece.end;
			ADDRESS.lastIndex = start;
			const next = ADDRESS.exec(text)?.index ?? end;
			ADDRESS.lastIndex = 0;
			const alone = piece.context === 'argument' && next >= end && /^[\w.-]*=?$/.test(text.slice(piece.start, scheme));
			return { end: Math.min(end, next), alone };
		},
	};
}

/** The outermost quoted stretches of a line. A quote that is never closed is an apostrophe. */
function quotedPieces(text: string): Piece[] {
	const pieces: Piece[] = [];
	let before = '';
	for (const match of text.matchAll(/"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|[^\s"'\\]+|\\[\s\S]/g)) {
		const content = match[1] ?? match[2];
		if (content === undefined) {
			before = match[0];
			continue;
		}
		const start = match.index + 1;
		pieces.push({ start, end: start + content.length, context: isShellLine(content, before) ? 'line' : 'argument' });
		before = '';
	}
	return pieces;
}

/** `sh -c` and its like take a line; operators, substitutions and further flags stand in nothing else but headers and data source names. */
function isShellLine(text: string, before: string): boolean {
	return (
		/^(?:-[a-z]*c|-S|\/[ck]|-Command|eval)$/i.test(before) ||
		(!/^(?:-|\/[a-z-]{1,60}[:=]|[\w-]{1,60}:\s|[a-z][a-z0-9+.-]{0,20}:\/\/)/i.test(text) &&
			!text.split(';').every((part) => /^\s*(?:[A-Za-z][\w .-]{0,60}=|$)/.test(part)) &&
			/&&|\|\||[;|]\s|\$\(|`|\n|^[^\s=:]+\s(?:.*\s)?--?[A-Za-z]/.test(text))
	);
}

/** The end of a word as the shell parts words: quotes and backslashes honoured, pieces that touch each other one word. */
function wordEnd(text: string, start: number, end: number, json: boolean): number {
	let at = start;
	while (at < end) {
		const character = text[at] ?? '';
		if (character === '\\') {
			at += 2;
		} else if (character === '"' || character === "'") {
			at = closed(text, at, end);
		} else if (/[\s;&|)<>`]/.test(character) || (json && /[,}\]]/.test(character))) {
			break;
		} else {
			at++;
		}
	}
	return Math.min(at, end);
}

/** The end of what a quote or bracket opens: behind its partner, or where there is none, the end. */
function closed(text: string, start: number, end: number): number {
	const partner = { '"': '"', "'": "'", '{': '}', '[': ']' }[text[start] ?? ''] ?? '';
	for (let at = start + 1; at < end; at++) {
		if (text[at] === '\\' && partner !== "'") {
			at++;
		} else if (text[at] === partner) {
			return at + 1;
		}
	}
	return end;
}

/** `Pwd=two words;Encrypt=yes`, `user=a&password=b`: up to a further name. What is in quotes or braces ends with them. */
function nextName(text: string, start: number, end: number): number {
	const from = /["'{]/.test(text[start] ?? '') ? closed(text, start, end) : start;
	return lineEnd(text, from, /[;&,](?=\s{0,3}["']?[A-Za-z][\w.-]{0,60}(?: [A-Za-z]\w{0,30})?["']?\s?=)|\s(?=[A-Za-z][\w.-]{0,60}=)/g, end);
}

function lineEnd(text: string, start: number, stop: RegExp, end: number): number {
	stop.lastIndex = start;
	return Math.min(stop.exec(text)?.index ?? end, end);
}

function spaceAfter(text: string, start: number): number {
	return lineEnd(text, start, /(?<!\\)\s/g, text.length);
}

/** Stems that say secret wherever they stand in a name, and words that do so at its end. */
const STRONG =
	/token(?!iz|is)|secret(?!ar)|passw(?:or)?d|passphrase|passcode|api[-_.]?key|access[-_.]?key|private[-_.]?key|account[-_.]?key|credential|authorization|cookie|signature|session[-_.]?id|connection[-_.]?string/i;
const PLAIN = new Set(['creds', 'cred', 'otp', 'totp', 'pin']);
const WEAK = new Set(['auth', 'authkey', 'bearer', 'dsn', 'jwt', 'key', 'pass', 'pat', 'pw', 'pwd', 'sas', 'session', 'sid', 'sig']);
/** `dbpass`, `userpass`, `mypwd`: a word that ends in one, and is no other word. */
const JOINED = /^(?!by|com|tres|sur|under|over|encom|single|multi|two|old)[a-z]{2,}(?:pass|pwd)$/;
/** What a name ends in that is about a secret and holds none: where it is kept, who asks for it, how long it lives. */
const ABOUT = new Set(
	(
		'file files path paths dir directory folder url uri endpoint host port mode type kind method name env var command cmd helper program ' +
		'script process provider store count limit length size ttl timeout expiry expires scheme format policy enabled required service server ' +
		'stdin hook budget'
	).split(' '),
);
const HARMLESS_KEYS = new Set(['public', 'sort', 'primary', 'foreign', 'partition']);
const SWITCHES = new Set(['no', 'skip', 'disable', 'without', 'allow']);

/** Whether a name says that its value is a secret: plainly, perhaps, or not at all. */
function secrecyOf(name: string): 'strong' | 'weak' | null {
	const words = name
		.split(/[-_./]+|(?<=[a-z0-9])(?=[A-Z])/)
		.filter((word) => word !== '')
		.map((word) => word.toLowerCase());
	const last = words.at(-1) ?? '';
	if (ABOUT.has(last) || SWITCHES.has(words[0] ?? '')) {
		return null;
	}
	if (STRONG.test(name)) {
		return last === 'tokens' ? 'weak' : 'strong';
	}
	if (PLAIN.has(last) || JOINED.test(last)) {
		return 'strong';
	}
	return WEAK.has(last) && !HARMLESS_KEYS.has(words.at(-2) ?? '') ? 'weak' : null;
}

/** After a name that only perhaps means a secret, a path, a small number or a version is none. */
function isSecretValue(value: string, weight: 'strong' | 'weak', inShell: boolean): boolean {
	const bare = value.replace(/^["']|["']$/g, '').replace(SCHEME, '');
	if (bare === '' || bare.startsWith(REDACTED) || isReference(bare, inShell)) {
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

function isFlag(text: string): boolean {
	return /^--?[A-Za-z][A-Za-z-]{0,30}(?:=|$)/.test(text);
}

function redactWords(text: string): string {
	return redactProviderTokens(text)
		.replace(USER_INFO, (_, user: string) => `${user}:${REDACTED}@`)
		.replace(RUN, (run, offset: number, all: string) => redactRun(run, LEAST, all.slice(Math.max(0, offset - 12), offset)));
}

function isPlainWord(text: string, most = 15): boolean {
	return text.length <= most + 1 && /^(?:[a-z]{1,15}|[A-Z][a-z]{1,14}|[A-Z]{1,15}|v?\d{1,4})[.:!?]?$/.test(text);
}

function isPlainWords(text: string): boolean {
	return /[a-z]{2}/i.test(text) && text.split(/[-_./]/).every((word) => word === '' || isPlainWord(word));
}

interface Shown {
	readonly shown: string;
	/** Where the address ends in the text. */
	readonly end: number;
}

/**
 * An address behind its scheme. `inText`: a fragment that is a git reference stays, being what the launch is about
 * (`git+https://host/repo#<commit>`). Where it is not plain which `@` ends the user-info, the last that may do so counts, and
 * a mark stands in its place: the host behind it need not be the one that is asked.
 */
function redactAddress(text: string, start: number, reach: Reach, inText: boolean): Shown {
	const region = text.slice(start, reach.end);
	const scheme = text.slice(Math.max(0, start - 24), Math.max(0, start - 3));
	const ordinary = charactersFrom(region, 0);
	const userInfo = userInfoEnd(region, ordinary, /(?:https?|wss?|git|ssh|file)$/i.test(scheme), reach.alone);
	if (userInfo === null) {
		return { shown: REDACTED, end: start + ordinary };
	}
	const hostStart = userInfo.end;
	const end = charactersFrom(region, hostStart);
	const address = region.slice(hostStart, end);
	const cut = address.search(/[?#]/);
	const kept = cut < 0 ? address : address.slice(0, cut);
	const slash = kept.indexOf('/');
	const host = slash < 0 ? kept : kept.slice(0, slash);
	const path = slash < 0 ? '' : redactPath(kept.slice(slash));
	const fragment = cut >= 0 && address[cut] === '#' ? address.slice(cut + 1) : '';
	const reference =
		inText && /\bgit(?:\+(?:https?|ssh|file))?$/i.test(scheme) && /^[\w./-]{1,80}$/.test(fragment) ? redactWords(`#${fragment}`) : '';
	return {
		shown: `${userInfo.mark || region.startsWith(`${REDACTED}@`) ? `${REDACTED}@` : ''}${redactHost(host)}${path}${reference}`,
		end: start + end,
	};
}

function charactersFrom(region: string, at: number): number {
	ADDRESS_CHARACTERS.lastIndex = at;
	return at + (ADDRESS_CHARACTERS.exec(region)?.[0].length ?? 0);
}

/** Where the user-info ends; null where there is a piece of one and no end. `plainPath`: in such addresses `@` is common in paths. */
function userInfoEnd(
	region: string,
	ordinary: number,
	plainPath: boolean,
	alone: boolean,
): { readonly end: number; readonly mark: boolean } | null {
	const run = region.slice(0, ordinary);
	const authority = run.slice(0, run.search(/[/?#]|$/));
	const last = lastAt(region);
	const at = authority.lastIndexOf('@');
	if (at < 0) {
		const isWhole = ordinary === region.length || authority.length < run.length || /[\s"'`]/.test(region[ordinary] ?? '');
		if (!isHost(authority) || (!isWhole && last >= 0)) {
			return last < 0 ? (isHost(authority) ? { end: 0, mark: false } : null) : { end: last + 1, mark: true };
		}
		// `u:12/34@db`: digits of a password pass for a port. And a token that is a user name may have a slash in it.
		const name = region.slice(0, Math.max(0, last));
		const unclear = last >= 0 && !/[.\]]/.test(authority) && !/^localhost\b/.test(authority);
		return unclear && ((!plainPath && authority.includes(':')) || (!/\s/.test(name) && randomStretch(name.replaceAll('/', '')) !== null))
			? { end: last + 1, mark: true }
			: { end: 0, mark: false };
	}
	if (!startsHost(region, at + 1) || !isHost(authority.slice(at + 1))) {
		return last < 0 ? null : { end: last + 1, mark: true };
	}
	const later = alone ? last : run.lastIndexOf('@');
	if (later > at && startsHost(region, later + 1)) {
		// `u:p@ss/w@db`; but `https://user@git.example.com/o/r@main` names a branch.
		const named = /\./.test(authority.slice(at + 1));
		const isReferenceName = plainPath && named && !isDottedHost(region.slice(later + 1));
		return isReferenceName ? { end: at + 1, mark: false } : { end: later + 1, mark: true };
	}
	return { end: at + 1, mark: false };
}

/** A host with a dot in its name, and a path. */
function isDottedHost(text: string): boolean {
	const end = text.search(/[/?#]/);
	return text[end] === '/' && text.slice(0, end).includes('.');
}

/** The last `@` with a host behind it; none where an operator of the shell stands before it: that must be seen. */
function lastAt(region: string): number {
	const operator = region.search(/\s(?:&&|\|\|?|;)\s|;\s|\n/);
	for (
		let at = region.lastIndexOf('@', operator < 0 ? undefined : operator);
		at >= 0;
		at = at === 0 ? -1 : region.lastIndexOf('@', at - 1)
	) {
		if (startsHost(region, at + 1)) {
			return at;
		}
	}
	return -1;
}

const HOST =
	/(?:\[[\da-f:.]{2,45}\]|\$?\{[^{}\s]{1,100}\}|(?=[\w.-]*[A-Za-z]|\d{1,3}(?:\.\d{1,3}){3})[\w\u0080-\uffff][\w.\u0080-\uffff-]*)(?::\d{1,5}|:\$?\{[^{}\s]{1,100}\})?(?=[/?#\s"';,&)]|$)/y;

function startsHost(text: string, at: number): boolean {
	HOST.lastIndex = at;
	return HOST.test(text);
}

/** Host and port, several parted by commas, settings behind semicolons. What else stands in a port's place is a piece of a password. */
function isHost(authority: string): boolean {
	return (authority.split(';')[0] ?? '')
		.replace(/\[[\da-f:.]*\]/gi, '')
		.replace(/\$?\{[^{}]*\}/g, '')
		.split(',')
		.every((host) => !/:(?!\d{0,5}$)/.test(host) && !host.includes('@') && !(authority === '@'));
}

function redactHost(host: string): string {
	return redactProviderTokens(host)
		.split('.')
		.map((label) => label.replace(RUN, (run) => redactRun(run, LEAST_IN_HOST, '')))
		.join('.');
}

function redactPath(path: string): string {
	return redactWords(redactNamed(path, 'line').split('/').map(redactProviderTokens).join('/'));
}

function redactProviderTokens(text: string): string {
	return text.replace(PROVIDER_TOKEN, (token, prefix: string) => (isPlainWords(token.slice(prefix.length)) ? token : REDACTED));
}

/**
 * A value that only says where the secret is to be had. A default inside (`${TOKEN:-value}`) may be the secret itself.
 * Outside of a shell a dollar sign alone refers to nothing: `$TOKEN` is somebody's mistake, `$ecret` is a password.
 */
function isReference(value: string, inShell = true): boolean {
	return (
		/^["']?(?:\$\{(?:(?:env|input|config|command):[\w.:-]+|[A-Za-z_][\w.]*)\}|\$[A-Za-z_]\w*|\$\(.*|%[A-Za-z_]\w*%|\{(?:env|file):[^{}]*\}|\$?\{\{[^{}]*\}\}|<[A-Za-z][\w -]*>)["']?$/.test(
			value,
		) &&
		(inShell || !/^\$[A-Za-z_]\w*$/.test(value) || /^\$[A-Z_][A-Z0-9_]*$/.test(value))
	);
}

/** What stands before a hash that names content: a git commit, an image, a package. */
const NAMES_CONTENT = /(?:[#@]|sha\d{1,3}[:-])$/i;
const HASH = /^[0-9a-f]{7,128}$/i;
/** Checksums as package managers write them, and addresses in memory. */
const NO_TOKEN = /^(?:sha(?:256-[A-Za-z0-9+/]{43}=|384-[A-Za-z0-9+/]{64}|512-[A-Za-z0-9+/]{86}==)|0x[0-9a-f]{1,16})$/;
/** Behind `@`: a version, which may name the commit that it was built from, or the name of a scoped package. */
const VERSION = /^v?\d+\.\d+\.\d+[-+][0-9A-Za-z.+-]+$/;
const SCOPED = /^[a-z0-9~-][a-z0-9._~-]*\/[a-z][a-z0-9._-]*$/;
const UUID = /(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])/gi;
/** Folders whose names are hashes of what is in them. */
const CONTENT_FOLDER = /\/(?:nix\/store|_npx|var\/folders\/[a-z0-9_]{2})\/$/;

/**
 * A run of token characters, piece by piece of what slashes and dots part, without the random ones, and without the scraps
 * beside those that base64 left between its slashes. A UUID goes: several providers give their keys that form.
 */
function redactRun(run: string, least: number, before: string): string {
	if (run.length > LONGEST_RUN) {
		// Each piece of a long token is random itself.
		const length = Math.ceil(run.length / Math.ceil(run.length / LONGEST_RUN));
		const pieces = Array.from({ length: Math.ceil(run.length / length) }, (_, at) => run.slice(at * length, (at + 1) * length));
		return pieces.map((piece, at) => redactRun(piece, least, at === 0 ? before : (pieces[at - 1] ?? ''))).join('');
	}
	const parts = partsOf(run);
	const uuids = [...run.matchAll(UUID)].map(({ 0: uuid, index }) => ({ start: index, end: index + uuid.length }));
	/** The part that begins at a place, or is the first behind it. */
	const partAt = (place: number): number => {
		let [low, high] = [0, parts.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			[low, high] = (parts[middle]?.start ?? 0) < place ? [middle + 1, high] : [low, middle];
		}
		return low;
	};
	const redactPiece = (from: number, to: number, before: string): string => {
		const piece = run.slice(from, to);
		if (piece.length < least - EDGE || isName(piece, before)) {
			return piece;
		}
		const uuid = uuids.find(({ start, end }) => start >= from && end <= to);
		const stretch = uuid ?? stretchAmong(parts, least, partAt(from), partAt(to));
		if (stretch === null) {
			return piece;
		}
		let [start, end] = [from + pieceStart(piece, stretch.start - from), from + pieceEnd(piece, stretch.end - from)];
		if (CONTENT_FOLDER.test(before + run.slice(from, start))) {
			return run.slice(from, end) + redactPiece(end, to, '');
		}
		for (let next = scrapBefore(piece, start - from) + from; next !== start; next = scrapBefore(piece, start - from) + from) {
			start = next;
		}
		for (let next = scrapAfter(piece, end - from) + from; next !== end; next = scrapAfter(piece, end - from) + from) {
			end = next;
		}
		return redactPiece(from, start, before) + REDACTED + redactPiece(end, to, '');
	};
	return redactPiece(0, run.length, before);
}

/** Longer runs are looked at in pieces: a bound on time. */
const LONGEST_RUN = 256;

/** What a name or a checksum looks like, behind what announces one. */
function isName(run: string, before: string): boolean {
	return (
		(HASH.test(run) && NAMES_CONTENT.test(before)) ||
		(VERSION.test(run) && /[\w.-]@$/.test(before)) ||
		(SCOPED.test(run) && /(?:^|[\s=:"'])@$/.test(before)) ||
		NO_TOKEN.test(run)
	);
}

function pieceStart(run: string, at: number): number {
	return Math.max(run.lastIndexOf('/', at - 1), run.lastIndexOf('.', at - 1)) + 1;
}

function pieceEnd(run: string, at: number): number {
	for (let end = at; end < run.length; end++) {
		if (run[end] === '/' || run[end] === '.') {
			return end;
		}
	}
	return run.length;
}

/** Where the scraps before a token begin: one, or one behind a piece too short to be told; `at` where there is none. */
function scrapBefore(run: string, at: number): number {
	const first = pieceStart(run, at - 1);
	const second = pieceStart(run, first - 1);
	const beside = at > 0 ? run.slice(first, at - 1) : '';
	return isScrap(beside) ? first : at > 0 && beside.length <= 3 && first > 0 && isScrap(run.slice(second, first - 1)) ? second : at;
}

function scrapAfter(run: string, at: number): number {
	const first = pieceEnd(run, at + 1);
	const second = pieceEnd(run, first + 1);
	const beside = run.slice(at + 1, first);
	return isScrap(beside) ? first : beside.length <= 3 && isScrap(run.slice(first + 1, second)) ? second : at;
}

/** A piece that is no word, though too short to be told alone. */
function isScrap(piece: string): boolean {
	const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(piece)).length;
	const weight = (piece.match(/[A-Za-z0-9]+/g) ?? []).reduce((sum, part) => sum + weightOf(part), 0);
	return /[+=]/.test(piece) || (kinds >= 2 && weight > -3 && !/^(?:v\d{1,3}|[A-Z]?[a-z]*|[a-z]{3,}\d{1,4})$/.test(piece));
}
