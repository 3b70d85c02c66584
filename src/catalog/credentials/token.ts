import { jwtExpiry } from '../../document/secret.ts';
import type { Credential } from '../../model/credential.ts';

/** Up to a day is short: what a person gets anew every morning. */
export const SHORT_MS = 24 * 60 * 60 * 1000;

export interface Life {
	readonly lifetime: Credential['lifetime'];
	/** ISO 8601. */
	readonly expiresAt: string | null;
}

/**
 * How long a token lives, where it says so itself: a JSON Web Token names its issue and its end, and one without an end
 * never ends (the service account tokens that Kubernetes kept in secrets until 1.24). Of an opaque token nothing is known.
 */
export function lifeOf(token: string): Life {
	const claims = jwtClaims(token);
	if (claims === null) {
		return { lifetime: 'unknown', expiresAt: null };
	}
	const expiresAt = jwtExpiry(token);
	if (expiresAt === null) {
		return { lifetime: claims.exp === undefined ? 'long' : 'unknown', expiresAt: null };
	}
	const issued = claims.iat ?? claims.nbf;
	return { lifetime: typeof issued === 'number' ? lifetimeBetween(issued * 1000, Date.parse(expiresAt)) : 'unknown', expiresAt };
}

/** Both in milliseconds since 1970. */
export function lifetimeBetween(start: number, end: number): Credential['lifetime'] {
	return Number.isNaN(start) || Number.isNaN(end) ? 'unknown' : end - start <= SHORT_MS ? 'short' : 'long';
}

function jwtClaims(token: string): Record<string, unknown> | null {
	const parts = token.split('.');
	if (parts.length !== 3 || !parts[0]?.startsWith('eyJ')) {
		return null;
	}
	try {
		const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
		return typeof claims === 'object' && claims !== null ? (claims as Record<string, unknown>) : null;
	} catch {
		return null;
	}
}

/** Prefixes that providers give their tokens. */
const PROVIDER_PREFIX =
	/^(?:gh[pousr]_|github_pat_|gl[a-z]{2,6}-|npm_|pypi-|sk-|sk_|rk_|AKIA|ASIA|AIza|ya29\.|xox[a-z]-|dckr_|hv[sbr]\.|dop_v1_|shp[a-z]{2}_|ATBB|ATATT|AKCp|cmVmd|eyJ)/;

/** Whether a name holds a token of a known provider, or the query of an address: people paste into the wrong field. */
export function holdsToken(name: string): boolean {
	return /[?&][\w-]+=/.test(name) || name.split(/[^A-Za-z0-9_.-]+/).some((word) => word.length >= 20 && PROVIDER_PREFIX.test(word));
}

/** Whether a value is a token by its looks alone: a provider's prefix, or a long run of letters and digits. */
export function looksLikeToken(value: string): boolean {
	if (PROVIDER_PREFIX.test(value)) {
		return true;
	}
	const words = value.split(/[-_.]/);
	const run = words.some((word) => (word.length >= 20 && /\d/.test(word) && /[A-Za-z]/.test(word)) || word.length >= 32);
	return run && TOKEN_CHARACTERS.test(value);
}

const TOKEN_CHARACTERS = /^[A-Za-z0-9_\-.~+/=]+$/;

/** A user name to show; undefined where it may be a token in the wrong place. In doubt it is left out: a name less costs little. */
export function accountOf(name: string | undefined): string | undefined {
	return name === undefined || name === '' || looksLikeToken(name) || (name.length >= 20 && isNoName(name)) ? undefined : name;
}

/** Names are made of words with a number behind them at most; mail addresses have an `@`. */
function isNoName(name: string): boolean {
	const strange = (word: string): boolean =>
		!/^(?:[A-Za-z]*\d{0,4}|\d+)$/.test(word) ||
		(/[A-Z]{2}/.test(word) && /[a-z]/.test(word)) ||
		(word.match(/[a-z](?=[A-Z])/g)?.length ?? 0) > 2;
	return TOKEN_CHARACTERS.test(name) && name.split(/[-_.~+/=]/).some(strange);
}

/** The value behind base64, or undefined where it is none. Node's decoder takes anything: the alphabet is checked here. */
export function fromBase64(value: string): string | undefined {
	const trimmed = value.trim();
	return trimmed !== '' && /^[A-Za-z0-9+/_-]+={0,2}$/.test(trimmed) ? Buffer.from(trimmed, 'base64').toString('utf8') : undefined;
}

/** `user:password` behind base64, as HTTP Basic has it (RFC 7617): the first colon parts them. */
export function basicFromBase64(value: string): { user: string; password: string } | undefined {
	const decoded = fromBase64(value);
	const colon = decoded?.indexOf(':') ?? -1;
	return decoded === undefined || colon < 0
		? undefined
		: // Docker pads the password with NUL bytes, and takes them off again when it reads.
			{ user: decoded.slice(0, colon), password: decoded.slice(colon + 1).replaceAll('\0', '') };
}

/** The host (and port) of an address, of `//host/path` or of a bare `host/path`; never its user-info. */
export function hostOf(address: string | undefined): string | undefined {
	if (address === undefined || address === '') {
		return undefined;
	}
	try {
		const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address.replace(/^\/\//, '')}`);
		return url.host || undefined;
	} catch {
		return undefined;
	}
}
