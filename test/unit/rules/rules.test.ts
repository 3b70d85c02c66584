import assert from 'node:assert/strict';
import { settings } from '../../../src/catalog/settings/index.ts';
import { type Facts, NO_FACTS } from '../../../src/inventory/facts.ts';
import { collectPosture } from '../../../src/inventory/posture.ts';
import { survey } from '../../../src/inventory/survey.ts';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { type Observation, SEVERITIES } from '../../../src/model/finding.ts';
import type { PostureFact } from '../../../src/model/posture.ts';
import { findingsOf } from '../../../src/report/assemble.ts';
import { MESSAGES, speak } from '../../../src/report/messages.ts';
import { exampleCredential } from '../../../src/rules/example-credential.ts';
import { exampleLaunch } from '../../../src/rules/example-launch.ts';
import { rules } from '../../../src/rules/index.ts';
import type { Rule } from '../../../src/rules/rule.ts';

const rank = (observation: { readonly severity: Observation['severity'] }): number => SEVERITIES.indexOf(observation.severity);
const ruleOf = (id: string): Rule => {
	const rule = rules.find((candidate) => candidate.id === id);
	assert.ok(rule, id);
	return rule;
};
const say = (id: string, facts: Partial<Facts>): readonly Observation[] => ruleOf(id).find({ ...NO_FACTS, ...facts });

describe('rules', () => {
	it('are told apart by ids that read area/what, in order', () => {
		const ids = rules.map((rule) => rule.id);
		assert.ok(ids.length >= 6);
		assert.equal(new Set(ids).size, ids.length);
		assert.deepEqual(ids, [...ids].sort());
		for (const id of ids) {
			assert.match(id, /^[a-z]+\/[a-z]+(?:-[a-z]+)*$/);
		}
	});

	it('stand each in the file of its name', async () => {
		for (const rule of rules) {
			const file: { default: Rule } = await import(`../../../src/rules/${rule.id.replace('/', '-')}.ts`);
			assert.equal(file.default, rule);
		}
	});

	it('say why, and where that was learnt', () => {
		for (const rule of rules) {
			assert.match(rule.why, /^[A-Z].{30,}\.$/, rule.id);
			assert.ok(rule.source.length > 30, rule.id);
			assert.ok(SEVERITIES.includes(rule.severity), rule.id);
			assert.ok(rule.examples.hits.length > 0 && rule.examples.nearMisses.length > 0, rule.id);
		}
	});

	it('leave no message without a rule that says it', () => {
		const said = new Set(
			rules.flatMap((rule) => rule.examples.hits.flatMap((facts) => rule.find(facts)).map((observation) => observation.messageId)),
		);
		assert.deepEqual([...said].sort(), Object.keys(MESSAGES).sort());
	});

	it('keep still where there is nothing', () => {
		assert.deepEqual(
			rules.flatMap((rule) => rule.find(NO_FACTS)),
			[],
		);
	});

	it('never give one id to two observations, and give the same to the same', () => {
		const all: Facts = {
			...NO_FACTS,
			...mergedExamples(),
		};
		const first = rules.flatMap((rule) => rule.find(all)).map((observation) => observation.id);
		const again = rules.flatMap((rule) => rule.find({ ...all, now: '2027-01-01T00:00:00.000Z' })).map((observation) => observation.id);
		assert.equal(new Set(first).size, first.length);
		assert.deepEqual(again, first);
		assert.ok(first.length >= rules.length);
	});

	for (const rule of rules) {
		describe(rule.id, () => {
			it('speaks on each hit: of itself, no louder than it says, in whole sentences, with something to do', () => {
				for (const [at, facts] of rule.examples.hits.entries()) {
					const observations = rule.find(facts);
					assert.ok(observations.length > 0, `hit ${at}`);
					assert.deepEqual(rule.find(structuredClone(facts)), observations, 'the same facts, the same words');
					for (const observation of observations) {
						check(rule, observation);
					}
				}
			});

			it('keeps still on each near miss', () => {
				for (const [at, facts] of rule.examples.nearMisses.entries()) {
					assert.deepEqual(rule.find(facts), [], `near miss ${at}`);
				}
			});
		});
	}

	function check(rule: Rule, observation: Observation): void {
		assert.equal(observation.ruleId, rule.id);
		assert.ok(observation.id.startsWith(`${rule.id}:`) && observation.id.length > rule.id.length + 1, observation.id);
		assert.ok(rank(observation) <= rank(rule), `${observation.severity} is more than ${rule.severity}`);
		const message = MESSAGES[observation.messageId];
		assert.ok(message, observation.messageId);
		const templates = [message.brief, message.title, message.detail, ...message.fixes.map((fix) => fix.title)].join(' ');
		for (const [, name = ''] of templates.matchAll(/\{(\w+)/g)) {
			assert.ok(name in observation.arguments, `{${name}} is not given`);
		}
		const { brief, title, detail, fixes } = speak(observation.messageId, observation.arguments);
		// What files say may look like anything.
		const values = Object.values(observation.arguments)
			.map(String)
			.filter((value) => value.length > 1)
			.sort((a, b) => b.length - a.length);
		const bare = (sentence: string): string => values.reduce((text, value) => text.replaceAll(value, () => 'x'), sentence);
		for (const sentence of [brief, title, detail, ...fixes.map((fix) => fix.title)].map(bare)) {
			assert.doesNotMatch(sentence, /[{}]|\[\[|\]\]|undefined|null|NaN| {2}|\(\)|(?<![A-Z]): ?$/, sentence);
			assert.notEqual(sentence.trim(), '');
		}
		assert.ok(fixes.length > 0);
		assert.ok(observation.subject.ref !== '');
		assert.ok(observation.location === null || (observation.location.path !== '' && observation.location.line >= 1));
		assert.ok(observation.evidence.every((line) => line !== ''));
	}

	/** The hits of all rules as one machine. */
	function mergedExamples(): Partial<Facts> {
		const hits = rules.flatMap((rule) => rule.examples.hits).filter((facts) => facts.platform === 'linux');
		const distinct = <T>(list: readonly T[]): T[] => [...new Map(list.map((entry) => [JSON.stringify(entry), entry])).values()];
		return {
			credentials: [exampleCredential({ mode: '0644' })],
			openToOthers: [exampleCredential().id],
			launches: distinct(hits.flatMap((facts) => facts.launches)).map((launch, at, list) => ({
				...launch,
				// The examples of several rules share one id.
				id: list.findIndex(({ id }) => id === launch.id) === at ? launch.id : `${launch.id}-${at}`,
			})),
			trust: distinct(hits.flatMap((facts) => facts.trust)),
			posture: distinct(hits.flatMap((facts) => facts.posture)),
			gaps: distinct(hits.flatMap((facts) => facts.gaps)),
		};
	}
});

describe('rules/credential-long-lived-plaintext', () => {
	const sentences = (changes: Parameters<typeof exampleCredential>[0]) =>
		findingsOf({ ...NO_FACTS, credentials: [exampleCredential(changes)] }, rules)[0];

	it('says whose credential it is, how old at least, and how to revoke it', () => {
		const finding = sentences({ revoke: { command: 'aws iam …', url: 'https://example.com/keys' } });
		assert.equal(finding?.title, 'AWS shared credentials (default) is long-lived and in plain text');
		assert.equal(finding?.detail, '/home/dev/.aws/credentials: readable by every program that runs as you, unchanged for 365 days.');
		assert.deepEqual(finding?.fixes, [
			{ title: 'Move to single sign-on', kind: 'manual' },
			{ title: 'To revoke or remove it: aws iam …', kind: 'command' },
			{ title: 'https://example.com/keys', kind: 'link' },
		]);
	});

	it('leaves out what is not known', () => {
		const finding = sentences({ identity: {}, modifiedAt: null });
		assert.equal(finding?.title, 'AWS shared credentials is long-lived and in plain text');
		assert.equal(finding?.detail, '/home/dev/.aws/credentials: readable by every program that runs as you.');
		assert.equal(finding?.fixes.length, 1);
	});

	it('counts no days of a file from yesterday, or from the future', () => {
		for (const modifiedAt of ['2026-05-31T00:00:00.000Z', '2026-06-01T00:00:00.000Z', '2030-01-01T00:00:00.000Z']) {
			assert.equal(sentences({ modifiedAt })?.detail.includes('unchanged'), false, modifiedAt);
		}
		assert.ok(sentences({ modifiedAt: '2026-05-30T00:00:00.000Z' })?.detail.endsWith('unchanged for 2 days.'));
	});

	it('says nothing of a decoy, or of a form that is not known', () => {
		assert.equal(sentences({ decoy: true }), undefined);
		assert.equal(sentences({ protection: 'unrecognized', atRest: 'unrecognized' }), undefined);
		assert.equal(sentences({ lifetime: 'unknown' }), undefined);
	});
});

describe('rules/launch-unreadable', () => {
	it('is of severity high where a folder hides by it, one for each file, and quotes the reason', () => {
		const gaps = [
			{ path: '/home/dev/a/.mcp.json', area: 'launches', reason: 'unparsable', detail: 'line 3', hides: true },
			{ path: '/home/dev/.npmrc', area: 'launches', reason: 'denied', detail: '' },
			{ path: null, area: 'launches', reason: 'limit', detail: '' },
		] as const;
		const findings = findingsOf({ ...NO_FACTS, gaps }, rules);
		assert.deepEqual(
			findings.map((finding) => [finding.severity, finding.title, finding.evidence]),
			[
				['high', 'What /home/dev/a/.mcp.json would start is not known', ['line 3']],
				['info', 'What /home/dev/.npmrc would start is not known', []],
			],
		);
		assert.ok(findings[0]?.detail.includes('(could not be parsed: line 3)') && findings[1]?.detail.includes('(permission denied)'));
	});
});

describe('rules/trust-folder-starts-commands', () => {
	const trust = [{ tool: 'claude-code', folder: '/home/dev/app' }];
	const count = (...launches: ReturnType<typeof exampleLaunch>[]) =>
		say('trust/folder-starts-commands', {
			launches,
			trust,
			reach: launches.map(({ id, folder }) => ({ folder: folder ?? '', tool: 'claude-code', launch: id })),
		})[0]?.arguments.count;

	it('counts what the folder’s own files start in the tool that trusts it', () => {
		assert.equal(count(exampleLaunch(), exampleLaunch({ id: 'launch:b' })), 2);
		assert.equal(count(exampleLaunch(), exampleLaunch({ id: 'launch:b', folder: '/home/dev/app/sub' })), 1);
		assert.equal(count(exampleLaunch({ scope: 'user' })), undefined);
		const ignored = exampleLaunch().executors.map((executor) => ({ ...executor, verdict: 'ignores' as const }));
		assert.equal(count(exampleLaunch({ executors: ignored })), undefined);
	});
});

describe('rules/trust-too-broad', () => {
	it('covers every store, as it stands on disk', async () => {
		const uri = { scheme: 'file', path: '/home' };
		const database = { 'content.trust.model.key': JSON.stringify({ uriTrustInfo: [{ uri, trusted: true }] }) };
		const machine = fixtureMachine({
			files: {
				'/home/dev/.claude.json': '{"projects":{"/home/dev":{"hasTrustDialogAccepted":true}}}',
				'/home/dev/.codex/config.toml': '[projects."/home/dev"]\ntrust_level = "trusted"',
				'/home/dev/.copilot/config.json': '{"trustedFolders":["/"]}',
				'/home/dev/.gemini/trustedFolders.json': '{"/home/dev/src":"TRUST_PARENT"}',
				'/home/dev/.qwen/trustedFolders.json': '{"/home/dev":"DO_NOT_TRUST"}',
				'/home/dev/.grok/trusted_folders.toml': '[folders."/home/dev"]\ntrusted = true',
				'/home/dev/src/x': '',
			},
			databases: {
				'/home/dev/.config/Code/User/globalStorage/state.vscdb': database,
				'/home/dev/.cursor-shared/sharedStorage/state.vscdb': database,
				'/home/dev/.config/Cursor/User/settings.json': {},
			},
		});
		const facts = await survey(machine, { areas: ['trust'], knownFolders: true, folders: ['/home/dev/src'] });
		assert.deepEqual(
			say('trust/too-broad', facts).map(({ messageId, arguments: { tool, folder } }) => [messageId.slice(6), tool, folder]),
			[
				['too-broad', 'copilot-cli', '/'],
				['too-broad', 'cursor', '/home'],
				['too-broad', 'vscode', '/home'],
				['too-broad-but-repositories', 'claude-code', '/home/dev'],
				['too-broad', 'gemini-cli', '/home/dev'],
				['too-broad', 'grok-build', '/home/dev'],
			],
		);
	});
});

describe('rules/trust-folder-starts-commands: through another folder', () => {
	it('says of a folder that is trusted through another one only what that one does not start', () => {
		const [root, own] = [exampleLaunch(), exampleLaunch({ id: 'launch:b', folder: '/home/dev/app/sub' })];
		const brought = (folder: string, ...ids: string[]) => ids.map((launch) => ({ folder, tool: 'claude-code', launch }));
		const said = say('trust/folder-starts-commands', {
			launches: [root, own],
			reach: [
				...brought('/home/dev/app', root.id),
				...brought('/home/dev/app/sub', root.id, own.id),
				...brought('/home/dev/app/x', root.id),
			],
			trust: [
				{ tool: 'claude-code', folder: '/home/dev/app' },
				{ tool: 'claude-code', folder: '/home/dev/app/sub', through: '/home/dev/app' },
				{ tool: 'claude-code', folder: '/home/dev/app/x', through: '/home/dev/app' },
			],
		});
		assert.deepEqual(
			said.map(({ arguments: { folder, count } }) => [folder, count]),
			[
				['/home/dev/app', 1],
				['/home/dev/app/sub', 1],
			],
		);
	});
});

describe('rules/posture-weakened', () => {
	const fact = (setting: string, effective: string, changes: Partial<PostureFact> = {}): PostureFact => ({
		subject: 'vscode',
		setting,
		effective,
		recommended: '?',
		source: 'user',
		managed: false,
		...changes,
	});
	const weakened = (...posture: PostureFact[]) => say('posture/weakened', { posture }).map((observation) => observation.subject.ref);

	it('draws the line at the editor’s default, setting by setting', () => {
		const line: readonly [string, readonly unknown[], readonly unknown[]][] = [
			['extensions.autoUpdateDelay', [-1, 0, 2, 11.9], [12, 13, 72, '0', null, true, {}, []]],
			['extensions.installCooldownHours', [-1, 0], [0.5, 1, 24, '0', false]],
			['extensions.minReleaseAge', [0, 47], [48, 72, '0']],
			['security.workspace.trust.enabled', [false], [true, 'false', 0, null]],
			['chat.tools.global.autoApprove', [true], [false, 'true', 1]],
			['task.allowAutomaticTasks', ['on'], ['off', 'auto', true]],
		];
		for (const [setting, weaker, others] of line) {
			for (const value of weaker) {
				assert.deepEqual(weakened(fact(setting, JSON.stringify(value))), [`vscode:${setting}`], `${setting} ${JSON.stringify(value)}`);
			}
			for (const value of others) {
				assert.deepEqual(weakened(fact(setting, JSON.stringify(value))), [], `${setting} ${JSON.stringify(value)}`);
			}
		}
		// Whatever else can be weakened has its line above.
		assert.deepEqual(
			settings.filter((entry) => entry.weakens).map((entry) => entry.id),
			line.map(([setting]) => setting).sort(),
		);
	});

	it('finds no default and no advice of ours weak', () => {
		for (const entry of settings) {
			for (const { value } of entry.defaults.slice(-1)) {
				// Cursor waits for nothing by default: its zero is the one default that counts once it is written down.
				assert.equal(entry.weakens?.(value) ?? false, entry.id === 'extensions.installCooldownHours', entry.id);
			}
			assert.equal(entry.weakens?.(JSON.parse(entry.recommended)) ?? false, false, entry.id);
		}
	});

	it('lists settings that it can speak of among the posture', () => {
		assert.deepEqual(
			settings.filter((entry) => entry.weakens && !entry.posture).map((entry) => entry.id),
			[],
		);
	});

	it('knows a setting only by its name', () => {
		assert.deepEqual(weakened(fact('extensions.unheardOf', '0'), fact('', 'false'), fact('constructor', 'true')), []);
	});

	it('makes one finding where two installations of one editor say it', () => {
		const [first, ...more] = say('posture/weakened', {
			posture: [
				fact('extensions.autoUpdateDelay', '0', { recommended: '72' }),
				fact('extensions.autoUpdateDelay', '5'),
				fact('extensions.autoUpdateDelay', '90'),
				fact('extensions.autoUpdateDelay', '1', { subject: 'kiro' }),
			],
		});
		assert.equal(first?.arguments.effective, '0 or 5');
		assert.deepEqual(
			more.map((observation) => observation.id),
			['posture/weakened:kiro:extensions.autoUpdateDelay'],
		);
		assert.equal(
			speak(first.messageId, first.arguments).fixes[0]?.title,
			'Set extensions.autoUpdateDelay to 72 in the user settings of VS Code',
		);
	});

	it('speaks of a real settings file, and keeps still on one that only differs from our advice', async () => {
		const findings = async (text: string) => {
			const machine = fixtureMachine({ files: { '/home/dev/.config/Code/User/settings.json': text } });
			const editor = { editor: 'vscode', extensionsDir: '/home/dev/.vscode/extensions', userDataDir: '/home/dev/.config/Code' };
			return weakened(...(await collectPosture(machine, [editor])).facts);
		};
		assert.deepEqual(
			await findings(
				'{"extensions.autoUpdateDelay": 0, "security": {"workspace.trust.enabled": false}, "task.allowAutomaticTasks": "on", "chat.tools.global.autoApprove": true}',
			),
			[
				'vscode:chat.tools.global.autoApprove',
				'vscode:extensions.autoUpdateDelay',
				'vscode:security.workspace.trust.enabled',
				'vscode:task.allowAutomaticTasks',
			],
		);
		assert.deepEqual(
			await findings(
				'{"extensions.autoUpdateDelay": 12, "extensions.autoUpdate": false, "chat.mcp.autostart": "always", "extensions.minReleaseAge": 0, "extensions.installCooldownHours": 0}',
			),
			[],
		);
		assert.deepEqual(await findings('{}'), []);
		assert.deepEqual(await findings('{"extensions.autoUpdateDelay": '), []);
	});
});
