import type { Letters } from "../../reading/letters";

/** Words of the text that somebody has marked. Offsets are code points. */
export interface Chosen {
  start: number;
  end: number;
  words: string;
  /** Where they are in the window. */
  box: DOMRect;
}

/** What is marked inside of a text whose pieces carry `data-start`; nothing when nothing is, or when it reaches out of the text. */
export function chosenIn(root: HTMLElement, letters: Letters): Chosen | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return undefined;
  const [start, end] = [pointOf(range.startContainer, range.startOffset), pointOf(range.endContainer, range.endOffset)];
  if (start === undefined || end === undefined || start >= end) return undefined;
  const text = letters.slice(start, end);
  const before = [...text].length - [...text.trimStart()].length;
  const words = text.trim();
  const from = start + before;
  return words ? { start: from, end: from + [...words].length, words, box: range.getBoundingClientRect() } : undefined;
}

/** The code point of a place in the page: that of its piece, and the code points of the piece before it. */
function pointOf(node: Node, offset: number): number | undefined {
  if (node instanceof Element && offset > 0 && offset >= node.childNodes.length) return endOf(node);
  const element = node instanceof Element ? (node.childNodes[offset] ?? node) : node;
  const piece = (element instanceof Element ? element : element.parentElement)?.closest<HTMLElement>("[data-start]");
  if (!piece) return element instanceof Element ? startOf(element) : undefined;
  const start = Number(piece.dataset.start);
  return node.nodeType === Node.TEXT_NODE ? start + [...(node.textContent ?? "").slice(0, offset)].length : start;
}

/** Where the last piece in an element, or the piece that it is in, ends. */
function endOf(element: Element): number | undefined {
  const pieces = element.querySelectorAll<HTMLElement>("[data-start]");
  const piece = pieces[pieces.length - 1] ?? element.closest<HTMLElement>("[data-start]");
  return piece ? Number(piece.dataset.start) + [...(piece.textContent ?? "")].length : undefined;
}

/** Where an element of several pieces begins. */
function startOf(element: Element): number | undefined {
  const first = element.querySelector<HTMLElement>("[data-start]");
  return first ? Number(first.dataset.start) : undefined;
}
