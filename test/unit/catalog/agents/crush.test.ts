import assert from 'node:assert/strict';
import { APP, executorOf, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/crush', () => {
	it('shows what its files bring, and what Crush does with each', async () => {
		const launches = await launchesOf('crush', {
			[`${APP}/crush.json`]:
				'{"mcp":{"a":{"type":"stdio","command":"node","args":["a.js"],"env":{"KEY":"$(op read key)"}},"off":{"command":"x","disabled":true}},"lsp":{"go":{"command":"gopls","args":["serve"]}},"hooks":{"PreToolUse":[{"matcher":"^bash$","command":"./no.sh"}]},"permissions":{"allowed_tools":["bash"]},"providers":{"p":{"base_url":"https://llm.example.com","api_key":"$KEY","aws_auth_refresh":"aws sso login"}},"env":{"NODE_OPTIONS":"--require ./x.js","OTHER":"1"}}',
			[`${APP}/.crush.json`]: '{"mcpServers":{"tools":{"command":"node","args":["x.js"]}}}',
		});
		assert.deepEqual(told(launches), [
			'helper lsp.go.command: gopls serve (crush.json:1) | loads, tool-use, headless runs: nothing asks first',
			'helper mcp.a.env.KEY: $(op read key) (crush.json:1) | loads, session-start, headless runs: nothing asks first',
			'helper providers.p.aws_auth_refresh: aws sso login (crush.json:1) | loads, session-start, headless runs: nothing asks first',
			'hook PreToolUse: ./no.sh (crush.json:1) | loads, tool-use, headless runs: nothing asks first',
			'mcp-server a: node a.js (crush.json:1) | loads, session-start, headless runs: nothing asks first',
			'mcp-server off: x (crush.json:1) | ignores, session-start, headless refuses: switched off by "disabled"',
			'setting env.NODE_OPTIONS: --require ./x.js (crush.json:1) | loads, session-start, headless runs: nothing asks first',
			'setting permissions.allowed_tools: ["bash"] (crush.json:1) | loads, session-start, headless runs: nothing asks first',
			'setting providers.p.base_url: https://llm.example.com https://llm.example.com (crush.json:1) | loads, session-start, headless runs: nothing asks first',
		]);
	});

	it('shows the script that Crush runs at its start, without what does nothing', async () => {
		const text = '#!/bin/bash\n# mine\n\nsource ./more.sh\n  mcp add x --command "node x.js"\n';
		const [launch, ...others] = await launchesOf('crush', { [`${APP}/.crushrc`]: text, [`${APP}/crushrc`]: '# nothing\n' });
		assert.deepEqual(others, []);
		assert.deepEqual(
			[launch?.kind, launch?.name, launch?.shell, launch?.command],
			['shell-env', '.crushrc', true, '#!/bin/bash\nsource ./more.sh\nmcp add x --command "node x.js"'],
		);
		assert.deepEqual([executorOf(launch).trigger, executorOf(launch).needsTrust], ['session-start', false]);
	});

	it('drops what is not strict JSON, and looks no further up than the repository', async () => {
		const text = '{ // c\n"mcp":{"a":{"command":"x"}}}';
		const [launch] = await launchesOf('crush', { [`${APP}/crush.json`]: text });
		assert.equal(executorOf(launch).verdict, 'ignores');
		assert.deepEqual(await launchesOf('crush', { '/home/dev/crush.json': '{"mcp":{"a":{"command":"x"}}}' }), []);
	});

	it('looks for substitutions no deeper than a file of Crush goes, and in texts alone', async () => {
		const deep = Array.from({ length: 40 }).reduce<unknown>((inner) => ({ a: inner }), '$(x)');
		assert.deepEqual(await launchesOf('crush', { [`${APP}/crush.json`]: JSON.stringify({ env: { deep }, options: { x: '$(y)' } }) }), []);
	});
});
