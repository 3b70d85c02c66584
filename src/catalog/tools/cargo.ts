import { at, items, members, scalarText, text } from '../../document/node.ts';
import { defineAgent, type EntryReader } from '../agents/agent.ts';
import { lastOfEachKey } from '../agents/entries.ts';
import { environmentSettings, helperCommands, is, settingValues } from '../agents/setting-entries.ts';
import { steers } from '../agents/steering-variables.ts';
import { program, saysSomething } from './entry.ts';

const BUILD = 'nothing asks first; cargo runs it at every build, which the language server of an editor starts by itself';

/** Programs that stand in for the compiler, the linker, or what runs what was built. */
const programs = helperCommands([
	...['rustc-wrapper', 'rustc-workspace-wrapper', 'rustc', 'rustdoc'].map((key) => ({ key: `build.${key}`, because: BUILD })),
	{ key: 'target.*.linker', because: BUILD },
	{ key: 'target.*.runner', because: 'nothing asks first; cargo has it run what was built, at `cargo run` and `cargo test`' },
	{ key: 'registry.credential-provider', because: 'nothing asks first; cargo runs it for a token' },
	{ key: 'registries.*.credential-provider', because: 'nothing asks first; cargo runs it for a token' },
]);

const REGISTRY = 'nothing asks first; packages come from there';

const moved = settingValues([
	{ key: 'source.*.replace-with', because: REGISTRY },
	{ key: 'source.*.registry', because: REGISTRY },
	{ key: 'source.*.git', because: REGISTRY },
	{ key: 'registries.*.index', because: REGISTRY },
	{ key: 'http.proxy', because: 'nothing asks first; requests go by that address' },
	{ key: 'http.cainfo', because: 'nothing asks first; what these authorities vouch for is taken' },
	{ key: 'http.check-revoke', when: is(false), because: 'nothing asks first; certificates that were revoked are taken' },
	{ key: 'include', when: saysSomething, because: 'nothing asks first; cargo reads more settings from there, which are not looked at' },
	{ key: 'paths', when: saysSomething, because: 'nothing asks first; packages of these folders take the place of others' },
]);

/** A variable may be a text, or a table with its `value`. */
const environment: EntryReader = (root, tell, file) => [
	...environmentSettings('env')(root, tell, file),
	...lastOfEachKey(members(at(root, 'env'))).flatMap(({ key, line, column, value }) => {
		const inner = scalarText(at(value, 'value'));
		return inner === undefined || !steers(key)
			? []
			: [
					{
						kind: 'setting' as const,
						name: `env.${key}`,
						pointer: ['env', key],
						line,
						column,
						args: [inner],
						env: [{ name: key, value: inner }],
					},
				];
	}),
];

/** Options of the compiler that name a program: `-C linker=…`, `-Clinker=…`; others tune. */
const flags: EntryReader = (root) => {
	const places = [
		{ name: 'build.rustflags', node: at(root, 'build', 'rustflags') },
		...lastOfEachKey(members(at(root, 'target'))).map(({ key, value }) => ({
			name: `target.${key}.rustflags`,
			node: at(value, 'rustflags'),
		})),
	];
	return places.flatMap(({ name, node }) => {
		const words = node?.type === 'array' ? items(node).map((item) => text(item) ?? '') : (text(node) ?? '').split(/\s/);
		return node !== undefined && words.some((word) => /^(?:-C)?linker=/.test(word))
			? [{ kind: 'setting' as const, name, pointer: [name], line: node.line, column: node.column, args: words, because: BUILD }]
			: [];
	});
};

const rules = { own: true, refuses: [], needsTrust: false, headless: 'runs', trigger: 'manual', because: BUILD } as const;
const settings = { ...rules, format: 'toml', entries: [programs, moved, environment, flags] } as const;

export default defineAgent({
	id: 'cargo',
	title: 'Cargo',
	vendor: 'rust',
	files: [
		{
			...rules,
			scope: 'project',
			path: 'build.rs',
			search: 'packages',
			beside: ['Cargo.toml'],
			format: 'text',
			entries: [program('build.rs', ['cargo', 'build'])],
		},
		...(['.cargo/config.toml', '.cargo/config'] as const).flatMap((path) => [
			{ ...settings, scope: 'project' as const, path, search: 'ancestors' as const },
			{ ...settings, scope: 'project' as const, path, search: 'packages' as const },
		]),
		{
			...settings,
			scope: 'user',
			places: ['~/.cargo/config.toml', '~/.cargo/config'],
			overrides: [{ variable: 'CARGO_HOME', kind: 'directory', relative: 'config.toml' }],
		},
	],
	source: 'The Cargo book: "Configuration", "Build Scripts"',
});
