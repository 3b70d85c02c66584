import assert from 'node:assert/strict';
import fc from 'fast-check';
import { agents } from '../../../src/catalog/agents/index.ts';
import { agentsStartedBy } from '../../../src/rules/agent-start.ts';

describe('rules/agent-start', () => {
	const starts: readonly [line: string, agent: string][] = [
		['claude', 'claude-code'],
		['claude -p "what is this?"', 'claude-code'],
		['ANTHROPIC_MODEL=x claude', 'claude-code'],
		['env A=b claude', 'claude-code'],
		['~/.local/bin/claude --continue', 'claude-code'],
		['C:\\Tools\\claude.exe', 'claude-code'],
		['npx @anthropic-ai/claude-code', 'claude-code'],
		['npx -y @anthropic-ai/claude-code@2.1.330 -p x', 'claude-code'],
		['bunx @openai/codex', 'codex'],
		['pnpm dlx opencode-ai', 'opencode'],
		['git pull && gemini', 'gemini-cli'],
		['cat notes.md | copilot -p x', 'copilot-cli'],
		['sudo -u dev codex exec x', 'codex'],
		['sh -c "cursor-agent"', 'cursor'],
		['q chat', 'amazon-q'],
		['npm test; qwen', 'qwen-code'],
	];
	for (const [line, agent] of starts) {
		it(`sees the start in ${line}`, () => assert.deepEqual(agentsStartedBy(line), [agent]));
	}

	const others: readonly string[] = [
		'grep claude notes.md',
		'which claude',
		'command -v claude',
		'man claude',
		'npm install -g @anthropic-ai/claude-code',
		'echo claude',
		'git commit -m "claude"',
		'code ~/.claude',
		'cat claude',
		'claude --version',
		'codex --help',
		'q',
		'q login',
		'cd ../other && claude',
		'./claude.sh',
		'npx create-claude',
		'cat <<end\nclaude\nend',
		'',
	];
	for (const line of others) {
		it(`sees none in ${line}`, () => assert.deepEqual(agentsStartedBy(line), []));
	}

	it('sees what is started before the line goes elsewhere', () => {
		assert.deepEqual(agentsStartedBy('claude -p x; cd ..; codex'), ['claude-code']);
	});

	it('takes no long line, and any text', () => {
		assert.deepEqual(agentsStartedBy(`claude ${'x'.repeat(5_000)}`), []);
		fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (line) => Array.isArray(agentsStartedBy(line))));
	});

	it('no two agents are started by one word', () => {
		const words = agents.flatMap(({ programs = [], packages = [] }) => [...programs, ...packages]);
		assert.equal(new Set(words).size, words.length);
		assert.ok(words.length >= 15);
	});
});
