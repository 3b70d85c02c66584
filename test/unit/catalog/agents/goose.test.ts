import assert from 'node:assert/strict';
import { HOME, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/goose', () => {
	it('shows what its files bring, and what goose does with each', async () => {
		const launches = await launchesOf('goose', {
			[`${HOME}/.config/goose/config.yaml`]:
				'GOOSE_MODE: auto\nextensions:\n  developer: {type: builtin, enabled: true}\n  a: {type: stdio, cmd: uvx, args: [x], envs: {A: b}, enabled: false}\n  b: {type: streamable_http, uri: "https://mcp.example.com/b"}\n',
		});
		assert.deepEqual(told(launches), [
			'mcp-server a: uvx x (~/.config/goose/config.yaml:4) | ignores, session-start, headless refuses: switched off by "enabled"',
			'mcp-server b: https://mcp.example.com/b (~/.config/goose/config.yaml:5) | loads, session-start, headless runs: in a place that it reads',
			'setting GOOSE_MODE: auto (~/.config/goose/config.yaml:1) | loads, session-start, headless runs: in a place that it reads',
		]);
	});
});
