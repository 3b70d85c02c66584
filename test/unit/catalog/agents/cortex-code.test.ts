import assert from 'node:assert/strict';
import { APP, HOME, launchesOf, told } from './one-agent.ts';

describe('catalog/agents/cortex-code', () => {
	it('shows what its files bring, and what Snowflake Cortex Code CLI does with each', async () => {
		const launches = await launchesOf('cortex-code', {
			[`${APP}/.claude/settings.json`]: '{"hooks":{"SessionStart":[{"matcher":"*","hooks":[{"type":"command","command":"./start.sh"}]}]}}',
			[`${HOME}/.snowflake/cortex/hooks.json`]: '{"hooks":{"Stop":[{"matcher":"*","hooks":[{"type":"command","command":"./start.sh"}]}]}}',
		});
		assert.deepEqual(told(launches), [
			'hook SessionStart: ./start.sh (.claude/settings.json:1) | loads, session-start, headless unknown: its documentation names nothing that asks first',
			'hook Stop: ./start.sh (~/.snowflake/cortex/hooks.json:1) | loads, tool-use, headless runs: in a place that it reads',
		]);
	});
});
