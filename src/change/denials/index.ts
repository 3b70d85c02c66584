// Written by tools/indexes.mjs from the files beside it.
import claudeCode from './claude-code.ts';
import codex from './codex.ts';
import copilotCli from './copilot-cli.ts';
import crush from './crush.ts';
import cursor from './cursor.ts';
import type { DenialEntry } from './denial.ts';
import geminiCli from './gemini-cli.ts';
import opencode from './opencode.ts';
import qwenCode from './qwen-code.ts';
import vscode from './vscode.ts';

export const denials: readonly DenialEntry[] = [
	claudeCode,
	codex,
	copilotCli,
	crush,
	cursor,
	geminiCli,
	opencode,
	qwenCode,
	vscode,
];
