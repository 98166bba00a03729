/** The few calls of Chromium's extension API that tests make inside the browser. */
interface ChromeTab {
  id: number;
  url?: string;
  active: boolean;
}

declare const chrome: {
  action: {
    openPopup(): Promise<void>;
    getBadgeText(details: { tabId?: number }): Promise<string>;
    getTitle(details: { tabId?: number }): Promise<string>;
  };
  commands: { getAll(): Promise<{ name?: string; shortcut?: string }[]> };
  contextMenus: { onClicked: { dispatch(info: object, tab: object): void } };
  runtime: {
    id: string;
    getContexts(filter: { contextTypes: string[] }): Promise<unknown[]>;
    getManifest(): { version: string };
    getURL(path: string): string;
    reload(): void;
    sendMessage(message: unknown): Promise<unknown>;
  };
  storage: {
    local: {
      get(keys?: string | string[] | null): Promise<Record<string, unknown>>;
      set(items: Record<string, unknown>): Promise<void>;
      clear(): Promise<void>;
    };
  };
  tabs: {
    create(tab: { url: string; active: boolean }): Promise<ChromeTab>;
    query(filter: {
      active?: boolean;
      currentWindow?: boolean;
      url?: string | string[];
    }): Promise<ChromeTab[]>;
    sendMessage(tabId: number, message: unknown): Promise<unknown>;
    reload(tabId: number): Promise<void>;
    setZoom(tabId: number, factor: number): Promise<void>;
  };
  windows: {
    create(window: { url?: string; incognito?: boolean }): Promise<{ id: number; tabs?: ChromeTab[] }>;
  };
};
