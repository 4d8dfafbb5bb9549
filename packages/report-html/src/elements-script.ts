declare const MUTATION_ELEMENTS: string;

/**
 * The script of mutation-testing-elements, put in at build time: a page that opens from disk can load nothing. Its texts for
 * a parser of HTML are written so that none of them ends or changes the element around it.
 */
export const ELEMENTS_SCRIPT: string = MUTATION_ELEMENTS.replaceAll("<!--", "\\x3c!--")
  .replaceAll(/<(?=\/?script)/gi, "\\x3c")
  .trim();
