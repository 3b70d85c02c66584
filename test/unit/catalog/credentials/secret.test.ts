import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { isConcrete, secretForm } from '../../../../src/document/secret.ts';

describe('what stands in a secret field', () => {
	const random = randomBytes(20).toString('hex');

	const npm = /(?<!\\)\$\{[^${}]+\}/g;

	it('is a reference where 1Password fills it in, or where the tool itself does', () => {
		assert.equal(secretForm('op://vault/item/field'), 'reference');
		for (const value of ['${NPM_TOKEN}', '${npm_token}', '${NPM_TOKEN?}', 'Bearer ${token}', '${user}:${password}']) {
			assert.equal(secretForm(value, npm), 'reference', value);
		}
	});

	it('is a password where the tool expands nothing, though another would', () => {
		for (const value of ['$ecret', '%abc%', '!foo bar', '!/usr/local/bin/fetch', 'vault:abc', 'keychain:abc']) {
			assert.equal(secretForm(value), 'concrete', value);
			assert.equal(secretForm(value, npm), 'concrete', value);
		}
		assert.equal(secretForm('${ecret}'), 'concrete');
	});

	for (const placeholder of [
		'<token>',
		'${NPM_TOKEN}',
		'${{ secrets.NPM_TOKEN }}',
		'{{ token }}',
		'{env:TOKEN}',
		'Bearer ${TOKEN}',
		'${USER}:${PASSWORD}',
		'[token]',
		'xxxxxxxx',
		'********',
		'...',
		'your-token-here',
		'YOUR_API_KEY',
		'yourTokenHere',
		'replace me',
		'changeme',
		'my-token',
		'password',
		'REDACTED',
		'DATA+OMITTED',
		`${'npm'}_xxxxxxxxxxxx`,
		'sk-proj-****',
		'hvs.XXXXXXXX',
		`AKIA${'X'.repeat(16)}`,
		`AKIA${'IOSFODNN7'}EXAMPLE`,
		`wJalrXUtnFEMI/K7MDENG/${'bPxRfiCY'}EXAMPLEKEY`,
	]) {
		it(`is a placeholder: ${placeholder}`, () => assert.equal(secretForm(placeholder), 'placeholder'));
	}

	for (const [why, value] of [
		['a token whose prefix is a word', `secret_${random}`],
		['a token of Rancher', `token-${random.slice(0, 5)}:${random}`],
		['a password that begins with an exclamation mark', `!${random}`],
		['a password that ends in stars', `${random.slice(0, 6)}***`],
		['a password with a reference in it', `${random}\${TOKEN}`],
		['a long value', 'a'.repeat(401)],
	] as const) {
		it(`is concrete: ${why}`, () => assert.equal(secretForm(value), 'concrete'));
	}

	it('takes whatever has enough randomness for concrete', () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ minLength: 16, maxLength: 64 }),
				fc.constantFrom('', 'npm_', 'secret_', 'token-', 'my-'),
				(bytes, prefix) => {
					const value = Buffer.from(bytes).toString('base64url');
					// Like any token of this length in practice: a digit before a letter, and not all the same.
					fc.pre(/\d[A-Za-z]/.test(value) && new Set(value).size > 8);
					assert.equal(isConcrete(prefix + value), true);
				},
			),
		);
	});

	it('answers in linear time', () => {
		const hostile = [
			'your-'.repeat(70),
			`${'a-'.repeat(190)}!`,
			'${'.repeat(190),
			'{{'.repeat(190),
			`x${'.x'.repeat(190)}`,
			`!${' '.repeat(390)}`,
		];
		const start = performance.now();
		for (const value of hostile) {
			secretForm(value);
		}
		assert.ok(performance.now() - start < 100);
	});
});
