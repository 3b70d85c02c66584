import { basename } from 'node:path';
import { decodeText } from '../../machine/text.ts';
import { failure, ok } from '../../model/outcome.ts';
import { privateKeys } from './private-key.ts';
import { settle } from './reading.ts';
import { defineStore } from './store.ts';

/** What ssh itself keeps in the folder, and public halves: by name alone, for people rename files. */
const NO_KEYS = /^(?:known_hosts.*|authorized_keys.*|config|environment|.*\.pub)$/;

/** What ssh-keygen, and those who hand out keys, call private keys. */
const KEYS = /^(?:id_.+|identity|.+\.(?:pem|key|ppk)|.+_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?)$/;

/** A public half or a certificate under a key's name. */
const PUBLIC = /^\s*(?:(?:ssh|ecdsa|sk)-\S+\s+AAAA|-{4,5} ?BEGIN (?:SSH2 |[A-Z ]*)(?:PUBLIC KEY|CERTIFICATE))/;

const isExpected = (name: string): boolean => KEYS.test(name) && !NO_KEYS.test(name);

export default defineStore({
	id: 'ssh-keys',
	title: 'SSH private key',
	vendor: 'openssh',
	places: ['~/.ssh/*'],
	// Not a name of ssh's own: what people put there is a path or a public key more often than the key itself.
	variables: ['SSH_SIGNING_KEY'],
	holds: (value) => privateKeys(value.replaceAll('\\n', '\n')).length > 0,
	expects: isExpected,
	unlikely: (name) => NO_KEYS.test(name),
	// The largest key in use, RSA with 16384 bits, takes 13 KiB. What is larger (a log, an archive) is neither read nor taken
	// for a key, but it could hold one among other things: it is told as a place that was not looked at, which is no finding.
	maxBytes: 64 * 1024,
	read: ({ path, bytes }) => {
		const decoded = decodeText(bytes);
		// Latin-1 gives every byte a character, so that a key inside of something binary is still seen.
		const text = decoded.ok ? decoded.value.text : Buffer.from(bytes).toString('latin1');
		const keys = privateKeys(text);
		if (keys.length === 0 && isExpected(basename(path)) && text.trim() !== '' && !PUBLIC.test(text)) {
			return decoded.ok ? failure('unparsable', 'no private key in any known form') : decoded;
		}
		return ok(
			settle(
				keys.map(({ line, atRest, algorithm, comment, block }) => ({
					key: 'private key',
					...(atRest === 'hardware' ? { title: 'SSH key on a security key' } : {}),
					line,
					atRest,
					lifetime: 'long' as const,
					identity: { account: comment, scope: algorithm },
					secrets: [block],
				})),
				null,
			),
		);
	},
	saferForm: 'a security key (ssh-keygen -t ed25519-sk) or an agent that holds the key; at least a passphrase (ssh-keygen -p)',
	revoke: { command: null, url: 'https://github.com/settings/keys' },
	harvestedBy: [
		'nx-console-18.95.0',
		'mini-shai-hulud-2026-05',
		'bitwarden-cli-2026-04',
		'node-ipc-2026-05',
		'litellm-2026-03',
		's1ngularity-2025-08',
		'shai-hulud-1-2-2025',
		'sandworm-mode-2026-02',
	],
	source: 'man ssh(1), FILES; OpenSSH PROTOCOL.key; RFC 7468; PuTTY manual, appendix C',
});
