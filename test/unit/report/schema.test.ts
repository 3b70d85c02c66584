import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ts from 'typescript';
import { survey } from '../../../src/inventory/survey.ts';
import { fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import type { Report } from '../../../src/model/report.ts';
import { assembleReport } from '../../../src/report/assemble.ts';
import { renderJson, renderNdjson } from '../../../src/report/json.ts';
import schema from '../../../src/report/report.schema.json' with { type: 'json' };
import { emptyReport, RICH, richReport } from './rich-machine.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
const ofReport = ajv.compile(schema);
const ofLine = ajv.compile({ $ref: `${schema.$id}#/$defs/line` });

function accepts(validate: ValidateFunction, value: unknown): void {
	assert.ok(validate(value), ajv.errorsText(validate.errors, { separator: '\n' }).slice(0, 2_000));
}

const linesOf = (report: Report): readonly Record<string, unknown>[] =>
	renderNdjson(report)
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line));

describe('report/report.schema.json', () => {
	let report: Report;

	before(async () => {
		report = await richReport();
	});

	it('is shown something of everything', () => {
		assert.deepEqual([...new Set(report.launches.flatMap((launch) => launch.executors.map((executor) => executor.tool)))].sort(), [
			'claude-code',
			'codex',
			'copilot-cli',
			'cortex-code',
			'cursor',
			'devin-cli',
			'gemini-cli',
			'grok-build',
			'vscode',
		]);
		assert.deepEqual([...new Set(report.launches.map((launch) => launch.tool))].sort(), [
			'claude-code',
			'codex',
			'copilot-cli',
			'cursor',
			'gemini-cli',
			'vscode',
		]);
		assert.deepEqual([...new Set(report.trust.map((record) => record.tool))].sort(), ['claude-code', 'codex', 'copilot-cli', 'gemini-cli']);
		assert.deepEqual([...new Set(report.findings.map((finding) => finding.ruleId))].sort(), [
			'credential/long-lived-plaintext',
			'credential/open-to-others',
			'launch/inline-secret',
			'launch/loader-variable',
			'launch/script-in-another-tools-folder',
			'launch/unreadable',
			'posture/weakened',
			'trust/folder-starts-commands',
			'trust/too-broad',
		]);
		assert.ok(report.extensions.length >= 3 && report.credentials.length >= 6 && report.posture.length > 10);
		assert.ok(report.credentials.some((credential) => credential.variable !== null));
		assert.deepEqual([...new Set(report.incomplete.map((gap) => gap.area))].sort(), ['credentials', 'extensions', 'launches', 'posture']);
		assert.ok(report.risk.atLeast && report.risk.score > 0);
	});

	it('accepts a report of everything, and of nothing', async () => {
		accepts(ofReport, JSON.parse(renderJson(report)));
		accepts(ofReport, JSON.parse(renderJson(await emptyReport())));
	});

	it('accepts what each command asks for', async () => {
		for (const areas of [['launches', 'trust'], ['extensions']] as const) {
			const facts = await survey(fixtureMachine(RICH), { areas, folders: ['/home/dev/app'], machineWide: false });
			const some = assembleReport(facts, '0.1.0');
			accepts(ofReport, JSON.parse(renderJson(some)));
			assert.deepEqual(some.answers, areas);
		}
	});

	it('accepts every line', () => {
		const lines = linesOf(report);
		for (const line of lines) {
			accepts(ofLine, line);
		}
		assert.deepEqual(
			[...new Set(lines.map((line) => line.type))],
			['report', 'editor', 'extension', 'launch', 'credential', 'posture', 'trust', 'finding', 'incomplete'],
		);
	});

	it('refuses a report in which any one value is of another kind, or missing', () => {
		let tried = 0;
		for (const [where, broken] of breakages(JSON.parse(renderJson(report)))) {
			assert.equal(ofReport(broken()), false, where);
			tried++;
		}
		assert.ok(tried > 300, `${tried}`);
	});

	it('refuses a line that is wrong, of no kind, or of another’s', () => {
		const lines = linesOf(report);
		const of = (type: string) => ({ ...lines.find((line) => line.type === type) });
		assert.equal(ofLine({ ...of('finding'), severity: 'dreadful' }), false);
		assert.equal(ofLine({ ...of('launch'), type: 'credential' }), false);
		assert.equal(ofLine({ ...of('trust'), type: 'rust' }), false);
		assert.equal(ofLine({ ...of('report'), schemaVersion: 2 }), false);
		assert.equal(ofLine({}), false);
		assert.equal(ofReport(of('report')), false);
	});

	it('accepts what a launch was and when it was reviewed, as text alone', () => {
		const [first, ...others] = report.launches;
		accepts(ofReport, { ...report, launches: [{ ...first, was: 'npx x', reviewedAt: '2026-06-01T00:00:00.000Z' }, ...others] });
		assert.equal(ofReport({ ...report, launches: [{ ...first, was: null }, ...others] }), false);
		assert.equal(ofReport({ ...report, launches: [{ ...first, reviewedAt: 7 }, ...others] }), false);
	});

	it('accepts keys that a later version adds', () => {
		const [first, ...others] = report.credentials;
		accepts(ofReport, { ...report, novelty: 1, credentials: [{ ...first, novelty: [] }, ...others] });
	});

	describe('says the same as the model', () => {
		const { properties: top, $defs: defs } = schema;
		const interfaces: readonly [string, string, { required: readonly string[]; properties: object }][] = [
			['report', 'Report', schema],
			['report', 'Risk', top.risk],
			['editor', 'Editor', defs.editor],
			['installed-extension', 'InstalledExtension', defs.extension],
			['installed-extension', 'Quarantine', defs.extension.properties.quarantine],
			['launch', 'Launch', defs.launch],
			['launch', 'LaunchVariable', defs.launch.properties.env.items],
			['launch', 'Position', defs.launch.properties.source],
			['launch', 'Executor', defs.launch.properties.executors.items],
			['credential', 'Credential', defs.credential],
			['credential', 'CredentialIdentity', defs.credential.properties.identity],
			['posture', 'PostureFact', defs.posture],
			['trust', 'TrustedFolder', defs.trust],
			['trust', 'LaunchesOfKind', defs.trust.properties.launchKinds.items],
			['finding', 'Finding', defs.finding],
			['finding', 'Fix', defs.finding.properties.fixes.items],
			['gap', 'Gap', defs.incomplete],
		];
		for (const [file, name, definition] of interfaces) {
			it(`keys of ${name}`, () => {
				const { keys, required } = keysOf(file, name);
				assert.deepEqual(Object.keys(definition.properties).sort(), keys);
				assert.deepEqual([...definition.required].sort(), required);
			});
		}

		const finding = defs.finding.properties;
		const launch = defs.launch.properties;
		const executor = launch.executors.items.properties;
		const credential = defs.credential.properties;
		const enums: readonly [string, string, readonly unknown[]][] = [
			['platform', 'Platform', top.machine.properties.platform.enum],
			['report', 'Risk.level', top.risk.properties.level.enum],
			['gap', 'Area', top.answers.items.enum],
			['gap', 'Area', defs.incomplete.properties.area.enum],
			['outcome', 'FailureReason', defs.incomplete.properties.reason.enum],
			['finding', 'Severity', finding.severity.enum],
			['finding', 'SubjectType', finding.subject.properties.type.enum],
			['finding', 'Fix.kind', finding.fixes.items.properties.kind.enum],
			['installed-extension', 'ExtensionSource', defs.extension.properties.source.enum],
			['installed-extension', 'Quarantine.state', defs.extension.properties.quarantine.properties.state.enum],
			['launch', 'LaunchKind', launch.kind.enum],
			['launch', 'LaunchKind', defs.trust.properties.launchKinds.items.properties.kind.enum],
			['trust', 'TrustedFolder.exists', defs.trust.properties.exists.enum],
			['launch', 'Launch.scope', launch.scope.enum],
			['launch', 'Launch.review', launch.review.enum],
			['launch', 'Trigger', executor.trigger.enum],
			['launch', 'Executor.verdict', executor.verdict.enum],
			['launch', 'Executor.headless', executor.headless.enum],
			['launch', 'Executor.approval', executor.approval.enum],
			['credential', 'AtRest', credential.atRest.enum],
			['credential', 'Protection', credential.protection.enum],
			['credential', 'Credential.lifetime', credential.lifetime.enum],
			['credential', 'Credential.gitTracked', credential.gitTracked.enum],
			['posture', 'PostureFact.source', defs.posture.properties.source.enum],
		];
		for (const [file, name, values] of enums) {
			it(`values of ${name}`, () => {
				assert.deepEqual([...values].sort(), unionOf(file, name));
			});
		}

		it('head of the first line', () => {
			const [head] = defs.line.oneOf;
			assert.ok(head && 'required' in head && head.properties);
			assert.deepEqual(
				[
					'type',
					...Object.keys(top).filter((key) => (top as Record<string, { type?: string }>)[key]?.type !== 'array' || key === 'answers'),
				],
				head.required,
			);
			for (const [key, definition] of Object.entries(head.properties ?? {})) {
				assert.deepEqual(key === 'type' ? { const: 'report' } : (top as Record<string, unknown>)[key], definition, key);
			}
		});
	});
});

/** Every value of the report once made something else, and every key that must be there once taken away. */
function* breakages(report: Record<string, unknown>): Generator<[string, () => unknown]> {
	const seen = new Set<string>();
	const pending: (readonly (string | number)[])[] = [[]];
	for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
		const value = at(report, path);
		const shape = path.map((key) => (typeof key === 'number' ? '#' : key)).join('.');
		// `arguments` and `identity` may hold what they like.
		if (path.length > 0 && !/(?:^|\.)(?:arguments|identity)\./.test(shape)) {
			if (!seen.has(`${shape} kind`)) {
				seen.add(`${shape} kind`);
				const here = path;
				// A kind that no key of the report has: a list of a list.
				yield [`${shape} is [[]]`, () => changed(report, here, [[]])];
				if (typeof here.at(-1) === 'string') {
					yield [`${shape} is missing`, () => changed(report, here, undefined)];
				}
			}
		}
		if (Array.isArray(value)) {
			pending.push(...value.slice(0, 3).map((_, index) => [...(path ?? []), index]));
		} else if (typeof value === 'object' && value !== null) {
			pending.push(...Object.keys(value).map((key) => [...(path ?? []), key]));
		}
	}
}

function at(value: unknown, path: readonly (string | number)[]): unknown {
	return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);
}

/** A copy in which one value is another one. */
function changed(value: unknown, path: readonly (string | number)[], replacement: unknown): unknown {
	const [key, ...rest] = path;
	if (key === undefined) {
		return replacement;
	}
	if (Array.isArray(value)) {
		return value.map((item, index) => (index === key ? changed(item, rest, replacement) : item));
	}
	const entries = Object.entries(value as object).map(([name, inner]) => [name, name === key ? changed(inner, rest, replacement) : inner]);
	return Object.fromEntries(entries.filter(([, inner]) => inner !== undefined));
}

function sourceOf(file: string): ts.SourceFile {
	const path = new URL(`../../../src/model/${file}.ts`, import.meta.url);
	return ts.createSourceFile(file, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
}

function declaration(file: string, name: string): ts.InterfaceDeclaration | ts.TypeAliasDeclaration {
	const found = sourceOf(file).statements.find(
		(statement): statement is ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
			(ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && statement.name.text === name,
	);
	assert.ok(found, `${name} in ${file}.ts`);
	return found;
}

function propertiesOf(file: string, name: string): readonly ts.PropertySignature[] {
	const found = declaration(file, name);
	assert.ok(ts.isInterfaceDeclaration(found));
	const inherited = (found.heritageClauses ?? []).flatMap((clause) =>
		clause.types.flatMap((type) => propertiesOf(file, type.expression.getText())),
	);
	return [...inherited, ...found.members.filter(ts.isPropertySignature)];
}

/** All keys of an interface of the model, and those that are always there. Sorted. */
function keysOf(file: string, name: string): { keys: string[]; required: string[] } {
	const properties = propertiesOf(file, name);
	const names = (list: readonly ts.PropertySignature[]): string[] => list.map((property) => property.name.getText()).sort();
	return { keys: names(properties), required: names(properties.filter((property) => !property.questionToken)) };
}

/** The texts of a union of the model, named as `Type` or as `Type.key`. Sorted. */
function unionOf(file: string, name: string): string[] {
	const [typeName = '', key] = name.split('.');
	const found = declaration(file, typeName);
	const type = ts.isTypeAliasDeclaration(found)
		? found.type
		: propertiesOf(file, typeName).find((property) => property.name.getText() === key)?.type;
	assert.ok(type && ts.isUnionTypeNode(type), name);
	return type.types
		.map((member) => {
			assert.ok(ts.isLiteralTypeNode(member) && ts.isStringLiteral(member.literal), name);
			return member.literal.text;
		})
		.sort();
}
