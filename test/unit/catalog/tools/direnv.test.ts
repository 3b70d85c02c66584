import assert from 'node:assert/strict';
import { executor, lines, look } from './look.ts';

describe('catalog/tools/direnv', () => {
	it('shows what .envrc runs, and that it is asked about once per content', async () => {
		const [launch, ...others] = await look('direnv', { '.envrc': '# variables\nexport A=b\n\n  source_env ../x\n' });
		assert.deepEqual(others, []);
		assert.deepEqual(
			[launch?.kind, launch?.name, launch?.command, launch?.shell, launch?.source.line],
			['shell-env', '.envrc', 'export A=b\nsource_env ../x', true, 2],
		);
		assert.deepEqual(executor(launch, 'direnv'), {
			tool: 'direnv',
			verdict: 'loads',
			reason: 'direnv asks once for each content of the file (`direnv allow`)',
			trigger: 'shell-enter',
			needsTrust: true,
			headless: 'refuses',
			approval: 'unknown',
		});
	});

	it('is found in packages, and in the folders above up to the repository', async () => {
		const files = { '.envrc': 'a', 'packages/x/.envrc': 'b', '/home/dev/.envrc': 'c' };
		assert.deepEqual(await lines('direnv', { ...files, '.git/HEAD': 'x' }), ['shell-env .envrc: a', 'shell-env .envrc: b']);
		assert.deepEqual(await lines('direnv', files), ['shell-env .envrc: c', 'shell-env .envrc: a', 'shell-env .envrc: b']);
	});

	it('says nothing of a file without a line that does something', async () => {
		assert.deepEqual(await lines('direnv', { '.envrc': '# nothing\n\n', '.env': 'A=b', envrc: 'x' }), []);
	});

	it('hides no secret less than elsewhere', async () => {
		const value = ['gh', 'p_'].join('') + 'aB3dE6gH9j'.repeat(4).slice(0, 36);
		const launches = await look('direnv', { '.envrc': `export GITHUB_TOKEN=${value}\n` });
		assert.equal(launches.length, 1);
		assert.ok(!JSON.stringify(launches).includes(value.slice(4, 12)));
	});

	it('shows the user’s own library, and what is never asked about', async () => {
		const files = {
			'/home/dev/.config/direnv/lib/a.sh': 'use_x() { y; }',
			'/home/dev/.config/direnv/direnv.toml': '[global]\nload_dotenv = true\n[whitelist]\nprefix = ["/home/dev/src"]\n',
		};
		assert.deepEqual(await lines('direnv', files), ['setting whitelist.prefix: ["/home/dev/src"]', 'shell-env direnvrc: use_x() { y; }']);
	});
});
