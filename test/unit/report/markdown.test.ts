import assert from 'node:assert/strict';
import { folderQuery, survey } from '../../../src/inventory/survey.ts';
import { type FixtureOptions, fixtureMachine } from '../../../src/machine/fixture-machine.ts';
import { failure } from '../../../src/model/outcome.ts';
import type { Report } from '../../../src/model/report.ts';
import { assembleReport } from '../../../src/report/assemble.ts';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { richReport } from './rich-machine.ts';

const FOLDER = '/home/dev/app';

async function reportOf(files: NonNullable<FixtureOptions['files']>): Promise<Report> {
	return assembleReport(await survey(fixtureMachine({ files }), folderQuery([FOLDER])), '1.2.3');
}

const servers = (servers: Record<string, object>): string => JSON.stringify({ mcpServers: servers });

describe('report/markdown', () => {
	it('says first how bad it is, then the findings, then what would run, then what could not be read', async () => {
		const text = renderMarkdown(
			await reportOf({
				[`${FOLDER}/.mcp.json`]: servers({ lamp: { command: 'npx', args: ['-y', '@example/lamp@1.0.0'] } }),
				[`${FOLDER}/.cursor/mcp.json`]: failure('denied', 'permission denied'),
			}),
			{ folder: FOLDER },
		);
		assert.ok(
			text.startsWith(
				'## Sallyport: what this folder would run\n\n**Risk: at least high**, score 55 of 100. 1 server would run. 1 place could not be read.\n',
			),
			text,
		);
		assert.ok(text.includes('- **high** What `.cursor/mcp.json` would start is not known (`.cursor/mcp.json:1`)\n'), text);
		assert.ok(text.includes('- server `lamp`: `npx -y @example/lamp@1.0.0`\n  <br>Claude Code, '), text);
		assert.ok(text.includes(' · `.mcp.json:1`\n'), text);
		assert.ok(text.includes('### Could not be read (1)\n\n- `.cursor/mcp.json`: permission denied\n'), text);
		const at = ['### What to look at', '### What would run', '### Could not be read'].map((title) => text.indexOf(title));
		assert.deepEqual(
			at,
			[...at].sort((a, b) => a - b),
		);
		assert.ok(at.every((index) => index > 0));
	});

	it('says of a quiet folder that nothing would run, and never that it is safe', async () => {
		const text = renderMarkdown(await reportOf({ [`${FOLDER}/README.md`]: '' }), { folder: FOLDER });
		assert.match(
			text,
			/^## Sallyport: what this folder would run\n\nNo finding above information\. Nothing that we know of would run\.\n\n\d+ places checked\. Nothing was run to find this out\.\n$/,
		);
	});

	it('tells an audit of a machine with everything, paths from the home', async () => {
		const text = renderMarkdown(await richReport(), { folder: null });
		assert.ok(text.startsWith('## Sallyport: this machine\n'));
		assert.ok(text.includes('`~/app/.mcp.json:') && !text.includes('/home/dev/app'), text);
	});

	it('counts the extensions of each editor', async () => {
		assert.ok(renderMarkdown(await richReport(), { folder: null }).includes('- VS Code: 4 extensions, in `~/.vscode/extensions`\n'));
	});

	it('shows what a file calls its servers, and nothing else comes of it', async () => {
		const name = '`]|**x**<img src=x>[a](https://evil.example.com) @octocat \u202e';
		const text = renderMarkdown(
			await reportOf({ [`${FOLDER}/.mcp.json`]: servers({ [name]: { command: '`id` | sh', args: ['\n# x', '<!--'] } }) }),
			{
				folder: FOLDER,
			},
		);
		const line = text.split('\n').find((row) => row.startsWith('- server '));
		assert.ok(line?.startsWith('- server `` `]|**x**<img src=x>[a](https://evil.example.com) @octocat \\u{202e} ``: `` `id` | sh '), text);
		assert.ok(
			text.split('\n').every((row) => row === '' || /^(?:## |### |- | {2}<br>|\d|\*\*Risk|No finding)/.test(row)),
			text,
		);
	});

	it('fits into a comment, and counts what it has no room for', async () => {
		const many = Object.fromEntries(Array.from({ length: 900 }, (_, at) => [`server-${at}`, { command: 'x'.repeat(1_000) }]));
		const text = renderMarkdown(await reportOf({ [`${FOLDER}/.mcp.json`]: servers(many) }), { folder: FOLDER });
		assert.ok(text.length < 65_536, `${text.length}`);
		assert.match(text, /\n- … and \d+ more, which this comment has no room for\n/);
		assert.ok(text.includes('` … and 600 characters more\n'), text.slice(0, 2_000));
	});

	it('is the same for the same machine', async () => {
		assert.equal(renderMarkdown(await richReport(), { folder: null }), renderMarkdown(await richReport(), { folder: null }));
	});
});
