/** The few calls of Chromium's extension API that the harness makes inside the browser. */
declare const chrome: {
  action: { openPopup(): Promise<void> };
  tabs: { create(tab: { url: string; active: boolean }): Promise<unknown> };
  runtime: { getContexts(filter: { contextTypes: string[] }): Promise<unknown[]> };
};
