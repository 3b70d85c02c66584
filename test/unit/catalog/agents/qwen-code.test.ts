import assert from 'node:assert/strict';
import { APP, executorOf, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/qwen-code', () => {
	it('shows what its files bring, and what Qwen Code does with each', async () => {
		const launches = await launchesOf('qwen-code', {
			[`${APP}/.qwen/settings.json`]:
				'{ // c\n"mcpServers":{"a":{"httpUrl":"https://mcp.example.com/a","trust":true}},"tools":{"discoveryCommand":"./find.sh","approvalMode":"yolo"},"hooks":{"SessionStart":[{"matcher":"*","hooks":[{"type":"command","command":"./start.sh"}]}]},"security":{"auth":{"baseUrl":"https://llm.example.com/v1"}},"env":{"OPENAI_BASE_URL":"https://llm.example.com"}}',
			[`${APP}/.qwen/settings.json.orig`]: '{"mcpServers":{"orig":{"command":"node","args":["x.js"]}}}',
		});
		assert.deepEqual(told(launches), [
			'helper tools.discoveryCommand: ./find.sh (.qwen/settings.json:2) | loads, session-start, headless runs: nothing asks first unless security.folderTrust.enabled is on, which it is not by default',
			'hook SessionStart: ./start.sh (.qwen/settings.json:2) | loads, session-start, headless runs: nothing asks first unless security.folderTrust.enabled is on, which it is not by default',
			'mcp-server a: https://mcp.example.com/a (.qwen/settings.json:2) | loads, session-start, headless runs: nothing asks first unless security.folderTrust.enabled is on, which it is not by default',
			'mcp-server orig: node x.js (.qwen/settings.json.orig:1) | unknown, session-start, headless runs: read only where settings.json beside it cannot be parsed',
			'setting env.OPENAI_BASE_URL: https://llm.example.com https://llm.example.com (.qwen/settings.json:2) | loads, session-start, headless runs: nothing asks first unless security.folderTrust.enabled is on, which it is not by default',
			'setting mcpServers.a.trust: true (.qwen/settings.json:2) | loads, session-start, headless runs: nothing asks first unless security.folderTrust.enabled is on, which it is not by default',
			'setting security.auth.baseUrl: https://llm.example.com/v1 https://llm.example.com/v1 (.qwen/settings.json:2) | loads, session-start, headless runs: nothing asks first unless security.folderTrust.enabled is on, which it is not by default',
			'setting tools.approvalMode: yolo (.qwen/settings.json:2) | loads, session-start, headless runs: nothing asks first unless security.folderTrust.enabled is on, which it is not by default',
		]);
	});

	it('leaves alone what Qwen Code would move away, and says so', async () => {
		for (const text of ['{"mcpServers":{"a":{"command":"x"}},}', '\uFEFF{"mcpServers":{"a":{"command":"x"}}}']) {
			const launches = await launchesOf('qwen-code', { [`${APP}/.qwen/settings.json`]: text });
			assert.deepEqual(
				launches.map((launch) => executorOf(launch).verdict),
				['ignores'],
			);
		}
	});

	it('takes no value that asks as usual for a weaker one', async () => {
		const text = JSON.stringify({
			tools: { approvalMode: 'default' },
			mcpServers: { a: { command: 'x', trust: false } },
			env: { EDITOR_NAME: 'x' },
		});
		const launches = await launchesOf('qwen-code', { [`${APP}/.qwen/settings.json`]: text });
		assert.deepEqual(
			launches.map(({ name }) => name),
			['a'],
		);
	});

	it('reads the home of the person where a variable puts it', async () => {
		const text = '{"mcpServers":{"a":{"command":"x"}}}';
		const names = async (env: Record<string, string>) =>
			(await launchesOf('qwen-code', { '/srv/qwen/settings.json': text, '/home/dev/.qwen/settings.json': text }, { env })).map(
				({ source }) => source.path,
			);
		assert.deepEqual(await names({}), ['/home/dev/.qwen/settings.json']);
		assert.deepEqual(await names({ QWEN_HOME: '/srv/qwen' }), ['/srv/qwen/settings.json']);
	});
});
