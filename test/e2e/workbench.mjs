// The workbench as a person meets it. The selectors are those of VS Code 1.139.
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

/** The window as on the pictures, and one so tall that a list shows all of its rows: they exist only where they are visible. */
const WINDOW = { width: 1200, height: 800 };
const TALL_WINDOW = { width: 1200, height: 6000 };
export const VIEWPORT = WINDOW;

/**
 * @typedef {object} Row
 * @property {number} index
 * @property {number} level 1 for a section
 * @property {boolean | undefined} expanded undefined where there is nothing to expand
 * @property {string} label
 * @property {string} description
 * @property {string} aria what a screen reader says
 * @property {readonly string[]} truncated what the editor cuts off
 */

/**
 * @param {import('playwright-core').Page} page
 */
export function workbench(page) {
	const sideBar = page.locator('.part.sidebar');

	/** @returns {Promise<Row[]>} the visible rows of the side bar's trees */
	const visibleRows = () =>
		sideBar.locator('.monaco-list-row').evaluateAll((rows) =>
			rows.map((row) => {
				const text = (/** @type {string} */ selector) => row.querySelector(selector)?.textContent?.trim() ?? '';
				const list = row.closest('.monaco-list')?.getBoundingClientRect();
				const cutsOff = (/** @type {Element} */ element) => {
					const { overflowX } = getComputedStyle(element);
					// A pixel for rounding.
					return overflowX !== 'visible' && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
				};
				const leavesList = (/** @type {Element} */ element) => {
					const range = document.createRange();
					range.selectNodeContents(element);
					return list !== undefined && range.getBoundingClientRect().right > list.right + 1;
				};
				const labels = [...row.querySelectorAll('.label-name, .label-description')];
				const truncated = [row, ...row.querySelectorAll('*')].filter(cutsOff).concat(labels.filter(leavesList));
				const expanded = row.getAttribute('aria-expanded');
				return {
					index: Number(row.getAttribute('data-index')),
					level: Number(row.getAttribute('aria-level')),
					expanded: expanded === null ? undefined : expanded === 'true',
					label: text('.label-name'),
					description: text('.label-description'),
					aria: row.getAttribute('aria-label') ?? '',
					truncated: truncated.map((element) => `${element.className}: ${element.scrollWidth} px in ${element.clientWidth} px`),
				};
			}),
		);

	/**
	 * @template T
	 * @param {() => Promise<T>} body
	 */
	const inTallWindow = async (body) => {
		await page.setViewportSize(TALL_WINDOW);
		try {
			await delay(400);
			return await body();
		} finally {
			await page.setViewportSize(WINDOW);
			await delay(200);
		}
	};

	/** @param {import('playwright-core').Locator} locator */
	const box = async (locator) => {
		const bounds = await locator.boundingBox();
		assert.ok(bounds, `${locator} has no place on the screen`);
		return bounds;
	};

	/**
	 * Runs a command as a person does.
	 * @param {string} title with its category
	 */
	const palette = async (title) => {
		await page.keyboard.press('F1');
		await pick(`>${title}`, title);
	};

	/**
	 * Types into the quick input and takes the entry.
	 * @param {string} typed
	 * @param {string} entry
	 */
	const pick = async (typed, entry) => {
		const input = page.locator('.quick-input-widget input.input');
		await input.waitFor({ timeout: 5_000 });
		await input.fill(typed);
		// Not Enter: the best match of the filter is not always the entry of this name.
		await page.locator(`.quick-input-list .monaco-list-row[aria-label^="${entry}"]`).first().click({ timeout: 5_000 });
	};

	return {
		sideBar,
		inTallWindow,
		palette,

		/**
		 * @param {string} name
		 * @param {'vs' | 'vs-dark'} kind class of the workbench in this theme
		 */
		async chooseTheme(name, kind) {
			await palette('Preferences: Color Theme');
			await delay(300);
			await pick(name, name);
			await page.locator(`.monaco-workbench.${kind}`).waitFor({ timeout: 10_000 });
			await delay(600);
		},

		/** @param {string} address */
		async open(address) {
			await page.goto(address, { timeout: 30_000 });
			await page.locator('.monaco-workbench .statusbar-item').first().waitFor({ timeout: 30_000 });
		},

		/** @param {string} id `publisher.name.item` */
		statusItem: (id) => page.locator(`[id="${id}"]`),

		toasts: () => page.locator('.notifications-toasts .notification-toast').allInnerTexts(),
		tabs: () => page.locator('.editor-group-container .tab').allInnerTexts(),

		/** @param {string} title of a view container */
		activity: (title) => page.locator('.activitybar .action-item', { has: page.locator(`.action-label[aria-label^="${title}"]`) }),

		/** All rows, those below the window's edge too. */
		rows: () => inTallWindow(visibleRows),

		/** The titles of the first level that have something below them. */
		sections: async () =>
			(await inTallWindow(visibleRows)).filter(({ level, expanded }) => level === 1 && expanded !== undefined).map(({ label }) => label),

		/** Expands all that can be. */
		async expandAll() {
			await inTallWindow(async () => {
				for (let step = 0; step < 200; step++) {
					const closed = sideBar.locator('.monaco-list-row[aria-expanded="false"]').first();
					if ((await closed.count()) === 0) {
						return;
					}
					await closed.locator('.monaco-tl-twistie').click({ timeout: 5_000 });
					await delay(60);
				}
				assert.fail('there is always one more row to expand');
			});
		},

		/**
		 * Drags the side bar's edge.
		 * @param {number} width
		 */
		async setSideBarWidth(width) {
			const { x, y, width: before, height } = await box(sideBar);
			const row = y + height * 0.75;
			await page.mouse.move(x + before, row);
			await page.mouse.down();
			await page.mouse.move(x + width, row, { steps: 8 });
			await page.mouse.up();
			await delay(300);
			const after = (await box(sideBar)).width;
			assert.ok(Math.abs(after - width) <= 1, `the side bar is ${after} px wide, not ${width}`);
		},

		/** Points at every row of the side bar, so that each tooltip is shown once. */
		async hoverAllRows() {
			let tooltips = 0;
			await inTallWindow(async () => {
				for (const row of await sideBar.locator('.monaco-list-row').all()) {
					const { x, y, height } = await box(row);
					await page.mouse.move(x + 60, y + height / 2);
					const hover = page.locator('.monaco-hover:visible').first();
					await hover.waitFor({ timeout: 600 }).then(
						() => tooltips++,
						() => {},
					);
					// Away, so that the next row gets a tooltip of its own.
					await page.mouse.move(900, 300);
					await delay(60);
				}
			});
			return tooltips;
		},

		activeTab: () => page.locator('.editor-group-container .tab.active'),

		/** The whole text of the active editor: lines, too, exist only where they are visible. */
		async documentText() {
			const editor = page.locator('.editor-instance .monaco-editor').first();
			await editor.waitFor({ timeout: 10_000 });
			await editor.locator('.view-line').first().click();
			await page.keyboard.press('Control+Home');
			/** @type {Map<number, string>} */
			const lines = new Map();
			for (let quiet = 0; quiet < 2; ) {
				await delay(120);
				const before = lines.size;
				for (const [top, text] of await editor
					.locator('.view-line')
					.evaluateAll((found) =>
						found.map(
							(line) => /** @type {const} */ ([Number.parseInt(/** @type {HTMLElement} */ (line).style.top, 10), line.textContent ?? '']),
						),
					)) {
					// Spaces are drawn as no-break spaces.
					lines.set(top, text.replaceAll('\u00a0', ' '));
				}
				quiet = lines.size === before ? quiet + 1 : 0;
				await page.keyboard.press('PageDown');
			}
			await page.keyboard.press('Control+Home');
			return [...lines]
				.sort(([a], [b]) => a - b)
				.map(([, text]) => text)
				.join('\n');
		},

		/**
		 * A part of the window that holds all of these, with some room around.
		 * @param {readonly import('playwright-core').Locator[]} locators
		 */
		async area(locators, margin = 12) {
			const boxes = await Promise.all(locators.map(box));
			const left = Math.max(0, Math.min(...boxes.map(({ x }) => x)) - margin);
			const top = Math.max(0, Math.min(...boxes.map(({ y }) => y)) - margin);
			const right = Math.min(WINDOW.width, Math.max(...boxes.map(({ x, width }) => x + width)) + margin);
			const bottom = Math.min(WINDOW.height, Math.max(...boxes.map(({ y, height }) => y + height)) + margin);
			return { x: left, y: top, width: right - left, height: bottom - top };
		},

		/** Puts the pointer where it points at nothing. */
		async pointNowhere() {
			await page.mouse.move(WINDOW.width - 300, WINDOW.height - 200);
			await delay(400);
		},
	};
}
