/**
 * A run of words that only one of the two texts has. Leading and trailing spaces stay outside the highlight.
 */
export function ChangedText({ as: Tag, text }: { as: 'del' | 'ins'; text: string }) {
  const words = text.trim();
  if (words === '') return <>{text}</>;
  const start = text.indexOf(words);
  return (
    <>
      {text.slice(0, start)}
      <Tag>{words}</Tag>
      {text.slice(start + words.length)}
    </>
  );
}
