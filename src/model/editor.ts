/** An editor of the VS Code family that has left something on this machine. Paths are absolute. */
export interface Editor {
	/** Catalog id, for instance `vscode`, or `running` for an editor that the catalog does not know. */
	readonly editor: string;
	readonly extensionsDir: string;
	/** Folder that holds `User/settings.json`; null where the editor keeps none here (a server without one). */
	readonly userDataDir: string | null;
}
