/**
 * What stands in a field where a secret belongs. `reference` names where the secret is to be had (`${NPM_TOKEN}` in a file
 * of npm's, `op://vault/item`), `placeholder` was left to be filled in. Only `concrete` is a credential.
 */
export type SecretForm = 'concrete' | 'reference' | 'placeholder' | 'empty';

/** 1Password fills these in, in any file and any variable (`op inject`, `op run`). */
const ONE_PASSWORD = /^op:\/\/\S+$/;

/**
 * Templates that something fills in before the tool ever reads the file: GitHub Actions, mustache, opencode, envsubst. Only
 * what nobody has for a password: `$NPM_TOKEN` is none, but `$word`, `%word%` and `!word` are passwords wherever the tool itself expands nothing.
 */
const TEMPLATE =
	/\$?\{\{[^{}]*\}\}|\$\{[A-Z][A-Z0-9_]*\}|\$[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![A-Za-z0-9_])|%[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+%|\{(?:env|file):[^{}]*\}/g;

/** What may stand around references in a value that holds nothing of its own: `Bearer ${TOKEN}`, `${USER}:${PASSWORD}`. */
const NOTHING_OF_ITS_OWN = /^(?:Bearer|Basic|token)?[\s:@/._-]*$/i;

/** Left for a person to fill in. `DATA+OMITTED` is what `kubectl config view` writes. */
const PLACEHOLDER =
	/^(?:<[^<>]*>|\[[A-Za-z][^[\]]*\]|x{3,}|\*{3,}|\.{3,}|…+|-+|your[a-z]{0,12}(?:token|key|secret|password|here)|(?:DATA\+)?OMITTED)$/i;

/**
 * The same in words: `my-token`, `CHANGE_ME`, `your api key 2`. Each is written as words are, so that real tokens whose
 * prefix is such a word (`secret_…` of Notion, `token-…:…` of Rancher) stay concrete.
 */
const FIRST_WORD =
	/^(?:your|my|insert|enter|replace|changeme|change|todo|none|null|undefined|example|dummy|placeholder|redacted|secret|password|token)$/i;
const WORD = /^(?:[a-z]{0,15}|[A-Z]{0,15}|[A-Z][a-z]{0,14})\d{0,2}$/;

/** `npm_xxxxxxxx`, `sk-…-***`: a prefix with its secret part masked. */
const MASKED = /^(?:[A-Za-z0-9]{1,12}[-_.]){1,3}(?:x{4,}|\*{3,}|\.{3,}|…|0{8,})$|^[A-Za-z0-9]{0,8}X{8,}$/i;

/** What the AWS documentation shows in place of keys: both halves end in EXAMPLE, session tokens have it near the front. */
const AWS_EXAMPLE = /EXAMPLE(?:KEY)?$|^AQoEXAMPLE/;

/** @param expanded what the tool whose file it is replaces as it reads, all over the value; most replace nothing. */
export function secretForm(value: string | undefined, expanded?: RegExp): SecretForm {
	const trimmed = value?.trim() ?? '';
	if (trimmed === '') {
		return 'empty';
	}
	// Longer than any placeholder: a bound that also keeps the expressions cheap.
	if (trimmed.length > 400) {
		return 'concrete';
	}
	if (ONE_PASSWORD.test(trimmed) || (expanded !== undefined && isFilledIn(trimmed, expanded))) {
		return 'reference';
	}
	if (isFilledIn(trimmed, TEMPLATE)) {
		return 'placeholder';
	}
	const [first = '', ...words] = trimmed.split(/[-_ ]/);
	const inWords = FIRST_WORD.test(first) && words.every((word) => WORD.test(word));
	return inWords || [PLACEHOLDER, MASKED, AWS_EXAMPLE].some((shape) => shape.test(trimmed)) ? 'placeholder' : 'concrete';
}

function isFilledIn(value: string, replaced: RegExp): boolean {
	const own = value.replace(replaced, '');
	return own !== value && NOTHING_OF_ITS_OWN.test(own);
}

/** @param expanded as for {@link secretForm}. */
export function isConcrete(value: string | undefined, expanded?: RegExp): value is string {
	return secretForm(value, expanded) === 'concrete';
}

/** The `exp` of a JSON Web Token as ISO 8601; null where the value is none, or has none. RFC 7519, section 4.1.4: seconds. */
export function jwtExpiry(value: string | undefined): string | null {
	const parts = value?.split('.') ?? [];
	if (parts.length !== 3 || !parts[0]?.startsWith('eyJ')) {
		return null;
	}
	try {
		const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
		const expiry = typeof claims === 'object' && claims !== null ? (claims as { exp?: unknown }).exp : undefined;
		return typeof expiry === 'number' ? isoDate(expiry * 1000) : null;
	} catch {
		return null;
	}
}

/**
 * A moment as ISO 8601, from milliseconds or a text; null where it is none, or lies beyond the year 9999. A text without a
 * zone is taken for UTC, as the tools that write such times mean it: the zone of this machine must not change the answer.
 */
export function isoDate(value: number | string | undefined): string | null {
	if (value === undefined || value === '') {
		return null;
	}
	const zoneless = typeof value === 'string' && /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?$/.test(value);
	const zoned = typeof value !== 'string' || zoneless || /^\d{4}-\d\d-\d\d$|(?:Z|GMT|UTC|[+-]\d\d:?\d\d)$/i.test(value);
	const date = new Date(zoneless ? `${value.replace(' ', 'T')}Z` : value);
	const year = date.getUTCFullYear();
	return !zoned || Number.isNaN(year) || year < 0 || year > 9999 ? null : date.toISOString();
}
