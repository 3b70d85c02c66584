import type { AtRest } from '../../model/credential.ts';

/** One private key in a text: what it is, never what is in it. */
export interface PrivateKey {
	/** From 1. */
	readonly line: number;
	readonly atRest: AtRest;
	/** `ssh-ed25519`, `rsa`, …; undefined where the container does not say. */
	readonly algorithm: string | undefined;
	/** The comment where it stands outside the protected part (PuTTY). */
	readonly comment: string | undefined;
	/** The text of the whole block: a secret. */
	readonly block: string;
}

/** A bundle of certificates and keys has a handful; more are not looked at. */
const MAX_KEYS = 50;

/** RFC 7468, section 2: the label stands alone on its line. */
const BEGIN = /^-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?)-----[ \t]*\r?$/gm;

/** The file formats of SSH 1 and of the commercial SSH 2, which no current tool writes: known for keys, not for how they are protected. */
const FOREIGN = /^(?:SSH PRIVATE KEY FILE FORMAT 1\.1|---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----)/m;

/**
 * The private keys in a text: OpenSSH, PEM, PKCS #8 and PuTTY, with how each is protected. A key whose container is cut
 * short or does not add up is `unrecognized`: it may be complete elsewhere, and its label alone proves nothing.
 */
export function privateKeys(text: string): readonly PrivateKey[] {
	if (/^\s*PuTTY-User-Key-File-/.test(text)) {
		return [putty(text.trimStart())];
	}
	const keys: PrivateKey[] = [];
	for (const match of text.matchAll(BEGIN)) {
		if (keys.length === MAX_KEYS) {
			break;
		}
		const label = match[1] ?? '';
		const start = match.index + match[0].length;
		const end = text.indexOf(`-----END ${label}-----`, start);
		const body = text.slice(start, end < 0 ? undefined : end);
		if (end >= 0 && !/[A-Za-z0-9+/]{16}/.test(body)) {
			// `-----BEGIN … ----- ... -----END`: somebody's notes, not a key.
			continue;
		}
		const line = text.slice(0, match.index).split('\n').length;
		const { atRest, algorithm } = end < 0 ? UNRECOGNIZED : classify(label, body);
		keys.push({ line, atRest, algorithm, comment: undefined, block: body });
	}
	const foreign = FOREIGN.exec(text);
	if (foreign && keys.length === 0) {
		keys.push({ line: text.slice(0, foreign.index).split('\n').length, ...UNRECOGNIZED, comment: undefined, block: text });
	}
	return keys;
}

interface Classified {
	readonly atRest: AtRest;
	readonly algorithm: string | undefined;
}

const UNRECOGNIZED: Classified = { atRest: 'unrecognized', algorithm: undefined };

function classify(label: string, body: string): Classified {
	switch (label) {
		case 'OPENSSH PRIVATE KEY':
			return openssh(Buffer.from(body, 'base64'));
		case 'ENCRYPTED PRIVATE KEY':
			// RFC 5958: EncryptedPrivateKeyInfo.
			return isWholeSequence(Buffer.from(body, 'base64')) ? { atRest: 'encrypted-passphrase', algorithm: undefined } : UNRECOGNIZED;
		case 'PRIVATE KEY':
			return isWholeSequence(Buffer.from(body, 'base64')) ? { atRest: 'plaintext', algorithm: undefined } : UNRECOGNIZED;
		case 'RSA PRIVATE KEY':
		case 'DSA PRIVATE KEY':
		case 'EC PRIVATE KEY':
			return traditional(label.slice(0, label.indexOf(' ')).toLowerCase(), body);
		// tpm2-openssl: the key is wrapped by this machine's TPM.
		case 'TSS2 PRIVATE KEY':
			return { atRest: 'hardware', algorithm: undefined };
		default:
			return UNRECOGNIZED;
	}
}

/** OpenSSL's own format; encryption is told by RFC 1421 headers above the body. */
function traditional(algorithm: string, body: string): Classified {
	if (!/^Proc-Type:/m.test(body)) {
		return isWholeSequence(Buffer.from(body, 'base64')) ? { atRest: 'plaintext', algorithm } : UNRECOGNIZED;
	}
	const [, cipher] = /^DEK-Info: ([A-Z0-9-]{1,40}),/m.exec(body) ?? [];
	const encrypted = Buffer.from(body.replace(/^[\s\S]*?\r?\n\r?\n/, ''), 'base64');
	const whole = /^Proc-Type: 4,ENCRYPTED/m.test(body) && cipher !== undefined && encrypted.length > 0 && encrypted.length % 8 === 0;
	return whole ? { atRest: 'encrypted-passphrase', algorithm } : UNRECOGNIZED;
}

/** A DER SEQUENCE that is exactly as long as it says (ITU-T X.690, 8.1.3): anything else was cut or is no key. */
function isWholeSequence(der: Buffer): boolean {
	const [tag, first = 0] = der;
	if (tag !== 0x30 || der.length < 16) {
		return false;
	}
	if (first < 0x80) {
		return der.length === 2 + first;
	}
	const lengthBytes = first & 0x7f;
	return lengthBytes >= 1 && lengthBytes <= 4 && der.length === 2 + lengthBytes + der.readUIntBE(2, lengthBytes);
}

const MAGIC = 'openssh-key-v1\0';

/**
 * OpenSSH, PROTOCOL.key: magic, cipher, KDF, KDF options, number of keys, public keys, private section; then the tag of an
 * authenticated cipher, which the length of the section leaves out (sshkey.c, sshkey_private_to_blob2).
 */
function openssh(bytes: Buffer): Classified {
	if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) {
		return UNRECOGNIZED;
	}
	let offset = MAGIC.length;
	const number = (): number => {
		if (offset + 4 > bytes.length) {
			throw new RangeError('cut short');
		}
		offset += 4;
		return bytes.readUInt32BE(offset - 4);
	};
	const string = (): Buffer => {
		const length = number();
		if (offset + length > bytes.length) {
			throw new RangeError('cut short');
		}
		offset += length;
		return bytes.subarray(offset - length, offset);
	};
	try {
		const cipher = string().toString('latin1');
		string();
		string();
		// Several keys in one container were planned and never came.
		if (number() !== 1) {
			return UNRECOGNIZED;
		}
		const publicKey = string();
		const algorithm = publicKey.toString('latin1', 4, 4 + publicKey.readUInt32BE(0));
		const section = string();
		const tag = /^(?:aes\d+-gcm|chacha20-poly1305)@openssh\.com$/.test(cipher) ? 16 : 0;
		const known = /^[a-z0-9@.-]{1,60}$/.test(algorithm) ? algorithm : undefined;
		if (bytes.length - offset !== tag || section.length < 8 || section.length % 8 !== 0) {
			return UNRECOGNIZED;
		}
		if (algorithm.startsWith('sk-')) {
			return { atRest: 'hardware', algorithm: known };
		}
		if (cipher !== 'none') {
			return { atRest: 'encrypted-passphrase', algorithm: known };
		}
		// The section begins with the same random number twice, to tell a wrong passphrase; in the clear they must agree.
		return section.readUInt32BE(0) === section.readUInt32BE(4) ? { atRest: 'plaintext', algorithm: known } : UNRECOGNIZED;
	} catch (error) {
		if (error instanceof RangeError) {
			return UNRECOGNIZED;
		}
		throw error;
	}
}

/** PuTTY, appendix C of its manual: headers by line, the private part counted in lines, a MAC at the end. */
function putty(text: string): PrivateKey {
	const lines = text.split(/\r?\n/);
	const header = (name: string): string | undefined =>
		lines
			.find((line) => line.startsWith(`${name}: `))
			?.slice(name.length + 2)
			.trim();
	const [, algorithm] = /^PuTTY-User-Key-File-[1-3]: ([a-z0-9@.-]{1,60})$/.exec(lines[0]?.trim() ?? '') ?? [];
	const privateAt = lines.findIndex((line) => line.startsWith('Private-Lines: '));
	const count = Number(header('Private-Lines'));
	const mac = lines[privateAt + count + 1] ?? '';
	const whole =
		algorithm !== undefined &&
		privateAt > 0 &&
		Number.isInteger(count) &&
		count > 0 &&
		/^Private-(?:MAC|Hash): [0-9a-f]{40,64}\s*$/.test(mac);
	const encryption = header('Encryption');
	const atRest = !whole
		? 'unrecognized'
		: encryption === 'none'
			? 'plaintext'
			: encryption === 'aes256-cbc'
				? 'encrypted-passphrase'
				: 'unrecognized';
	return { line: 1, atRest, algorithm, comment: header('Comment'), block: lines.slice(privateAt + 1).join('\n') };
}
