/** The part of cacache that is used; the package brings no types. */
declare module "cacache" {
  interface Store {
    readonly get: {
      info(folder: string, key: string): Promise<{ readonly integrity: string } | null>;
      byDigest(folder: string, integrity: string): Promise<Buffer>;
    };
    readonly rm: { content(folder: string, integrity: string): Promise<unknown> };
    put(folder: string, key: string, data: string): Promise<unknown>;
  }
  const store: Store;
  export default store;
}
