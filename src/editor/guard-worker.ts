import type { Worker } from 'node:worker_threads';
import type { Sheet } from '../report/sheet.ts';
import type { ChangeQuery, Made, MadeChange, Proposal } from './change-proposals.ts';
import type { ActionQuery, FileAction } from './file-actions.ts';
import type { Answer, Drawing, Rendering, Request, WindowContext, WorkerStart } from './worker-messages.ts';

export interface GuardWorkerEvents {
	readonly onDrawing: (drawing: Drawing) => void;
	/** To be said once, beside everything else. */
	readonly onNote: (text: string) => void;
	/** Something that the person asked for was not done. */
	readonly onFailed: (what: 'review', reason: string) => void;
	/** The thread has ended, and why. Another one is started. */
	readonly onEnd: (reason: string) => void;
	/** The defaults that this editor registers for these settings. */
	readonly defaultsOf: (ids: readonly string[]) => Promise<Readonly<Record<string, unknown>>>;
}

/** Milliseconds until a worker that ended is started anew; twice as long each time, since it may end for the same reason. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60 * 1_000;

/** The worker thread, and its next one when it ends. */
export class GuardWorker {
	private worker: Worker | undefined;
	private timer: NodeJS.Timeout | undefined;
	private wait = FIRST_WAIT_MS;
	private number = 0;
	private readonly asked = new Map<number, { resolve: (answer: unknown) => void; reject: (reason: Error) => void }>();
	private closed = false;

	/** `startWith` is asked anew for every thread: the folders that are open then. */
	constructor(
		private readonly path: string,
		private readonly startWith: () => WorkerStart,
		private readonly events: GuardWorkerEvents,
	) {}

	async start(): Promise<void> {
		// Loading Node's module takes longer than the rest of our start: not before it is needed.
		const { Worker } = await import('node:worker_threads');
		if (this.closed || this.worker !== undefined) {
			return;
		}
		const workerData = this.startWith();
		// Its standard output would end up in the log of the extension host: a parser's message may quote a file.
		const worker = new Worker(this.path, { workerData, stdout: true, stderr: true });
		let ended = false;
		const end = (reason: string): void => {
			if (!ended && !this.closed) {
				ended = true;
				this.worker = undefined;
				this.events.onEnd(reason);
				this.abandon();
				this.timer = setTimeout(() => void this.start(), this.wait);
				this.wait = Math.min(this.wait * 2, LONGEST_WAIT_MS);
			}
		};
		worker.on('message', (answer: Answer) => this.take(answer));
		worker.on('error', (error) => end(`the reading thread failed (${error.name})`));
		worker.on('exit', () => end('the reading thread ended'));
		this.worker = worker;
	}

	/** Everything from the beginning, with what `startWith` says now. */
	async restart(): Promise<void> {
		const { worker } = this;
		this.worker = undefined;
		worker?.removeAllListeners();
		clearTimeout(this.timer);
		this.abandon();
		await worker?.terminate();
		await this.start();
	}

	tell(context: WindowContext): void {
		this.send({ type: 'context', context });
	}

	sweep(): void {
		this.send({ type: 'sweep' });
	}

	look(): void {
		this.send({ type: 'look' });
	}

	/** A line was started in a terminal, in this folder. */
	terminal(line: string, folder: string): void {
		this.send({ type: 'terminal', line, folder });
	}

	/** The person has reviewed what the last sheet showed. */
	reviewed(): void {
		this.send({ type: 'reviewed' });
	}

	/** Rejects where the thread ends before it has answered. */
	render(what: Rendering): Promise<Sheet> {
		return this.ask((number) => ({ type: 'render', number, what }));
	}

	/** Rejects likewise. */
	actions(query: ActionQuery): Promise<readonly FileAction[]> {
		return this.ask((number) => ({ type: 'actions', number, query }));
	}

	/** Rejects likewise. Nothing is written but by `make`. */
	propose(query: Exclude<ChangeQuery, { readonly does: 'list' | 'make' }>): Promise<Proposal> {
		return this.ask((number) => ({ type: 'change', number, query }));
	}

	make(proposal: string): Promise<Made> {
		return this.ask((number) => ({ type: 'change', number, query: { does: 'make', proposal } }));
	}

	changes(): Promise<readonly MadeChange[]> {
		return this.ask((number) => ({ type: 'change', number, query: { does: 'list' } }));
	}

	dispose(): void {
		this.closed = true;
		clearTimeout(this.timer);
		this.abandon();
		void this.worker?.terminate();
	}

	private ask<T>(request: (number: number) => Request): Promise<T> {
		const number = ++this.number;
		return new Promise((resolve, reject) => {
			this.asked.set(number, { resolve: resolve as (answer: unknown) => void, reject });
			if (!this.send(request(number))) {
				this.abandon();
			}
		});
	}

	private answered(number: number, answer: unknown): void {
		this.asked.get(number)?.resolve(answer);
		this.asked.delete(number);
	}

	private send(request: Request): boolean {
		this.worker?.postMessage(request);
		return this.worker !== undefined;
	}

	private take(answer: Answer): void {
		switch (answer.type) {
			case 'settings':
				void this.events.defaultsOf(answer.ids).then((defaults) => this.send({ type: 'defaults', defaults }));
				break;
			case 'drawing':
				this.wait = FIRST_WAIT_MS;
				this.events.onDrawing(answer.drawing);
				break;
			case 'note':
				this.events.onNote(answer.text);
				break;
			case 'failed':
				this.events.onFailed(answer.what, answer.reason);
				break;
			case 'text':
				this.answered(answer.number, answer.page);
				break;
			case 'actions':
				this.answered(answer.number, answer.actions);
				break;
			case 'change':
				this.answered(answer.number, answer.answer);
		}
	}

	private abandon(): void {
		for (const { reject } of this.asked.values()) {
			reject(new Error('the reading thread is not running'));
		}
		this.asked.clear();
	}
}
