declare module 'twitter-text' {
  const twitter: { extractCashtags(text: string): string[] };
  export default twitter;
}
