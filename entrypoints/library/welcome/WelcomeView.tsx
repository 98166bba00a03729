import { useEffect, useRef, useState } from 'preact/hooks';
import { Welcome } from '../../../components/library/Welcome.tsx';
import type { ViewProps } from '../view-props.ts';
import type { LivePost } from './live-strip.ts';

export function WelcomeView(_: ViewProps) {
  const [live, setLive] = useState<LivePost | null>(null);
  const card = useRef<HTMLElement>(null);
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let isCurrent = true;
    // Without the sample, the page shows the rest.
    import('./live-strip.ts')
      .then(({ openLivePost }) => openLivePost())
      .then((found) => isCurrent && setLive(found))
      .catch(() => {});
    return () => {
      isCurrent = false;
    };
  }, []);
  useEffect(() => {
    if (live && card.current && place.current) void live.attach(card.current, place.current);
  }, [live]);

  return (
    <div class="scroll">
      <Welcome sample={live && { post: live.post, card, place }} />
    </div>
  );
}
