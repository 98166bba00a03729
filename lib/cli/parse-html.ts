/** Parses a saved page outside a browser. Scripts are not run and nothing is fetched. */
import { Window } from 'happy-dom';

export async function parseHtml(html: string): Promise<Document> {
  const window = new Window({
    url: 'https://www.binance.com/',
    settings: {
      enableJavaScriptEvaluation: false,
      disableJavaScriptFileLoading: true,
      disableCSSFileLoading: true,
      disableIframePageLoading: true,
    },
  });
  const parser = new window.DOMParser();
  return parser.parseFromString(html, 'text/html') as unknown as Document;
}
