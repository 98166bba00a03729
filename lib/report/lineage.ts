/** Who repeated whom in a group, as a list with levels. */
import type { GroupStory, StoryMember, StoryPost } from './group-story.ts';

interface LineageEntry<P extends StoryPost> {
  member: StoryMember<P>;
  /** 1 for a post that repeats none, 2 for one that repeats such a post, … */
  level: number;
}

/** Each post below the post that it repeats, siblings by time. Sources that form a circle (in a file) end at it. */
export function lineage<P extends StoryPost>({ members }: GroupStory<P>): LineageEntry<P>[] {
  const children = new Map<StoryMember<P> | null, StoryMember<P>[]>();
  for (const member of members) {
    const siblings = children.get(member.source);
    if (siblings) siblings.push(member);
    else children.set(member.source, [member]);
  }
  const entries: LineageEntry<P>[] = [];
  const placed = new Set<StoryMember<P>>();
  const placeBelow = (start: StoryMember<P>[]) => {
    const stack = start.map((member) => ({ member, level: 1 })).reverse();
    for (let entry = stack.pop(); entry; entry = stack.pop()) {
      if (placed.has(entry.member)) continue;
      placed.add(entry.member);
      entries.push(entry);
      for (const member of [...(children.get(entry.member) ?? [])].reverse())
        stack.push({ member, level: entry.level + 1 });
    }
  };
  placeBelow(children.get(null) ?? []);
  for (const member of members) if (!placed.has(member)) placeBelow([member]);
  return entries;
}
