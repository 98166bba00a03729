export async function removeSample(): Promise<void> {}
