import { useEffect, useState } from 'preact/hooks';
import { hrefTo } from '../route.ts';
import { handOver } from './dropped-file.ts';

const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
/** A file field takes its files itself. */
const isOnField = ({ target }: DragEvent) =>
  target instanceof Element && target.closest('input[type=file]') !== null;

/**
 * Offers a file that is dropped anywhere on the page for import. Nothing is imported before the reader confirms.
 * @param isOffered false in the sample, where a dropped file changes nothing (and does not replace the page)
 * @returns true while a file is dragged over the page
 */
export function useFileDrop(isOffered: boolean): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      if (!hasFile(event) || isOnField(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = isOffered ? 'copy' : 'none';
      setOver(isOffered);
    };
    const onDragLeave = (event: DragEvent) => {
      // `null`: it left the window.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      setOver(false);
      if (!hasFile(event) || isOnField(event)) return;
      event.preventDefault();
      const file = event.dataTransfer?.files[0];
      if (!file || !isOffered) return;
      handOver(file);
      location.hash = hrefTo('import');
    };
    addEventListener('dragover', onDragOver);
    addEventListener('dragleave', onDragLeave);
    addEventListener('drop', onDrop);
    return () => {
      removeEventListener('dragover', onDragOver);
      removeEventListener('dragleave', onDragLeave);
      removeEventListener('drop', onDrop);
    };
  }, [isOffered]);
  return isOver;
}
