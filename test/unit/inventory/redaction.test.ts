import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MAX_TEXT, REDACTED, redactArguments, redactText, redactUrl } from '../../../src/inventory/redaction.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const HEX = '0123456789abcdef';
const WORD = LOWER + LOWER.toUpperCase() + DIGITS;

const from = (alphabet: string, length: number): fc.Arbitrary<string> =>
	fc.string({ unit: fc.constantFrom(...alphabet), minLength: length, maxLength: length });
const after = (prefix: string, secret: fc.Arbitrary<string>): fc.Arbitrary<string> => secret.map((text) => prefix + text);

/** Made-up values in the shapes of providers, put together at run time: prefix, alphabet and length as they publish them. */
const PREFIXED: readonly (readonly [prefix: string, alphabet: string, length: number])[] = [
	['ghp_', WORD, 36],
	['gho_', WORD, 36],
	['github_pat_', `${WORD}_`, 82],
	['glpat-', `${WORD}_-`, 20],
	['npm_', WORD, 36],
	['pypi-', `${WORD}_-`, 100],
	['sk-ant-api03-', `${WORD}_-`, 93],
	['sk-proj-', `${WORD}_-`, 48],
	['sk_live_', WORD, 24],
	['AKIA', `${LOWER.toUpperCase()}234567`, 16],
	['ASIA', `${LOWER.toUpperCase()}234567`, 16],
	['AIza', `${WORD}_-`, 35],
	['ya29.', `${WORD}_-`, 60],
	['xoxb-', `${DIGITS}-`, 24],
	['SG.', `${WORD}_-`, 22],
	['dckr_pat_', `${WORD}_-`, 27],
	['hf_', WORD, 34],
	['hvs.', WORD, 24],
	['dapi', HEX, 32],
	['dop_v1_', HEX, 64],
	['glsa_', WORD, 32],
	['PMAK-', HEX, 24],
	['shpat_', HEX, 32],
	['rubygems_', HEX, 48],
	['key-', HEX, 32],
	['secret_', WORD, 43],
	['tskey-auth-', WORD, 32],
	['eyJ', `${WORD}_-.`, 60],
];

const prefixed = fc.oneof(
	...PREFIXED.map(([prefix, alphabet, length]) =>
		// A digit in front, so that no random draw can be a word of the language.
		after(
			`${prefix}7`,
			from(alphabet, length - 1).map((text) => text.replace(/^[-_.]|[-_.]$/g, '9')),
		),
	),
);

/** Long random runs that nothing announces. */
const unannounced = fc.oneof(
	from(HEX, 32),
	from(HEX, 40),
	from(HEX, 64),
	from(WORD, 40).filter((text) => /\d/.test(text)),
	after('4', from(`${WORD}_-`, 43)),
	from(`${LOWER}${DIGITS}`, 52).filter((text) => (text.match(/\d/g)?.length ?? 0) > 4),
	fc.uuid(),
);

/** What people choose themselves: short, and only its place tells. */
const chosen = fc.stringMatching(/^[a-z]{3,6}[0-9]{2,4}[A-Z][a-z]{2,4}$/);

const secrets = fc.oneof(prefixed, unannounced);

/** No run of eight characters of the secret's own part is left. */
function assertGone(output: string, secret: string): void {
	const own = secret.replace(/^[A-Za-z]{2,8}[-_.](?:[a-z]{2,4}\d{0,2}[-_])*/, '');
	for (let at = 0; at + 8 <= own.length; at += 4) {
		assert.ok(!output.includes(own.slice(at, at + 8)), `${secret} left its traces in ${output}`);
	}
	assert.ok(own.length >= 8 || !output.includes(own), `${secret} in ${output}`);
}

const holds = (places: readonly ((secret: string) => string)[], secret: fc.Arbitrary<string>): void => {
	fc.assert(
		fc.property(fc.constantFrom(...places), secret, (place, value) => assertGone(place(value), value)),
		{ numRuns: 1_500 },
	);
};

const text = (write: (secret: string) => string) => (secret: string) => redactText(write(secret));
const url = (write: (secret: string) => string) => (secret: string) => redactUrl(write(secret));
const args =
	(...write: ((secret: string) => string)[]) =>
	(secret: string) =>
		redactArguments(write.map((part) => part(secret))).join(' ');

const LONG_PLACES = [
	text((s) => s),
	text((s) => `run ${s} now`),
	text((s) => `'${s}'`),
	text((s) => `x=${s}`),
	text((s) => `node server.js --flag=${s} --other`),
	text((s) => `{"value": "${s}"}`),
	text((s) => `echo ${s} | sh`),
	args(
		() => '-y',
		(s) => s,
	),
	args((s) => `--anything=${s}`),
	url((s) => `https://hooks.example.com/services/${s}`),
	url((s) => `https://hooks.example.com/${s}/send`),
	url((s) => `https://${s}.example.com/`),
	text((s) => `curl https://hooks.example.com/services/${s}/send`),
];

const ANNOUNCED_PLACES = [
	text((s) => `API_KEY=${s} node x.js`),
	text((s) => `export GH_TOKEN="${s}"`),
	text((s) => `$env:AZURE_CLIENT_SECRET='${s}'`),
	text((s) => `tool --token ${s}`),
	text((s) => `tool --token=${s} --port 1`),
	text((s) => `tool --api-key '${s}'`),
	text((s) => `tool --accessToken ${s}`),
	text((s) => `tool --password\t${s}`),
	text((s) => `tool --db.password ${s}`),
	text((s) => `PGPASSWORD=${s} psql`),
	text((s) => `DB_PASS=${s} x`),
	text((s) => `curl -u admin:${s} https://a.example.com`),
	text((s) => `curl --user 'admin:${s}' https://a.example.com`),
	text((s) => `curl -H "Authorization: Bearer ${s}" https://a.example.com`),
	text((s) => `curl -H 'X-Api-Key: ${s}' https://a.example.com`),
	text((s) => `curl -H 'Cookie: theme=dark; sid=${s}; lang=en' https://a.example.com`),
	text((s) => `Authorization: Token ${s}`),
	text((s) => `Authorization: ${s}`),
	text((s) => `{"apiKey":"${s}"}`),
	text((s) => `"{\\"apiKey\\":\\"${s}\\"}"`),
	text((s) => `{"password":"a\\"${s}"}`),
	text((s) => `psql postgres://dev:${s}@db.example.com/x`),
	text((s) => `redis://:${s}@cache.example.com:6379/1`),
	text((s) => `dev:${s}@db.example.com`),
	text((s) => `Server=db;User=dev;Password=${s};Encrypt=true`),
	text((s) => `docker run -e API_TOKEN=${s} image`),
	text((s) => `TOKEN=\${TOKEN:-${s}}`),
	text((s) => `git clone https://${s}@git.example.com/o/r.git`),
	text((s) => `curl https://a.example.com/?q=${s}`),
	text((s) => `curl https://a.example.com/#${s}`),
	text((s) => `//registry.example.com/:_authToken=${s}`),
	args(
		() => '--token',
		(s) => s,
	),
	args(
		() => '--github-token',
		(s) => s,
	),
	args(
		() => '--apiKey',
		(s) => s,
	),
	args(
		() => '--clientSecret',
		(s) => s,
	),
	args(
		() => '--key',
		(s) => s,
	),
	args(
		() => '--password',
		(s) => `two words ${s}`,
	),
	args(
		() => '-u',
		(s) => `admin:${s}`,
	),
	args(
		() => '--header',
		(s) => `X-Api-Key: ${s}`,
	),
	args(
		() => '-e',
		(s) => `GH_TOKEN=${s}`,
	),
	args((s) => `--auth=${s}`),
	url((s) => `https://dev:${s}@a.example.com/x`),
	url((s) => `https://${s}@a.example.com/x`),
	url((s) => `https://a.example.com/x?team=1&k=${s}`),
	url((s) => `https://a.example.com/x#${s}`),
	url((s) => `https://dev:ab/${s}@a.example.com/x`),
	url((s) => `https://dev:ab?${s}@a.example.com/x`),
	url((s) => `https://dev:ab#${s}@a.example.com/x`),
	url((s) => `https://a.example.com/x;jsessionid=${s}`),
	url((s) => `https://a.example.com/token=${s}/x`),
	url((s) => `dev:${s}@a.example.com/x`),
	url((s) => `https:dev:${s}@a.example.com/x`),
	url((s) => `//dev:${s}@a.example.com/x`),
	url((s) => `not a url?${s}`),
];

describe('inventory/redaction: what goes', () => {
	it('is every token in a shape that a provider gives, and every long random run, wherever it stands', () => {
		holds(LONG_PLACES, secrets);
	});

	it('is whatever stands where a secret belongs, however short', () => {
		holds(ANNOUNCED_PLACES, fc.oneof(chosen, secrets));
	});

	it('is the material of a private key, its last line too', () => {
		const line = from(`${WORD}+/`, 64).filter((text) => /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text));
		const last = from(`${WORD}+/`, 30).map((text) => `${text}==`);
		fc.assert(
			fc.property(line, line, last, fc.constantFrom('\n', '\\n'), (one, two, three, end) => {
				const shown = redactText(['-----BEGIN PRIVATE KEY-----', one, two, three, '-----END PRIVATE KEY-----'].join(end));
				for (const part of [one, two, three]) {
					assertGone(shown, part);
				}
			}),
		);
		const command = ['echo -----BEGIN PRIVATE KEY-----', 'bin/evil', '-----END PRIVATE KEY-----'].join('\n');
		assert.ok(redactText(command).includes('bin/evil'));
	});

	it('is each provider’s token on its own', () => {
		for (const [prefix, alphabet, length] of PREFIXED) {
			const value = `${prefix}7${[...Array(length - 1)].map((_, at) => alphabet[(at * 7 + 3) % alphabet.length]).join('')}`;
			const shown = redactText(`tool ${value} end`);
			assert.ok(shown.startsWith(`tool ${REDACTED}`) && shown.endsWith(' end'), `${prefix}: ${shown}`);
		}
	});

	it('leaves what stands around it', () => {
		const value = `gh${'p'}_${'a1B2'.repeat(9)}`;
		assert.equal(
			redactText(`curl -H "Authorization: Bearer ${value}" https://a.example.com/x`),
			`curl -H "Authorization: Bearer ${REDACTED}" https://a.example.com/x`,
		);
		assert.equal(redactText(`tool --token=${value} --port 1`), `tool --token=${REDACTED} --port 1`);
		assert.equal(redactText(`{"apiKey":"${value}","port":1}`), `{"apiKey":${REDACTED},"port":1}`);
		assert.equal(
			redactText(`psql postgres://dev:${value}@db.example.com:5432/x?sslmode=no`),
			`psql postgres://${REDACTED}@db.example.com:5432/x?sslmode=no`,
		);
		assert.equal(redactText(`curl -u dev:${value} https://a.example.com`), `curl -u dev:${REDACTED} https://a.example.com`);
		assert.deepEqual(redactArguments(['--token', value, '--port', '80']), ['--token', REDACTED, '--port', '80']);
		assert.equal(
			redactUrl(`https://dev:${value}@a.example.com:8443/v1/${value}/x?q=1#f`),
			`https://${REDACTED}@a.example.com:8443/v1/${REDACTED}/x?${REDACTED}#${REDACTED}`,
		);
		assert.equal(redactUrl('https://dev:a/b@a.example.com/'), `https://${REDACTED}@a.example.com/`);
		assert.equal(redactUrl('https://dev:a/b'), `https://${REDACTED}`);
	});

	it('is the same when it is done twice', () => {
		fc.assert(
			fc.property(fc.constantFrom(...ANNOUNCED_PLACES), fc.oneof(chosen, secrets), (place, value) => {
				const once = place(value);
				assertGone(redactText(once), value);
				assert.equal(redactText(once).includes(REDACTED), once.includes(REDACTED));
			}),
			{ numRuns: 300 },
		);
	});

	it('is bounded: a text that is too long is cut before it is looked at, and quickly done with', () => {
		assert.equal(redactText('a '.repeat(MAX_TEXT)), `${'a '.repeat(MAX_TEXT / 2)}…`);
		for (const part of [
			'a',
			':',
			'=',
			'a:',
			'@',
			'token ',
			'--token ',
			'"',
			"'",
			'\\"',
			'a.',
			'-',
			'/',
			'://',
			'https://',
			' ',
			'A1',
			'key=',
			'{{',
			'${',
			'x:x@',
			'-u a:',
		]) {
			const started = performance.now();
			redactText(part.repeat(1_000_000));
			redactUrl(part.repeat(1_000_000));
			redactArguments([part.repeat(100_000), part.repeat(100_000)]);
			assert.ok(performance.now() - started < 500, part);
		}
	});

	it('throws at no text', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }), (any, many) => {
				assert.equal(typeof redactText(any), 'string');
				assert.equal(typeof redactUrl(any), 'string');
				assert.equal(redactArguments(many).length, many.length);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('inventory/redaction: passwords with unusual characters', () => {
	const STRANGE = [
		'^',
		'|',
		'<',
		'>',
		'"',
		"'",
		'\\',
		' ',
		'@',
		'/',
		'?',
		'#',
		'%',
		'&',
		';',
		',',
		'(',
		')',
		'{',
		'}',
		'[',
		'`',
		'$',
		'=',
		':',
		'!',
		'*',
		'~',
		'+',
	];
	/** What ends a word for the shell: what follows is another command, and must be seen. */
	const OPERATORS = [...'|<>&;()`'];
	/** Pieces that are words, so that nothing goes for its looks. */
	const PIECES = ['fjord', 'wizard', 'quilt'];

	it('go from addresses in arguments, all up to the last @', () => {
		for (const one of STRANGE) {
			for (const two of STRANGE) {
				const password = `${PIECES[0]}${one}${PIECES[1]}${two}${PIECES[2]}`;
				for (const shown of [
					redactArguments([`postgres://dev:${password}@db.example.com/x`])[0],
					redactArguments([`--url=postgres://dev:${password}@db.example.com/x`])[0],
					redactArguments([`https://dev:${password}@db.example.com/x`])[0],
					redactUrl(`https://dev:${password}@db.example.com/x`),
				]) {
					assert.deepEqual(
						PIECES.filter((piece) => shown?.includes(piece)),
						[],
						`${password}: ${shown}`,
					);
					assert.ok(shown?.endsWith('db.example.com/x') && /(?:postgres|https):\/\//.test(shown), `${password}: ${shown}`);
				}
			}
		}
	});

	it('go from addresses in a line, as far as the shell takes them for one word', () => {
		for (const one of STRANGE.filter((character) => ![' ', ...OPERATORS].includes(character))) {
			const password = `${PIECES[0]}${one}${PIECES[1]}`;
			const shown = redactText(`psql postgres://dev:${password}@db/x -c 1`);
			assert.ok(!shown.includes('wizard') && !shown.includes('fjord') && shown.endsWith('db/x -c 1'), `${password}: ${shown}`);
		}
		for (const one of OPERATORS) {
			const shown = redactText(`psql postgres://dev:fjord${one}wizard@db/x -c 1`);
			assert.equal(shown, `psql postgres://${REDACTED}${one}wizard@db/x -c 1`, one);
		}
		for (const one of STRANGE.filter((character) => !'"\\`'.includes(character))) {
			const shown = redactText(`psql "postgres://dev:fjord${one}wizard@db/x" -c 1`);
			assert.ok(!shown.includes('wizard') && !shown.includes('fjord') && shown.endsWith('db/x" -c 1'), shown);
		}
		assert.equal(redactText('psql postgres://dev:fjord\\ wizard@db/x'), `psql postgres://${REDACTED}@db/x`);
	});

	it('go from flags and names whose value an argument is, all behind the equals sign', () => {
		for (const name of ['--password', '--dbpass', '-token', '/secret', 'DB_PASSWORD', '--api-key']) {
			for (const one of STRANGE) {
				assert.deepEqual(redactArguments([`${name}=fjord${one}wizard`]), [`${name}=${REDACTED}`], one);
			}
		}
		assert.equal(redactText('tool --password="fjord wizard" --port 1'), `tool --password=${REDACTED} --port 1`);
		assert.equal(redactText("tool --password='fjord wizard' --port 1"), `tool --password=${REDACTED} --port 1`);
		assert.equal(redactText('tool --password=fjord\\ wizard --port 1'), `tool --password=${REDACTED} --port 1`);
		assert.equal(redactText('tool --password=fjord"wiz ard"\'quilt\' --port 1'), `tool --password=${REDACTED} --port 1`);
		assert.equal(redactText('tool --password fjord,wizard --port 1'), `tool --password ${REDACTED} --port 1`);
		assert.equal(
			redactText('sh -c "TOKEN=fjord curl https://a.example.com | sh"'),
			`sh -c "TOKEN=${REDACTED} curl https://a.example.com | sh"`,
		);
		assert.deepEqual(redactArguments(['-c', 'TOKEN=fjord node server.js']), ['-c', `TOKEN=${REDACTED} node server.js`]);
		assert.deepEqual(redactArguments(['--password', '$ecret', '--token', '$TOKEN']), ['--password', REDACTED, '--token', '$TOKEN']);
	});

	it('go from data source names, and what else they say stays', () => {
		for (const [written, shown] of [
			['host=db password=two words sslmode=no', `host=db password=${REDACTED} sslmode=no`],
			["host=db password='two words' sslmode=no", `host=db password=${REDACTED} sslmode=no`],
			['Server=db;User Id=dev;Pwd=two words;Encrypt=yes', `Server=db;User Id=dev;Pwd=${REDACTED};Encrypt=yes`],
			['Server=db; Pwd=two words; User Id=dev', `Server=db; Pwd=${REDACTED}; User Id=dev`],
			['Driver={X};Pwd={a;b};Server=db', `Driver={X};Pwd=${REDACTED};Server=db`],
			['sqlserver://db:1433;user=dev;password=two words;encrypt=true', `sqlserver://db:1433;user=dev;password=${REDACTED};encrypt=true`],
			['jdbc:postgresql://db/x?user=dev&password=two words', `jdbc:postgresql://db/x?user=dev&password=${REDACTED}`],
			['--dsn=postgres://dev:two words@db/x', `--dsn=${REDACTED}`],
			['mongodb://dev:pass@a:27017,b:27017/x', `mongodb://${REDACTED}@a:27017,b:27017/x`],
			['https://dev:fjord^wizard@münchen.example.com/x', `https://${REDACTED}@münchen.example.com/x`],
			['postgres://dev:12/34@db/x', `postgres://${REDACTED}@db/x`],
		] as const) {
			assert.deepEqual(redactArguments([written]), [shown]);
		}
	});

	it('go from addresses of proxies and of services, as variables have them', () => {
		const token = `a7${'Kq3Zp9'.repeat(3)}`;
		assert.equal(redactUrl('http://dev:fjord^wizard@proxy.example.com:8080'), `http://${REDACTED}@proxy.example.com:8080`);
		assert.equal(redactUrl('http://dev:fjord@proxy.example.com:8080/'), `http://${REDACTED}@proxy.example.com:8080/`);
		assert.equal(redactText('dev:fjord@wizard@proxy.example.com:8080'), `dev:${REDACTED}@proxy.example.com:8080`);
		assert.equal(redactUrl(`https://gateway.example.com/${token}/v1`), `https://gateway.example.com/${REDACTED}/v1`);
		assert.equal(redactUrl('https://gateway.example.com/v1/fjord?key=wizard'), `https://gateway.example.com/v1/fjord?${REDACTED}`);
	});

	it('hide no command behind an address', () => {
		for (const shown of [
			'curl https://a.example.com && ssh git@b.example.com',
			'curl https://a.example.com/x | sh -s git@b.example.com',
			'curl http://localhost:8080 ; ssh git@b',
			'git+https://git.example.com/o/r.git@main',
			'https://cdn.example.com/react@18.2.0/umd.js',
			'http://localhost:4873/@scope/name/-/name-1.0.0.tgz',
		]) {
			assert.equal(redactText(shown), shown);
			assert.deepEqual(redactArguments([shown]), [shown]);
		}
		assert.equal(redactText('curl http://a:b && ssh git@host'), `curl http://${REDACTED} && ssh git@host`);
		assert.deepEqual(redactArguments(['curl http://a:b && ssh git@host']), [`curl http://${REDACTED} && ssh git@host`]);
		// It is not plain which host is asked: a mark says that something stands before it.
		assert.equal(redactUrl('https://a:b@c.example.com/x@d.example.com/y'), `https://${REDACTED}@d.example.com/y`);
	});
});

describe('inventory/redaction: time', () => {
	const PUMPS = [
		...[
			'+',
			'++a',
			'+:',
			'${A:-',
			'https://a:',
			'https://',
			'a:',
			'a.',
			'"',
			"'",
			'"\'',
			'"$(',
			'$(',
			'`',
			'(',
			'a=b;',
			'e;h=',
			'#',
			'\n',
			'\\\n',
			'@',
		],
		...[
			'--token ',
			'password=a ',
			'key="a b" ',
			'"a" ',
			'https://x?a=b&',
			'key=https://',
			'u:p@ss/',
			'token=${',
			'key=/',
			'key=[',
			'0a1b2c3d ',
			'a@',
		],
		...[
			'mysql -p',
			'Bearer ',
			'git ',
			'-----BEGIN A-----\n',
			`key=${REDACTED}`,
			'A1+',
			'x@0a1b2c3d ',
			'b1/',
			'Zq9/',
			'sqlplus a/',
			'jdbc:oracle:a:b/',
		],
	];
	// Time of the processor: what else a machine does takes none of it.
	const spent = (): number => {
		const { user, system } = process.cpuUsage();
		return (user + system) / 1_000;
	};
	const fastest = (text: string, times: number): number => {
		const measured = Array.from({ length: times }, () => {
			const started = spent();
			redactText(text);
			redactArguments(['sh', '-c', text]);
			redactArguments(['tool', text]);
			redactUrl(text);
			return spent() - started;
		});
		return Math.min(...measured);
	};

	it('grows with the length of a text alone', () => {
		const slow: string[] = [];
		for (const pump of PUMPS) {
			const of = (length: number): string => `${pump.repeat(Math.ceil(length / pump.length)).slice(0, length - 1)}!`;
			// What is quadratic takes sixteen times as long; a small text is too quick to be told.
			const told = (times: number): boolean => {
				const [part, whole] = [fastest(of(MAX_TEXT / 4), times), fastest(of(MAX_TEXT), times)];
				return whole > 200 || (whole > 40 && whole > 10 * part);
			};
			// A collection of garbage may fall into the first look.
			if (told(3) && told(12)) {
				slow.push(JSON.stringify(pump));
			}
		}
		assert.deepEqual(slow, []);
	});
});

describe('inventory/redaction: commands behind secrets', () => {
	const key = `-----BEGIN ${'PRIVATE'} KEY-----`;
	/** Everything that is taken out, up to where a command may follow. */
	const BEFORE = [
		...[
			'tool --token fjord',
			'tool --token=fjord',
			"tool --token 'fjord'",
			'tool --token \\\n fjord',
			'tool -H X-Api-Key:fjord',
			'x --auth fjord',
		],
		...[
			'TOKEN=fjord',
			'TOKEN+=fjord',
			'export TOKEN="fjord"',
			'TOKEN=',
			'PASSWORD=',
			'set TOKEN=fjord',
			'docker run -e TOKEN=fjord',
			'TOKEN=${TOKEN:-fjord',
		],
		...[
			'curl -H "Authorization: Bearer fjord"',
			'curl -u dev:fjord',
			'curl -b sid=fjord',
			'Authorization: Bearer fjord',
			'Cookie: a=fjord',
		],
		...[
			'curl https://dev:fjord',
			'curl https://dev:fjord@h.example.com',
			'curl https://dev:fjord@h.example.com/x',
			'psql postgres://dev:a/b',
		],
		...[
			'curl https://h.example.com/x?ok=1',
			'curl https://h.example.com/x?',
			'curl https://h.example.com/x?token=fjord',
			'curl https://h.example.com?q=1',
		],
		...[
			'curl https://h.example.com/x#a',
			'curl https://h.example.com/#',
			'curl https://h.example.com/token=fjord',
			'curl https://',
			'curl http://a:b',
		],
		...[
			`curl https://h.example.com/gh${'p'}_7a1B2c3D4e5F6g7H8`,
			`curl https://h.example.com/7a1B2c3D4e5F6g7H8Kq3Zp9`,
			`echo ${key}`,
			`echo ${key}\nMIIa7Kq3Zp9`,
		],
		...[
			'Server=db;Pwd=fjord',
			'dev:fjord',
			'mysql -p',
			'mysql -pfjord',
			"mysql -p'fjord'",
			'sshpass -p fjord',
			'echo fjord',
			'sqlplus dev/fjord',
		],
		...[
			'{"apiKey":"fjord"',
			'{"apiKey":',
			"os.environ['API_KEY']='fjord'",
			'tool /password:fjord',
			'vault login fjord',
			'http -a dev:fjord',
		],
	];
	/** How a command follows: to end of the text, `@host` and quotes may come behind it, so that all looks like one value. */
	const FOLLOWED = [
		...[
			'; evilmarker',
			';evilmarker',
			'&evilmarker',
			'&&evilmarker',
			'|evilmarker',
			'||evilmarker',
			'\nevilmarker',
			'`evilmarker`',
			'$(evilmarker)',
		],
		...[
			'<(evilmarker)',
			'>(evilmarker)',
			'>evilmarker',
			'<evilmarker',
			'(evilmarker)',
			')evilmarker',
			';sh${IFS}evilmarker',
			'|& evilmarker',
		],
		...['$(sh${IFS}evilmarker)', '$(echo "$(evilmarker)")', ';evilmarker --token x', '&TOKEN=x evilmarker'],
	];
	const ENDS = ['', '@b.example.com/', ' "x"', "'", '}', '; true@b', '\n-----END', ' # it is'];

	it('are shown, whatever they stand behind, in lines and in what a shell is given', () => {
		const hidden: string[] = [];
		for (const before of BEFORE) {
			for (const follows of FOLLOWED) {
				for (const end of ENDS) {
					const line = `${before}${follows}${end}`;
					for (const shown of [
						redactText(line),
						redactText(`true && ${line}`),
						redactText(`sh -c "${line.replaceAll('"', '\\"')}"`),
						redactArguments(['-c', line], 'sh').join(' '),
						redactArguments(['/bin/bash', '-lc', line]).join(' '),
						redactArguments(['host', line], 'ssh').join(' '),
					]) {
						if (!shown.includes('evilmarker')) {
							hidden.push(`${line} => ${shown}`);
						}
					}
				}
			}
		}
		assert.deepEqual(hidden.slice(0, 20), []);
	});

	it('are shown where a substitution stands within the secret', () => {
		for (const line of [
			'mysql -p$(evilmarker)',
			'mysql -p"$(evilmarker)"',
			'TOKEN=${TOKEN:-$(evilmarker)}',
			'TOKEN="${TOKEN:-`evilmarker`}"',
			'TOKEN=(evilmarker)',
			'curl "https://a:$(evilmarker)@b.example.com/"',
			'curl "https://b.example.com/?token=$(evilmarker)"',
			'curl -H "Authorization: Bearer a$(evilmarker)"',
			'tool --password "a $(evilmarker) b"',
			"tool --token $'\\'' TOKEN=x|evilmarker ''",
			'echo "$(case x in x) echo "a" TOKEN=y|evilmarker "b";; esac)"',
			"true # '\nTOKEN=y|evilmarker # '",
			"cat <<X\n'\nX\nTOKEN=y|evilmarker '",
			"cmd /c tool --token 'x|evilmarker'",
			"ssh h 'TOKEN=x;evilmarker'",
			"trap 'TOKEN=x;evilmarker' EXIT",
			"alias token='evilmarker'",
			'alias token=evilmarker',
			'${TOKEN:-evilmarker}',
			'sudo ${API_KEY:-evilmarker} x',
			'TOKEN=evilmarker; $TOKEN',
			'API_KEY=evilmarker\nexec "${API_KEY}"',
			'TOKEN=evilmarker && sh -c "$TOKEN"',
			'tool --token x \\\n; evilmarker',
			'sudo -S sh <<< ./evilmarker',
			'printf "x;evilmarker" | sh',
			'curl -H Authorization:x -o evilmarker https://h.example.com',
			'curl -H Authorization: x evilmarker',
			'npm_config_script_shell=evilmarker npm i',
			'node key-1a/evilmarker.js',
			`node gh${'p'}_7a1B2c3D4e5F/evilmarker.js`,
			'node -e "token=evilmarker()"',
			`node -e "token=require('./evilmarker')"`,
			`python3 -c "token=evilmarker('x')"`,
			`node -e "const apiKey = require('child_process').execSync('evilmarker')"`,
			'sqlplus scripts/evilmarker.sql',
			'sudo -S evilmarker <<< x',
		]) {
			assert.ok(redactText(line).includes('evilmarker'), redactText(line));
		}
		assert.ok(redactArguments(['/c', 'tool', '--token', 'x&evilmarker'], 'cmd').join(' ').includes('evilmarker'));
		assert.ok(redactArguments(['h', 'tool', '--token', 'x;evilmarker'], 'ssh').join(' ').includes('evilmarker'));
	});

	it('are shown where they are encoded', () => {
		const code = `a7${'Kq3Zp9xW'.repeat(40)}=`;
		for (const shown of [
			`echo ${code} | base64 -d | sh`,
			`echo "${code}"|base64 --decode|sh`,
			`base64 -d <<< ${code} | sh`,
			`powershell -NoProfile -EncodedCommand ${code}`,
			`pwsh -enc ${code}`,
			`python3 -c "import base64;exec(base64.b64decode('${code}'))"`,
			`node -e "eval(Buffer.from('${code}','base64').toString())"`,
		]) {
			assert.equal(redactText(shown), shown);
			assert.deepEqual(redactArguments(['-c', shown], 'sh'), ['-c', shown]);
		}
		assert.deepEqual(redactArguments(['-NoProfile', '-EncodedCommand', code], 'powershell.exe'), ['-NoProfile', '-EncodedCommand', code]);
	});

	it('are shown where a program or a word stands in the place of a secret', () => {
		for (const shown of [
			'PASSWORD= ./evil',
			'docker run -e TOKEN= image',
			'SUDO_ASKPASS=./b sudo -A true',
			'GIT_ASKPASS=./b git fetch',
			'SSH_ASKPASS=b ssh h',
			'git -c core.askPass=./evil fetch',
			'x --auth evil.js',
			`echo ${key};sh p`,
			`echo ${key}\nsh`,
			`echo ${key}\nbin/payload`,
			'uvx --from git+https://git.example.com/o/r@v1#subdirectory=packages/evil x',
			'npx -y https://h.example.com/p.tgz?f=evil',
			'npx -y git+ssh://git@github.com/o/r.git#semver:^1.2.3',
			'npx -y git+https://github.com/o/r#main',
			'curl -s https://h.example.com/ping?ok=1',
			'echo evil | sh',
		]) {
			assert.equal(redactText(shown), shown);
			assert.deepEqual(redactArguments(['-c', shown], 'sh'), ['-c', shown]);
		}
		assert.equal(redactUrl('https://h.example.com/mcp?x=2'), `https://h.example.com/mcp?${REDACTED}`);
		assert.equal(redactUrl('https://h.example.com/mcp#x'), `https://h.example.com/mcp#${REDACTED}`);
	});
});

describe('inventory/redaction: flags', () => {
	const NAMES = [
		...['pass', 'password', 'passwd', 'pwd', 'passphrase', 'passcode', 'secret', 'token', 'apikey', 'api-key', 'apiKey', 'auth', 'bearer'],
		...['credential', 'credentials', 'creds', 'pat', 'otp', 'totp', 'dbpass', 'userpass', 'dbpwd', 'cookie', 'client-secret', 'auth-token'],
	];

	it('that take a secret have it hidden, however it is joined to them', () => {
		for (const name of NAMES) {
			for (const value of ['fjord', 'two words']) {
				assert.deepEqual(redactArguments([`--${name}`, value]), [`--${name}`, REDACTED]);
				assert.deepEqual(redactArguments([`-${name}`, value]), [`-${name}`, REDACTED]);
				assert.deepEqual(redactArguments([`/${name}`, value]), [`/${name}`, REDACTED]);
				assert.deepEqual(redactArguments([`--${name}=${value}`]), [`--${name}=${REDACTED}`]);
				assert.deepEqual(redactArguments([`/${name}:${value}`]), [`/${name}:${REDACTED}`]);
			}
			assert.equal(redactText(`tool --${name} fjord --port 1`), `tool --${name} ${REDACTED} --port 1`);
			assert.equal(redactText(`tool --${name}=fjord --port 1`), `tool --${name}=${REDACTED} --port 1`);
			assert.equal(redactText(`tool.exe /${name}:fjord /port:1`), `tool.exe /${name}:${REDACTED} /port:1`);
		}
		assert.deepEqual(redactArguments(['--pin', '1234', '--otp', '123456']), ['--pin', REDACTED, '--otp', REDACTED]);
	});

	it('that take a login show the user alone', () => {
		for (const flag of ['-u', '--user', '--proxy-user', '--login', '-login']) {
			assert.deepEqual(redactArguments([flag, 'dev:fjord']), [flag, `dev:${REDACTED}`]);
			assert.equal(redactText(`tool ${flag} dev:fjord x`), `tool ${flag} dev:${REDACTED} x`);
			assert.equal(redactText(`tool ${flag} "dev:two words" x`), `tool ${flag} "dev:${REDACTED}" x`);
			assert.deepEqual(redactArguments([flag, 'dev:two words']), [flag, `dev:${REDACTED}`]);
			assert.deepEqual(redactArguments([`${flag}=dev:two words`]), [`${flag}=dev:${REDACTED}`]);
			assert.deepEqual(redactArguments([flag, 'dev']), [flag, 'dev']);
		}
	});

	it('of one program alone mean a secret to that program', () => {
		for (const [line, shown] of [
			['sshpass -p fjord ssh a.example.com', `sshpass -p ${REDACTED} ssh a.example.com`],
			['sshpass -pfjord ssh a.example.com', `sshpass -p${REDACTED} ssh a.example.com`],
			["/usr/bin/sshpass -p 'two words' ssh a", `/usr/bin/sshpass -p ${REDACTED} ssh a`],
			['mysql -u root -pfjord -h db', `mysql -u root -p${REDACTED} -h db`],
			['redis-cli -a fjord PING', `redis-cli -a ${REDACTED} PING`],
			['curl -b sid=fjord https://a.example.com', `curl -b ${REDACTED} https://a.example.com`],
			['docker login -u dev -p fjord registry.example.com', `docker login -u dev -p ${REDACTED} registry.example.com`],
			['curl -udev:fjord https://a.example.com', `curl -u${REDACTED} https://a.example.com`],
			['docker run -p 8080:80 image', 'docker run -p 8080:80 image'],
			['ssh -p 2222 a.example.com', 'ssh -p 2222 a.example.com'],
			['mysql -h db; ls -pfjord', 'mysql -h db; ls -pfjord'],
			['npx -p package tool', 'npx -p package tool'],
		] as const) {
			assert.equal(redactText(line), shown);
		}
		assert.deepEqual(redactArguments(['-p', 'fjord', 'ssh'], '/usr/bin/sshpass'), ['-p', REDACTED, 'ssh']);
		assert.deepEqual(redactArguments(['sshpass', '-p', 'fjord', 'ssh']), ['sshpass', '-p', REDACTED, 'ssh']);
		assert.deepEqual(redactArguments(['-pfjord', 'db'], 'mysql'), [`-p${REDACTED}`, 'db']);
		assert.deepEqual(redactArguments(['-p', '2222'], 'ssh'), ['-p', '2222']);
	});

	it('that carry headers have the values hidden', () => {
		for (const header of [
			'Authorization: Bearer fjord',
			'Authorization: fjord wizard',
			'X-Api-Key: fjord',
			'Cookie: a=fjord; b="wizard"',
		]) {
			const [name = ''] = header.split(':');
			assert.match(redactArguments([`-H${header}`])[0] ?? '', new RegExp(`^-H${name}: (?:Bearer )?${REDACTED}$`));
			assert.match(redactArguments([`--header=${header}`])[0] ?? '', new RegExp(`^--header=${name}: (?:Bearer )?${REDACTED}$`));
			for (const flag of ['-H', '--header']) {
				const [, shown = ''] = redactArguments([flag, header]);
				assert.match(shown, new RegExp(`^${name}: (?:Bearer )?${REDACTED}$`));
			}
			assert.match(
				redactText(`curl -H '${header}' https://a.example.com`),
				new RegExp(`^curl -H '${name}: (?:Bearer )?${REDACTED}' https`),
			);
		}
	});
});

describe('inventory/redaction: well-known tools and languages', () => {
	const S = 'wizardFjord';
	const R = REDACTED;
	for (const [line, shown] of [
		[`tool --token \\\n ${S}`, `tool --token \\\n ${R}`],
		[`curl -u \\\n dev:${S} u`, `curl -u \\\n dev:${R} u`],
		[`mysql -p'${S}'`, `mysql -p${R}`],
		[`mysql -p"${S}"`, `mysql -p${R}`],
		[`ssh h "mysql -p${S}"`, `ssh h "mysql -p${R}"`],
		[`bash -lc "mysql -uroot -p${S}"`, `bash -lc "mysql -uroot -p${R}"`],
		[`process.env.TOKEN = "${S}"`, `process.env.TOKEN = ${R}`],
		[`node -e 'process.env.TOKEN = "${S}"'`, `node -e 'process.env.TOKEN = ${R}'`],
		[`os.environ['API_KEY']='${S}'`, `os.environ['API_KEY']=${R}`],
		[`ENV["API_KEY"]="${S}"`, `ENV["API_KEY"]=${R}`],
		[`token := ${S}`, `token := ${R}`],
		[`TOKEN+=${S}`, `TOKEN+=${R}`],
		[`set -gx API_KEY ${S}`, `set -gx API_KEY ${R}`],
		[`setenv('TOKEN','${S}')`, `setenv('TOKEN',${R})`],
		[`setx TOKEN ${S}`, `setx TOKEN ${R}`],
		[`echo ${S} | docker login -u dev --password-stdin`, `echo ${R} | docker login -u dev --password-stdin`],
		[`echo ${S} | sudo -S ls`, `echo ${R} | sudo -S ls`],
		[`sudo -S ls <<< ${S}`, `sudo -S ls <<< ${R}`],
		[`gh auth login --with-token <<< "${S}"`, `gh auth login --with-token <<< ${R}`],
		[`http -a dev:${S} u`, `http -a dev:${R} u`],
		[`curl --cert c.pem:${S} u`, `curl --cert c.pem:${R} u`],
		[`sqlcmd -U sa -P ${S}`, `sqlcmd -U sa -P ${R}`],
		[`mosquitto_pub -h h -P ${S}`, `mosquitto_pub -h h -P ${R}`],
		[`ipmitool -P ${S}`, `ipmitool -P ${R}`],
		[`smbclient -U dev%${S}`, `smbclient -U dev%${R}`],
		[`sqlplus dev/${S}@h`, `sqlplus dev/${R}@h`],
		[`twine upload -u u -p ${S}`, `twine upload -u u -p ${R}`],
		[`mycli -p ${S}`, `mycli -p ${R}`],
		[`vault login ${S}`, `vault login ${R}`],
		[`ngrok authtoken ${S}`, `ngrok authtoken ${R}`],
		[`ngrok config add-authtoken ${S}`, `ngrok config add-authtoken ${R}`],
		[`snyk auth ${S}`, `snyk auth ${R}`],
		[`aws configure set aws_secret_access_key ${S}`, `aws configure set aws_secret_access_key ${R}`],
		[`npm config set //r/:_authToken ${S}`, `npm config set //r/:_authToken ${R}`],
		[`gh secret set NAME --body ${S}`, `gh secret set NAME --body ${R}`],
		[`htpasswd -b f dev ${S}`, `htpasswd -b f dev ${R}`],
		[`htpasswd -nb dev ${S}`, `htpasswd -nb dev ${R}`],
		[`openssl enc -aes256 -k ${S}`, `openssl enc -aes256 -k ${R}`],
		[`openssl rsa -passin pass:${S}`, `openssl rsa -passin pass:${R}`],
		[`xfreerdp /u:dev /p:${S}`, `xfreerdp /u:dev /p:${R}`],
		[`machine h login dev password ${S}`, `machine h login dev password ${R}`],
		[`x jdbc:oracle:thin:dev/${S}@h:1521:x`, `x jdbc:oracle:thin:dev/${R}@h:1521:x`],
	] as const) {
		it(`have it taken out of ${JSON.stringify(line.replaceAll(S, '…'))}`, () => {
			assert.equal(redactText(line), shown);
			assert.deepEqual(redactArguments(['-c', line], 'sh'), ['-c', shown]);
		});
	}

	it('have it taken out of arguments, too', () => {
		for (const [command, args, shown] of [
			['vault', ['login', S], ['login', R]],
			['sqlcmd', ['-U', 'sa', '-P', S], ['-U', 'sa', '-P', R]],
			['http', ['-a', `dev:${S}`, 'u'], ['-a', `dev:${R}`, 'u']],
			['smbclient', ['-U', `dev%${S}`], ['-U', `dev%${R}`]],
			['npm', ['config', 'set', '//r/:_authToken', S], ['config', 'set', '//r/:_authToken', R]],
			['htpasswd', ['-b', 'f', 'dev', S], ['-b', 'f', 'dev', R]],
			['cmd', ['/c', 'vault', 'login', S], ['/c', 'vault', 'login', R]],
		] as const) {
			assert.deepEqual(redactArguments(args, command), shown);
		}
	});
});

const COMMIT = '0a1b2c3d'.repeat(5);
const DIGEST = '0a1b2c3d'.repeat(8);

describe('inventory/redaction: what stays', () => {
	const readable = [
		// Packages and where they come from.
		'npx -y @scope/name@1.2.3',
		'npx -y @modelcontextprotocol/server-filesystem@2025.8.21 /home/dev/work',
		'npx -y glob-parent@6.0.2',
		'npx -y global-modules sk-learn-mcp xai-mcp-server key-value-store hf-hub-download',
		'uvx mcp-server-git==2025.1.14 --repository .',
		'uvx --from git+https://git.example.com/o/r@v1.2.3 tool',
		`npx -y github:owner/repo#${COMMIT}`,
		`npx -y git+https://git.example.com/owner/repo.git#${COMMIT}`,
		`pip install https://git.example.com/o/r@${COMMIT}`,
		'npm:left-pad@1.3.0',
		'foo@npm:bar@1.0.0',
		'npm_config_registry',
		'uv run --with "mcp[cli]>=1.2" mcp run server.py',
		// Images.
		'docker run -i --rm -v /home/dev/work:/work registry.example.com:5000/team/mcp:1.2.3',
		`registry.example.com/team/mcp@sha256:${DIGEST}`,
		`registry.example.com:5000/team/mcp:1.2@sha256:${DIGEST}`,
		'docker run registry.example.com/team/auth:1.2.3 registry.example.com/team/token-service:latest auth:latest',
		'docker run -u 1000:1000 image',
		'docker run --user node:node image',
		'docker run -u $(id -u):$(id -g) image',
		'docker run -e API_KEY -e GH_TOKEN image',
		'docker login --password-stdin registry.example.com',
		// Paths.
		'/usr/local/lib/node_modules/npm/bin/npx-cli.js',
		'/home/dev/.nvm/versions/node/v22.11.0/bin/node',
		'/opt/py3venv/bin/python3',
		'/home/dev/a1b2c3/project/server.js',
		'C:\\Users\\dev\\AppData\\Roaming\\npm\\npx.cmd',
		'node ./public/fonts/fa-solid-400.woff2',
		'./scripts/setup-environment-2024.sh',
		'build_2024a_release_candidate',
		'PATH=/tmp/bin:/usr/bin',
		'--path=/srv/x',
		'PWD=/home/dev',
		'--key /etc/tls/server.pem',
		'AUTH_TOKEN_FILE=/run/tokens/x',
		'--session-dir=/tmp/x',
		// Words.
		'echo "Basic installation done" && echo token refreshed',
		'curl -fsSL https://install.example.com/x.sh | bash',
		'bash -c "$(curl -fsSL https://install.example.com/i.sh)"',
		'command -v node >/dev/null 2>&1 && node .claude/setup.mjs',
		'git config credential.helper store',
		'git -c credential.helper=!evil',
		'--credential-helper=/tmp/evil.sh',
		'--max-tokens=4096',
		'--max-tokens 4096',
		'--tokenizer=gpt2',
		'author=Jane',
		'--auth-mode=oauth',
		'--no-auth --verbose',
		'http://auth:8080/x',
		'com.example.SomeVeryLongJavaClassNameFactory',
		'x86_64-unknown-linux-gnu',
		'modelContextProtocolServerFilesystem',
		'--lang zh_CN.UTF-8',
		'--auth none',
		'--secrets-manager aws',
		'--password-file=/run/secrets/pw',
		'--token-file F',
		'--cookie-jar ./jar',
		'--dsn postgres://localhost:5432/app?sslmode=disable',
		'docker build --secret id=npm,src=./npmrc .',
		'sort --key=1,2',
		`aws ec2 describe --ids i-${'0abc1234def56789'}0 vpc-${'0a1b2c3d4e5f6789'}0`,
		`/home/dev/.cache/uv/archive-v0/${'5Xk3pQ9zLm2wR7t'}YvB1nD/bin/python`,
		`/home/dev/.cache/uv/environments-v2/tool-${'3f2a9c1b8d7e6f50'}/bin/python`,
		'curl https://h.example.com/x?page=2&sort=asc',
		// Commits.
		`git checkout ${COMMIT}`,
		`git -C /srv/x reset --hard ${COMMIT}`,
		`tool --commit=${COMMIT}`,
		`tool --ref ${COMMIT}`,
		`github:o/r/${COMMIT}`,
		`https://github.com/o/r/blob/${COMMIT}/x.sh`,
		`https://raw.githubusercontent.com/o/r/${COMMIT}/x.sh`,
		// References to where the secret is.
		'${GITHUB_TOKEN}',
		'--token $TOKEN',
		'--token=${TOKEN}',
		'API_KEY=${input:api-key}',
		'Authorization: Bearer ${env:TOKEN}',
		'Authorization: Bearer {{token}}',
		'"apiKey": "{env:API_KEY}"',
		'PASSWORD=%PASSWORD%',
		'API_KEY=<YOUR_KEY>',
		'--token $(pass show x)',
		'--password ""',
	];
	for (const shown of readable) {
		it(`is ${shown.replaceAll(DIGEST, '…').replaceAll(COMMIT, '…')}`, () => assert.equal(redactText(shown), shown));
	}

	it('is the same in arguments, one by one', () => {
		for (const shown of readable) {
			const parts = shown.split(' ');
			assert.deepEqual(redactArguments(parts), parts);
		}
	});

	it('is scheme, host, port and path of an address', () => {
		for (const shown of [
			'https://mcp.example.com/sse',
			'https://mcp.example.com:8443/api/v1/some-long-descriptive-path/with_many_words/index.html',
			'http://127.0.0.1:3000/mcp',
			'http://[::1]:3000/mcp',
			'http://${HOST}:${PORT}/mcp',
			'https://key-vault.example.com/mcp',
			'https://cdn.example.com/react@18.2.0/umd.js',
			'ws://localhost:1/x',
			'/mcp',
			'',
		]) {
			assert.equal(redactUrl(shown), shown);
		}
	});

	it('is every plain package with a version, every commit and every image', () => {
		const name = fc.stringMatching(/^[a-z]{2,10}(?:-[a-z]{2,10}){0,3}$/);
		const version = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((parts) => parts.join('.'));
		const shown = fc.oneof(
			fc.tuple(name, version).map(([pkg, at]) => `npx -y ${pkg}@${at}`),
			fc.tuple(name, name, version).map(([scope, pkg, at]) => `npx -y @${scope}/${pkg}@${at}`),
			fc.tuple(name, name, from(HEX, 40)).map(([owner, repository, commit]) => `npx -y github:${owner}/${repository}#${commit}`),
			fc.tuple(name, name, version).map(([team, image, at]) => `docker run -i registry.example.com/${team}/${image}:${at}`),
			fc.tuple(name, from(HEX, 64)).map(([image, digest]) => `docker run -i registry.example.com/${image}@sha256:${digest}`),
			fc.tuple(name, name).map(([a, b]) => `node /home/dev/${a}/${b}/index.js`),
		);
		fc.assert(
			fc.property(shown, (command) => {
				assert.equal(redactText(command), command);
				assert.deepEqual(redactArguments(command.split(' ')), command.split(' '));
			}),
			{ numRuns: 1_000 },
		);
	});
});
