// Written by tools/indexes.mjs from the files beside it.
import type { AgentEntry } from './agent.ts';
import claudeCode from './claude-code.ts';
import codex from './codex.ts';
import copilotCli from './copilot-cli.ts';
import cursor from './cursor.ts';
import geminiCli from './gemini-cli.ts';
import vscode from './vscode.ts';

export const agents: readonly AgentEntry[] = [
	claudeCode,
	codex,
	copilotCli,
	cursor,
	geminiCli,
	vscode,
];
