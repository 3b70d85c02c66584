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

/** Beginnings of tokens that have slashes in them. */
const BASE64 = /^(?:1\/\/0|FwoGZXIvYXdz|IQoJb3JpZ2lu|s\.)$/;

/** `Bearer …`, `Basic …`, `token …` as they stand in headers. */
const AUTHORIZATION = /\b(Bearer|Basic|Digest|Negotiate|ApiKey|token)((?:\s|\\\r?\n){1,16})((?!\\\r?\n|[:+]?=)[^\s"',;]+)/gi;
const SCHEME = /^(?:Bearer|Basic|Digest|Negotiate|ApiKey|token)(?:\s+|$)/i;

/**
 * A name and what parts it from its value: `token=`, `token := `, `"apiKey": `, `['apiKey']=`, `'apiKey', `, `X-Api-Key: `,
 * `/password:`, also with escaped quotes; after a flag a space. `TOKEN= command` sets nothing: the value touches its sign.
 */
const NAME =
	/(?<![\w.-])(?:([\w.-]{1,200})(?:(?:\\{0,3}["']\]?)?(?:\s{1,8}[:+]?=>?\s{0,8}|[:+]?=>?|\s{0,8}:\s{0,8})\\{0,3}|["']\s?,\s?(?=["']))|(--?[A-Za-z][\w.-]{0,100})(?:\s|\\\r?\n){1,16})/g;

/** Headers whose value has spaces and semicolons in it. */
const HEADER = /(?:cookie|authorization)["'\\]{0,4}\s*:\s*\\*$/i;

/** `curl -u name:password`. */
const LOGIN_FLAG = /^(?:-u|-U|--?(?:user|proxy-user|login))$/;
const LOGIN = /(?<=^|\s)((?:-u|-U|--?(?:user|proxy-user|login))(?:[\s=]|\\\r?\n){1,16})("[^"]*"|'[^']*'|(?:\\.|[^\s"'\\])+)/g;

/** `user:password@host` without a scheme (data source names, proxies). `npm:name@1.0.0` and `image:tag@sha256:…` are none. */
function redactUserInfo(text: string): string {
	return text.includes('@') ? text.replace(/[^\s/"']+/g, (word) => (word.includes('@') ? redactUserInfoIn(word) : word)) : text;
}

function redactUserInfoIn(word: string): string {
	let redacted = '';
	let end = 0;
	for (let colon = word.indexOf(':'); colon >= 0; colon = word.indexOf(':', colon + 1)) {
		const user = /(?:^|[^A-Za-z0-9])([^:@=]{0,64})$/.exec(word.slice(Math.max(end, colon - 66), colon))?.[1];
		let at = word.lastIndexOf('@', colon + 257);
		while (at > colon + 1 && /^sha\d{3}:/.test(word.slice(at + 1, at + 8))) {
			at = word.lastIndexOf('@', at - 1);
		}
		if (
			user !== undefined &&
			at > colon + 1 &&
			!/(?:^|[^A-Za-z0-9])(?:npm|file|git|github|gitlab|jsr|workspace|link|portal|patch|catalog)$/.test(user)
		) {
			redacted += `${word.slice(end, colon + 1)}${REDACTED}@`;
			end = at + 1;
			colon = at;
		}
	}
	return redacted + word.slice(end);
}

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
	const reader = secretReader();
	reader(command);
	// What a shell is given is read as lines, and all that follows may be.
	let isRead = READS_LINES.test(nameOf(command));
	const isInterpreter = (name: string): boolean => SHELLS.test(name) || INTERPRETERS.test(name);
	let isShell = isInterpreter(nameOf(command));
	let trail = command.slice(-80);
	return args.map((argument, index) => {
		const before = args[index - 1] ?? '';
		isRead ||= (isShell && LINE_FLAG.test(before)) || READS_LINES.test(nameOf(before));
		isShell ||= isInterpreter(nameOf(before));
		const isLine = isRead || isShellLine(argument, before);
		const around = trail;
		trail = `${trail} ${argument.slice(0, 80)}`.slice(-160);
		const weight = /^(?:--?|\/)[A-Za-z][\w.-]*$/.test(before) ? secrecyOf(before) : null;
		const isHidden = weight !== null && argument !== '' && isSecretValue(argument, weight, false) && !isFlag(argument);
		const [flag = ''] = /^--?[a-z-]{1,20}=/i.exec(argument) ?? [];
		const isLogin = LOGIN_FLAG.test(before) || (flag !== '' && LOGIN_FLAG.test(flag.slice(0, -1)));
		const loginAt = LOGIN_FLAG.test(before) ? 0 : flag.length;
		const hide = (text: string): string | null =>
			isHidden ? REDACTED : isLogin ? text.slice(0, loginAt) + redactLogin(text.slice(loginAt)) : null;
		if (!isLine) {
			const own = reader(argument);
			return isHidden ? REDACTED : (own ?? redact(hide(argument) ?? argument, 'argument', `${around} `));
		}
		const [first] = commandsOf(argument.slice(0, MAX_TEXT));
		const value = first?.text ?? '';
		const shown = hide(value) ?? reader(value);
		return shown === null || value === '' ? redact(argument, 'line', `${around} `) : shown + redact(argument.slice(value.length), 'line');
	});
}

const SHELLS = /^(?:(?:ba|z|da|k|fi|a)?sh|cmd|powershell|pwsh|env)$/;
/** Programs that run what they are given as a line. */
const READS_LINES = /^(?:ssh|eval|watch|parallel|su|trap)$/;
const INTERPRETERS = /^(?:node|deno|bun|perl|ruby|php|lua|osascript|python[\d.]*)$/;
const LINE_FLAG = /^(?:-[a-z]{0,4}[ce]|-[rpE]|--eval|--print|-S|\/[ck]|-Command)$/i;

/**
 * Scheme, host, port and path of an address. A mark stands for user-info, query and fragment, and for path segments that
 * look like tokens (webhooks carry theirs there).
 */
export function redactUrl(url: string): string {
	const bounded = url.slice(0, MAX_TEXT);
	const scheme = bounded.indexOf('://');
	const start = scheme >= 0 ? scheme + 3 : bounded.startsWith('//') ? 2 : 0;
	return bounded.slice(0, start) + redactAddress(bounded, start, { end: bounded.length, alone: true }, false).shown;
}

/** `line`: the shell parts it at spaces and operators. `argument`: it is one value as a whole. */
type Context = 'line' | 'argument';

/** `before`: the words that stand before an argument. */
function redact(text: string, context: Context, before = ''): string {
	const bounded = redactPrivateKeys(text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);
	return context === 'line' ? redactLine(bounded, before) : redactCommand(bounded, context, before);
}

/**
 * A line of the shell, command by command: nothing that is taken out reaches over an operator or a substitution, so that no
 * command is ever hidden behind a secret.
 */
function redactLine(line: string, ahead: string): string {
	const commands = commandsOf(line);
	const executed = executedIn(line);
	let before = ahead;
	return commands
		.map(({ text, operator, opening, closing }, at) => {
			const [last, next] = [commands[at - 1], commands[at + 1]];
			const isFed =
				(operator === '|' && /^\s*(?:echo|printf)\s/.test(text) && TAKES_SECRET.test(next?.text ?? '')) ||
				(last?.operator === '<<<' && TAKES_SECRET.test(last.text));
			const given = isFed ? text.replace(FED, (_, name: string) => name + REDACTED) : text;
			const isEncoded = (operator === '|' && DECODES.test(next?.text ?? '')) || (last?.operator === '<<<' && DECODES.test(last.text));
			const around = before;
			before = `${before}${text.slice(-160)}${operator}`.slice(-160);
			// Such short texts hold neither a name with its value nor a token.
			if (given.length < 3 || (given.length < 8 && !/[=:@-]/.test(given))) {
				return given + operator;
			}
			const shown = redactCommand(opening + given + closing, 'line', around, { executed, isEncoded, isCalled: operator === '(' });
			const from = opening !== '' && shown.startsWith(opening) ? 1 : 0;
			return shown.slice(from, closing !== '' && shown.endsWith(closing) ? -1 : undefined) + operator;
		})
		.join('');
}

/** Programs that read a secret from their input. */
const TAKES_SECRET =
	/--password-stdin\b|--with-token\b|\bvault\s+login\s|\bsudo\s+(?:-\w+\s+){0,3}-\w*S\b(?!.*\b(?:ba|z|da|k)?sh\b)|\bop\s+signin\b|\bchpasswd\b/;
/** One word, written out or given on: no more of a line may go. */
const FED = /^(\s*(?:(?:echo|printf)\s+(?:-n\s+|["']?%s["']?\s+)?)?)(?:"[^"\s\\/]+"|'[^'\s\\/]+'|[^\s\\"'$‹/]+)(?=\s*$)/;

/** Programs that make code of what they are given: it is what the launch is about. */
const DECODES = /^\s*(?:sudo\s+)?(?:base64|base32|openssl|xxd|certutil|gbase64)\s(?:.*\s)?-{1,2}(?:d|D|r|rp|di|decode)\b/;

/** What the rest of a line tells about one of its commands. */
interface Role {
	/** Variables whose values are run. */
	readonly executed: ReadonlySet<string>;
	/** Its words are decoded to something else, such as code. */
	readonly isEncoded: boolean;
	/** A call follows: the name of what is called is no secret. */
	readonly isCalled: boolean;
}

const ALONE: Role = { executed: new Set(), isEncoded: false, isCalled: false };

/** One command, or one argument. */
function redactCommand(text: string, context: Context, before: string, role = ALONE): string {
	// Named values first: an address may be the value of one (`DATABASE_PASSWORD=…` wins over the look of its value).
	const named = redactNamed(redactOwnFlags(redactHeaders(text), context), context, role);
	if (role.isEncoded) {
		return redactProviderTokens(named);
	}
	if (!named.includes('://')) {
		return redactWords(named, before);
	}
	const pieces = piecesOf(named, context);
	const schemes = [...named.matchAll(ADDRESS)];
	let redacted = '';
	let end = 0;
	for (const [at, match] of schemes.entries()) {
		if (match.index < end) {
			continue;
		}
		const start = match.index + match[0].length;
		const address = redactAddress(named, start, pieces.addressEnd(match.index, start, schemes[at + 1]?.index ?? named.length), true);
		redacted += redactWords(named.slice(end, match.index), redacted === '' ? before : '') + match[0] + address.shown;
		end = address.end;
	}
	return redacted + redactWords(named.slice(end), redacted === '' ? before : '');
}

/**
 * The lines of a private key, as far as they are nothing but its material: in a line of the shell a key may be announced
 * and a command follow.
 */
function redactPrivateKeys(text: string): string {
	let redacted = '';
	let end = 0;
	for (const { 0: begin, index } of text.matchAll(/-----BEGIN [A-Z0-9 ]{1,40}-----/g)) {
		const start = index + begin.length;
		if (start < end) {
			continue;
		}
		let material = start;
		KEY_LINE.lastIndex = start;
		for (
			let match = KEY_LINE.exec(text);
			match !== null && isKeyMaterial(match[1] ?? '', text.slice(KEY_LINE.lastIndex, KEY_LINE.lastIndex + 16));
			match = KEY_LINE.exec(text)
		) {
			material = KEY_LINE.lastIndex;
		}
		if (material > start) {
			redacted += text.slice(end, start) + REDACTED;
			end = material;
		}
	}
	return redacted + text.slice(end);
}

const KEY_LINE = /(?:\s|\\[nr]){1,4}([A-Za-z0-9+/=]{4,80})(?=\s|\\[nr]|["'-]|$)/y;

/** What could be a word or a path, and so a command, is none. The last line of a key may be short. */
function isKeyMaterial(line: string, after: string): boolean {
	const last = /^(?:\s|\\[nr]){1,4}-----END /.test(after);
	return line.includes('/')
		? (line.length >= 40 || last) && (randomStretch(line, last ? 8 : undefined) !== null || (last && line.endsWith('=')))
		: /\d/.test(line) && /[a-z]/.test(line) && /[A-Z]/.test(line);
}

/** A command of a line, and the operator behind it. */
interface Command {
	readonly text: string;
	readonly operator: string;
	/** The quotes that it begins and ends within. */
	readonly opening: string;
	readonly closing: string;
}

/** Where it is not plain which quotes hold (other shells, comments, documents in place), none does: an operator too many hides nothing. */
const UNSURE = /\besac\b|<<(?!<)|(?<!<)<<<?<|\$'|(?:^|[\s;&|()])#|\bcmd(?:\.exe)?["']?\s[^\n]{0,40}\/[ck]\b/i;

/** Lines in which quoted words are run as commands. */
const EVALUATES =
	/(?:^|[\s;&|(/])(?:ssh|eval|trap|watch|parallel|alias|su|(?:node|deno|bun|perl|ruby|php|lua|osascript|python[\d.]*)(?=\s(?:[^;&|\n]{0,80}\s)?-{1,2}(?:\w{0,3}[erpEc]|eval|print)\b))(?=\s|$)/;

function commandsOf(line: string): readonly Command[] {
	return (UNSURE.test(line) ? null : quotedCommands(line)) ?? allCommands(line);
}

function allCommands(line: string): readonly Command[] {
	const commands: Command[] = [];
	let from = 0;
	for (const { 0: operator, index } of line.matchAll(/<<<|[$<>]\(|[;&|<>()`\n]/g)) {
		commands.push({ text: line.slice(from, index), operator, opening: '', closing: '' });
		from = index + operator.length;
	}
	return [...commands, { text: line.slice(from), operator: '', opening: '', closing: '' }];
}

/** What is open where a line is read: a substitution or group, quotes, quotes whose content is a line itself. */
interface Open {
	readonly kind: '(' | '`' | '"' | 'line';
	readonly quote?: string;
	/** Where the innermost line in quotes that it stands in ends. */
	readonly end: number;
}

/** The commands of a line whose quotes hold; null where something in it is never closed. */
function quotedCommands(line: string): readonly Command[] | null {
	const evaluated = line.search(EVALUATES);
	const commands: Command[] = [];
	const open: Open[] = [];
	let from = 0;
	let opening = '';
	const cut = (at: number, length: number, closing: string): void => {
		commands.push({ text: line.slice(from, at), operator: line.slice(at, at + length), opening, closing });
		[from, opening] = [at + length, ''];
	};
	const close = (): void => {
		open.pop();
		opening = open.at(-1)?.kind === '"' ? '"' : '';
	};
	let at = 0;
	while (at < line.length) {
		const character = line[at] ?? '';
		const inside = open.at(-1);
		const quoted = inside?.kind === '"' ? '"' : '';
		const around = inside?.end ?? line.length;
		let length = 1;
		if (character === '\\') {
			length = 2;
		} else if (character === '`') {
			cut(at, 1, quoted);
			if (inside?.kind === '`') {
				close();
			} else {
				open.push({ kind: '`', end: around });
			}
		} else if (line.startsWith('$(', at)) {
			length = 2;
			cut(at, length, quoted);
			open.push({ kind: '(', end: around });
		} else if (quoted !== '') {
			if (character === '"') {
				open.pop();
			}
		} else if (character === '"' || character === "'") {
			if (inside?.kind === 'line' && inside.quote === character) {
				cut(at, 1, '');
				close();
			} else {
				const end = character === '"' ? quoteEnd(line, at) : line.indexOf("'", at + 1);
				if (end < 0) {
					return null;
				}
				if (end < around) {
					if (isLineInQuotes(line, from, at, end, evaluated >= 0 && evaluated < at, around < line.length)) {
						cut(at, 1, '');
						open.push({ kind: 'line', quote: character, end });
					} else if (character === '"') {
						open.push({ kind: '"', end: around });
					} else {
						length = end + 1 - at;
					}
				}
			}
		} else if (character === '(' || line.startsWith('<(', at) || line.startsWith('>(', at)) {
			length = character === '(' ? 1 : 2;
			cut(at, length, '');
			open.push({ kind: '(', end: around });
		} else if (character === ')') {
			cut(at, 1, '');
			if (inside?.kind === '(') {
				close();
			}
		} else if (/[;&|<>\n]/.test(character)) {
			length = line.startsWith('<<<', at) ? 3 : 1;
			cut(at, length, '');
		}
		at += length;
	}
	return open.length > 0 ? null : [...commands, { text: line.slice(from), operator: '', opening, closing: '' }];
}

function quoteEnd(text: string, start: number): number {
	for (let at = start + 1; at < text.length; at++) {
		if (text[at] === '\\') {
			at++;
		} else if (text[at] === '"') {
			return at;
		}
	}
	return -1;
}

function lastWord(text: string): string {
	let start = text.length;
	while (start > 0 && !/\s/.test(text[start - 1] ?? '')) {
		start--;
	}
	return text.slice(start);
}

/** What stands in quotes behind `-c`, or looks like a command; a value that is announced as a secret is none, whatever it looks like. */
function isLineInQuotes(line: string, from: number, at: number, end: number, evaluates: boolean, isNested: boolean): boolean {
	const content = line.slice(at + 1, end);
	// One plain word hides nothing, unless it is run.
	if (!(evaluates && !isNested) && !/[\s;&|<>()`$]/.test(content)) {
		return false;
	}
	const words = line.slice(Math.max(from, at - 80), at);
	const trimmed = words.trimEnd();
	const before = lastWord(trimmed);
	const name = lastWord(trimmed.replace(/[\s:=+>]{1,8}$/, ''));
	const isAnnounced = secrecyOf(name) !== null || (words.endsWith(before) && /^-[A-Zabd-z]$/.test(before));
	return (evaluates && !isNested) || (!isAnnounced && (evaluates || isShellLine(content, before)));
}

function redactHeaders(text: string): string {
	return text
		.replace(
			/(\bmachine\s{1,4}\S{1,200}\s{1,4}login\s{1,4}\S{1,200}\s{1,4}password\s{1,4})[^\s"']+/g,
			(_, login: string) => login + REDACTED,
		)
		.replace(/(\bjdbc:oracle:\w{1,20}:[\w$#]{1,60}\/)[^@\s]{1,200}(?=@)/g, (_, user: string) => user + REDACTED)
		.replace(AUTHORIZATION, (whole, scheme: string, gap: string, value: string) =>
			isReference(value) || isPlainWord(value, /^bearer$/i.test(scheme) ? 5 : 15) ? whole : `${scheme}${gap}${REDACTED}`,
		)
		.replace(LOGIN, (_, flag: string, login: string) => flag + redactQuoted(login, redactLogin));
}

function redactQuoted(text: string, redact: (content: string) => string): string {
	const quote = /^["']/.exec(text)?.[0] ?? '';
	return quote === '' ? redact(text) : quote + redact(text.slice(1, -1)) + quote;
}

/** What means a secret to one program alone. */
interface Own {
	/** The flag whose value it is. */
	readonly separate?: RegExp;
	/** The flag that it is written onto. */
	readonly attached?: RegExp;
	/** The flag whose value is `name:password`. */
	readonly login?: RegExp;
	/** The words between the program and it. */
	readonly place?: RegExp;
	/** A word that it stands in, and as its first group what precedes it. */
	readonly inside?: RegExp;
}

const SETS_VARIABLE = /^(?:-\w+ )*\w*(?:TOKEN|KEY|SECRET|PASSWORD|PASSWD|PASS|PWD)$/i;

const OWN: Readonly<Record<string, Own>> = {
	sshpass: { separate: /^-p$/, attached: /^-p(?=.)/ },
	mysql: { attached: /^-p(?=.)/ },
	mysqldump: { attached: /^-p(?=.)/ },
	mysqladmin: { attached: /^-p(?=.)/ },
	mariadb: { attached: /^-p(?=.)/ },
	mycli: { separate: /^-p$/, attached: /^-p(?=.)/ },
	'redis-cli': { separate: /^-a$/ },
	curl: { separate: /^-b$/, attached: /^-u(?=[^\s:]+:)/, login: /^(?:-E|--cert)$/ },
	http: { login: /^(?:-a|--auth)$/ },
	https: { login: /^(?:-a|--auth)$/ },
	xh: { login: /^(?:-a|--auth)$/ },
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
	sqlplus: { inside: /^(["']?[\w$#]+\/)(?!\S*\.sql\b)[^@\s]+/ },
	smbclient: { inside: /^((?:--user=|-U)?["']?[^%\s]+%)[^%\s]+$/ },
	mosquitto_pub: { separate: /^-P$/ },
	mosquitto_sub: { separate: /^-P$/ },
	ipmitool: { separate: /^-P$/ },
	'cypher-shell': { separate: /^-p$/ },
	zip: { separate: /^-P$/ },
	unzip: { separate: /^-P$/ },
	'7z': { attached: /^-p(?=.)/ },
	xfreerdp: { attached: /^\/p:(?=.)/ },
	openssl: { separate: /^-[kK]$/, inside: /^(pass:).+/ },
	twine: { separate: /^-p$/ },
	codecov: { separate: /^-t$/ },
	influx: { separate: /^-t$/ },
	doctl: { separate: /^-t$/ },
	vault: { place: /^login$/ },
	gh: { place: /^secret set .*(?:--body|-b)$/ },
	ngrok: { place: /^(?:config )?(?:add-)?authtoken$/ },
	snyk: { place: /^auth$/ },
	aws: { place: /^configure set \S*(?:secret_access_key|session_token)$/ },
	npm: { place: /^(?:config )?set \S*:_(?:authToken|auth|password)$/ },
	htpasswd: { place: /^(?:-\w*(?:n\w*b|b\w*n)\w* [^-\s]\S*|-(?!\w*n)\w*b\w* \S+ \S+)$/ },
	set: { place: SETS_VARIABLE },
	setx: { place: SETS_VARIABLE },
	setenv: { place: SETS_VARIABLE },
	'convertto-securestring': { place: /^$/ },
};

function nameOf(word: string): string {
	return word
		.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1)
		.replace(/\.exe$/i, '')
		.toLowerCase();
}

/** Reads a command word by word; says what of a word is shown that holds what its program takes for a secret, null for others. */
function secretReader(): (word: string) => string | null {
	let own: Own | undefined;
	let place: RegExp | undefined;
	let words = '';
	let before = '';
	return (word) => {
		const isValue = isSecretValue(word, 'strong', true) && !isFlag(word);
		const attached = own?.attached?.exec(word)?.[0];
		const inside = own?.inside?.exec(word);
		let shown: string | null = null;
		if (attached !== undefined) {
			shown = isReference(word.slice(attached.length)) ? null : attached + REDACTED;
		} else if (isValue && (own?.separate?.test(before) || (words.length < 160 && place?.test(words)))) {
			shown = REDACTED;
		} else if (own?.login?.test(before)) {
			shown = redactQuoted(word, redactLogin);
		} else if (inside?.[1] !== undefined) {
			shown = inside[1] + REDACTED + word.slice(inside[0].length);
		}
		const program = word.length < 300 ? nameOf(word) : '';
		if (Object.hasOwn(OWN, program) && shown === null && (own === undefined || program !== 'set')) {
			own = OWN[program];
			[place, words] = own?.place ? [own.place, ''] : [place, `${words} ${word}`.trimStart()];
		} else if (words.length < 160) {
			words = `${words} ${word.slice(0, 160)}`.trimStart();
		}
		before = word;
		return shown;
	};
}

/** The same in one command of a line. */
function redactOwnFlags(text: string, context: Context): string {
	if (context === 'argument' || !/\s/.test(text)) {
		return text;
	}
	const reader = secretReader();
	return text.replace(/(?:"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\\\S|[^\s"'\\])+|["']/g, (word) => reader(word) ?? word);
}

/** What a variable is set to that is run later is a command: `TOKEN=./x; $TOKEN`. */
const EXECUTED =
	/(?:^|[;&|(`{\n]|\b(?:eval|exec|sudo|source|sh|bash|zsh|then|do|else|env|nohup)\s|-c\s)\s{0,8}["']{0,2}\$\{?([A-Za-z_]\w{0,100})/g;

function executedIn(line: string): ReadonlySet<string> {
	return line.includes('$') ? new Set([...line.matchAll(EXECUTED)].map(([, name = '']) => name)) : ALONE.executed;
}

/** `${TOKEN:-command}` where a command begins. */
function isCommandByDefault(text: string, at: number): boolean {
	return (
		text.startsWith('${', at - 2) &&
		at < 100 &&
		/^\s*(?:\w+=\S*\s+|(?:sudo|env|exec|eval|sh|bash|nohup|time|command|then|do|else|if|while|!)\s+){0,4}["']?\$\{$/.test(text.slice(0, at))
	);
}

function redactNamed(text: string, context: Context, role = ALONE): string {
	if (context === 'line' && /^\s*alias\s/.test(text)) {
		return text;
	}
	let pieces: Pieces | undefined;
	let redacted = '';
	let end = 0;
	for (const match of text.matchAll(NAME)) {
		const name = match[1] ?? match[2] ?? '';
		const start = match.index + match[0].length;
		const isFlagAndSpace = match[2] !== undefined;
		const weight = match.index < end || isPart(text, match.index, match[0], name) ? null : secrecyOf(name);
		if (weight === null || text.startsWith(REDACTED, start) || role.executed.has(name) || isCommandByDefault(text, match.index)) {
			continue;
		}
		const isFlagName = (name.startsWith('-') && !/^-H[A-Z]/.test(name)) || text[match.index - 1] === '/';
		pieces ??= piecesOf(text, context);
		const valueEnd = pieces.valueEnd(match.index, start, {
			header: !isFlagName && HEADER.test(match[0]),
			json: /["']\s*[:=]/.test(match[0]),
			flag: isFlagAndSpace,
		});
		const value = text.slice(start, valueEnd);
		if (
			value === '' ||
			(role.isCalled && valueEnd === text.length) ||
			!isSecretValue(value, weight, context === 'line') ||
			(isFlagAndSpace && isFlag(value))
		) {
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
	/** How far an address that begins there can reach before the next one: its password may have anything in it that does not end the word. */
	addressEnd(scheme: number, start: number, next: number): Reach;
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
	const around = (at: number): Piece => {
		let [low, high] = [0, pieces.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			[low, high] = (pieces[middle]?.end ?? 0) < at ? [middle + 1, high] : [low, middle];
		}
		const piece = pieces[low];
		return piece !== undefined && piece.start <= at ? piece : whole;
	};
	const stops = {
		name: finder(text, /[;&,](?=\s{0,3}["']?[A-Za-z][\w.-]{0,60}(?: [A-Za-z]\w{0,30})?["']?\s?=)|\s(?=[A-Za-z][\w.-]{0,60}=)/g),
		space: finder(text, /(?<!\\)\s/g),
	};
	return {
		valueEnd: (name, start, { header, json, flag }) => {
			const piece = around(start);
			const end = start > piece.end ? text.length : piece.end;
			if (json && /["'[{]/.test(text[start] ?? '')) {
				return closed(text, start, end);
			}
			if (header && !/["']/.test(text[start] ?? '')) {
				return piece === whole ? wordEnd(text, start + (SCHEME.exec(text.slice(start, start + 40))?.[0].length ?? 0), end, json) : end;
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
			return isArgument && !isWindowsFlag && text[name] !== '-'
				? Math.min(stops.name(/["'{]/.test(text[start] ?? '') ? closed(text, start, end) : start), end)
				: wordEnd(text, start, end, json);
		},
		addressEnd: (scheme, start, next) => {
			const piece = around(start);
			const end = piece === whole ? stops.space(start) : piece.end;
			const alone =
				piece.context === 'argument' && next >= end && scheme - piece.start < 200 && /^[\w.-]*=?$/.test(text.slice(piece.start, scheme));
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

/** The next place at or behind another where a pattern matches; asked from left to right it reads the text once. */
function finder(text: string, pattern: RegExp): (start: number) => number {
	let [asked, found] = [0, -1];
	return (start) => {
		if (start < asked || start > found) {
			pattern.lastIndex = start;
			asked = start;
			found = pattern.exec(text)?.index ?? text.length;
		}
		return found;
	};
}

/** Stems that say secret wherever they stand in a name, and words that do so at its end. */
const STRONG =
	/token(?!iz|is)|secret(?!ar)|passw(?:or)?d|passphrase|passcode|api[-_.]?key|access[-_.]?key|private[-_.]?key|account[-_.]?key|credential|authorization|cookie|signature|session[-_.]?id|connection[-_.]?string/i;
/** No name without one of these is about a secret. */
const HINT = /tok|secr|pass|key|cred|auth|cookie|sig|sess|string|otp|pin|bearer|dsn|jwt|pat|pw|sas|sid/i;
const PLAIN = new Set(['creds', 'cred', 'otp', 'totp', 'pin']);
const WEAK = new Set(['auth', 'authkey', 'bearer', 'dsn', 'jwt', 'key', 'pass', 'pat', 'pw', 'pwd', 'sas', 'session', 'sid', 'sig']);
/** `dbpass`, `userpass`, `mypwd`: a word that ends in one, and is no other word. */
const JOINED = /^(?!by|com|tres|sur|under|over|encom|ask|single|multi|two|old)[a-z]{2,}(?:pass|pwd)$/;
/** What a name ends in that is about a secret and holds none: where it is kept, who asks for it, how long it lives. */
const ABOUT = new Set(
	(
		'file files path paths dir directory folder url uri endpoint host port mode type kind method name env var command cmd helper program ' +
		'script process provider store count limit length size ttl timeout expiry expires scheme format policy enabled required service server ' +
		'stdin hook budget manager backend engine source jar location region version'
	).split(' '),
);
const HARMLESS_KEYS = new Set(['public', 'sort', 'primary', 'foreign', 'partition']);
const SWITCHES = new Set(['no', 'skip', 'disable', 'without', 'allow']);

/** Whether a name says that its value is a secret: plainly, perhaps, or not at all. */
function secrecyOf(name: string): 'strong' | 'weak' | null {
	if (!HINT.test(name)) {
		return null;
	}
	const words = name
		.split(/[-_./]+|(?<=[a-z0-9])(?=[A-Z])/)
		.filter((word) => word !== '')
		.map((word) => word.toLowerCase());
	const last = words.at(-1) ?? '';
	if (ABOUT.has(last) || SWITCHES.has(words[0] ?? '') || (last === 'pass' && words.at(-2) === 'ask')) {
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
	const bare = value.slice(/^["']/.test(value) ? 1 : 0, /["']$/.test(value.slice(-1)) ? -1 : undefined).replace(SCHEME, '');
	if (bare === '' || bare.startsWith(REDACTED) || isReference(bare, inShell)) {
		return false;
	}
	if (NAMED_SECRET.test(bare)) {
		return false;
	}
	// Of a long value all goes: what stands in it is looked at no second time.
	return (
		weight === 'strong' ||
		bare.length > 200 ||
		!(NO_SECRET.test(bare) || isMode(bare) || /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s@]*$/i.test(bare))
	);
}

/** `docker build --secret id=name,src=path`. */
const NAMED_SECRET = /^id=[\w.-]{1,60}(?:,(?:src|source|target|env|type|mode|uid|gid)=[^,\s]{1,200}){0,6}$/;
const NO_SECRET =
	/^(?:\d{1,7}$|\d{1,3}(?:[,.]\d{1,3}[a-zA-Z]{0,4}){1,4}$|v?\d+(?:\.\d+){1,3}$|latest$|\d{1,5}[:/]|~?\/[^=+\n]*$|\.{1,2}\/|[A-Za-z]:[\\/]|[\w./-]{1,200}\.(?:[cm]?[jt]s|sh|py|rb|pl|ps1|json|ya?ml|toml|pem|crt|key)$)/;

function isMode(text: string): boolean {
	return /^(?:none|null|true|false|yes|no|on|off|auto|basic|digest|bearer|oauth2?|oidc|sso|saml|ntlm|kerberos|negotiate|mtls|iam|env|keychain|keyring|default|required|optional|disabled?|enabled?|anonymous)$/i.test(
		text,
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

/** `before`: what stands before the text, as far as it tells names of content from tokens. */
function redactWords(text: string, before = ''): string {
	return redactUserInfo(redactProviderTokens(text)).replace(RUN, (run, offset: number, all: string) =>
		redactRun(run, LEAST, (offset < 160 ? before.slice(-160) : '') + all.slice(Math.max(0, offset - 160), offset)),
	);
}

function isPlainWord(text: string, most = 15): boolean {
	return text.length <= most + 1 && /^(?:[a-z]{1,15}|[A-Z][a-z]{1,14}|[A-Z]{1,15}|v?\d{1,4})[.:!?]?$/.test(text);
}

function isPlainWords(text: string): boolean {
	return (
		/[a-z]{2}/i.test(text) && text.split(/[-_./]/).every((word) => word === '' || isPlainWord(word) || /^[a-z]{3,12}\d{1,2}$/.test(word))
	);
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
	const hostStart = userInfoEnd(region, ordinary, /(?:https?|wss?|git|ssh|file)$/i.test(scheme), reach.alone);
	if (hostStart === null) {
		return { shown: REDACTED, end: start + ordinary };
	}
	const end = charactersFrom(region, hostStart);
	const address = region.slice(hostStart, end);
	const cut = address.search(/[?#]/);
	const kept = cut < 0 ? address : address.slice(0, cut);
	const slash = kept.indexOf('/');
	const host = slash < 0 ? kept : kept.slice(0, slash);
	const origin = `${scheme}://${host}`;
	const path = slash < 0 ? '' : redactPath(kept.slice(slash), origin);
	const rest =
		cut < 0
			? ''
			: inText
				? redactQuery(address.slice(cut), `${origin}${kept.slice(slash < 0 ? kept.length : slash)}`)
				: markedQuery(address.slice(cut));
	const user = region.slice(0, Math.max(0, hostStart - 1));
	const isPlainUser = user === 'git' || (/ssh$/i.test(scheme) && /^[a-z][\w-]{0,30}$/i.test(user));
	return {
		shown: `${hostStart === 0 ? '' : isPlainUser ? `${user}@` : `${REDACTED}@`}${redactHost(host)}${path}${rest}`,
		end: start + end,
	};
}

/** A mark for what is taken out, so that nothing is taken out unseen. */
function markedQuery(text: string): string {
	const fragment = text.indexOf('#');
	const query = fragment < 0 ? text : text.slice(0, fragment);
	return (query === '' ? '' : `?${REDACTED}`) + (fragment < 0 ? '' : `#${REDACTED}`);
}

/** Query and fragment: names of parameters stay, and plain values; `before` is the address up to there. */
function redactQuery(text: string, before: string): string {
	return text.replace(/([?#&;])([^?#&;]*)/g, (_, sign: string, parameter: string) => {
		const equals = parameter.indexOf('=');
		const [name, value] = [parameter.slice(0, Math.max(0, equals)), parameter.slice(equals + 1)];
		const shownName = equals < 0 ? '' : `${isOrdinary(name) ? name : REDACTED}=`;
		const isNamed = secrecyOf(name) !== null || CODES.test(name);
		const isShown =
			value === '' ||
			value.startsWith(REDACTED) ||
			isReference(value, false) ||
			(!isNamed && (isOrdinary(value) || (sign === '#' && equals < 0 && redactWords(value, `${before}#`) === value && HASH.test(value))));
		return `${sign}${shownName}${isShown ? value : REDACTED}`;
	});
}

/** Parameters that carry what was just given out. */
const CODES = /^(?:code|state|nonce|ticket|k|hash|p)$/i;

/** Words, numbers and versions, and what parts them. */
function isOrdinary(text: string): boolean {
	return (
		text.length <= 120 &&
		text
			.split(/[-_.,/:+~^@!*%<>=]+/)
			.every((word) =>
				/^(?:|[a-z]{1,20}|[A-Z][a-z]{1,19}|[A-Z]{1,12}|[vV]?\d{1,6}|[a-z]{1,8}\d{1,2}|[a-z]{2,12}(?:[A-Z][a-z]{1,12}){1,3})$/.test(word),
			) &&
		redactWords(text) === text
	);
}

function charactersFrom(region: string, at: number): number {
	ADDRESS_CHARACTERS.lastIndex = at;
	return at + (ADDRESS_CHARACTERS.exec(region)?.[0].length ?? 0);
}

/** Where the user-info ends and the host begins; null where there is a piece of one and no end. `plainPath`: in such addresses `@` is common in paths. */
function userInfoEnd(region: string, ordinary: number, plainPath: boolean, alone: boolean): number | null {
	const run = region.slice(0, ordinary);
	const authority = run.slice(0, run.search(/[/?#]|$/));
	const last = lastAt(region);
	const at = authority.lastIndexOf('@');
	if (at < 0) {
		const isWhole = ordinary === region.length || authority.length < run.length || /[\s"'`]/.test(region[ordinary] ?? '');
		if (!isHost(authority) || (!isWhole && last >= 0)) {
			return last < 0 ? (isHost(authority) ? 0 : null) : last + 1;
		}
		// `u:12/34@db`: digits of a password pass for a port. And a token that is a user name may have a slash in it.
		const name = region.slice(0, Math.max(0, last));
		const unclear = last >= 0 && !/[.\]]/.test(authority) && !/^localhost\b/.test(authority);
		return unclear && ((!plainPath && authority.includes(':')) || (!/\s/.test(name) && randomStretch(name.replaceAll('/', '')) !== null))
			? last + 1
			: 0;
	}
	if (!startsHost(region, at + 1) || !isHost(authority.slice(at + 1))) {
		return last < 0 ? null : last + 1;
	}
	const later = alone ? last : run.lastIndexOf('@');
	if (later > at && startsHost(region, later + 1)) {
		// `u:p@ss/w@db`; but `https://user@git.example.com/o/r@main` names a branch.
		const named = /\./.test(authority.slice(at + 1));
		const isReferenceName = plainPath && named && !isDottedHost(region.slice(later + 1));
		return isReferenceName ? at + 1 : later + 1;
	}
	return at + 1;
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

function redactPath(path: string, origin: string): string {
	return redactWords(redactNamed(path, 'line').split('/').map(redactProviderTokens).join('/'), origin);
}

function redactProviderTokens(text: string): string {
	return text.replace(PROVIDER_TOKEN, (token, prefix: string) => {
		// `npm_config_x=value` is a name; and a folder is no token, nor is what lies in it part of one.
		const end = token.search(BASE64.test(prefix) ? /=(?!=?$)/ : /\/|=(?!=?$)/);
		const own = end < 0 ? token : token.slice(0, end);
		const isToken = own.length >= prefix.length + 6 && !isPlainWords(own.slice(prefix.length));
		return (isToken ? REDACTED : own) + (end < 0 ? '' : token[end] + redactProviderTokens(token.slice(end + 1)));
	});
}

/**
 * A value that only says where the secret is to be had. A default inside (`${TOKEN:-value}`) may be the secret itself.
 * Outside of a shell a dollar sign alone refers to nothing: `$TOKEN` is somebody's mistake, `$ecret` is a password.
 */
function isReference(value: string, inShell = true): boolean {
	return (
		value.length <= 300 &&
		/^["']?(?:\$\{(?:(?:env|input|config|command):[\w.:-]+|[A-Za-z_][\w.]*)\}|\$[A-Za-z_]\w*|\$\(.*|%[A-Za-z_]\w*%|\{(?:env|file):[^{}]*\}|\$?\{\{[^{}]*\}\}|<[A-Za-z][\w -]*>)["']?$/.test(
			value,
		) &&
		(inShell || !/^\$[A-Za-z_]\w*$/.test(value) || /^\$[A-Z_][A-Z0-9_]*$/.test(value))
	);
}

/** What stands before a hash that names content: a checksum; a commit behind a repository, an address of a git host, a git command or a flag. */
const NAMES_CONTENT = /sha\d{1,3}[:-]$/i;
const NAMES_COMMIT =
	/(?:(?:\b(?:github|gitlab|bitbucket|gist|git|jsr)[:@+.]\S{0,120}|\.git|:\/\/[^\s/]{1,100}\/\S{1,120})[#@]|(?:^|[\s"'=:])[A-Za-z][\w.-]{0,100}\/[\w./-]{1,100}[#@]|\bgit(?:hub|lab)\.com\/\S{0,120}\/(?:blob|tree|commit|commits|raw|archive)\/|\braw\.githubusercontent\.com\/[^\s/]{1,60}\/[^\s/]{1,100}\/|\bgit(?:hub|lab):[\w.-]{1,60}\/[\w.-]{1,100}\/|(?:^|[\s"'/(;&|])git(?:\s{1,4}[^\s;&|]{1,60}){1,6}\s{1,4}|--(?:commit|rev|revision|ref|sha)[\s=]+)["']?$/i;
const HASH = /^[0-9a-f]{7,128}$/i;
/** Checksums as package managers write them, and addresses in memory. */
const NO_TOKEN = /^(?:sha(?:256-[A-Za-z0-9+/]{43}=|384-[A-Za-z0-9+/]{64}|512-[A-Za-z0-9+/]{86}==)|0x[0-9a-f]{1,16})$/;
/** What announces code that is encoded. */
const ENCODED =
	/(?:\b(?:powershell|pwsh)(?:\.exe)?\b.{0,120}\s[-/](?:e|ec|en|enc[a-z]{0,12})\s{1,4}|(?:b64decode|decodebytes|atob|Buffer\.from|FromBase64String|fromhex|base64_decode|decode64|unhexlify)\s?\(\s?b?)["']?$/is;
/** A locale; what clouds number. */
const RESOURCE =
	/^(?:[a-z]{2,3}_[A-Z]{2}(?:\.[A-Za-z0-9-]{3,12})?|(?:i|vpc|vpce|subnet|sg|sgr|ami|vol|eni|rtb|igw|nat|snap|eipalloc|acl|pcx|tgw|lt|fs|fsap)-(?:[0-9a-f]{8}|[0-9a-f]{17}))$/;
/** Behind `@`: a version, which may name the commit that it was built from, or the name of a scoped package. */
const VERSION = /^v?\d+\.\d+\.\d+[-+][0-9A-Za-z.+-]+$/;
const SCOPED = /^[a-z0-9~-][a-z0-9._~-]*\/[a-z][a-z0-9._-]*$/;
const UUID = /(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])/gi;
/** Folders whose names are hashes of what is in them. */
const CONTENT_FOLDER = /\/(?:nix\/store|_npx|var\/folders\/[a-z0-9_]{2}|uv\/[a-z]{2,20}-v\d{1,3})\/$/;

/**
 * A run of token characters, piece by piece of what slashes and dots part, without the random ones, and without the scraps
 * beside those that base64 left between its slashes. A UUID goes: several providers give their keys that form.
 */
function redactRun(run: string, least: number, before: string): string {
	if (isName(run, before)) {
		return run;
	}
	if (run.length > LONGEST_RUN) {
		// Each piece of a long token is random itself.
		const length = Math.ceil(run.length / Math.ceil(run.length / LONGEST_RUN));
		const pieces = Array.from({ length: Math.ceil(run.length / length) }, (_, at) => run.slice(at * length, (at + 1) * length));
		return pieces
			.map((piece, at) => redactRun(piece, least, at === 0 ? before : (pieces[at - 1] ?? '')))
			.join('')
			.replaceAll(REDACTED + REDACTED, REDACTED);
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
		if (piece.length < least - EDGE || (piece.length < run.length && isName(piece, before))) {
			return piece;
		}
		const uuid = uuids.find(({ start, end }) => start >= from && end <= to);
		const stretch = uuid ?? stretchAmong(parts, least, partAt(from), partAt(to));
		if (stretch === null) {
			return piece;
		}
		let [start, end] = [from + pieceStart(piece, stretch.start - from), from + pieceEnd(piece, stretch.end - from)];
		const ahead = before + run.slice(from, start);
		if (CONTENT_FOLDER.test(ahead) || (HASH.test(run.slice(start, end)) && end - start <= 40 && NAMES_COMMIT.test(ahead.slice(-160)))) {
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
		(HASH.test(run) && (NAMES_CONTENT.test(before) || (run.length <= 40 && NAMES_COMMIT.test(before)))) ||
		(VERSION.test(run) && /[\w.-]@$/.test(before)) ||
		(SCOPED.test(run) && /(?:^|[\s=:"'])@$/.test(before)) ||
		NO_TOKEN.test(run) ||
		RESOURCE.test(run) ||
		ENCODED.test(before)
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
	const isWord = /^(?:v\d{1,3}|[A-Z]?[a-z]*|[a-z]{3,}\d{1,4}|[a-z]{2,}(?:[A-Z][a-z]{2,})+)$/.test(piece);
	return /[+=]/.test(piece) || (!isWord && (kinds === 3 || (kinds === 2 && weight > -6)));
}
