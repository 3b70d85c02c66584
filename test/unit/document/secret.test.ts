import assert from 'node:assert/strict';
import { isoDate, secretForm } from '../../../src/document/secret.ts';

describe('document/secret: moments', () => {
	const zone = process.env.TZ;
	afterEach(() => {
		if (zone === undefined) {
			delete process.env.TZ;
		} else {
			process.env.TZ = zone;
		}
	});

	it('are the same in every time zone, also where the text names none', () => {
		for (const TZ of ['UTC', 'America/New_York', 'Asia/Tokyo']) {
			process.env.TZ = TZ;
			assert.equal(isoDate('2026-11-22 12:00:00'), '2026-11-22T12:00:00.000Z', TZ);
			assert.equal(isoDate('2026-11-22T12:00:00'), '2026-11-22T12:00:00.000Z', TZ);
			assert.equal(isoDate('2026-11-22T12:00:00+02:00'), '2026-11-22T10:00:00.000Z', TZ);
			assert.equal(isoDate('2026-11-22T12:00:00Z'), '2026-11-22T12:00:00.000Z', TZ);
			assert.equal(isoDate('2026-11-22'), '2026-11-22T00:00:00.000Z', TZ);
			// Whose noon this is nobody knows.
			assert.equal(isoDate('Nov 22 2026 12:00'), null, TZ);
		}
	});

	it('end with the year 9999, as the report’s do', () => {
		assert.equal(isoDate(8_640_000_000_000_000), null);
		assert.equal(isoDate(253_402_300_799_000), '9999-12-31T23:59:59.000Z');
		assert.equal(isoDate('nonsense'), null);
	});
});

describe('document/secret: variables of a shell', () => {
	it('are left to be filled in where they are written as nobody writes a password', () => {
		for (const value of ['$NPM_TOKEN', '%NPM_TOKEN%', 'Bearer $API_KEY', '${NPM_TOKEN}']) {
			assert.equal(secretForm(value), 'placeholder', value);
		}
		for (const value of ['$ecret', '$ECRET', '$NPM_TOKENs', '%abc%', '!foo bar', 'x$NPM_TOKEN']) {
			assert.equal(secretForm(value), 'concrete', value);
		}
	});
});
