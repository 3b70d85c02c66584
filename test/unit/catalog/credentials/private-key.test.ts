import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { privateKeys } from '../../../../src/catalog/credentials/private-key.ts';

const string = (content: string | Uint8Array): Buffer => {
	const bytes = Buffer.from(content);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(bytes.length);
	return Buffer.concat([length, bytes]);
};

/** OpenSSH's container around random bytes. */
function openssh({ cipher = 'none', algorithm = 'ssh-ed25519', keys = 1, tag = 0, agree = true } = {}): string {
	const check = randomBytes(4);
	const bytes = Buffer.concat([
		Buffer.from('openssh-key-v1\0'),
		string(cipher),
		string(cipher === 'none' ? 'none' : 'bcrypt'),
		string(cipher === 'none' ? '' : randomBytes(24)),
		Buffer.from([0, 0, 0, keys]),
		string(Buffer.concat([string(algorithm), string(randomBytes(32))])),
		string(Buffer.concat([check, agree ? check : randomBytes(4), randomBytes(120)])),
		randomBytes(tag),
	]);
	return pem('OPENSSH PRIVATE KEY', bytes);
}

function pem(label: string, bytes: Buffer): string {
	const lines = bytes.toString('base64').match(/.{1,70}/g) ?? [];
	return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

function putty(encryption: string): string {
	return [
		'PuTTY-User-Key-File-3: ssh-ed25519',
		`Encryption: ${encryption}`,
		'Comment: dev laptop',
		'Public-Lines: 1',
		randomBytes(40).toString('base64'),
		'Private-Lines: 2',
		randomBytes(40).toString('base64'),
		randomBytes(12).toString('base64'),
		`Private-MAC: ${randomBytes(32).toString('hex')}`,
		'',
	].join('\r\n');
}

const rsa = (type: 'pkcs1' | 'pkcs8', cipher?: string): string =>
	generateKeyPairSync('rsa', {
		modulusLength: 1024,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type, format: 'pem', ...(cipher ? { cipher, passphrase: randomBytes(8).toString('hex') } : {}) },
	}).privateKey;

const forms = (text: string) => privateKeys(text).map(({ atRest, algorithm }) => ({ atRest, algorithm }));

describe('private keys', () => {
	it('tells OpenSSH keys with a passphrase from those without', () => {
		assert.deepEqual(forms(openssh()), [{ atRest: 'plaintext', algorithm: 'ssh-ed25519' }]);
		assert.deepEqual(forms(openssh({ cipher: 'aes256-ctr' })), [{ atRest: 'encrypted-passphrase', algorithm: 'ssh-ed25519' }]);
		assert.deepEqual(forms(openssh({ cipher: 'aes256-gcm@openssh.com', tag: 16 })), [
			{ atRest: 'encrypted-passphrase', algorithm: 'ssh-ed25519' },
		]);
	});

	it('knows keys that stay on a security key or in a TPM', () => {
		assert.equal(forms(openssh({ algorithm: 'sk-ssh-ed25519@openssh.com' }))[0]?.atRest, 'hardware');
		assert.equal(forms(pem('TSS2 PRIVATE KEY', randomBytes(64)))[0]?.atRest, 'hardware');
	});

	it('tells PEM and PKCS #8 keys with a passphrase from those without', () => {
		assert.deepEqual(forms(rsa('pkcs1')), [{ atRest: 'plaintext', algorithm: 'rsa' }]);
		assert.deepEqual(forms(rsa('pkcs1', 'aes-256-cbc')), [{ atRest: 'encrypted-passphrase', algorithm: 'rsa' }]);
		assert.equal(forms(rsa('pkcs8'))[0]?.atRest, 'plaintext');
		assert.equal(forms(rsa('pkcs8', 'aes-256-cbc'))[0]?.atRest, 'encrypted-passphrase');
	});

	it('reads keys with CRLF line ends', () => {
		assert.equal(forms(rsa('pkcs1', 'aes-256-cbc').replaceAll('\n', '\r\n'))[0]?.atRest, 'encrypted-passphrase');
		assert.equal(forms(openssh().replaceAll('\n', '\r\n'))[0]?.atRest, 'plaintext');
	});

	it('tells PuTTY keys with a passphrase from those without', () => {
		assert.equal(forms(putty('none'))[0]?.atRest, 'plaintext');
		assert.equal(forms(putty('aes256-cbc'))[0]?.atRest, 'encrypted-passphrase');
		assert.equal(privateKeys(putty('none'))[0]?.comment, 'dev laptop');
	});

	it('calls a key that was cut short unrecognized, wherever it was cut', () => {
		for (const whole of [openssh(), openssh({ cipher: 'aes256-ctr' }), rsa('pkcs1'), rsa('pkcs8'), rsa('pkcs8', 'aes-256-cbc')]) {
			const lines = whole.split('\n');
			// A line out of the middle, and the end of the file.
			const damaged = [[...lines.slice(0, 3), ...lines.slice(4)], lines.slice(0, -3)].map((kept) => kept.join('\n'));
			for (const text of damaged) {
				assert.deepEqual(
					privateKeys(text).map(({ atRest }) => atRest),
					['unrecognized'],
				);
			}
		}
		assert.equal(forms(putty('none').slice(0, -80))[0]?.atRest, 'unrecognized');
		assert.equal(forms(openssh({ agree: false }))[0]?.atRest, 'unrecognized');
		assert.equal(forms(openssh({ keys: 2 }))[0]?.atRest, 'unrecognized');
	});

	it('finds each key of a bundle, with its line', () => {
		const first = rsa('pkcs8');
		const bundle = `# my keys\n${first}${openssh()}`;
		assert.deepEqual(
			privateKeys(bundle).map(({ line, atRest }) => [line, atRest]),
			[
				[2, 'plaintext'],
				[2 + first.split('\n').length - 1, 'plaintext'],
			],
		);
	});

	it('takes certificates, public keys and notes for no keys', () => {
		const publicKey = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
		for (const text of [
			'',
			publicKey,
			pem('CERTIFICATE', randomBytes(300)),
			'-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----',
		]) {
			assert.deepEqual(privateKeys(text), []);
		}
	});

	it('throws on nothing', () => {
		const label = fc.constantFrom('OPENSSH PRIVATE KEY', 'RSA PRIVATE KEY', 'PRIVATE KEY', 'ENCRYPTED PRIVATE KEY');
		const header = Buffer.from('openssh-key-v1\0');
		fc.assert(
			fc.property(label, fc.boolean(), fc.uint8Array({ maxLength: 300 }), (name, magic, bytes) => {
				const [key] = privateKeys(pem(name, Buffer.concat([magic ? header : Buffer.alloc(0), bytes])));
				assert.ok(key === undefined || typeof key.atRest === 'string');
			}),
		);
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (tail) => Array.isArray(privateKeys(`PuTTY-User-Key-File-${tail}`))));
	});
});
