import { at, items, members, text } from '../../document/node.ts';
import { defineAgent, type EntryReader } from '../agents/agent.ts';
import { lastOfEachKey } from '../agents/entries.ts';
import { settingValues } from '../agents/setting-entries.ts';
import { children, command, loosened, program, setting } from './entry.ts';

const rules = {
	own: true,
	scope: 'project',
	search: 'packages',
	refuses: [],
	needsTrust: false,
	headless: 'runs',
	trigger: 'install',
	because: 'nothing asks first',
} as const;

const INDEX = 'packages come from there';

/** The backend that builds the package stands in the folder itself, or hooks of it do. */
const backend: EntryReader = (root) => {
	const node = at(root, 'build-system', 'backend-path');
	const name = text(at(root, 'build-system', 'build-backend')) ?? '';
	const path = items(node).flatMap((item) => text(item) ?? []);
	return node === undefined || path.length === 0
		? []
		: [
				{
					kind: 'lifecycle-script',
					name: 'build-system.build-backend',
					pointer: ['build-system', 'build-backend'],
					line: node.line,
					column: node.column,
					command: name,
					args: path,
					because: 'nothing asks first; an installation of the folder loads it from there',
				},
			];
};

/** Requirements that come from a repository or an archive: `name @ git+https://…`. */
const FOREIGN = /@\s{0,8}(?:git\+|hg\+|svn\+|https?:|file:)/i;

const requirements: EntryReader = (root) =>
	[
		['build-system', 'requires'],
		['project', 'dependencies'],
	].flatMap((path) =>
		items(at(root, ...path)).flatMap((node, index) => {
			const from = text(node) ?? '';
			return FOREIGN.test(from)
				? [{ ...setting(path.join('.'), node, from, 'nothing asks first; what builds it is run'), pointer: [...path, String(index)] }]
				: [];
		}),
	);

/** Scripts that PDM runs around its own commands, under these names (its documentation, "Hook scripts"). */
const PDM = /^(?:pre|post)_(?:install|lock|build|publish|use|init|sync)$/;

const pdmScripts: EntryReader = (root) =>
	lastOfEachKey(members(at(root, 'tool', 'pdm', 'scripts'))).flatMap((script) => {
		const line =
			text(script.value) ?? ['cmd', 'shell', 'call'].map((key) => text(at(script.value, key))).find((found) => found !== undefined);
		return PDM.test(script.key) && line !== undefined ? [command('lifecycle-script', `tool.pdm.scripts.${script.key}`, script, line)] : [];
	});

const hooks = loosened({
	'tool.hatch.build.hooks.custom': 'a build runs hatch_build.py, or the file that it names',
	'tool.hatch.build.targets.*.hooks.custom': 'a build runs hatch_build.py, or the file that it names',
	'tool.hatch.metadata.hooks.custom': 'a build runs hatch_build.py, or the file that it names',
	'tool.poetry.build.script': 'a build runs this file',
	'tool.pdm.build.custom-hook': 'a build runs this file',
	'tool.uv.index-url': INDEX,
	'tool.uv.extra-index-url': INDEX,
	'tool.uv.find-links': INDEX,
	'tool.uv.allow-insecure-host': 'any certificate of these hosts is taken',
	'tool.uv.sources.*.git': INDEX,
	'tool.uv.sources.*.url': INDEX,
	'tool.poetry.dependencies.*.git': INDEX,
	'tool.poetry.dependencies.*.url': INDEX,
});

/** Lists of indexes, each with its address. */
function indexes(...path: readonly string[]): EntryReader {
	return (root) =>
		children(at(root, ...path)).flatMap(({ key, value }) => {
			const node = at(value, 'url');
			const url = text(node);
			return node === undefined || url === undefined
				? []
				: [{ ...setting(`${path.join('.')}.url`, node, url, `nothing asks first; ${INDEX}`), pointer: [...path, key] }];
		});
}

const uvFile = settingValues(
	['index-url', 'extra-index-url', 'find-links', 'allow-insecure-host'].map((key) => ({ key, because: `nothing asks first; ${INDEX}` })),
);

const loadedAtStart = (name: string) =>
	({
		...rules,
		path: name,
		format: 'text',
		trigger: 'manual',
		unsure: 'Python loads it where PYTHONPATH has this folder',
		entries: [program(name, ['python', name])],
	}) as const;

export default defineAgent({
	id: 'python',
	title: 'Python’s installers',
	vendor: 'python',
	files: [
		{
			...rules,
			path: 'setup.py',
			format: 'text',
			because: 'nothing asks first; an installation of the folder runs it, and editors do to learn its dependencies',
			entries: [program('setup.py', ['python', 'setup.py'])],
		},
		{
			...rules,
			path: 'pyproject.toml',
			format: 'toml',
			entries: [
				backend,
				requirements,
				pdmScripts,
				hooks,
				indexes('tool', 'uv', 'index'),
				indexes('tool', 'poetry', 'source'),
				indexes('tool', 'pdm', 'source'),
			],
		},
		{ ...rules, path: 'uv.toml', format: 'toml', entries: [uvFile, indexes('index')] },
		loadedAtStart('sitecustomize.py'),
		loadedAtStart('usercustomize.py'),
	],
	source: 'PEP 517, PEP 621; the documentation of setuptools, Hatch, Poetry, PDM and uv; Python’s `site` module',
});
