import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { REDACTED, redactArguments, redactText, redactUrl } from '../../../src/inventory/redaction.ts';
import { ORDINARY } from './ordinary-arguments.ts';

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const WORD = LOWER.toUpperCase() + LOWER + DIGITS;
const ALPHABETS = { hex: `${DIGITS}abcdef`, base62: WORD, base64: `${WORD}+/`, base64url: `${WORD}-_` };

const token = (alphabet: string, length: number): string =>
	Array.from({ length }, () => alphabet[randomInt(alphabet.length)] ?? '').join('');

describe('inventory/randomness', () => {
	/**
	 * The share of random tokens that may be shown, in hundredths. Measured over some thousands of each: of 12 characters 0.5 (hex),
	 * 1.4 (base62), 5.4 (base64) and 4.6 (base64url); of 16 at most 1.4; of 20 at most 0.3; from 24 on at most 0.1. Below 16
	 * characters chance makes words, and base64 cuts itself into pieces. The bounds leave room for the luck of a draw.
	 */
	const BOUNDS: readonly (readonly [from: number, to: number, share: number])[] = [
		[12, 13, 9],
		[14, 15, 5],
		[16, 19, 3],
		[20, 23, 1.5],
		[24, 64, 0.4],
	];
	for (const [name, alphabet] of Object.entries(ALPHABETS)) {
		for (const [from, to, share] of BOUNDS) {
			it(`hides random ${name} of ${from} to ${to} characters, but for ${share} in a hundred`, () => {
				const tries = 3_000;
				let shown = 0;
				for (let at = 0; at < tries; at++) {
					const value = token(alphabet, randomInt(from, to + 1));
					shown += redactArguments(['-p', value])[1] === value ? 1 : 0;
				}
				assert.ok(shown <= (tries * share) / 100, `${(shown * 100) / tries} in a hundred`);
			});
		}
	}

	it('leaves no piece of eight characters of base64 in a path, whatever its slashes cut it into', () => {
		let pieces = 0;
		for (let at = 0; at < 2_000; at++) {
			const value = token(ALPHABETS.base64, randomInt(32, 65));
			const shown = redactUrl(`https://hooks.example.com/services/${value}/send`);
			// A last piece that looks like one of a word takes the word after it along.
			assert.ok(shown.startsWith('https://hooks.example.com/services/'), shown);
			pieces += value.split('/').some((piece) => piece.length >= 8 && shown.includes(piece)) ? 1 : 0;
		}
		// Measured: 0.1 in a hundred.
		assert.ok(pieces <= 10, `${pieces}`);
	});

	it('hides what only looks like a commit, behind an at sign that names no repository', () => {
		let shown = 0;
		for (let at = 0; at < 2_000; at++) {
			const value = token(ALPHABETS.hex, randomInt(16, 65));
			for (const argument of [`@${value}`, `x@${value}`, `x#${value}`, value]) {
				shown += redactArguments([argument])[0]?.includes(value) ? 1 : 0;
				shown += redactText(`tool ${argument}`).includes(value) ? 1 : 0;
			}
		}
		// Measured: less than 0.1 in a hundred.
		assert.ok(shown <= 80, `${shown} of 16000`);
	});

	it('leaves hardly a scrap of six characters of base64 beside what it hides', () => {
		let scraps = 0;
		for (let at = 0; at < 2_000; at++) {
			const value = token(ALPHABETS.base64, randomInt(24, 65));
			const shown = redactArguments(['x', value])[1] ?? '';
			scraps += value.split('/').some((piece) => piece.length >= 6 && shown.includes(piece)) ? 1 : 0;
		}
		// Measured: 0.3 in a hundred; a scrap can be a word.
		assert.ok(scraps <= 24, `${scraps} of 2000`);
	});

	it('hides a token among words, in headers and in the last place of a path', () => {
		for (let at = 0; at < 200; at++) {
			const value = `7a${token(WORD, 40)}`;
			for (const shown of [
				redactText(`tool -p ${value} --port 1`),
				redactText(`tool -a "${value}"`),
				redactText(`curl -H "X-Custom: ${value}" https://a.example.com/x`),
				redactUrl(`https://a.example.com/v1/${value}`),
				redactArguments(['-a', value, 'start']).join(' '),
				redactArguments([`X-Custom: ${value}`]).join(' '),
			]) {
				assert.ok(shown.includes(REDACTED) && !shown.includes(value), `${value} in ${shown}`);
			}
		}
	});

	it('shows ordinary arguments whole', () => {
		assert.ok(ORDINARY.length >= 200, `${ORDINARY.length}`);
		assert.deepEqual(
			ORDINARY.filter((argument) => redactArguments([argument])[0] !== argument || redactText(argument) !== argument).map((argument) => [
				argument,
				redactArguments([argument])[0],
				redactText(argument),
			]),
			[],
		);
	});

	it('shows what a hash names: commits behind # and @, images, packages, and folders of that name', () => {
		const commit = `${token(ALPHABETS.hex, 39)}a`;
		const base32 = token('0123456789abcdfghijklmnpqrsvwxyz', 32);
		for (const shown of [
			`github:owner/repo#${commit}`,
			`git+https://git.example.com/o/r.git#${commit}`,
			`git+https://git.example.com/o/r@${commit}`,
			`actions/checkout@${commit}`,
			`owner/repo#${commit.slice(-12)}`,
			`registry.example.com/team/mcp@sha256:${token(ALPHABETS.hex, 63)}b`,
			`@scope/name@1.2.3-canary.${commit.slice(-12)}`,
			`npx -y @scope/name-${commit.slice(0, 8)}-1234-5678-9abc-${commit.slice(-12)}-common@13.1.6`,
			`/nix/store/${base32}-nodejs-22.10.0/bin/node`,
			`/home/dev/.npm/_npx/${commit.slice(-16)}/node_modules/.bin/mcp`,
		]) {
			assert.equal(redactText(shown), shown);
			assert.deepEqual(redactArguments([shown]), [shown]);
			assert.ok(redactText(shown.replace(/[@#/:]/g, ' ')).includes(REDACTED), 'it would go for its looks');
		}
	});
});
