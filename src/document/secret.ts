/**
 * What stands in a field where a secret belongs. `reference` names where the secret is to be had (`${NPM_TOKEN}`,
 * `op://vault/item`), `placeholder` was left for a person to fill in. Only `concrete` is a credential.
 */
export type SecretForm = 'concrete' | 'reference' | 'placeholder' | 'empty';

/** References of the tools whose files are read: shell, VS Code inputs, opencode, 1Password, GitHub Actions, Vault. */
const REFERENCE =
	/^(?:\$\{[^{}]*\}|\$[A-Za-z_]\w*|%[A-Za-z_]\w*%|\{(?:env|file):[^{}]*\}|\$?\{\{[^{}]*\}\}|op:\/\/\S+|vault:\S+|keychain:\S+|!\S.*)$/;
const PLACEHOLDER =
	/^(?:<[^<>]*>|\[[^[\]]*\]|x{3,}|\*{3,}|\.{3,}|-+|(?:your|my|insert|enter|replace|changeme|change[-_]me|todo|none|null|undefined|example|dummy|placeholder|redacted|secret|password|token)(?:[-_ ].*)?)$/i;

export function secretForm(value: string | undefined): SecretForm {
	const trimmed = value?.trim() ?? '';
	if (trimmed === '') {
		return 'empty';
	}
	// Longer than any placeholder: a bound that also keeps the expressions cheap.
	if (trimmed.length > 400) {
		return 'concrete';
	}
	if (REFERENCE.test(trimmed)) {
		return 'reference';
	}
	return PLACEHOLDER.test(trimmed) ? 'placeholder' : 'concrete';
}

export function isConcrete(value: string | undefined): value is string {
	return secretForm(value) === 'concrete';
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

/** A moment as ISO 8601, from milliseconds or any text that Date reads; null where it is none. */
export function isoDate(value: number | string | undefined): string | null {
	if (value === undefined || value === '') {
		return null;
	}
	const date = new Date(value);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
