import { type DocumentFormat, parseDocument } from '../../document/document.ts';
import { type IniEntry, parseIni } from '../../document/ini.ts';
import type { DocumentNode } from '../../document/node.ts';
import { decodeText } from '../../machine/text.ts';
import type { AtRest, Credential, CredentialIdentity } from '../../model/credential.ts';
import { failure, type Outcome, ok } from '../../model/outcome.ts';
import type { CredentialStore, FoundCredential, RecognisedFile } from './store.ts';
import { holdsToken } from './token.ts';

/** What one file may give. Files with more are not a tool's own; the number left out is told. */
export const MAX_PER_FILE = 500;

/** Identities are names and hosts; longer text is none of them. */
const MAX_IDENTITY = 200;

/** Shorter secrets are compared as a whole: a password `dev` must not take every host with `dev` in it away. */
const MIN_SEARCHED = 8;

/** A credential with the values it was recognised by. The values end in {@link settle}: nothing here is handed on as it is. */
export interface Recognised {
	readonly key: string;
	readonly title?: string;
	readonly line: number | null;
	/** `plaintext` where nothing else is said. */
	readonly atRest?: AtRest;
	readonly lifetime: Credential['lifetime'];
	readonly expiresAt?: string | null;
	/** See {@link Credential}. */
	readonly renewable?: boolean;
	readonly identity?: { readonly [field in keyof CredentialIdentity]?: string | undefined };
	readonly publishes?: readonly string[];
	/** Instead of the store's way, where the host decides. */
	readonly revoke?: Credential['revoke'];
	/** Every form in which the value stands in the file, and what it decodes to. */
	readonly secrets: readonly string[];
}

/**
 * Recognised credentials without their values. A last guard stands here: whatever a reader took for a name and in fact
 * holds one of the file's secrets (a token used as user name, a copy in the wrong field) is left out.
 */
export function settle(recognised: readonly Recognised[], damage: string | null): RecognisedFile {
	const kept = recognised.slice(0, MAX_PER_FILE);
	const secrets = [...new Set(kept.flatMap((credential) => credential.secrets))].filter((secret) => secret !== '');
	const safe = (text: string | undefined): string | undefined =>
		text === undefined || text === '' || holdsToken(text) || secrets.some((secret) => tells(text, secret))
			? undefined
			: text.slice(0, MAX_IDENTITY);
	const found = kept.map((credential): FoundCredential => {
		const account = safe(credential.identity?.account);
		const host = safe(credential.identity?.host);
		const scope = safe(credential.identity?.scope);
		return {
			key: safe(credential.key) ?? '',
			...(credential.title === undefined ? {} : { title: credential.title }),
			line: credential.line,
			atRest: credential.atRest ?? 'plaintext',
			lifetime: credential.lifetime,
			expiresAt: credential.expiresAt ?? null,
			...(credential.renewable && credential.expiresAt && { renewable: true }),
			identity: { ...(account && { account }), ...(host && { host }), ...(scope && { scope }) },
			...(credential.publishes === undefined ? {} : { publishes: credential.publishes }),
			...(credential.revoke === undefined
				? {}
				: {
						revoke: {
							command: safe(credential.revoke.command ?? undefined) ?? null,
							url: safe(credential.revoke.url ?? undefined) ?? null,
						},
					}),
		};
	});
	return { found, damage, ...(recognised.length > kept.length ? { leftOut: recognised.length - kept.length } : {}) };
}

function tells(text: string, secret: string): boolean {
	return secret.length < MIN_SEARCHED ? text === secret : text.includes(secret);
}

/** What a reader says of a text: its credentials, and where the text is damaged. */
export interface TextReading {
	readonly recognised: readonly Recognised[];
	readonly damage: string | null;
}

/** A store whose files are text in a form of its own. */
export function text(recognise: (text: string) => TextReading): CredentialStore['read'] {
	return ({ bytes }): Outcome<RecognisedFile> => {
		const decoded = decodeText(bytes);
		if (!decoded.ok) {
			return decoded;
		}
		const { recognised, damage } = recognise(decoded.value.text);
		return ok(settle(recognised, damage));
	};
}

/** A store whose files are JSON. */
export function json(recognise: (root: DocumentNode) => readonly Recognised[]): CredentialStore['read'] {
	return structured('jsonc', recognise);
}

/** A store whose files are YAML. */
export function yaml(recognise: (root: DocumentNode) => readonly Recognised[]): CredentialStore['read'] {
	return structured('yaml', recognise);
}

/** A store whose files are INI. `prepare` brings a tool's own dialect into the common form, line by line, and finds what that tool would refuse. */
export function ini(
	recognise: (entries: readonly IniEntry[]) => readonly Recognised[],
	prepare: (text: string) => { text: string; damage: string | null } = (unchanged) => ({ text: unchanged, damage: null }),
): CredentialStore['read'] {
	return text((content) => {
		const prepared = prepare(content);
		return { recognised: recognise(parseIni(prepared.text)), damage: prepared.damage };
	});
}

function structured(format: DocumentFormat, recognise: (root: DocumentNode) => readonly Recognised[]): CredentialStore['read'] {
	return ({ bytes }): Outcome<RecognisedFile> => {
		const decoded = decodeText(bytes);
		if (!decoded.ok) {
			return decoded;
		}
		const parsed = parseDocument(format, decoded.value);
		if (!parsed.ok) {
			return parsed;
		}
		const { root, damage } = parsed.value;
		// A file of comments alone parses to null; any other value that has no members is none of these tools' files.
		if (root.type !== 'object' && !(root.type === 'scalar' && root.value === null)) {
			return failure('unparsable', 'not the object that this tool writes');
		}
		return ok(settle(recognise(root), damage));
	};
}
