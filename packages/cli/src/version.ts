declare const PACKAGE_VERSION: string;

/** The version of this package, as published. */
export const VERSION: string = PACKAGE_VERSION;
