import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Row } from '../../src/editor/row.ts';
import type { Drawing } from '../../src/editor/worker-messages.ts';
import type { Exports } from '../../src/extension.ts';

export const ID = 'sallyport.sallyport';

/** So long a test waits for what has to come. */
export const PATIENCE_MS = 15_000;

export function sallyport(): vscode.Extension<Exports> {
	const extension = vscode.extensions.getExtension<Exports>(ID);
	assert.ok(extension, `${ID} is not among the extensions`);
	return extension;
}

/** What is shown, once that holds of it. */
export async function until(what: string, holds: (drawing: Drawing) => boolean): Promise<Drawing> {
	const { drawing } = await sallyport().activate();
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const now = drawing();
		if (now !== null && holds(now)) {
			return now;
		}
		assert.ok(Date.now() < deadline, `${what}: not within ${PATIENCE_MS / 1000} s`);
		await delay(1);
	}
}

export const seen = ({ rows }: Drawing): boolean => rows.length > 0;

export function below(drawing: Drawing, section: string): readonly Row[] {
	return drawing.rows.find(({ label }) => label === section)?.children ?? [];
}
